/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/case.h"
#include "core/evidence-source.h"
#include "core/journal.h"
#include "scheme/scheme.h"

G_BEGIN_DECLS

#define KAIJI_CASEFILE_ERROR (kaiji_casefile_error_quark ())
GQuark kaiji_casefile_error_quark (void);

/**
 * KaijiCasefileError:
 * @KAIJI_CASEFILE_ERROR_NOT_FOUND: no such file, or it cannot be opened
 * @KAIJI_CASEFILE_ERROR_EXISTS: a file is there already and is not overwritten
 * @KAIJI_CASEFILE_ERROR_FOREIGN: not a case file
 * @KAIJI_CASEFILE_ERROR_DAMAGED: a case file that is damaged or cut short
 * @KAIJI_CASEFILE_ERROR_NEWER: made by a newer version
 * @KAIJI_CASEFILE_ERROR_LOCKED: open elsewhere (message: who, where, since when)
 * @KAIJI_CASEFILE_ERROR_READ_ONLY: the case is open for reading only
 * @KAIJI_CASEFILE_ERROR_NO_SPACE: the disk is full
 * @KAIJI_CASEFILE_ERROR_IO: reading or writing failed
 * @KAIJI_CASEFILE_ERROR_NO_EVIDENCE: no such evidence
 * @KAIJI_CASEFILE_ERROR_NOTHING: there is no step to undo or redo
 */
typedef enum
{
  KAIJI_CASEFILE_ERROR_NOT_FOUND,
  KAIJI_CASEFILE_ERROR_EXISTS,
  KAIJI_CASEFILE_ERROR_FOREIGN,
  KAIJI_CASEFILE_ERROR_DAMAGED,
  KAIJI_CASEFILE_ERROR_NEWER,
  KAIJI_CASEFILE_ERROR_LOCKED,
  KAIJI_CASEFILE_ERROR_READ_ONLY,
  KAIJI_CASEFILE_ERROR_NO_SPACE,
  KAIJI_CASEFILE_ERROR_IO,
  KAIJI_CASEFILE_ERROR_NO_EVIDENCE,
  KAIJI_CASEFILE_ERROR_NOTHING,
} KaijiCasefileError;

#define KAIJI_TYPE_CASEFILE (kaiji_casefile_get_type ())
/**
 * KaijiCasefile:
 *
 * A `.kaiji` file. Implements #KaijiCaseSource, #KaijiJournal and #KaijiEvidenceSource.
 */
G_DECLARE_FINAL_TYPE (KaijiCasefile, kaiji_casefile, KAIJI, CASEFILE, GObject)

/* @overwrite: replace a file that is there (written beside it, then renamed). */
KaijiCasefile *kaiji_casefile_create (const char *path,
                                      const char *scheme_id,
                                      const char *revision,
                                      gboolean overwrite,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
KaijiCasefile *kaiji_casefile_open (const char *path,
                                    gboolean read_only,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Flushes, closes, gives the lock back. Also done by dispose, which cannot report. When flushing
 * fails (disk full) the case stays open and nothing is lost. Work in other threads is cancelled and
 * waited for. */
gboolean kaiji_casefile_close (KaijiCasefile *self, GError **error);
const char *kaiji_casefile_get_path (KaijiCasefile *self);
/* Seconds since the epoch of the newest committed edit, 0 for none. */
gint64 kaiji_casefile_get_edited_at (KaijiCasefile *self);

/* Stores bytes by digest; does not yet describe them (that is an edit). Streams, never holds the
 * whole file. Thread: any (worker). @sha256: (out) 65 bytes. Storing twice is storing once. */
gboolean kaiji_casefile_store_bytes (KaijiCasefile *self,
                                     int fd,
                                     char sha256[65],
                                     gint64 *size,
                                     GCancellable *cancellable,
                                     GFileProgressCallback progress,
                                     gpointer progress_data,
                                     GError **error);
/* A free evidence id: "E1", "E2", … never used twice; each call gives another. */
char *kaiji_casefile_dup_next_evidence_id (KaijiCasefile *self) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full) (element-type KaijiLogEntry): the edits of one piece of evidence, newest first;
 * undos and redos are not among them, `undone` says what they left. Owner's thread. */
GPtrArray *kaiji_casefile_dup_evidence_log (KaijiCasefile *self,
                                            const char *evidence_id,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Re-hashes all stored bytes against their digests. (transfer full) list of digests that differ. */
GStrv kaiji_casefile_verify (KaijiCasefile *self, GCancellable *cancellable, GError **error);

/* ---- the text index: one entry a page, can be made again at any time. Thread: any ---- */

/** KaijiTextPage: a page that is ready to be added to the index. */
typedef struct _KaijiTextPage KaijiTextPage;
KaijiTextPage *kaiji_text_page_new (int page,
                                    const char *label,
                                    const char *text,
                                    const KaijiRect *rects,
                                    guint n_rects) G_GNUC_WARN_UNUSED_RESULT;
void kaiji_text_page_free (KaijiTextPage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaijiTextPage, kaiji_text_page_free)
gsize kaiji_text_page_get_size (KaijiTextPage *self);

/* @n_done: (out): pages that are there already, -1 = all. A success needs one index_end. */
gboolean kaiji_casefile_index_begin (KaijiCasefile *self,
                                     const char *sha256,
                                     int *n_done,
                                     GCancellable *cancellable,
                                     GError **error);
/* @pages: (element-type KaijiTextPage): that follow, in one transaction. */
gboolean kaiji_casefile_index_add (KaijiCasefile *self,
                                   const char *sha256,
                                   GPtrArray *pages,
                                   GError **error);
gboolean kaiji_casefile_index_complete (KaijiCasefile *self, const char *sha256, GError **error);
void kaiji_casefile_index_end (KaijiCasefile *self, const char *sha256);
/* Takes the text of a document out of the file without a trace. */
gboolean kaiji_casefile_index_forget (KaijiCasefile *self, const char *sha256, GError **error);
gboolean kaiji_casefile_is_indexed (KaijiCasefile *self, const char *sha256);
/* (transfer full) (element-type utf8): text of each page from the first on, as it stands there. */
GPtrArray *kaiji_casefile_dup_page_texts (KaijiCasefile *self,
                                          const char *sha256,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * KaijiSearchMode: width, case, kana, long vowels, white space and line ends make no difference.
 * @KAIJI_SEARCH_PHRASE: pages on which the text stands
 * @KAIJI_SEARCH_WORDS: pages on which all of its words stand
 * @KAIJI_SEARCH_ANY: pages that have most in common with its words
 */
typedef enum
{
  KAIJI_SEARCH_PHRASE,
  KAIJI_SEARCH_WORDS,
  KAIJI_SEARCH_ANY,
} KaijiSearchMode;

/**
 * KaijiSearchOrder:
 * @KAIJI_SEARCH_BEST_FIRST: by how much a page has to do with it
 * @KAIJI_SEARCH_BY_PAGE: by document, then page
 */
typedef enum
{
  KAIJI_SEARCH_BEST_FIRST,
  KAIJI_SEARCH_BY_PAGE,
} KaijiSearchOrder;

/**
 * KaijiSearchQuery:
 * @text: what to find
 * @mode: how
 * @order: in which order
 * @limit: how many pages at most are given out, 0 = all
 * @documents: (nullable) (array zero-terminated=1): digests of the documents to search, in the
 *   order of the case; %NULL = all that are indexed
 * @with_places: the hits bring along where they are on the page
 */
typedef struct
{
  const char *text;
  KaijiSearchMode mode;
  KaijiSearchOrder order;
  guint limit;
  const char *const *documents;
  gboolean with_places;
} KaijiSearchQuery;

/** KaijiTextRange: a part of a text, from @start up to before @end. */
typedef struct
{
  guint start;
  guint end;
} KaijiTextRange;

/**
 * KaijiSearchHit: a page on which something was found.
 * @sha256: the document
 * @page: physical, from 1
 * @label: as printed on the page, "" for none
 * @snippet: around the best place, as it stands on the page
 * @marks: what was found in @snippet, in bytes
 * @places: what was found on the page, in characters of its text
 * @best: which of @places the snippet was made for
 * @packed_rects: (nullable): of the characters of @body: kaiji_search_hit_dup_rects()
 * @body: (nullable): the page's text, when its places were asked for
 */
typedef struct
{
  char *sha256;
  int page;
  char *label;
  char *snippet;
  KaijiTextRange *marks;
  guint n_marks;
  KaijiTextRange *places;
  guint n_places;
  guint best;
  GBytes *packed_rects;
  char *body;
} KaijiSearchHit;
void kaiji_search_hit_free (KaijiSearchHit *hit);
/* (transfer full) (nullable) (array length=n_rects): points */
KaijiRect *kaiji_search_hit_dup_rects (const KaijiSearchHit *hit, guint *n_rects);
/* How much was found in all, also beyond the limit. */
typedef struct
{
  guint pages;
  guint documents;
} KaijiSearchTotals;
/* @totals: (out) (optional).
 * (transfer full) (element-type KaijiSearchHit) */
GPtrArray *kaiji_casefile_search (KaijiCasefile *self,
                                  const KaijiSearchQuery *query,
                                  KaijiSearchTotals *totals,
                                  GCancellable *cancellable,
                                  GError **error);

/** KaijiBlankPage: a page without text, which no search finds. */
typedef struct
{
  char *sha256;
  int page;
  char *label;
} KaijiBlankPage;
void kaiji_blank_page_free (KaijiBlankPage *page);
/* (transfer full) (element-type KaijiBlankPage): by document, then page. @documents: (nullable) */
GPtrArray *
kaiji_casefile_dup_blank_pages (KaijiCasefile *self, const char *const *documents, GError **error);

/* Which citations were read, at which place; no edits. Thread: any.
 * (transfer full) (nullable): number of a citation -> place. */
GHashTable *kaiji_casefile_dup_reads (KaijiCasefile *self, GError **error);
gboolean
kaiji_casefile_mark_read (KaijiCasefile *self, gint64 number, const char *place, GError **error);

G_END_DECLS
