/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Outline, links and other annotations of an excerpt.
 *
 * 1. Every destination is spelled out; names, which lead into a table of all pages, are not left.
 * 2. A link to a page that goes is taken away, as is every action but going to a page and to an
 *    address; what can be seen of other annotations stays.
 * 3. Trees of a foreign file may be loops: nodes are visited once, depth and number are limited. */
#include <string.h>

#include "pdf-worker/excerpt.h"
#include "pdf-worker/objects.h"

#define MOST_NAMES 200000u
#define MOST_ENTRIES 50000u

/* --- destinations --- */

static GBytes *
new_key (qpdf_data pdf, qpdf_oh name)
{
  size_t length = 0;
  const char *text = qpdf_oh_is_name (pdf, name)
                         ? qpdf_oh_get_name (pdf, name) + 1
                         : qpdf_oh_get_binary_string_value (pdf, name, &length);

  return g_bytes_new (text, qpdf_oh_is_name (pdf, name) ? strlen (text) : length);
}

static void
read_name_tree (qpdf_data pdf, qpdf_oh node, GHashTable *names, GHashTable *seen, int depth)
{
  qpdf_oh pairs = get (pdf, node, "/Names"), kids = get (pdf, node, "/Kids");
  const int id = qpdf_oh_get_object_id (pdf, node);

  if (depth > MOST_DEPTH || (id != 0 && !g_hash_table_add (seen, GINT_TO_POINTER (id))))
    return;
  for (int i = 0; qpdf_oh_is_array (pdf, pairs) && i + 1 < qpdf_oh_get_array_n_items (pdf, pairs)
                  && g_hash_table_size (names) < MOST_NAMES;
       i += 2)
    if (qpdf_oh_is_string (pdf, get_item (pdf, pairs, i)))
      g_hash_table_replace (names, new_key (pdf, get_item (pdf, pairs, i)),
                            GUINT_TO_POINTER (get_item (pdf, pairs, i + 1)));
  for (int i = 0; qpdf_oh_is_array (pdf, kids) && i < qpdf_oh_get_array_n_items (pdf, kids); i++)
    read_name_tree (pdf, get_item (pdf, kids, i), names, seen, depth + 1);
}

GHashTable *
excerpt_read_names (qpdf_data pdf)
{
  GHashTable *names =
      g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  qpdf_oh root = qpdf_get_root (pdf), old = get (pdf, root, "/Dests");
  g_autoptr (GPtrArray) keys = dup_keys (pdf, old);

  for (guint i = 0; i < keys->len; i++)
    {
      const char *name = (const char *) keys->pdata[i] + 1;

      g_hash_table_replace (names, g_bytes_new (name, strlen (name)),
                            GUINT_TO_POINTER (get (pdf, old, keys->pdata[i])));
    }
  read_name_tree (pdf, get (pdf, get (pdf, root, "/Names"), "/Dests"), names, seen, 0);
  return names;
}

qpdf_oh
excerpt_resolve (qpdf_data pdf, qpdf_oh object, GHashTable *kept, GHashTable *names)
{
  qpdf_oh dest = get (pdf, object, "/Dest"), action = get (pdf, object, "/A"), page;

  if (qpdf_oh_is_null (pdf, dest) && has_name (pdf, action, "/S", "/GoTo"))
    dest = get (pdf, action, "/D");
  if (qpdf_oh_is_name (pdf, dest) || qpdf_oh_is_string (pdf, dest))
    {
      g_autoptr (GBytes) key = new_key (pdf, dest);

      dest = GPOINTER_TO_UINT (g_hash_table_lookup (names, key));
      if (dest == 0)
        return qpdf_oh_new_null (pdf);
    }
  if (qpdf_oh_is_dictionary (pdf, dest))
    dest = get (pdf, dest, "/D");
  if (!qpdf_oh_is_array (pdf, dest) || qpdf_oh_get_array_n_items (pdf, dest) < 1)
    return qpdf_oh_new_null (pdf);
  page = get_item (pdf, dest, 0);
  if (!qpdf_oh_is_dictionary (pdf, page)
      || !g_hash_table_contains (kept, GINT_TO_POINTER (qpdf_oh_get_object_id (pdf, page))))
    return qpdf_oh_new_null (pdf);
  return dest;
}

/* --- outline --- */

typedef struct
{
  qpdf_data pdf;
  GHashTable *kept;
  GHashTable *names;
  GHashTable *seen;
  guint n;
} Outline;

static void
chain (Outline *outline, qpdf_oh parent, const GArray *children)
{
  qpdf_data pdf = outline->pdf;

  for (guint i = 0; i < children->len; i++)
    {
      qpdf_oh entry = g_array_index (children, qpdf_oh, i);

      qpdf_oh_replace_key (pdf, entry, "/Parent", parent);
      qpdf_oh_remove_key (pdf, entry, "/Prev");
      qpdf_oh_remove_key (pdf, entry, "/Next");
      if (i > 0)
        qpdf_oh_replace_key (pdf, entry, "/Prev", g_array_index (children, qpdf_oh, i - 1));
      if (i + 1 < children->len)
        qpdf_oh_replace_key (pdf, entry, "/Next", g_array_index (children, qpdf_oh, i + 1));
    }
  qpdf_oh_remove_key (pdf, parent, "/First");
  qpdf_oh_remove_key (pdf, parent, "/Last");
  qpdf_oh_remove_key (pdf, parent, "/Count");
  if (children->len == 0)
    return;
  qpdf_oh_replace_key (pdf, parent, "/First", g_array_index (children, qpdf_oh, 0));
  qpdf_oh_replace_key (pdf, parent, "/Last", g_array_index (children, qpdf_oh, children->len - 1));
}

/* Entries below @parent that lead to pages that stay, or hold such ones. Returns how many there are
 * on all levels. */
static guint
clean_entries (Outline *outline, qpdf_oh parent, int depth)
{
  qpdf_data pdf = outline->pdf;
  g_autoptr (GArray) children = g_array_new (FALSE, FALSE, sizeof (qpdf_oh));
  qpdf_oh entry = get (pdf, parent, "/First"), next;
  guint total = 0;

  for (; depth < MOST_DEPTH && qpdf_oh_is_dictionary (pdf, entry) && outline->n < MOST_ENTRIES;
       entry = next)
    {
      const int id = qpdf_oh_get_object_id (pdf, entry);
      qpdf_oh dest;
      guint below;

      if (id == 0 || !g_hash_table_add (outline->seen, GINT_TO_POINTER (id)))
        break;
      outline->n++;
      next = get (pdf, entry, "/Next");
      below = clean_entries (outline, entry, depth + 1);
      dest = excerpt_resolve (pdf, entry, outline->kept, outline->names);
      qpdf_oh_remove_key (pdf, entry, "/A");
      qpdf_oh_remove_key (pdf, entry, "/SE");
      qpdf_oh_replace_or_remove_key (pdf, entry, "/Dest", dest);
      if (below == 0 && qpdf_oh_is_null (pdf, dest))
        continue;
      if (below > 0)
        qpdf_oh_replace_key (pdf, entry, "/Count", qpdf_oh_new_integer (pdf, below));
      g_array_append_val (children, entry);
      total += 1 + below;
    }
  chain (outline, parent, children);
  return total;
}

void
excerpt_clean_outline (qpdf_data pdf, GHashTable *kept, GHashTable *names)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  Outline outline = { pdf, kept, names, seen, 0 };
  qpdf_oh root = qpdf_get_root (pdf), top = get (pdf, root, "/Outlines");
  guint n = 0;

  if (qpdf_oh_is_dictionary (pdf, top) && qpdf_oh_is_indirect (pdf, top))
    n = clean_entries (&outline, top, 0);
  if (n == 0)
    qpdf_oh_remove_key (pdf, root, "/Outlines");
  else
    qpdf_oh_replace_key (pdf, top, "/Count", qpdf_oh_new_integer (pdf, n));
}

/* --- pages --- */

/* What a field may have from those above it comes down; they, and their other fields, go. */
static void
part_field (qpdf_data pdf, qpdf_oh field)
{
  static const char *const keys[] = { "/FT", "/T", "/V",   "/DV",     "/Ff",
                                      "/DA", "/Q", "/Opt", "/MaxLen", "/TU" };

  for (size_t i = 0; i < G_N_ELEMENTS (keys); i++)
    qpdf_oh_replace_or_remove_key (pdf, field, keys[i], get_inherited (pdf, field, keys[i]));
  qpdf_oh_remove_key (pdf, field, "/Parent");
}

/* A link as it may stay: to a page that stays, or to an address. */
static bool
clean_link (qpdf_data pdf, qpdf_oh link, GHashTable *kept, GHashTable *names)
{
  qpdf_oh dest = excerpt_resolve (pdf, link, kept, names), action = get (pdf, link, "/A");
  qpdf_oh address = get (pdf, action, "/URI"), clean;

  qpdf_oh_remove_key (pdf, link, "/A");
  qpdf_oh_remove_key (pdf, link, "/PA");
  qpdf_oh_replace_or_remove_key (pdf, link, "/Dest", dest);
  if (!qpdf_oh_is_null (pdf, dest))
    return true;
  if (!has_name (pdf, action, "/S", "/URI") || !qpdf_oh_is_string (pdf, address))
    return false;
  clean = qpdf_oh_new_dictionary (pdf);
  qpdf_oh_replace_key (pdf, clean, "/S", qpdf_oh_new_name (pdf, "/URI"));
  qpdf_oh_replace_key (pdf, clean, "/URI", address);
  qpdf_oh_replace_key (pdf, link, "/A", clean);
  return true;
}

static bool
clean_annotation (qpdf_data pdf, qpdf_oh annotation, GHashTable *kept, GHashTable *names)
{
  static const char *const dropped[] = { "/FileAttachment", "/Sound",     "/Movie", "/Screen",
                                         "/RichMedia",      "/3D",        "/Popup", "/TrapNet",
                                         "/Redact",         "/Projection" };
  const char *name; /* qpdf's, until the next text is asked of it */
  bool is_link, is_field;
  qpdf_oh kind;

  if (!qpdf_oh_is_dictionary (pdf, annotation))
    return false;
  kind = qpdf_oh_get_key (pdf, annotation, "/Subtype");
  name = qpdf_oh_is_name (pdf, kind) ? qpdf_oh_get_name (pdf, kind) : "";
  for (size_t i = 0; i < G_N_ELEMENTS (dropped); i++)
    if (strcmp (name, dropped[i]) == 0)
      return false;
  is_link = strcmp (name, "/Link") == 0;
  is_field = strcmp (name, "/Widget") == 0;
  qpdf_oh_remove_key (pdf, annotation, "/AA");
  qpdf_oh_remove_key (pdf, annotation, "/Popup");
  qpdf_oh_remove_key (pdf, annotation, "/StructParent");
  if (is_link)
    return clean_link (pdf, annotation, kept, names);
  qpdf_oh_remove_key (pdf, annotation, "/A");
  if (is_field)
    part_field (pdf, annotation);
  return true;
}

void
excerpt_clean_page (qpdf_data pdf, qpdf_oh page, GHashTable *kept, GHashTable *names)
{
  static const char *const dropped[] = { "/AA", "/B", "/StructParents", "/PieceInfo",
                                         "/PresSteps" };
  qpdf_oh annotations = get (pdf, page, "/Annots"), clean;

  for (size_t i = 0; i < G_N_ELEMENTS (dropped); i++)
    qpdf_oh_remove_key (pdf, page, dropped[i]);
  if (!qpdf_oh_is_array (pdf, annotations))
    {
      qpdf_oh_remove_key (pdf, page, "/Annots");
      return;
    }
  clean = qpdf_oh_new_array (pdf);
  for (int i = 0; i < qpdf_oh_get_array_n_items (pdf, annotations); i++)
    if (clean_annotation (pdf, get_item (pdf, annotations, i), kept, names))
      qpdf_oh_append_item (pdf, clean, get_item (pdf, annotations, i));
  qpdf_oh_replace_key (pdf, page, "/Annots", clean);
}
