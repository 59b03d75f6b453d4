/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Excerpts of evidence (抜粋): cover, table of contents and the pages that are cited, as a new PDF
 * that says which sheets of the original it holds. Source: 概要 4(4)ウ(ウ) */
#pragma once

#include "jobs/session.h"
#include "pdf/extractor.h"

G_BEGIN_DECLS

/* Why a page is in an excerpt. */
typedef enum
{
  KAIJI_EXCERPT_FRONT = 1 << 0,
  KAIJI_EXCERPT_CONTENTS = 1 << 1,
  KAIJI_EXCERPT_CITED = 1 << 2,
  KAIJI_EXCERPT_NEAR = 1 << 3,
  KAIJI_EXCERPT_CHOSEN = 1 << 4,
} KaijiExcerptReason;

/**
 * KaijiExcerptChoice: what somebody wants in it.
 * @front: pages from the first one on
 * @contents: (nullable): ranges of pages ("2-3"), "" for none; NULL = where they were found
 * @around: pages before and behind each cited one
 * @pages: (nullable): ranges of further pages
 */
typedef struct
{
  int front;
  const char *contents;
  int around;
  const char *pages;
} KaijiExcerptChoice;

/**
 * KaijiExcerptPage:
 * @sheet: in the original, from 1
 * @reasons: of KaijiExcerptReason
 * @label: what is printed on it; the number of the sheet where nothing is
 */
typedef struct
{
  int sheet;
  guint reasons;
  const char *label;
} KaijiExcerptPage;

/* The pages of an excerpt; in their order. */
typedef struct
{
  GArray *pages; /* KaijiExcerptPage */
  guint n_cited; /* of them */
} KaijiExcerptPlan;
void kaiji_excerpt_plan_free (KaijiExcerptPlan *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaijiExcerptPlan, kaiji_excerpt_plan_free)
/* The sheets as ranges: "1-3,7". (transfer full) */
char *kaiji_excerpt_plan_dup_sheets (const KaijiExcerptPlan *plan) G_GNUC_WARN_UNUSED_RESULT;

/**
 * KaijiExcerpt:
 *
 * Evidence from which an excerpt is made: what is known of it, the pages that the case cites, and,
 * once it was read, its labels and where its contents stand.
 */
typedef struct _KaijiExcerpt KaijiExcerpt;

/* Refused for papers about persons, for office files, and for hard copies of the web without
 * address and day. Thread: main. */
KaijiExcerpt *kaiji_excerpt_new (KaijiSession *session,
                                 const char *evidence_id,
                                 const char *password,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
KaijiExcerpt *kaiji_excerpt_ref (KaijiExcerpt *self);
void kaiji_excerpt_unref (KaijiExcerpt *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaijiExcerpt, kaiji_excerpt_unref)

/* Opens it, and looks for its contents. Blocks. Thread: any. */
gboolean kaiji_excerpt_read_sync (KaijiExcerpt *self, GCancellable *cancellable, GError **error);

/* Once it was read; any thread, quick. */
int kaiji_excerpt_get_n_sheets (KaijiExcerpt *self);
guint kaiji_excerpt_get_n_cited (KaijiExcerpt *self);
gint64 kaiji_excerpt_get_size (KaijiExcerpt *self);
const char *kaiji_excerpt_get_name (KaijiExcerpt *self);
const char *kaiji_excerpt_get_evidence_id (KaijiExcerpt *self);
/* Whether each page gets a line with address and day. */
gboolean kaiji_excerpt_has_stamp (KaijiExcerpt *self);
gboolean kaiji_excerpt_is_encrypted (KaijiExcerpt *self);
/* Where the contents stand; FALSE when they were not found. */
gboolean kaiji_excerpt_get_contents (KaijiExcerpt *self, int *first, int *last);
/* Whether a person should say where they are: not found, in a document that may well have some. */
gboolean kaiji_excerpt_lacks_contents (KaijiExcerpt *self);
/* Which pages that gives; an error for ranges that cannot be, and for no page at all. */
KaijiExcerptPlan *kaiji_excerpt_plan (KaijiExcerpt *self,
                                      const KaijiExcerptChoice *choice,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * KaijiExcerptResult:
 * @path: as it was written
 * @sha256: of what was written
 * @repaired: the original was damaged and has been mended
 */
typedef struct
{
  char *path;
  char *sha256;
  gint64 size;
  gboolean repaired;
  KaijiPdfExcerptMap *map;
} KaijiExcerptResult;
void kaiji_excerpt_result_free (KaijiExcerptResult *result);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaijiExcerptResult, kaiji_excerpt_result_free)

/* Makes it, opens it again, compares the pages with the original's, and only then puts it at @path.
 * Blocks. @progress: (nullable): 0 … 1, on this thread. Thread: any but a GUI's main one. */
KaijiExcerptResult *kaiji_excerpt_write_sync (KaijiExcerpt *self,
                                              const KaijiExcerptPlan *plan,
                                              const char *path,
                                              KaijiProgressFunc progress,
                                              gpointer progress_data,
                                              GCancellable *cancellable,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The page of an excerpt that holds a sheet of the original, and back; 0 for none. */
int kaiji_excerpt_map_to_page (const KaijiPdfExcerptMap *map, int sheet);
int kaiji_excerpt_map_to_sheet (const KaijiPdfExcerptMap *map, int page);
/* A citation of the original as one of the excerpt (evidence @evidence_id, bytes @sha256), and back:
 * the same words at the same place of another page. NULL when its pages are not all there.
 * (transfer full) */
KaijiCitation *kaiji_excerpt_map_citation (const KaijiPdfExcerptMap *map,
                                           KaijiCitation *citation,
                                           gboolean to_original,
                                           const char *evidence_id,
                                           const char *sha256) G_GNUC_WARN_UNUSED_RESULT;
/* The map that is written in a PDF at @fd. @map: (out): NULL when it is no excerpt. Blocks. */
gboolean kaiji_excerpt_read_map_sync (KaijiPdfService *service,
                                      int fd,
                                      const char *password,
                                      KaijiPdfExcerptMap **map,
                                      GCancellable *cancellable,
                                      GError **error);

/* Says what was written, with the map: {"path":…,"pages":[{"page":1,"sheet":3,"label":…}]}. */
char *kaiji_excerpt_dup_json (KaijiExcerpt *self,
                              const KaijiExcerptPlan *plan,
                              const KaijiExcerptResult *result) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
