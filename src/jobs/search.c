/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The search over all evidence of a case: the index finds pages, the worker finds the places on
 * them. Evidence whose text has not been indexed yet is indexed first, or, when the case is open
 * for reading only, read page by page.
 *
 * Invariant: the thread touches nothing of the session but case file and worker.
 */
#include "jobs/search.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/text.h"
#include "jobs/documents.h"
#include "jobs/index.h"
#include "jobs/session-private.h"

/* Characters shown on either side of a hit. */
#define SNIPPET_BEFORE 20
#define SNIPPET_AFTER 40

typedef struct
{
  char *id;
  char *sha256;
} Known;

typedef struct
{
  char *text;
  guint limit;
  gboolean with_rects;
  gboolean read_only;
  KaijiCasefile *casefile;
  KaijiPdfService *pdf;  /* (nullable): not needed so far */
  GPtrArray *known;      /* Known, in the order of the case */
  GHashTable *documents; /* sha256 -> KaijiPdfDocument (nullable): opened by this search */
} Search;

/** kaiji_evidence_hit_free: @hit: (nullable) (transfer full): a hit */
void
kaiji_evidence_hit_free (KaijiEvidenceHit *hit)
{
  if (!hit)
    return;
  g_free (hit->evidence_id);
  g_free (hit->label);
  g_free (hit->snippet);
  g_free (hit->rects);
  g_free (hit);
}

static void
known_free (gpointer data)
{
  Known *known = data;

  g_free (known->id);
  g_free (known->sha256);
  g_free (known);
}

static void
search_free (gpointer data)
{
  Search *search = data;

  g_free (search->text);
  g_object_unref (search->casefile);
  g_clear_object (&search->pdf);
  g_ptr_array_unref (search->known);
  g_hash_table_unref (search->documents);
  g_free (search);
}

static void
unref_document (gpointer document)
{
  if (document)
    g_object_unref (document);
}

static GPtrArray *
new_hits (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) kaiji_evidence_hit_free);
}

/* (transfer none) (nullable): NULL when it cannot be opened, for example without its password. */
static KaijiPdfDocument *
get_document (Search *search, const char *sha256, GCancellable *cancellable)
{
  gpointer document;
  g_autoptr (GError) error = NULL;

  if (g_hash_table_lookup_extended (search->documents, sha256, NULL, &document))
    return document;
  document = kaiji_documents_open_stored (KAIJI_EVIDENCE_SOURCE (search->casefile), search->pdf,
                                          sha256, NULL, cancellable, &error);
  if (!document)
    g_debug ("%s: %s", sha256, error->message);
  g_hash_table_insert (search->documents, g_strdup (sha256), document);
  return document;
}

static const char *
find_id (Search *search, const char *sha256)
{
  for (guint i = 0; i < search->known->len; i++)
    {
      Known *known = g_ptr_array_index (search->known, i);
      if (g_str_equal (known->sha256, sha256))
        return known->id;
    }
  return NULL;
}

/* ---- places on a page ---- */

static void
add_rects (KaijiEvidenceHit *hit, GPtrArray *places)
{
  g_autoptr (GArray) rects = g_array_new (FALSE, FALSE, sizeof (KaijiRect));

  for (guint i = 0; i < places->len; i++)
    {
      KaijiPdfHit *place = g_ptr_array_index (places, i);
      g_array_append_vals (rects, place->rects, place->n_rects);
    }
  hit->n_rects = rects->len;
  hit->rects = (KaijiRect *) (gpointer) g_array_steal (rects, NULL);
}

static void
locate (Search *search, KaijiEvidenceHit *hit, const char *sha256, GCancellable *cancellable)
{
  KaijiPdfDocument *document = get_document (search, sha256, cancellable);
  g_autoptr (KaijiPdfText) text = NULL;
  g_autoptr (GPtrArray) places = NULL;

  if (!document || hit->page > kaiji_pdf_document_get_n_pages (document))
    return;
  text = kaiji_pdf_document_text_sync (document, hit->page, KAIJI_PDF_PRIORITY_NEAR, cancellable,
                                       NULL);
  if (!text)
    return;
  places = kaiji_pdf_text_find (text, hit->page, search->text);
  add_rects (hit, places);
}

/* ---- evidence that has no index ---- */

static char *
make_snippet (const char *page_text, const char *place)
{
  const char *found = strstr (page_text, place);
  const char *start = found, *end;
  char *snippet;

  if (!found)
    return g_strdup (place);
  for (guint i = 0; i < SNIPPET_BEFORE && start > page_text; i++)
    start = g_utf8_find_prev_char (page_text, start);
  end = found + strlen (place);
  for (guint i = 0; i < SNIPPET_AFTER && *end; i++)
    end = g_utf8_next_char (end);
  snippet = g_strndup (start, (gsize) (end - start));
  return g_strdelimit (snippet, "\n\r\f\t", ' ');
}

static void
read_pages (Search *search, Known *known, GPtrArray *hits, GCancellable *cancellable)
{
  KaijiPdfDocument *document = get_document (search, known->sha256, cancellable);
  int n_pages = document ? kaiji_pdf_document_get_n_pages (document) : 0;

  for (int page = 1; page <= n_pages && !g_cancellable_is_cancelled (cancellable); page++)
    {
      g_autoptr (KaijiPdfText) text = kaiji_pdf_document_text_sync (
          document, page, KAIJI_PDF_PRIORITY_BACKGROUND, cancellable, NULL);
      g_autoptr (GPtrArray) places = text ? kaiji_pdf_text_find (text, page, search->text) : NULL;
      KaijiEvidenceHit *hit;

      if (!places || places->len == 0)
        continue;
      hit = g_new0 (KaijiEvidenceHit, 1);
      hit->evidence_id = g_strdup (known->id);
      hit->page = page;
      hit->label = g_strdup (kaiji_pdf_document_get_page (document, page)->label);
      hit->snippet =
          make_snippet (text->text, ((KaijiPdfHit *) g_ptr_array_index (places, 0))->text);
      add_rects (hit, places);
      g_ptr_array_add (hits, hit);
    }
}

/* Pages of evidence that the index does not hold (reading only), else brings the index up. */
static gboolean
complete_index (Search *search, GPtrArray *hits, GCancellable *cancellable, GError **error)
{
  for (guint i = 0; i < search->known->len; i++)
    {
      Known *known = g_ptr_array_index (search->known, i);
      KaijiPdfDocument *document;
      int text_pages;

      if (kaiji_casefile_is_indexed (search->casefile, known->sha256))
        continue;
      if (search->read_only)
        {
          read_pages (search, known, hits, cancellable);
          continue;
        }
      document = get_document (search, known->sha256, cancellable);
      if (document
          && !kaiji_index_document (search->casefile, known->sha256, document, cancellable, NULL,
                                    NULL, &text_pages, error))
        return FALSE;
    }
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

static gboolean
add_indexed (Search *search, GPtrArray *hits, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) found =
      kaiji_casefile_search (search->casefile, search->text, search->limit, error);

  if (!found)
    return FALSE;
  for (guint i = 0; i < found->len; i++)
    {
      KaijiSearchHit *entry = g_ptr_array_index (found, i);
      const char *id = find_id (search, entry->sha256);
      KaijiEvidenceHit *hit;

      /* Bytes of evidence that was removed may still be indexed. */
      if (!id)
        continue;
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      hit = g_new0 (KaijiEvidenceHit, 1);
      hit->evidence_id = g_strdup (id);
      hit->page = entry->page;
      hit->label = g_strdup (entry->label);
      hit->snippet = g_strdup (entry->snippet);
      if (search->with_rects)
        locate (search, hit, entry->sha256, cancellable);
      g_ptr_array_add (hits, hit);
    }
  return TRUE;
}

static GPtrArray *
search_now (Search *search, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) unindexed = new_hits ();
  g_autoptr (GPtrArray) hits = new_hits ();

  if (!complete_index (search, unindexed, cancellable, error)
      || !add_indexed (search, hits, cancellable, error))
    return NULL;
  g_ptr_array_extend_and_steal (hits, g_steal_pointer (&unindexed));
  if (search->limit > 0 && hits->len > search->limit)
    g_ptr_array_set_size (hits, (int) search->limit);
  return g_steal_pointer (&hits);
}

static void
search_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *hits = search_now (task_data, cancellable, &error);

  if (hits)
    g_task_return_pointer (task, hits, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static gboolean
needs_worker (Search *search)
{
  for (guint i = 0; i < search->known->len; i++)
    {
      Known *known = g_ptr_array_index (search->known, i);
      if (search->with_rects || !kaiji_casefile_is_indexed (search->casefile, known->sha256))
        return TRUE;
    }
  return FALSE;
}

static Search *
search_new (KaijiSession *session, const char *text, guint limit, gboolean with_rects)
{
  GListModel *evidence = kaiji_case_source_get_evidence (kaiji_session_get_source (session));
  Search *search = g_new0 (Search, 1);

  search->text = g_strdup (text);
  search->limit = limit;
  search->with_rects = with_rects;
  search->read_only = kaiji_journal_is_read_only (kaiji_session_get_journal (session));
  search->casefile = g_object_ref (session->casefile);
  search->known = g_ptr_array_new_with_free_func (known_free);
  search->documents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, unref_document);
  for (guint i = 0; i < g_list_model_get_n_items (evidence); i++)
    {
      g_autoptr (KaijiEvidence) item = g_list_model_get_item (evidence, i);
      const KaijiEvidenceInfo *info = kaiji_evidence_get_info (item);
      KaijiPdfDocument *open = kaiji_session_peek_document (session, info->sha256);
      Known *known;

      if (info->media == KAIJI_EVIDENCE_MEDIA_OFFICE)
        continue; /* its text is not read */
      known = g_new0 (Known, 1);
      known->id = g_strdup (info->id);
      known->sha256 = g_strdup (info->sha256);
      g_ptr_array_add (search->known, known);
      if (open)
        g_hash_table_insert (search->documents, g_strdup (info->sha256), g_object_ref (open));
    }
  if (needs_worker (search))
    search->pdf = g_object_ref (kaiji_session_get_pdf (session));
  return search;
}

/* Ends the session's work when the thread has ended, whoever waits for it. */
static void
searched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GPtrArray) hits = NULL;
  GError *error = NULL;

  hits = g_task_propagate_pointer (G_TASK (result), &error);
  kaiji_session_end_work (KAIJI_SESSION (source));
  if (hits)
    g_task_return_pointer (task, g_steal_pointer (&hits), (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

/**
 * kaiji_search_evidence_async:
 * @session: a session
 * @text: what to find; width, case and line ends make no difference
 * @limit: 0 = every page
 * @with_rects: also where on the page
 * @cancellable: (nullable): to give up
 * @callback: called with the result
 * @user_data: for @callback
 *
 * Thread: main
 */
void
kaiji_search_evidence_async (KaijiSession *session,
                             const char *text,
                             guint limit,
                             gboolean with_rects,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (session, cancellable, callback, user_data);
  g_autoptr (GTask) thread_task =
      g_task_new (session, cancellable, searched_cb, g_object_ref (task));

  g_task_set_source_tag (task, kaiji_search_evidence_async);
  g_task_set_task_data (thread_task, search_new (session, text, limit, with_rects), search_free);
  kaiji_session_begin_work (session);
  g_task_run_in_thread (thread_task, search_thread);
}

/** kaiji_search_evidence_finish: Returns: (transfer full) (element-type KaijiEvidenceHit) */
GPtrArray *
kaiji_search_evidence_finish (KaijiSession *session, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * kaiji_search_evidence:
 * @session: a session
 * @text: what to find
 * @limit: 0 = every page
 * @with_rects: also where on the page
 * @error: an empty text; as the layers below say
 *
 * Thread: the one that owns the session; blocks. Returns: (transfer full) (element-type
 * KaijiEvidenceHit): best first
 */
GPtrArray *
kaiji_search_evidence (KaijiSession *session,
                       const char *text,
                       guint limit,
                       gboolean with_rects,
                       GError **error)
{
  Search *search;
  GPtrArray *hits;

  if (kaiji_text_is_blank (text))
    {
      g_set_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT,
                   _ ("The text to search for is empty."));
      return NULL;
    }
  search = search_new (session, text, limit, with_rects);
  hits = search_now (search, NULL, error);
  search_free (search);
  return hits;
}
