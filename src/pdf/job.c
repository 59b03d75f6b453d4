/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Jobs: what somebody wants, and how it ended. */
#include <glib/gi18n-lib.h>

#include "pdf/engine-private.h"

KaijiPdfJob *
kaiji_pdf_job_new (KaijiPdfJobKind kind,
                   KaijiPdfSource *source,
                   KaijiPdfPriority priority,
                   GCancellable *cancellable)
{
  KaijiPdfJob *job = g_new0 (KaijiPdfJob, 1);

  g_atomic_ref_count_init (&job->refs);
  job->kind = kind;
  job->priority = CLAMP (priority, KAIJI_PDF_PRIORITY_VISIBLE, KAIJI_PDF_PRIORITY_BACKGROUND);
  job->source = kaiji_pdf_source_ref (source);
  job->cancellable = cancellable ? g_object_ref (cancellable) : NULL;
  return job;
}

KaijiPdfJob *
kaiji_pdf_job_ref (KaijiPdfJob *job)
{
  g_atomic_ref_count_inc (&job->refs);
  return job;
}

void
kaiji_pdf_job_unref (KaijiPdfJob *job)
{
  if (!g_atomic_ref_count_dec (&job->refs))
    return;
  kaiji_pdf_source_unref (job->source);
  g_clear_object (&job->cancellable);
  g_clear_error (&job->error);
  g_clear_pointer (&job->image, kaiji_pdf_image_free);
  g_clear_pointer (&job->text, kaiji_pdf_text_free);
  g_clear_pointer (&job->links, g_ptr_array_unref);
  g_clear_pointer (&job->engine, kaiji_pdf_engine_unref);
  g_free (job);
}

static void
set_too_large (KaijiPdfJob *job)
{
  if (job->page > 0)
    g_set_error (&job->error, KAIJI_PDF_ERROR, KAIJI_PDF_ERROR_TOO_LARGE,
                 _ ("Page %u cannot be shown: it needs more memory than is allowed (512 MB). Make "
                    "its pictures smaller and save it again; the other pages can be used."),
                 job->page);
  else
    g_set_error_literal (&job->error, KAIJI_PDF_ERROR, KAIJI_PDF_ERROR_TOO_LARGE,
                         _ ("This PDF cannot be opened: it needs more memory than is allowed (512 "
                            "MB). Make it smaller, or split it, and save it again."));
}

void
kaiji_pdf_job_set_status (KaijiPdfJob *job, guint32 status)
{
  switch (status)
    {
    case KAIJI_PDF_STATUS_DAMAGED:
      g_set_error_literal (&job->error, KAIJI_PDF_ERROR, KAIJI_PDF_ERROR_DAMAGED,
                           _ ("This file is no PDF, or it is damaged. Choose another copy of it."));
      break;
    case KAIJI_PDF_STATUS_ENCRYPTED:
      g_set_error_literal (&job->error, KAIJI_PDF_ERROR, KAIJI_PDF_ERROR_ENCRYPTED,
                           job->source->password
                               ? _ ("The password for this PDF is wrong. Enter it again.")
                               : _ ("This PDF is locked by a password. Enter the password."));
      break;
    case KAIJI_PDF_STATUS_IMAGE_DAMAGED:
      g_set_error_literal (&job->error, KAIJI_PDF_ERROR, KAIJI_PDF_ERROR_DAMAGED,
                           _ ("This picture is cut off, damaged, or of an unusual kind. Scan or "
                              "save it again, best as PDF."));
      break;
    case KAIJI_PDF_STATUS_TOO_LARGE:
      g_set_error_literal (&job->error, KAIJI_PDF_ERROR, KAIJI_PDF_ERROR_DAMAGED,
                           _ ("This picture has more pixels than can be shown (64 million in "
                              "colour). Scan it at 300 dpi, or make it smaller."));
      break;
    case KAIJI_PDF_STATUS_MEMORY:
      set_too_large (job);
      break;
    default:
      g_set_error (&job->error, KAIJI_PDF_ERROR, KAIJI_PDF_ERROR_PAGE,
                   _ ("Page %u cannot be shown: its contents cannot be read. Go on to another "
                      "page, or replace the file."),
                   job->page);
      break;
    }
}

void
kaiji_pdf_job_set_open_status (KaijiPdfJob *job, guint32 status)
{
  const gboolean tells =
      status == KAIJI_PDF_STATUS_ENCRYPTED || status == KAIJI_PDF_STATUS_IMAGE_DAMAGED
      || status == KAIJI_PDF_STATUS_TOO_LARGE || status == KAIJI_PDF_STATUS_MEMORY;

  kaiji_pdf_job_set_status (job, tells ? status : KAIJI_PDF_STATUS_DAMAGED);
}

static void
set_too_slow (KaijiPdfJob *job)
{
  if (job->page > 0)
    g_set_error (&job->error, KAIJI_PDF_ERROR, KAIJI_PDF_ERROR_TOO_SLOW,
                 _ ("Page %u cannot be shown: drawing it takes too long. Try again, or print it "
                    "into a new PDF; the other pages can be used."),
                 job->page);
  else
    g_set_error_literal (&job->error, KAIJI_PDF_ERROR, KAIJI_PDF_ERROR_TOO_SLOW,
                         _ ("This PDF cannot be opened: reading it takes too long. Print it into a "
                            "new PDF, or choose another copy of it."));
}

static void
set_crashed (KaijiPdfJob *job)
{
  if (job->page > 0)
    g_set_error (&job->error, KAIJI_PDF_ERROR, KAIJI_PDF_ERROR_CRASHED,
                 _ ("Page %u cannot be shown: it is damaged, and reading it failed. Try again, or "
                    "replace the file; the other pages can be used."),
                 job->page);
  else
    g_set_error_literal (&job->error, KAIJI_PDF_ERROR, KAIJI_PDF_ERROR_CRASHED,
                         _ ("This PDF cannot be opened: it is damaged, and reading it failed. "
                            "Choose another copy of it."));
}

void
kaiji_pdf_job_set_lost (KaijiPdfJob *job, KaijiPdfOutcome outcome)
{
  switch (outcome)
    {
    case KAIJI_PDF_OUTCOME_MEMORY:
      set_too_large (job);
      break;
    case KAIJI_PDF_OUTCOME_LATE:
      set_too_slow (job);
      break;
    default:
      set_crashed (job);
      break;
    }
}

void
kaiji_pdf_job_finish (KaijiPdfJob *job)
{
  if (job->finished)
    return;
  job->finished = TRUE;
  if (job->cancelled_id)
    g_cancellable_disconnect (job->cancellable, job->cancelled_id);
  if (job->done)
    job->done (job, job->user_data);
}

void
kaiji_pdf_job_finish_cancelled (KaijiPdfJob *job)
{
  if (job->finished)
    return;
  g_clear_error (&job->error);
  g_set_error_literal (&job->error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("Cancelled."));
  kaiji_pdf_job_finish (job);
}
