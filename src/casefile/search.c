/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text index, the searching side: the pairs of characters of what is searched give pages that
 * may hold it, their folded text tells whether and how well they do.
 *
 * Invariants:
 * 1. Documents that are not named are left out before anything is counted or cut off.
 * 2. What is shown of a page is its own text, not the folded form that is searched.
 * 3. Only of pages that are given out is more read than the folded text.
 */
#include "casefile/casefile-private.h"
#include "casefile/places.h"
#include "casefile/search-private.h"

#include <math.h>
#include <string.h>

#include "core/text.h"
#include "db/bigram.h"

/* In ANY mode so many pages are looked at, and a page is shown whose score is this share of the
 * best. */
#define MAX_CANDIDATES 300
#define LEAST_SHARE 0.3

typedef struct
{
  KaijiDb *db;
  gint64 id;
  guint document; /* place of its document in the order of the case */
  int page;
  double score;
} Candidate;

typedef struct
{
  KaijiDb *db;
  GHashTable *documents; /* id of a text -> place of its document + 1 */
  GPtrArray *digests;    /* by that place */
} Texts;

typedef struct
{
  KaijiCasefile *file;
  const KaijiSearchQuery *query;
  KaijiSearchMatcher *matcher;
  GCancellable *cancellable;
  GPtrArray *candidates; /* Candidate */
  GPtrArray *digests;
} Search;

/** kaiji_search_hit_free: @hit: (nullable): a hit */
void
kaiji_search_hit_free (KaijiSearchHit *hit)
{
  if (!hit)
    return;
  g_free (hit->sha256);
  g_free (hit->label);
  g_free (hit->snippet);
  g_free (hit->marks);
  g_free (hit->places);
  g_clear_pointer (&hit->packed_rects, g_bytes_unref);
  g_free (hit->body);
  g_free (hit);
}

/**
 * kaiji_search_hit_dup_rects:
 * @hit: a hit
 * @n_rects: (out): how many
 *
 * Thread: any. Returns: (transfer full) (nullable) (array length=n_rects): of each character of
 * its text, points; %NULL when they are not known
 */
KaijiRect *
kaiji_search_hit_dup_rects (const KaijiSearchHit *hit, guint *n_rects)
{
  *n_rects = 0;
  if (!hit->packed_rects || !hit->body)
    return NULL;
  *n_rects = (guint) g_utf8_strlen (hit->body, -1);
  return kaiji_places_unpack (hit->packed_rects, *n_rects);
}

/* A file may come from anywhere: its text is made valid. */
static char *
dup_text (KaijiStatement *statement, int column)
{
  const char *text = kaiji_statement_get_text (statement, column);

  return g_utf8_make_valid (text ? text : "", -1);
}

/* ---- the documents that are searched ---- */

static void
texts_clear (Texts *texts)
{
  g_clear_pointer (&texts->documents, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Texts, texts_clear)

/* The place of a document, G_MAXUINT when it is not to be searched. */
static guint
find_document (GPtrArray *digests, const char *const *documents, const char *sha256)
{
  guint i;

  for (i = 0; i < digests->len; i++)
    if (g_str_equal (g_ptr_array_index (digests, i), sha256))
      return i;
  if (documents)
    return G_MAXUINT;
  g_ptr_array_add (digests, g_strdup (sha256));
  return i;
}

/* @complete: only documents of which all pages are there */
static gboolean
load_texts (Texts *texts,
            KaijiDb *db,
            gboolean complete,
            GPtrArray *digests,
            const char *const *documents,
            GError **error)
{
  g_autoptr (KaijiStatement) statement = kaiji_db_prepare (
      db, "SELECT id, sha256 FROM texts WHERE version = ?1 AND complete >= ?2 ORDER BY id", error);
  gboolean row = TRUE;

  if (!statement)
    return FALSE;
  texts->db = db;
  texts->digests = digests;
  texts->documents = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  kaiji_statement_bind_int (statement, 1, KAIJI_TEXT_VERSION);
  kaiji_statement_bind_int (statement, 2, complete ? 1 : 0);
  while (kaiji_statement_step (statement, &row, error))
    {
      gint64 id;
      g_autofree char *sha256 = NULL;
      guint place;

      if (!row)
        return TRUE;
      id = kaiji_statement_get_int (statement, 0);
      sha256 = dup_text (statement, 1);
      place = find_document (digests, documents, sha256);
      if (place != G_MAXUINT)
        g_hash_table_insert (texts->documents, g_memdup2 (&id, sizeof id),
                             GUINT_TO_POINTER (place + 1));
    }
  return FALSE;
}

/* @place: (out) */
static gboolean
is_searched (Texts *texts, gint64 text, guint *place)
{
  *place = GPOINTER_TO_UINT (g_hash_table_lookup (texts->documents, &text)) - 1;
  return *place != G_MAXUINT;
}

/* ---- pages that hold all of it ---- */

/* Of the folded text in a column, which need not be valid for that. */
static double
get_score (Search *search, KaijiStatement *statement, int column)
{
  const char *folded = kaiji_statement_get_text (statement, column);

  return folded ? kaiji_search_matcher_score (search->matcher, folded) : 0;
}

static gboolean
collect_all (Search *search, Texts *texts, GError **error)
{
  g_autofree char *expression = kaiji_search_matcher_dup_expression (search->matcher);
  g_autoptr (KaijiStatement) statement =
      kaiji_db_prepare (texts->db,
                        "SELECT pages.id, pages.text, pages.page, pages.folded FROM page_index "
                        "JOIN pages ON pages.id = page_index.rowid WHERE page_index MATCH ?1",
                        error);
  gboolean row = TRUE;

  if (!statement)
    return FALSE;
  kaiji_statement_bind_text (statement, 1, expression);
  while (TRUE)
    {
      Candidate *candidate;
      guint place;
      double score;

      if (g_cancellable_set_error_if_cancelled (search->cancellable, error)
          || !kaiji_statement_step (statement, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      if (!is_searched (texts, kaiji_statement_get_int (statement, 1), &place))
        continue;
      score = get_score (search, statement, 3);
      if (score <= 0)
        continue;
      candidate = g_new0 (Candidate, 1);
      candidate->db = texts->db;
      candidate->id = kaiji_statement_get_int (statement, 0);
      candidate->document = place;
      candidate->page = (int) kaiji_statement_get_int (statement, 2);
      candidate->score = score;
      g_ptr_array_add (search->candidates, candidate);
    }
}

/* ---- pages that have something in common with it ---- */

/* @pages: id of a page -> Candidate. Returns: how many pages hold the pair; -1 and an error. */
static int
count_pair (Search *search,
            KaijiDb *db,
            const KaijiSearchTerm *pair,
            GHashTable *pages,
            gboolean add_weight,
            GError **error)
{
  g_autofree char *expression = kaiji_bigram_dup_query (pair->folded);
  g_autoptr (KaijiStatement) statement =
      kaiji_db_prepare (db, "SELECT rowid FROM page_index WHERE page_index MATCH ?1", error);
  gboolean row = TRUE;
  int n = 0;

  if (!statement)
    return -1;
  kaiji_statement_bind_text (statement, 1, expression);
  while (TRUE)
    {
      Candidate *candidate;
      gint64 id;

      if (g_cancellable_set_error_if_cancelled (search->cancellable, error)
          || !kaiji_statement_step (statement, &row, error))
        return -1;
      if (!row)
        return n;
      id = kaiji_statement_get_int (statement, 0);
      candidate = g_hash_table_lookup (pages, &id);
      if (!candidate)
        continue;
      n++;
      if (add_weight)
        candidate->score += pair->weight;
    }
}

static gboolean
load_pages (Texts *texts, GHashTable *pages, GError **error)
{
  g_autoptr (KaijiStatement) statement =
      kaiji_db_prepare (texts->db, "SELECT id, text, page FROM pages", error);
  gboolean row = TRUE;

  if (!statement)
    return FALSE;
  while (kaiji_statement_step (statement, &row, error))
    {
      Candidate *candidate;
      guint place;

      if (!row)
        return TRUE;
      if (!is_searched (texts, kaiji_statement_get_int (statement, 1), &place))
        continue;
      candidate = g_new0 (Candidate, 1);
      candidate->db = texts->db;
      candidate->id = kaiji_statement_get_int (statement, 0);
      candidate->document = place;
      candidate->page = (int) kaiji_statement_get_int (statement, 2);
      g_hash_table_insert (pages, &candidate->id, candidate);
    }
  return FALSE;
}

static gboolean
read_score (Search *search, Candidate *candidate, GError **error)
{
  g_autoptr (KaijiStatement) statement =
      kaiji_db_prepare (candidate->db, "SELECT folded FROM pages WHERE id = ?1", error);
  gboolean row;

  if (!statement)
    return FALSE;
  kaiji_statement_bind_int (statement, 1, candidate->id);
  if (!kaiji_statement_step (statement, &row, error))
    return FALSE;
  candidate->score = row ? get_score (search, statement, 0) : 0;
  return TRUE;
}

static int
compare_scores (gconstpointer a, gconstpointer b)
{
  const Candidate *first = *(const Candidate *const *) a;
  const Candidate *second = *(const Candidate *const *) b;

  if (first->score != second->score)
    return first->score > second->score ? -1 : 1;
  if (first->document != second->document)
    return first->document < second->document ? -1 : 1;
  return first->page - second->page;
}

static int
compare_pages (gconstpointer a, gconstpointer b)
{
  const Candidate *first = *(const Candidate *const *) a;
  const Candidate *second = *(const Candidate *const *) b;

  if (first->document != second->document)
    return first->document < second->document ? -1 : 1;
  return first->page - second->page;
}

/* Weights of pairs by how few pages hold them, then of pages by the pairs on them. */
static gboolean
weigh_pairs (Search *search, KaijiDb *db, GHashTable *pages, GError **error)
{
  double n_pages = g_hash_table_size (pages);

  for (guint i = 0; i < search->matcher->pairs->len; i++)
    {
      KaijiSearchTerm *pair = g_ptr_array_index (search->matcher->pairs, i);
      int n = count_pair (search, db, pair, pages, FALSE, error);

      if (n < 0)
        return FALSE;
      pair->weight = log (1 + (n_pages - n + 0.5) / (n + 0.5));
      if (n > 0 && count_pair (search, db, pair, pages, TRUE, error) < 0)
        return FALSE;
    }
  return TRUE;
}

static gboolean
collect_any (Search *search, Texts *texts, GError **error)
{
  g_autoptr (GHashTable) pages = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
  g_autoptr (GPtrArray) likely = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer value;

  if (!load_pages (texts, pages, error) || !weigh_pairs (search, texts->db, pages, error))
    return FALSE;
  g_hash_table_iter_init (&iter, pages);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (((Candidate *) value)->score > 0)
      g_ptr_array_add (likely, value);
  g_ptr_array_sort (likely, compare_scores);
  for (guint i = 0; i < MIN (likely->len, MAX_CANDIDATES); i++)
    {
      Candidate *candidate = g_memdup2 (g_ptr_array_index (likely, i), sizeof (Candidate));

      g_ptr_array_add (search->candidates, candidate);
      if (!read_score (search, candidate, error))
        return FALSE;
    }
  return TRUE;
}

static void
drop_unlikely (GPtrArray *candidates)
{
  double best = candidates->len > 0 ? ((Candidate *) candidates->pdata[0])->score : 0;

  for (guint i = candidates->len; i-- > 0;)
    if (((Candidate *) candidates->pdata[i])->score < best * LEAST_SHARE)
      g_ptr_array_remove_index (candidates, i);
}

/* ---- what is given out ---- */

static gboolean
read_places (KaijiSearchHit *hit, Candidate *candidate, GError **error)
{
  g_autoptr (KaijiStatement) statement =
      kaiji_db_prepare (candidate->db, "SELECT data FROM page_places WHERE page = ?1", error);
  gboolean row;
  gconstpointer data;
  gsize size;

  if (!statement)
    return FALSE;
  kaiji_statement_bind_int (statement, 1, candidate->id);
  if (!kaiji_statement_step (statement, &row, error))
    return FALSE;
  if (!row)
    return TRUE;
  data = kaiji_statement_get_bytes (statement, 0, &size);
  hit->packed_rects = g_bytes_new (data, size);
  return TRUE;
}

static void
set_places (KaijiSearchHit *hit, GArray *found)
{
  hit->n_places = found->len;
  hit->places = g_new (KaijiTextRange, MAX (found->len, 1));
  for (guint i = 0; i < found->len; i++)
    {
      const KaijiFound *place = &g_array_index (found, KaijiFound, i);
      hit->places[i] = (KaijiTextRange){ .start = place->start, .end = place->end };
    }
}

static void
describe (Search *search, KaijiSearchHit *hit, char *body)
{
  g_autofree guint *map = NULL;
  g_autofree char *folded = kaiji_text_fold_map (body, &map);
  g_autoptr (GArray) found = kaiji_search_matcher_find (search->matcher, body, folded, map);

  kaiji_search_make_snippet (hit, body, found);
  set_places (hit, found);
}

static KaijiSearchHit *
make_hit (Search *search, Candidate *candidate, GError **error)
{
  g_autoptr (KaijiStatement) statement =
      kaiji_db_prepare (candidate->db, "SELECT label, body FROM pages WHERE id = ?1", error);
  g_autofree char *body = NULL;
  KaijiSearchHit *hit;
  gboolean row;

  if (!statement)
    return NULL;
  kaiji_statement_bind_int (statement, 1, candidate->id);
  if (!kaiji_statement_step (statement, &row, error))
    return NULL;
  hit = g_new0 (KaijiSearchHit, 1);
  hit->sha256 = g_strdup (g_ptr_array_index (search->digests, candidate->document));
  hit->page = candidate->page;
  hit->label = row ? dup_text (statement, 0) : g_strdup ("");
  body = row ? dup_text (statement, 1) : g_strdup ("");
  describe (search, hit, body);
  if (!search->query->with_places)
    return hit;
  hit->body = g_steal_pointer (&body);
  if (read_places (hit, candidate, error))
    return hit;
  kaiji_search_hit_free (hit);
  return NULL;
}

static GPtrArray *
make_hits (Search *search, GError **error)
{
  g_autoptr (GPtrArray) hits =
      g_ptr_array_new_with_free_func ((GDestroyNotify) kaiji_search_hit_free);
  guint n = search->candidates->len;

  if (search->query->limit)
    n = MIN (n, search->query->limit);
  for (guint i = 0; i < n; i++)
    {
      KaijiSearchHit *hit;

      if (g_cancellable_set_error_if_cancelled (search->cancellable, error))
        return NULL;
      hit = make_hit (search, g_ptr_array_index (search->candidates, i), error);
      if (!hit)
        return NULL;
      g_ptr_array_add (hits, hit);
    }
  return g_steal_pointer (&hits);
}

/* ---- the search ---- */

static gboolean
collect (Search *search, KaijiDb *db, gboolean complete, GError **error)
{
  g_auto (Texts) texts = { 0 };

  return load_texts (&texts, db, complete, search->digests, search->query->documents, error)
         && (search->matcher->mode == KAIJI_SEARCH_ANY ? collect_any (search, &texts, error)
                                                       : collect_all (search, &texts, error));
}

/* A file that is read only may be of a version that had another index. */
static gboolean
has_index (KaijiDb *db)
{
  gint64 version = 0;

  return kaiji_db_query_int (db, "PRAGMA user_version", &version, NULL)
         && version >= KAIJI_STORE_VERSION_OF_TEXT;
}

static GPtrArray *
search_in (Search *search, KaijiDb *db, KaijiDb *scratch, GError **error)
{
  if (has_index (db) && !collect (search, db, search->file->read_only, error))
    return NULL;
  if (scratch && !collect (search, scratch, FALSE, error))
    return NULL;
  g_ptr_array_sort (search->candidates, compare_scores);
  if (search->matcher->mode == KAIJI_SEARCH_ANY)
    drop_unlikely (search->candidates);
  if (search->query->order == KAIJI_SEARCH_BY_PAGE)
    g_ptr_array_sort (search->candidates, compare_pages);
  return make_hits (search, error);
}

static void
count (Search *search, KaijiSearchTotals *totals)
{
  g_autoptr (GHashTable) documents = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < search->candidates->len; i++)
    {
      Candidate *candidate = g_ptr_array_index (search->candidates, i);
      g_hash_table_add (documents, GUINT_TO_POINTER (candidate->document));
    }
  totals->pages = search->candidates->len;
  totals->documents = g_hash_table_size (documents);
}

static GPtrArray *
run (Search *search, KaijiSearchTotals *totals, GError **error)
{
  g_autoptr (KaijiConnection) connection = kaiji_connection_new (search->file, error);
  GError *db_error = NULL;
  GPtrArray *hits;

  if (!connection)
    return NULL;
  if (search->file->read_only)
    g_mutex_lock (&search->file->scratch_mutex);
  hits = search_in (search, connection->db, search->file->read_only ? search->file->scratch : NULL,
                    &db_error);
  if (search->file->read_only)
    g_mutex_unlock (&search->file->scratch_mutex);
  if (totals)
    count (search, totals);
  if (!hits && g_error_matches (db_error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, db_error);
  else if (!hits)
    kaiji_casefile_take_db_error (search->file->path, KAIJI_CASEFILE_READING, db_error, error);
  return hits;
}

/**
 * kaiji_casefile_search:
 * @self: a case
 * @query: what, how, in which order
 * @totals: (out) (optional): how much was found in all
 * @cancellable: (nullable): to give up
 * @error: the file cannot be read; cancelled
 *
 * Thread: any. Returns: (transfer full) (element-type KaijiSearchHit): one a page
 */
GPtrArray *
kaiji_casefile_search (KaijiCasefile *self,
                       const KaijiSearchQuery *query,
                       KaijiSearchTotals *totals,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (KaijiSearchMatcher) matcher = kaiji_search_matcher_new (query->text, query->mode);
  g_autoptr (GPtrArray) candidates = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) digests = g_ptr_array_new_with_free_func (g_free);
  Search search = { self, query, matcher, cancellable, candidates, digests };

  if (totals)
    *totals = (KaijiSearchTotals){ 0 };
  if (!matcher)
    return g_ptr_array_new_with_free_func ((GDestroyNotify) kaiji_search_hit_free);
  for (guint i = 0; query->documents && query->documents[i]; i++)
    g_ptr_array_add (digests, g_strdup (query->documents[i]));
  return run (&search, totals, error);
}

/* ---- pages that no search finds ---- */

/** kaiji_blank_page_free: @page: (nullable): a page */
void
kaiji_blank_page_free (KaijiBlankPage *page)
{
  if (!page)
    return;
  g_free (page->sha256);
  g_free (page->label);
  g_free (page);
}

typedef struct
{
  GPtrArray *pages;   /* KaijiBlankPage */
  GPtrArray *digests; /* in the order of the case */
} Blanks;

static gboolean
collect_blank (Blanks *blanks,
               KaijiDb *db,
               gboolean complete,
               const char *const *documents,
               GError **error)
{
  g_auto (Texts) texts = { 0 };
  g_autoptr (KaijiStatement) statement = NULL;
  gboolean row = TRUE;

  if (!load_texts (&texts, db, complete, blanks->digests, documents, error))
    return FALSE;
  statement = kaiji_db_prepare (
      db, "SELECT text, page, label FROM pages WHERE folded = '' ORDER BY text, page", error);
  if (!statement)
    return FALSE;
  while (kaiji_statement_step (statement, &row, error))
    {
      KaijiBlankPage *page;
      guint place;

      if (!row)
        return TRUE;
      if (!is_searched (&texts, kaiji_statement_get_int (statement, 0), &place))
        continue;
      page = g_new0 (KaijiBlankPage, 1);
      page->sha256 = g_strdup (g_ptr_array_index (blanks->digests, place));
      page->page = (int) kaiji_statement_get_int (statement, 1);
      page->label = dup_text (statement, 2);
      g_ptr_array_add (blanks->pages, page);
    }
  return FALSE;
}

static int
compare_blank (gconstpointer a, gconstpointer b, gpointer digests)
{
  const KaijiBlankPage *first = *(const KaijiBlankPage *const *) a;
  const KaijiBlankPage *second = *(const KaijiBlankPage *const *) b;
  guint i = 0, k = 0;

  g_ptr_array_find_with_equal_func (digests, first->sha256, g_str_equal, &i);
  g_ptr_array_find_with_equal_func (digests, second->sha256, g_str_equal, &k);
  return i != k ? (i < k ? -1 : 1) : first->page - second->page;
}

static gboolean
collect_all_blank (KaijiCasefile *self,
                   Blanks *blanks,
                   KaijiDb *db,
                   const char *const *documents,
                   GError **error)
{
  gboolean done = TRUE;

  if (has_index (db) && !collect_blank (blanks, db, self->read_only, documents, error))
    return FALSE;
  if (!self->read_only)
    return TRUE;
  g_mutex_lock (&self->scratch_mutex);
  if (self->scratch)
    done = collect_blank (blanks, self->scratch, FALSE, documents, error);
  g_mutex_unlock (&self->scratch_mutex);
  return done;
}

/**
 * kaiji_casefile_dup_blank_pages:
 * @self: a case
 * @documents: (nullable): digests of the documents to look at, %NULL = all that are indexed
 * @error: the file cannot be read
 *
 * Thread: any. Returns: (transfer full) (element-type KaijiBlankPage): pages without text, by
 * document, then page
 */
GPtrArray *
kaiji_casefile_dup_blank_pages (KaijiCasefile *self, const char *const *documents, GError **error)
{
  g_autoptr (GPtrArray) digests = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) pages =
      g_ptr_array_new_with_free_func ((GDestroyNotify) kaiji_blank_page_free);
  g_autoptr (KaijiConnection) connection = kaiji_connection_new (self, error);
  Blanks blanks = { pages, digests };
  GError *db_error = NULL;

  if (!connection)
    return NULL;
  for (guint i = 0; documents && documents[i]; i++)
    g_ptr_array_add (digests, g_strdup (documents[i]));
  if (!collect_all_blank (self, &blanks, connection->db, documents, &db_error))
    {
      kaiji_casefile_take_db_error (self->path, KAIJI_CASEFILE_READING, db_error, error);
      return NULL;
    }
  g_ptr_array_sort_with_data (pages, compare_blank, digests);
  return g_steal_pointer (&pages);
}
