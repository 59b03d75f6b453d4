/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Making an excerpt, and reading it back.
 *
 * 1. Nothing stands at the path before it was opened again and compared: number of pages, labels,
 *    the map, and the text of each page with that of the original: as it stands in the text index,
 *    or, where it is not there or differs, as it is read anew.
 * 2. What was compared and what is written are the same bytes (a sealed memory file); the digest of
 *    the file is taken from the disk. */
#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "core/date.h"
#include "core/text.h"
#include "jobs/excerpt-private.h"
#include "render/stamp.h"

/* Pages that a thread compares in one go. */
#define COMPARED_AT_ONCE 16

typedef struct
{
  KaijiExcerpt *excerpt;
  const KaijiExcerptPlan *plan;
  KaijiProgressFunc progress;
  gpointer progress_data;
  GCancellable *cancellable;
} Run;

void
kaiji_excerpt_result_free (KaijiExcerptResult *result)
{
  g_free (result->path);
  g_free (result->sha256);
  g_clear_pointer (&result->map, kaiji_pdf_excerpt_map_free);
  g_free (result);
}

static void
tell (const Run *run, double fraction, const char *what)
{
  if (run->progress)
    run->progress (fraction, what, run->progress_data);
}

static const KaijiExcerptPage *
get_page (const Run *run, guint index)
{
  return &g_array_index (run->plan->pages, KaijiExcerptPage, index);
}

/* --- making it --- */

static gboolean
make_stamp (const KaijiEvidenceInfo *info, GBytes **stamp, GError **error)
{
  g_autofree char *day = NULL;
  KaijiDate date;

  *stamp = NULL;
  if (info->kind != KAIJI_EVIDENCE_WEB)
    return TRUE;
  day = kaiji_date_parse (info->captured_on, &date) ? kaiji_date_to_japanese (date)
                                                    : g_strdup (info->captured_on);
  *stamp = kaiji_render_stamp (info->url, day, error);
  return *stamp != NULL;
}

/* A sealed memory file with the excerpt; -1 on error. */
static int
cut (const Run *run, gboolean *repaired, GError **error)
{
  const KaijiEvidenceInfo *info = kaiji_evidence_get_info (run->excerpt->evidence);
  const guint n = run->plan->pages->len;
  g_autofree int *pages = g_new (int, n);
  g_autofree const char **labels = g_new (const char *, n);
  g_autofree char *sheets = kaiji_excerpt_plan_dup_sheets (run->plan);
  g_autofree char *title = g_strdup_printf ("%s [%s]", info->name, sheets);
  g_autoptr (GBytes) stamp = NULL;
  g_autoptr (KaijiPdfExtractor) extractor = NULL;
  KaijiPdfExcerptSpec spec = { .pages = pages,
                               .n_pages = n,
                               .labels = labels,
                               .title = title,
                               .name = info->name,
                               .sha256 = info->sha256,
                               .day = info->added_at };
  int fd;

  for (guint i = 0; i < n; i++)
    {
      pages[i] = get_page (run, i)->sheet;
      labels[i] = get_page (run, i)->label;
    }
  if (!make_stamp (info, &stamp, error))
    return -1;
  spec.stamp = stamp;
  fd = kaiji_evidence_source_open (run->excerpt->source, info->sha256, run->cancellable, error);
  if (fd < 0)
    return -1;
  extractor = kaiji_pdf_extractor_open (run->excerpt->pdf, fd, run->excerpt->password,
                                        run->cancellable, error);
  close (fd);
  return extractor ? kaiji_pdf_extractor_cut (extractor, &spec, repaired, error) : -1;
}

/* --- reading it back --- */

gboolean
kaiji_excerpt_read_map_sync (KaijiPdfService *service,
                             int fd,
                             const char *password,
                             KaijiPdfExcerptMap **map,
                             GCancellable *cancellable,
                             GError **error)
{
  g_autoptr (KaijiPdfExtractor) extractor =
      kaiji_pdf_extractor_open (service, fd, password, cancellable, error);

  *map = NULL;
  return extractor && kaiji_pdf_extractor_read_map (extractor, map, error);
}

static gboolean
fail_check (GError **error, const char *what)
{
  g_set_error (
      error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_REFUSED,
      _ ("The excerpt was not written: read back, it is not what it should be (%s). Choose "
         "other pages, or hand in the whole document."),
      what);
  return FALSE;
}

static gboolean
check_map (const Run *run, int fd, KaijiPdfExcerptMap **map, GError **error)
{
  const KaijiEvidenceInfo *info = kaiji_evidence_get_info (run->excerpt->evidence);
  const guint n = run->plan->pages->len;

  if (!kaiji_excerpt_read_map_sync (run->excerpt->pdf, fd, NULL, map, run->cancellable, error))
    return FALSE;
  if (!*map || (*map)->n_pages != n || !g_str_equal ((*map)->sha256, info->sha256)
      || (*map)->n_sheets != kaiji_excerpt_get_n_sheets (run->excerpt))
    return fail_check (error, _ ("the map of its pages"));
  for (guint i = 0; i < n; i++)
    if ((*map)->pages[i] != get_page (run, i)->sheet)
      return fail_check (error, _ ("the map of its pages"));
  return TRUE;
}

/* Letters alone: where lines break may change when a line is laid onto the page. */
static char *
squeeze (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      g_string_append_unichar (out, g_utf8_get_char (p));
  return g_string_free (out, FALSE);
}

/* With a stamp, all letters of the page and of the address are there. */
static gboolean
reads_alike (const char *original, const char *copy, const char *address)
{
  g_autofree char *before = NULL, *after = NULL, *stamp = NULL;

  if (!address)
    return g_str_equal (original, copy);
  before = squeeze (original);
  after = squeeze (copy);
  stamp = squeeze (address);
  return strstr (after, stamp) != NULL && strlen (after) >= strlen (before) + strlen (stamp);
}

/* Pages are compared by several threads, a block at a time: both workers have something to do, and
 * pages that stand close together are read by one of them. */
typedef struct
{
  const Run *run;
  KaijiPdfDocument *copy;
  GPtrArray *indexed; /* utf8: text of each sheet of the original; empty where it is not indexed */

  GMutex mutex;  /* guards what follows */
  guint next;    /* the page that is compared next */
  GError *error; /* (nullable): the first that ends the work */
} Comparison;

static gboolean
label_stands (const Comparison *self, guint index)
{
  g_autofree char *number = g_strdup_printf ("%u", index + 1);
  const char *label = kaiji_pdf_document_get_page (self->copy, (int) index + 1)->label;

  return g_str_equal (*label ? label : number, get_page (self->run, index)->label);
}

/* By what the index has of the original, which was read of the same bytes. */
static gboolean
is_as_indexed (const Comparison *self, const char *after, int sheet, const char *address)
{
  return (guint) sheet <= self->indexed->len
         && reads_alike (g_ptr_array_index (self->indexed, (guint) sheet - 1), after, address);
}

/* FALSE also when it was cancelled. */
static gboolean
text_stands (const Comparison *self, guint index)
{
  const Run *run = self->run;
  const int sheet = get_page (run, index)->sheet;
  const char *address = kaiji_excerpt_has_stamp (run->excerpt)
                            ? kaiji_evidence_get_info (run->excerpt->evidence)->url
                            : NULL;
  g_autoptr (KaijiPdfText) before = NULL, after = NULL;

  after = kaiji_pdf_document_text_sync (self->copy, (int) index + 1, KAIJI_PDF_PRIORITY_BACKGROUND,
                                        run->cancellable, NULL);
  if (after && is_as_indexed (self, after->text, sheet, address))
    return TRUE;
  before = kaiji_pdf_document_text_sync (run->excerpt->document, sheet,
                                         KAIJI_PDF_PRIORITY_BACKGROUND, run->cancellable, NULL);
  /* A page that could not be read before need not be readable now. */
  return !g_cancellable_is_cancelled (run->cancellable)
         && (!before || (after && reads_alike (before->text, after->text, address)));
}

static gboolean
check_page (const Comparison *self, guint index, GError **error)
{
  g_autofree char *what = NULL;

  if (label_stands (self, index) && text_stands (self, index))
    return TRUE;
  if (g_cancellable_set_error_if_cancelled (self->run->cancellable, error))
    return FALSE;
  what = g_strdup_printf (_ ("page %u, sheet %d of the original"), index + 1,
                          get_page (self->run, index)->sheet);
  return fail_check (error, what);
}

/* FALSE: there is nothing more to compare. */
static gboolean
take_block (Comparison *self, guint *first, guint *end)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  const guint n = self->run->plan->pages->len;

  *first = self->next;
  *end = self->next = self->error ? n : MIN (self->next + COMPARED_AT_ONCE, n);
  return !self->error && *first < n;
}

/* @error: (transfer full) */
static void
end_comparison (Comparison *self, GError *error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (self->error)
    g_error_free (error);
  else
    self->error = error;
}

static void
compare (Comparison *self, gboolean tells)
{
  guint first, end;

  while (take_block (self, &first, &end))
    {
      if (tells)
        tell (self->run, 0.5 + 0.4 * first / self->run->plan->pages->len,
              _ ("Comparing it with the original"));
      for (GError *error = NULL; first < end; first++)
        if (!check_page (self, first, &error))
          {
            end_comparison (self, error);
            return;
          }
    }
}

static gpointer
compare_thread (gpointer data)
{
  compare (data, FALSE);
  return NULL;
}

/* (transfer full) (element-type utf8): what the case has read of the original, empty for nothing. */
static GPtrArray *
dup_indexed (const KaijiExcerpt *excerpt)
{
  const char *sha256 = kaiji_evidence_get_info (excerpt->evidence)->sha256;
  GPtrArray *texts = kaiji_casefile_is_indexed (excerpt->casefile, sha256)
                         ? kaiji_casefile_dup_page_texts (excerpt->casefile, sha256, NULL)
                         : NULL;

  return texts ? texts : g_ptr_array_new ();
}

static gboolean
compare_pages (const Run *run, KaijiPdfDocument *copy, GError **error)
{
  g_autoptr (GPtrArray) indexed = dup_indexed (run->excerpt);
  Comparison self = { .run = run, .copy = copy, .indexed = indexed };
  GThread *helper = NULL;

  g_mutex_init (&self.mutex);
  if (run->plan->pages->len > COMPARED_AT_ONCE)
    helper = g_thread_new ("kaiji-compare", compare_thread, &self);
  compare (&self, TRUE);
  if (helper)
    g_thread_join (helper);
  g_mutex_clear (&self.mutex);
  if (!self.error)
    return TRUE;
  g_propagate_error (error, self.error);
  return FALSE;
}

static gboolean
check_pages (const Run *run, int fd, GError **error)
{
  g_autoptr (KaijiPdfDocument) copy =
      kaiji_pdf_service_open_sync (run->excerpt->pdf, fd, NULL, run->cancellable, error);

  if (!copy)
    return FALSE;
  if (kaiji_pdf_document_get_n_pages (copy) != (int) run->plan->pages->len
      || kaiji_pdf_document_is_encrypted (copy))
    return fail_check (error, _ ("the number of its pages"));
  return compare_pages (run, copy, error);
}

/* --- writing it --- */

static char *
digest_of_file (const char *path, GError **error)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, error);
  g_autoptr (GBytes) bytes = file ? g_mapped_file_get_bytes (file) : NULL;

  return bytes ? g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes) : NULL;
}

static gboolean
write_file (const char *data, gsize size, const char *path, char **sha256, GError **error)
{
  g_autofree char *beside = g_strdup_printf ("%s.part", path);
  g_autofree char *wanted =
      g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) data, size);
  g_autoptr (GError) cause = NULL;

  if (g_file_set_contents_full (beside, data, (gssize) size, G_FILE_SET_CONTENTS_DURABLE, 0644,
                                &cause))
    *sha256 = digest_of_file (beside, &cause);
  if (*sha256 && g_str_equal (*sha256, wanted) && g_rename (beside, path) == 0)
    return TRUE;
  if (!cause)
    g_set_error_literal (&cause, G_IO_ERROR, G_IO_ERROR_FAILED,
                         *sha256 && !g_str_equal (*sha256, wanted)
                             ? _ ("the disk gave back other bytes")
                             : g_strerror (errno));
  g_unlink (beside);
  g_set_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT,
               _ ("%s cannot be written (%s). Choose another place or make room on the disk."),
               path, cause->message);
  return FALSE;
}

static gboolean
finish (int fd, KaijiExcerptResult *result, GError **error)
{
  struct stat facts;
  void *data;
  gboolean written;

  if (fstat (fd, &facts) != 0 || facts.st_size <= 0)
    return fail_check (error, g_strerror (errno));
  data = mmap (NULL, (gsize) facts.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
  if (data == MAP_FAILED)
    return fail_check (error, g_strerror (errno));
  result->size = facts.st_size;
  written = write_file (data, (gsize) facts.st_size, result->path, &result->sha256, error);
  munmap (data, (gsize) facts.st_size);
  return written;
}

KaijiExcerptResult *
kaiji_excerpt_write_sync (KaijiExcerpt *self,
                          const KaijiExcerptPlan *plan,
                          const char *path,
                          KaijiProgressFunc progress,
                          gpointer progress_data,
                          GCancellable *cancellable,
                          GError **error)
{
  Run run = { self, plan, progress, progress_data, cancellable };
  g_autoptr (KaijiExcerptResult) result = g_new0 (KaijiExcerptResult, 1);
  gboolean done;
  int fd;

  g_return_val_if_fail (self->document != NULL, NULL);
  g_return_val_if_fail (plan->pages->len > 0, NULL);

  result->path = g_strdup (path);
  tell (&run, 0.05, _ ("Copying the pages"));
  fd = cut (&run, &result->repaired, error);
  if (fd < 0)
    return NULL;
  tell (&run, 0.45, _ ("Comparing it with the original"));
  done = check_map (&run, fd, &result->map, error) && check_pages (&run, fd, error);
  if (done)
    {
      tell (&run, 0.95, _ ("Writing the file"));
      done =
          !g_cancellable_set_error_if_cancelled (cancellable, error) && finish (fd, result, error);
    }
  close (fd);
  return done ? g_steal_pointer (&result) : NULL;
}
