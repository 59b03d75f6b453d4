/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which pages an excerpt holds.
 *
 * 1. Papers about persons are in no excerpt; hard copies of the web only with address and day.
 * 2. Choosing is pure: the same evidence and choice give the same pages, and so the same file. */
#include "jobs/excerpt.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/date.h"
#include "jobs/documents.h"
#include "jobs/excerpt-private.h"
#include "jobs/json.h"
#include "jobs/media.h"
#include "jobs/session-private.h"

/* Shorter ones need none. */
#define LEAST_WITH_CONTENTS 6

/* --- what it is made from --- */

typedef struct
{
  const char *evidence_id;
  GArray *sheets;
} Cited;

static void
add_cited_cb (KaijiCitation *citation, gpointer user_data)
{
  Cited *cited = user_data;

  if (!g_str_equal (kaiji_citation_get_evidence_id (citation), cited->evidence_id))
    return;
  for (int page = kaiji_citation_get_page (citation);
       page <= kaiji_citation_get_last_page (citation); page++)
    g_array_append_val (cited->sheets, page);
}

static int
compare_sheets (gconstpointer a, gconstpointer b)
{
  return *(const int *) a - *(const int *) b;
}

static GArray *
find_cited (KaijiSession *session, const char *evidence_id)
{
  Cited cited = { evidence_id, g_array_new (FALSE, FALSE, sizeof (int)) };
  guint n = 0;

  kaiji_case_source_foreach_citation (kaiji_session_get_source (session), add_cited_cb, &cited);
  g_array_sort (cited.sheets, compare_sheets);
  for (guint i = 0; i < cited.sheets->len; i++)
    if (i == 0 || g_array_index (cited.sheets, int, i) != g_array_index (cited.sheets, int, n - 1))
      g_array_index (cited.sheets, int, n++) = g_array_index (cited.sheets, int, i);
  g_array_set_size (cited.sheets, n);
  return cited.sheets;
}

static gboolean
may_be_excerpted (KaijiEvidence *evidence, GError **error)
{
  const KaijiEvidenceInfo *info = kaiji_evidence_get_info (evidence);

  if (kaiji_evidence_is_personal (evidence))
    {
      g_set_error (
          error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_REFUSED,
          _ ("“%s” is a paper about a person. Its pages are in no excerpt; hand it in only "
             "where it is asked for."),
          info->name);
      return FALSE;
    }
  if (!kaiji_media_check_pages (info, error))
    return FALSE;
  if (info->kind == KAIJI_EVIDENCE_WEB
      && (!info->url || !*info->url || !info->captured_on || !*info->captured_on))
    {
      g_set_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_REFUSED,
                   _ ("“%s” is a hard copy of a web page, but its address or its day is missing. "
                      "Enter both first: they are printed on each page."),
                   info->name);
      return FALSE;
    }
  return TRUE;
}

KaijiExcerpt *
kaiji_excerpt_new (KaijiSession *session,
                   const char *evidence_id,
                   const char *password,
                   GError **error)
{
  KaijiEvidence *evidence = kaiji_session_require_evidence (session, evidence_id, error);
  KaijiPdfDocument *open;
  KaijiExcerpt *self;

  if (!evidence || !may_be_excerpted (evidence, error))
    return NULL;
  self = g_atomic_rc_box_new0 (KaijiExcerpt);
  self->evidence = g_object_ref (evidence);
  self->source = g_object_ref (kaiji_session_get_evidence_source (session));
  self->casefile = g_object_ref (session->casefile);
  self->pdf = g_object_ref (kaiji_session_get_pdf (session));
  self->password = g_strdup (password);
  self->cited = find_cited (session, evidence_id);
  open = kaiji_session_peek_document (session, kaiji_evidence_get_info (evidence)->sha256);
  self->document = open ? g_object_ref (open) : NULL;
  return self;
}

KaijiExcerpt *
kaiji_excerpt_ref (KaijiExcerpt *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  KaijiExcerpt *self = data;

  g_object_unref (self->evidence);
  g_object_unref (self->source);
  g_object_unref (self->casefile);
  g_object_unref (self->pdf);
  g_clear_object (&self->document);
  g_array_unref (self->cited);
  if (self->password)
    explicit_bzero (self->password, strlen (self->password));
  g_free (self->password);
}

void
kaiji_excerpt_unref (KaijiExcerpt *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

gboolean
kaiji_excerpt_read_sync (KaijiExcerpt *self, GCancellable *cancellable, GError **error)
{
  const KaijiEvidenceInfo *info = kaiji_evidence_get_info (self->evidence);
  g_autoptr (GError) cause = NULL;

  if (!self->document)
    self->document = kaiji_documents_open_stored (self->source, self->pdf, info->sha256,
                                                  self->password, cancellable, error);
  if (!self->document)
    {
      g_prefix_error (error, "%s: ", info->name);
      return FALSE;
    }
  if (!kaiji_pdf_document_load_sync (self->document, cancellable, &cause)
      && g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  if (!kaiji_excerpt_find_contents (self->document, &self->contents_first, &self->contents_last,
                                    cancellable, &cause))
    self->contents_first = self->contents_last = 0;
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  return TRUE;
}

int
kaiji_excerpt_get_n_sheets (KaijiExcerpt *self)
{
  return self->document ? kaiji_pdf_document_get_n_pages (self->document) : 0;
}

guint
kaiji_excerpt_get_n_cited (KaijiExcerpt *self)
{
  return self->cited->len;
}

gint64
kaiji_excerpt_get_size (KaijiExcerpt *self)
{
  return kaiji_evidence_get_info (self->evidence)->size;
}

const char *
kaiji_excerpt_get_name (KaijiExcerpt *self)
{
  return kaiji_evidence_get_info (self->evidence)->name;
}

const char *
kaiji_excerpt_get_evidence_id (KaijiExcerpt *self)
{
  return kaiji_evidence_get_info (self->evidence)->id;
}

gboolean
kaiji_excerpt_has_stamp (KaijiExcerpt *self)
{
  return kaiji_evidence_get_info (self->evidence)->kind == KAIJI_EVIDENCE_WEB;
}

gboolean
kaiji_excerpt_is_encrypted (KaijiExcerpt *self)
{
  return self->document && kaiji_pdf_document_is_encrypted (self->document);
}

gboolean
kaiji_excerpt_get_contents (KaijiExcerpt *self, int *first, int *last)
{
  *first = self->contents_first;
  *last = self->contents_last;
  return self->contents_first > 0;
}

gboolean
kaiji_excerpt_lacks_contents (KaijiExcerpt *self)
{
  return self->contents_first == 0 && kaiji_excerpt_get_n_sheets (self) >= LEAST_WITH_CONTENTS
         && kaiji_evidence_get_info (self->evidence)->media == KAIJI_EVIDENCE_MEDIA_PDF;
}

/* --- choosing --- */

void
kaiji_excerpt_plan_free (KaijiExcerptPlan *plan)
{
  g_array_unref (plan->pages);
  g_free (plan);
}

char *
kaiji_excerpt_plan_dup_sheets (const KaijiExcerptPlan *plan)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < plan->pages->len;)
    {
      const int from = g_array_index (plan->pages, KaijiExcerptPage, i).sheet;
      int to = from;

      for (i++;
           i < plan->pages->len && g_array_index (plan->pages, KaijiExcerptPage, i).sheet == to + 1;
           i++)
        to++;
      g_string_append_printf (text, "%s%d", text->len > 0 ? "," : "", from);
      if (to > from)
        g_string_append_printf (text, "-%d", to);
    }
  return g_string_free (text, FALSE);
}

static void
mark (guint8 *marks, int n, int from, int to, guint reason)
{
  for (int page = MAX (from, 1); page <= MIN (to, n); page++)
    marks[page] |= (guint8) reason;
}

/* One range, "3" or "3-5". */
static gboolean
read_range (const char *text, int n, int *from, int *to)
{
  g_auto (GStrv) ends = g_strsplit (text, "-", 3);
  const guint count = g_strv_length (ends);
  guint64 numbers[2];

  for (guint i = 0; i < count && i < 2; i++)
    if (!g_ascii_string_to_unsigned (g_strstrip (ends[i]), 10, 1, (guint64) n, &numbers[i], NULL))
      return FALSE;
  if (count < 1 || count > 2 || (count == 2 && numbers[1] < numbers[0]))
    return FALSE;
  *from = (int) numbers[0];
  *to = count == 2 ? (int) numbers[1] : *from;
  return TRUE;
}

static gboolean
mark_ranges (guint8 *marks, int n, const char *text, guint reason, GError **error)
{
  g_auto (GStrv) ranges = g_strsplit (text, ",", -1);

  for (char **range = ranges; *range; range++)
    {
      int from, to;

      if (!*g_strstrip (*range))
        continue;
      if (!read_range (*range, n, &from, &to))
        {
          g_set_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT,
                       _ ("“%s” are no pages from 1 to %d. Write them as 2-3,7."), *range, n);
          return FALSE;
        }
      mark (marks, n, from, to, reason);
    }
  return TRUE;
}

static void
mark_cited (KaijiExcerpt *self, guint8 *marks, int n, int around)
{
  for (guint i = 0; i < self->cited->len; i++)
    {
      const int page = g_array_index (self->cited, int, i);

      mark (marks, n, page, page, KAIJI_EXCERPT_CITED);
      mark (marks, n, page - around, page + around, KAIJI_EXCERPT_NEAR);
    }
}

static const char *
get_label (KaijiExcerpt *self, int page)
{
  const char *label = kaiji_pdf_document_get_page (self->document, page)->label;
  char *number;
  const char *interned;

  if (*label)
    return label;
  number = g_strdup_printf ("%d", page);
  interned = g_intern_string (number);
  g_free (number);
  return interned;
}

KaijiExcerptPlan *
kaiji_excerpt_plan (KaijiExcerpt *self, const KaijiExcerptChoice *choice, GError **error)
{
  const int n = kaiji_excerpt_get_n_sheets (self);
  g_autofree guint8 *marks = g_malloc0 ((gsize) n + 1);
  g_autoptr (KaijiExcerptPlan) plan = g_new0 (KaijiExcerptPlan, 1);

  g_return_val_if_fail (self->document != NULL, NULL);

  plan->pages = g_array_new (FALSE, FALSE, sizeof (KaijiExcerptPage));
  if (self->cited->len == 0 && (!choice->pages || !*choice->pages))
    {
      g_set_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_REFUSED,
                   _ ("No page of “%s” is cited. Cite the pages that are needed, or name them."),
                   kaiji_excerpt_get_name (self));
      return NULL;
    }
  mark (marks, n, 1, choice->front, KAIJI_EXCERPT_FRONT);
  mark_cited (self, marks, n, MAX (choice->around, 0));
  if (choice->contents ? !mark_ranges (marks, n, choice->contents, KAIJI_EXCERPT_CONTENTS, error)
                       : FALSE)
    return NULL;
  if (!choice->contents && self->contents_first > 0)
    mark (marks, n, self->contents_first, self->contents_last, KAIJI_EXCERPT_CONTENTS);
  if (choice->pages && !mark_ranges (marks, n, choice->pages, KAIJI_EXCERPT_CHOSEN, error))
    return NULL;
  for (int page = 1; page <= n; page++)
    if (marks[page])
      {
        KaijiExcerptPage entry = { page, marks[page], get_label (self, page) };

        /* A cited page is not told to lie near itself. */
        if (entry.reasons & KAIJI_EXCERPT_CITED)
          {
            entry.reasons &= ~(guint) KAIJI_EXCERPT_NEAR;
            plan->n_cited++;
          }
        g_array_append_val (plan->pages, entry);
      }
  return g_steal_pointer (&plan);
}

/* --- the map --- */

int
kaiji_excerpt_map_to_page (const KaijiPdfExcerptMap *map, int sheet)
{
  guint low = 0, high = map->n_pages;

  while (low < high)
    {
      const guint middle = low + (high - low) / 2;

      if (map->pages[middle] < sheet)
        low = middle + 1;
      else
        high = middle;
    }
  return low < map->n_pages && map->pages[low] == sheet ? (int) low + 1 : 0;
}

int
kaiji_excerpt_map_to_sheet (const KaijiPdfExcerptMap *map, int page)
{
  return page >= 1 && (guint) page <= map->n_pages ? map->pages[page - 1] : 0;
}

KaijiCitation *
kaiji_excerpt_map_citation (const KaijiPdfExcerptMap *map,
                            KaijiCitation *citation,
                            gboolean to_original,
                            const char *evidence_id,
                            const char *sha256)
{
  const int first = kaiji_citation_get_page (citation);
  const int last = kaiji_citation_get_last_page (citation);
  const int new_first = to_original ? kaiji_excerpt_map_to_sheet (map, first)
                                    : kaiji_excerpt_map_to_page (map, first);
  const int new_last =
      to_original ? kaiji_excerpt_map_to_sheet (map, last) : kaiji_excerpt_map_to_page (map, last);
  const KaijiRect *rects;
  guint n_rects;

  /* All pages of a range must be there, and next to each other. */
  if (new_first == 0 || new_last == 0 || new_last - new_first != last - first)
    return NULL;
  rects = kaiji_citation_get_rects (citation, &n_rects);
  return kaiji_citation_new (
      kaiji_citation_get_number (citation), kaiji_citation_get_target (citation), evidence_id,
      sha256, new_first, new_last, kaiji_citation_get_label (citation),
      kaiji_citation_get_section (citation), kaiji_citation_get_quote (citation), rects, n_rects,
      kaiji_citation_get_state (citation));
}

/* --- report --- */

static void
add_reasons (JsonBuilder *builder, guint reasons)
{
  static const char *const words[] = { "front", "contents", "cited", "near", "chosen" };

  json_builder_set_member_name (builder, "why");
  json_builder_begin_array (builder);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (reasons & 1u << i)
      json_builder_add_string_value (builder, words[i]);
  json_builder_end_array (builder);
}

char *
kaiji_excerpt_dup_json (KaijiExcerpt *self,
                        const KaijiExcerptPlan *plan,
                        const KaijiExcerptResult *result)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  const KaijiEvidenceInfo *info = kaiji_evidence_get_info (self->evidence);

  json_builder_begin_object (builder);
  kaiji_json_add_string (builder, "path", result->path);
  kaiji_json_add_string (builder, "sha256", result->sha256);
  kaiji_json_add_int (builder, "size", result->size);
  kaiji_json_add_string (builder, "evidence", info->id);
  kaiji_json_add_string (builder, "original", info->sha256);
  kaiji_json_add_int (builder, "sheets", result->map->n_sheets);
  kaiji_json_add_bool (builder, "contents_found", self->contents_first > 0);
  kaiji_json_add_bool (builder, "repaired", result->repaired);
  kaiji_json_add_bool (builder, "stamped", kaiji_excerpt_has_stamp (self));
  json_builder_set_member_name (builder, "pages");
  json_builder_begin_array (builder);
  for (guint i = 0; i < plan->pages->len; i++)
    {
      const KaijiExcerptPage *page = &g_array_index (plan->pages, KaijiExcerptPage, i);

      json_builder_begin_object (builder);
      kaiji_json_add_int (builder, "page", (gint64) i + 1);
      kaiji_json_add_int (builder, "sheet", kaiji_excerpt_map_to_sheet (result->map, (int) i + 1));
      kaiji_json_add_string (builder, "label", page->label);
      add_reasons (builder, page->reasons);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return kaiji_json_end (builder, FALSE);
}
