/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The search over all evidence of a case. Evidence whose text has not been indexed yet is indexed
 * first, unless the search is to take the index as it is.
 *
 * Invariants:
 * 1. The thread touches nothing of the session but case file and worker.
 * 2. What says who a person is (kaiji_evidence_is_personal()) is not searched.
 */
#include "jobs/search.h"

#include <glib/gi18n-lib.h>

#include "core/text.h"
#include "jobs/documents.h"
#include "jobs/index.h"
#include "jobs/session-private.h"

typedef struct
{
  char *id;
  char *sha256;
} Known;

typedef struct
{
  KaijiSearchRequest request; /* its text is owned */
  KaijiSearchTotals totals;
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
  g_free (hit->marks);
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

  g_free ((char *) search->request.text);
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

/* ---- from pages of the index to pages of evidence ---- */

static void
add_rects (KaijiEvidenceHit *hit, const KaijiSearchHit *found)
{
  guint n_characters, at = 0;
  g_autofree KaijiRect *characters = kaiji_search_hit_dup_rects (found, &n_characters);
  g_autoptr (GArray) rects = NULL;
  char *p = found->body;

  if (!characters)
    return;
  rects = g_array_new (FALSE, FALSE, sizeof (KaijiRect));
  for (guint i = 0; i < found->n_places; i++)
    {
      const KaijiTextRange *place = &found->places[i];
      KaijiPdfText text;
      g_autofree KaijiRect *lines = NULL;
      g_autofree char *part = NULL;
      guint n_lines;

      /* The text from the place on: counting its characters from the start each time is dear. */
      p = g_utf8_offset_to_pointer (p, (glong) place->start - (glong) at);
      at = place->start;
      text = (KaijiPdfText){ p, n_characters - at, characters + at };
      part = kaiji_pdf_text_get_range (&text, 0, place->end - at, &lines, &n_lines);
      g_array_append_vals (rects, lines, n_lines);
    }
  hit->n_rects = rects->len;
  hit->rects = (KaijiRect *) (gpointer) g_array_steal (rects, NULL);
}

static KaijiEvidenceHit *
take_hit (Search *search, KaijiSearchHit *found)
{
  KaijiEvidenceHit *hit = g_new0 (KaijiEvidenceHit, 1);

  hit->evidence_id = g_strdup (find_id (search, found->sha256));
  hit->page = found->page;
  hit->label = g_strdup (found->label);
  hit->snippet = g_strdup (found->snippet);
  hit->marks = g_steal_pointer (&found->marks);
  hit->n_marks = found->n_marks;
  if (!search->request.with_rects)
    return hit;
  add_rects (hit, found);
  kaiji_search_find_sentence (hit, found);
  return hit;
}

/* What is not indexed yet is indexed first. */
static gboolean
complete_index (Search *search, GCancellable *cancellable, GError **error)
{
  for (guint i = 0; i < search->known->len; i++)
    {
      Known *known = g_ptr_array_index (search->known, i);
      KaijiPdfDocument *document;

      if (kaiji_casefile_is_indexed (search->casefile, known->sha256))
        continue;
      document = get_document (search, known->sha256, cancellable);
      if (document
          && !kaiji_index_document (search->casefile, known->sha256, document, cancellable, NULL,
                                    NULL, error))
        return FALSE;
    }
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

static GPtrArray *
search_now (Search *search, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GPtrArray) digests = g_ptr_array_new ();
  GPtrArray *hits;
  KaijiSearchQuery query = {
    .text = search->request.text,
    .mode = search->request.mode,
    .order = search->request.order,
    .limit = search->request.limit,
    .with_places = search->request.with_rects,
  };

  if (!search->request.as_it_is && !complete_index (search, cancellable, error))
    return NULL;
  for (guint i = 0; i < search->known->len; i++)
    g_ptr_array_add (digests, ((Known *) g_ptr_array_index (search->known, i))->sha256);
  g_ptr_array_add (digests, NULL);
  query.documents = (const char *const *) digests->pdata;
  found = kaiji_casefile_search (search->casefile, &query, &search->totals, cancellable, error);
  if (!found)
    return NULL;
  hits = new_hits ();
  for (guint i = 0; i < found->len; i++)
    g_ptr_array_add (hits, take_hit (search, g_ptr_array_index (found, i)));
  return hits;
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
      if (!kaiji_casefile_is_indexed (search->casefile, known->sha256))
        return TRUE;
    }
  return FALSE;
}

static Search *
search_new (KaijiSession *session, const KaijiSearchRequest *request)
{
  GListModel *evidence = kaiji_case_source_get_evidence (kaiji_session_get_source (session));
  Search *search = g_new0 (Search, 1);

  search->request = *request;
  search->request.text = g_strdup (request->text);
  search->casefile = g_object_ref (session->casefile);
  search->known = g_ptr_array_new_with_free_func (known_free);
  search->documents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, unref_document);
  for (guint i = 0; i < g_list_model_get_n_items (evidence); i++)
    {
      g_autoptr (KaijiEvidence) item = g_list_model_get_item (evidence, i);
      const KaijiEvidenceInfo *info = kaiji_evidence_get_info (item);
      KaijiPdfDocument *open = kaiji_session_peek_document (session, info->sha256);
      Known *known;

      /* Text of the one is not read, that of the other stays out of the search. */
      if (info->media == KAIJI_EVIDENCE_MEDIA_OFFICE || kaiji_evidence_is_personal (item))
        continue;
      known = g_new0 (Known, 1);
      known->id = g_strdup (info->id);
      known->sha256 = g_strdup (info->sha256);
      g_ptr_array_add (search->known, known);
      if (open)
        g_hash_table_insert (search->documents, g_strdup (info->sha256), g_object_ref (open));
    }
  if (!request->as_it_is && needs_worker (search))
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
    {
      Search *search = g_task_get_task_data (G_TASK (result));

      g_task_set_task_data (task, g_memdup2 (&search->totals, sizeof search->totals), g_free);
      g_task_return_pointer (task, g_steal_pointer (&hits), (GDestroyNotify) g_ptr_array_unref);
    }
  else
    g_task_return_error (task, error);
}

/**
 * kaiji_search_evidence_async:
 * @session: a session
 * @request: what to find; copied
 * @cancellable: (nullable): to give up
 * @callback: called with the result
 * @user_data: for @callback
 *
 * Thread: main
 */
void
kaiji_search_evidence_async (KaijiSession *session,
                             const KaijiSearchRequest *request,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (session, cancellable, callback, user_data);
  g_autoptr (GTask) thread_task =
      g_task_new (session, cancellable, searched_cb, g_object_ref (task));

  g_task_set_source_tag (task, kaiji_search_evidence_async);
  g_task_set_task_data (thread_task, search_new (session, request), search_free);
  kaiji_session_begin_work (session);
  g_task_run_in_thread (thread_task, search_thread);
}

/**
 * kaiji_search_evidence_finish:
 * @totals: (out) (optional): how much was found in all, also beyond the limit
 *
 * Returns: (transfer full) (element-type KaijiEvidenceHit): one a page
 */
GPtrArray *
kaiji_search_evidence_finish (KaijiSession *session,
                              GAsyncResult *result,
                              KaijiSearchTotals *totals,
                              GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), NULL);
  if (totals)
    {
      KaijiSearchTotals *found = g_task_get_task_data (G_TASK (result));

      *totals = found ? *found : (KaijiSearchTotals){ 0 };
    }
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * kaiji_search_evidence:
 * @session: a session
 * @request: what to find
 * @error: an empty text; as the layers below say
 *
 * Thread: the one that owns the session; blocks. Returns: (transfer full) (element-type
 * KaijiEvidenceHit): one a page
 */
GPtrArray *
kaiji_search_evidence (KaijiSession *session, const KaijiSearchRequest *request, GError **error)
{
  Search *search;
  GPtrArray *hits;

  if (kaiji_text_is_blank (request->text))
    {
      g_set_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT,
                   _ ("The text to search for is empty."));
      return NULL;
    }
  search = search_new (session, request);
  hits = search_now (search, NULL, error);
  search_free (search);
  return hits;
}
