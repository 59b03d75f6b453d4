/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text of evidence for the search: one entry a page, in the order of the pages.
 *
 * A line of work: readers ask the worker for pages, so that it always has the next one to do, and
 * fold and pack what comes; whoever called writes it to the case, some pages at a time.
 *
 * Invariants:
 * 1. A reader begins nothing further ahead than AHEAD pages: memory stays bounded however long the
 *    document is.
 * 2. What was written when the work is broken off stays; the next attempt goes on after it.
 */
#include "jobs/index.h"

#include "core/text.h"
#include "jobs/either.h"

#define N_READERS 2
#define AHEAD 128
/* Pages that a reader takes in one go: what stands close together in a file is read by one worker,
 * which then need not unpack what the other has unpacked. */
#define BLOCK 16
/* What is written at once: little enough that nobody who types waits for it. */
#define BATCH_PAGES 64
#define BATCH_BYTES (2 * 1024 * 1024)

typedef struct
{
  KaijiPdfDocument *document;
  KaijiEither cancel; /* of the readers: also ended by an error */
  int n_pages;

  GMutex mutex; /* guards what follows */
  GCond changed;
  int next;              /* the page that is read next */
  int written;           /* pages up to this one were taken by the writer */
  KaijiTextPage **ready; /* by page - 1 */
  GError *error;         /* the first that ends the work */
} Line;

/* A page that the worker cannot read does not end the work; being cancelled does. */
static gboolean
ends_work (const GError *error)
{
  return !kaiji_pdf_error_is_of_contents (error);
}

/* The first page of a block, 0 = there is nothing more to read. @end: (out): the page after it */
static int
take_block (Line *line, int *end)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&line->mutex);
  int first;

  while (!line->error && line->next <= line->n_pages && line->next > line->written + AHEAD)
    g_cond_wait (&line->changed, &line->mutex);
  if (line->error || line->next > line->n_pages)
    return 0;
  first = line->next;
  line->next = MIN (first + BLOCK, line->n_pages + 1);
  *end = line->next;
  return first;
}

/* @error: (transfer full) */
static void
end_line (Line *line, GError *error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&line->mutex);

  if (line->error)
    g_error_free (error);
  else
    line->error = error;
  g_cond_broadcast (&line->changed);
}

static void
put_page (Line *line, int number, KaijiTextPage *page)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&line->mutex);

  line->ready[number - 1] = page;
  g_cond_broadcast (&line->changed);
}

static gboolean
read_page (Line *line, int number)
{
  GError *error = NULL;
  g_autoptr (KaijiPdfText) text = kaiji_pdf_document_text_sync (
      line->document, number, KAIJI_PDF_PRIORITY_BACKGROUND, line->cancel.cancellable, &error);

  if (!text && ends_work (error))
    {
      end_line (line, error);
      return FALSE;
    }
  g_clear_error (&error);
  put_page (line, number,
            kaiji_text_page_new (
                number, kaiji_pdf_document_get_page (line->document, number)->label,
                text ? text->text : "", text ? text->rects : NULL, text ? text->n_rects : 0));
  return TRUE;
}

static gpointer
reader_thread (gpointer data)
{
  Line *line = data;
  int number, end;

  while ((number = take_block (line, &end)) > 0)
    for (; number < end; number++)
      if (!read_page (line, number))
        return NULL;
  return NULL;
}

/* The pages from @first on that are ready, up to a batch; waits until there are enough of them.
 * NULL and an error when the work has ended. */
static GPtrArray *
take_batch (Line *line, int first, GError **error)
{
  g_autoptr (GPtrArray) batch =
      g_ptr_array_new_with_free_func ((GDestroyNotify) kaiji_text_page_free);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&line->mutex);
  gsize size = 0;

  for (int page = first; page <= line->n_pages && batch->len < BATCH_PAGES && size < BATCH_BYTES;
       page++)
    {
      while (!line->error && !line->ready[page - 1])
        g_cond_wait (&line->changed, &line->mutex);
      if (line->error)
        {
          g_propagate_error (error, g_error_copy (line->error));
          return NULL;
        }
      size += kaiji_text_page_get_size (line->ready[page - 1]);
      g_ptr_array_add (batch, g_steal_pointer (&line->ready[page - 1]));
      line->written = page;
      g_cond_broadcast (&line->changed);
    }
  return g_steal_pointer (&batch);
}

static gboolean
write_pages (Line *line,
             KaijiCasefile *casefile,
             const char *sha256,
             int n_done,
             KaijiIndexFunc progress,
             gpointer progress_data,
             GError **error)
{
  int done = n_done;

  while (done < line->n_pages)
    {
      g_autoptr (GPtrArray) batch = take_batch (line, done + 1, error);

      if (!batch || !kaiji_casefile_index_add (casefile, sha256, batch, error))
        return FALSE;
      done += (int) batch->len;
      if (progress)
        progress (done, line->n_pages, progress_data);
    }
  return kaiji_casefile_index_complete (casefile, sha256, error);
}

static void
clear_line (Line *line)
{
  for (int i = 0; i < line->n_pages; i++)
    kaiji_text_page_free (line->ready[i]);
  g_free (line->ready);
  g_clear_error (&line->error);
  kaiji_either_clear (&line->cancel);
  g_mutex_clear (&line->mutex);
  g_cond_clear (&line->changed);
}

/* Starts the readers, writes what comes, and waits for them to end. */
static gboolean
run_line (KaijiCasefile *casefile,
          const char *sha256,
          KaijiPdfDocument *document,
          int n_done,
          GCancellable *cancellable,
          KaijiIndexFunc progress,
          gpointer progress_data,
          GError **error)
{
  Line line = { .document = document, .next = n_done + 1, .written = n_done };
  GThread *readers[N_READERS];
  gboolean done;

  line.n_pages = kaiji_pdf_document_get_n_pages (document);
  line.ready = g_new0 (KaijiTextPage *, (gsize) line.n_pages + 1);
  kaiji_either_connect (&line.cancel, NULL, cancellable);
  g_mutex_init (&line.mutex);
  g_cond_init (&line.changed);
  for (guint i = 0; i < N_READERS; i++)
    readers[i] = g_thread_new ("kaiji-index", reader_thread, &line);
  done = write_pages (&line, casefile, sha256, n_done, progress, progress_data, error);
  if (!done)
    {
      g_cancellable_cancel (line.cancel.cancellable);
      end_line (&line, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, ""));
    }
  for (guint i = 0; i < N_READERS; i++)
    g_thread_join (readers[i]);
  clear_line (&line);
  return done;
}

/**
 * kaiji_index_document:
 * @casefile: a case
 * @sha256: digest of the document
 * @document: it, open
 * @cancellable: (nullable): to break off; what is there stays and is gone on with
 * @progress: (nullable): called on this thread
 * @progress_data: for @progress
 * @error: the worker is not to be had; NO_SPACE, IO; cancelled
 *
 * Reads the text of all pages into the case's index. A page that cannot be read counts as one
 * without text. A document that is indexed already is left as it is.
 *
 * Thread: any but the main one of a GUI. Returns: whether the document is indexed
 */
gboolean
kaiji_index_document (KaijiCasefile *casefile,
                      const char *sha256,
                      KaijiPdfDocument *document,
                      GCancellable *cancellable,
                      KaijiIndexFunc progress,
                      gpointer progress_data,
                      GError **error)
{
  int n_done;
  gboolean done = TRUE;

  if (!kaiji_casefile_index_begin (casefile, sha256, &n_done, cancellable, error))
    return FALSE;
  if (n_done >= 0)
    done =
        run_line (casefile, sha256, document, n_done, cancellable, progress, progress_data, error);
  kaiji_casefile_index_end (casefile, sha256);
  return done;
}

/** kaiji_index_count_text: Thread: any. Returns: pages with text of an indexed document, -1 when it
 * is not known. */
int
kaiji_index_count_text (KaijiCasefile *casefile, const char *sha256, int n_pages)
{
  const char *const documents[] = { sha256, NULL };
  g_autoptr (GPtrArray) blank = kaiji_casefile_dup_blank_pages (casefile, documents, NULL);

  return blank ? n_pages - (int) blank->len : -1;
}

/**
 * kaiji_index_find_japanese:
 * @casefile: a case
 * @sha256: an indexed document
 *
 * Thread: any. Returns: whether its text has Japanese letters; unknown when it has no text
 */
KaijiJapanese
kaiji_index_find_japanese (KaijiCasefile *casefile, const char *sha256)
{
  g_autoptr (GPtrArray) texts = kaiji_casefile_dup_page_texts (casefile, sha256, NULL);
  gboolean any = FALSE;

  for (guint i = 0; texts && i < texts->len; i++)
    {
      const char *text = g_ptr_array_index (texts, i);

      if (kaiji_text_has_japanese (text))
        return KAIJI_JAPANESE_SOME;
      any |= kaiji_text_has_letters (text);
    }
  return any ? KAIJI_JAPANESE_NONE : KAIJI_JAPANESE_UNKNOWN;
}
