/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An excerpt: the pages that stay, and nothing of the others.
 *
 * 1. Pages stay the objects that they were; text, fonts and pictures are copied, never drawn anew.
 * 2. What leads from them to pages that go is cut: outline, links, forms, structure, actions. So no
 *    word of a page that was left out is in the file.
 * 3. Of the catalog only what is known to be harmless stays; no action, script or attachment.
 * 4. The same source and order give the same bytes: no clock, no random number. */
#include "pdf-worker/excerpt.h"

#include <string.h>

#include "pdf-worker/objects.h"

static const char *const kept_in_catalog[] = {
  "/Type",       "/Pages",         "/Lang",       "/OCProperties", "/ViewerPreferences", "/Version",
  "/Extensions", "/OutputIntents", "/PageLayout", "/Outlines",     "/AcroForm",
};

static GHashTable *
new_kept (void)
{
  return g_hash_table_new (NULL, NULL);
}

static bool
stays_in_catalog (const char *key)
{
  for (size_t i = 0; i < G_N_ELEMENTS (kept_in_catalog); i++)
    if (strcmp (key, kept_in_catalog[i]) == 0)
      return true;
  return false;
}

static void
clean_catalog (qpdf_data pdf)
{
  qpdf_oh root = qpdf_get_root (pdf);
  g_autoptr (GPtrArray) keys = dup_keys (pdf, root);

  for (guint i = 0; i < keys->len; i++)
    if (!stays_in_catalog (keys->pdata[i]))
      qpdf_oh_remove_key (pdf, root, keys->pdata[i]);
}

/* The form as a whole goes; fields that stand on pages that stay are its only ones. */
static void
clean_form (qpdf_data pdf, const Excerpt *excerpt)
{
  qpdf_oh root = qpdf_get_root (pdf), form = get (pdf, root, "/AcroForm");
  qpdf_oh fields = qpdf_oh_new_array (pdf), clean;

  for (uint32_t i = 0; qpdf_oh_is_dictionary (pdf, form) && i < excerpt->n_pages; i++)
    {
      qpdf_oh annotations = get (pdf, qpdf_get_page_n (pdf, i), "/Annots");
      const int n =
          qpdf_oh_is_array (pdf, annotations) ? qpdf_oh_get_array_n_items (pdf, annotations) : 0;

      for (int j = 0; j < n; j++)
        if (has_name (pdf, get_item (pdf, annotations, j), "/Subtype", "/Widget"))
          qpdf_oh_append_item (pdf, fields, get_item (pdf, annotations, j));
    }
  if (qpdf_oh_get_array_n_items (pdf, fields) == 0)
    {
      qpdf_oh_remove_key (pdf, root, "/AcroForm");
      return;
    }
  clean = qpdf_oh_new_dictionary (pdf);
  qpdf_oh_replace_key (pdf, clean, "/Fields", fields);
  qpdf_oh_replace_or_remove_key (pdf, clean, "/DR", get (pdf, form, "/DR"));
  qpdf_oh_replace_or_remove_key (pdf, clean, "/DA", get (pdf, form, "/DA"));
  qpdf_oh_replace_or_remove_key (pdf, clean, "/Q", get (pdf, form, "/Q"));
  qpdf_oh_replace_key (pdf, root, "/AcroForm", clean);
}

/* A tree of one level, with the pages that stay; the others become nothing. */
static void
cut_tree (qpdf_data pdf, const qpdf_oh *pages, uint32_t n, const Excerpt *excerpt)
{
  qpdf_oh tree = qpdf_make_indirect_object (pdf, qpdf_oh_new_dictionary (pdf));
  qpdf_oh kids = qpdf_oh_new_array (pdf), nothing = qpdf_oh_new_null (pdf);
  uint32_t next = 0;

  for (uint32_t i = 0; i < n; i++)
    if (next < excerpt->n_pages && excerpt->pages[next] == i + 1)
      {
        qpdf_oh_replace_key (pdf, pages[i], "/Parent", tree);
        qpdf_oh_append_item (pdf, kids, pages[i]);
        next++;
      }
    else
      qpdf_replace_object (pdf, qpdf_oh_get_object_id (pdf, pages[i]),
                           qpdf_oh_get_generation (pdf, pages[i]), nothing);
  qpdf_oh_replace_key (pdf, tree, "/Type", qpdf_oh_new_name (pdf, "/Pages"));
  qpdf_oh_replace_key (pdf, tree, "/Count", qpdf_oh_new_integer (pdf, excerpt->n_pages));
  qpdf_oh_replace_key (pdf, tree, "/Kids", kids);
  qpdf_oh_replace_key (pdf, qpdf_get_root (pdf), "/Pages", tree);
  qpdf_update_all_pages_cache (pdf);
}

bool
excerpt_cut (qpdf_data pdf, const Excerpt *excerpt)
{
  g_autoptr (GHashTable) kept = new_kept ();
  g_autoptr (GHashTable) names = NULL;
  g_autofree qpdf_oh *pages = NULL;
  int n;

  qpdf_push_inherited_attributes_to_page (pdf);
  n = qpdf_get_num_pages (pdf);
  if (n < 1 || excerpt->pages[excerpt->n_pages - 1] > (uint32_t) n)
    return false;
  pages = g_new (qpdf_oh, (gsize) n);
  for (int i = 0; i < n; i++)
    pages[i] = qpdf_get_page_n (pdf, (size_t) i);
  for (uint32_t i = 0; i < excerpt->n_pages; i++)
    g_hash_table_add (kept,
                      GINT_TO_POINTER (qpdf_oh_get_object_id (pdf, pages[excerpt->pages[i] - 1])));
  names = excerpt_read_names (pdf);
  /* While the pages that go can still be told from those that never were. */
  excerpt_clean_outline (pdf, kept, names);
  for (uint32_t i = 0; i < excerpt->n_pages; i++)
    excerpt_clean_page (pdf, pages[excerpt->pages[i] - 1], kept, names);
  cut_tree (pdf, pages, (uint32_t) n, excerpt);
  clean_form (pdf, excerpt);
  clean_catalog (pdf);
  return qpdf_get_num_pages (pdf) == (int) excerpt->n_pages;
}

/* --- pictures --- */

/* The page of a picture, packed: as it is made its pixels stand there bare. (transfer full) */
static GBytes *
pack (GBytes *bare)
{
  qpdf_data pdf = qpdf_init ();
  GBytes *packed = NULL;
  gsize size;
  const char *data = g_bytes_get_data (bare, &size);

  qpdf_silence_errors (pdf);
  if (qpdf_read_memory (pdf, "picture", data, size, NULL) < QPDF_ERRORS
      && qpdf_init_write_memory (pdf) < QPDF_ERRORS)
    {
      qpdf_set_deterministic_ID (pdf, QPDF_TRUE);
      if (qpdf_write (pdf) < QPDF_ERRORS)
        packed = g_bytes_new (qpdf_get_buffer (pdf), qpdf_get_buffer_length (pdf));
    }
  qpdf_cleanup (&pdf);
  return packed;
}

bool
excerpt_from_image (qpdf_data pdf, WorkerImage *image, const Excerpt *excerpt, GPtrArray *sources)
{
  if (qpdf_empty_pdf (pdf) >= QPDF_ERRORS)
    return false;
  for (uint32_t i = 0; i < excerpt->n_pages; i++)
    {
      KaijiPdfStatus status;
      g_autoptr (GBytes) bare = worker_image_make_pdf (image, excerpt->pages[i], &status);
      GBytes *packed = bare ? pack (bare) : NULL;
      qpdf_data page;
      gsize size;
      const char *data;
      bool added;

      if (!packed)
        return false;
      g_ptr_array_add (sources, packed);
      data = g_bytes_get_data (packed, &size);
      page = qpdf_init ();
      qpdf_silence_errors (page);
      added = qpdf_read_memory (page, "picture", data, size, NULL) < QPDF_ERRORS
              && qpdf_add_page (pdf, page, qpdf_get_page_n (page, 0), QPDF_FALSE) < QPDF_ERRORS;
      /* What was copied keeps its source alive by itself. */
      qpdf_cleanup (&page);
      if (!added)
        return false;
    }
  return true;
}

/* --- what is told of it --- */

static void
set_labels (qpdf_data pdf, const Excerpt *excerpt)
{
  qpdf_oh numbers = qpdf_oh_new_array (pdf), labels = qpdf_oh_new_dictionary (pdf);

  for (uint32_t i = 0; i < excerpt->n_pages; i++)
    {
      qpdf_oh label = qpdf_oh_new_dictionary (pdf);

      qpdf_oh_replace_key (pdf, label, "/P", qpdf_oh_new_unicode_string (pdf, excerpt->labels[i]));
      qpdf_oh_append_item (pdf, numbers, qpdf_oh_new_integer (pdf, i));
      qpdf_oh_append_item (pdf, numbers, label);
    }
  qpdf_oh_replace_key (pdf, labels, "/Nums", numbers);
  qpdf_oh_replace_key (pdf, qpdf_get_root (pdf), "/PageLabels", labels);
}

/* In the catalog's page-piece dictionary (ISO 32000-1, 14.5), where programs keep what is theirs. */
static void
set_map (qpdf_data pdf, const Excerpt *excerpt, uint32_t n_sheets)
{
  qpdf_oh pieces = qpdf_oh_new_dictionary (pdf), ours = qpdf_oh_new_dictionary (pdf);
  qpdf_oh content = qpdf_oh_new_dictionary (pdf), pages = qpdf_oh_new_array (pdf);

  for (uint32_t i = 0; i < excerpt->n_pages; i++)
    qpdf_oh_append_item (pdf, pages, qpdf_oh_new_integer (pdf, excerpt->pages[i]));
  qpdf_oh_replace_key (pdf, content, "/Type", qpdf_oh_new_name (pdf, "/KaijiExcerpt"));
  qpdf_oh_replace_key (pdf, content, "/Version", qpdf_oh_new_integer (pdf, 1));
  qpdf_oh_replace_key (pdf, content, "/SHA256", qpdf_oh_new_string (pdf, excerpt->sha256));
  qpdf_oh_replace_key (pdf, content, "/Name", qpdf_oh_new_unicode_string (pdf, excerpt->name));
  qpdf_oh_replace_key (pdf, content, "/Sheets", qpdf_oh_new_integer (pdf, n_sheets));
  qpdf_oh_replace_key (pdf, content, "/Pages", pages);
  qpdf_oh_replace_key (pdf, ours, "/LastModified", qpdf_oh_new_string (pdf, excerpt->day));
  qpdf_oh_replace_key (pdf, ours, "/Private", content);
  qpdf_oh_replace_key (pdf, pieces, "/Kaiji", ours);
  qpdf_oh_replace_key (pdf, qpdf_get_root (pdf), "/PieceInfo", pieces);
}

static void
set_title (qpdf_data pdf, const Excerpt *excerpt)
{
  qpdf_oh trailer = qpdf_get_trailer (pdf), info = get (pdf, trailer, "/Info");

  if (!qpdf_oh_is_dictionary (pdf, info))
    {
      info = qpdf_make_indirect_object (pdf, qpdf_oh_new_dictionary (pdf));
      qpdf_oh_replace_key (pdf, trailer, "/Info", info);
    }
  qpdf_oh_replace_key (pdf, info, "/Title", qpdf_oh_new_unicode_string (pdf, excerpt->title));
}

bool
excerpt_describe (qpdf_data pdf, const Excerpt *excerpt, uint32_t n_sheets)
{
  set_labels (pdf, excerpt);
  set_map (pdf, excerpt, n_sheets);
  set_title (pdf, excerpt);
  return !excerpt->stamp || excerpt_stamp (pdf, excerpt->stamp, excerpt->stamp_size);
}
