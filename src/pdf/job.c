/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Jobs: what somebody wants, and how it ended. */
#include <glib/gi18n-lib.h>

#include "pdf/engine.h"

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
  const gboolean tells = status == KAIJI_PDF_STATUS_ENCRYPTED
                         || status == KAIJI_PDF_STATUS_IMAGE_DAMAGED
                         || status == KAIJI_PDF_STATUS_TOO_LARGE;

  kaiji_pdf_job_set_status (job, tells ? status : KAIJI_PDF_STATUS_DAMAGED);
}

void
kaiji_pdf_job_set_crashed (KaijiPdfJob *job)
{
  if (job->page > 0)
    g_set_error (&job->error, KAIJI_PDF_ERROR, KAIJI_PDF_ERROR_CRASHED,
                 _ ("Page %u cannot be shown: reading it failed or took too long. The other pages "
                    "can still be used."),
                 job->page);
  else
    g_set_error_literal (&job->error, KAIJI_PDF_ERROR, KAIJI_PDF_ERROR_CRASHED,
                         _ ("This PDF cannot be opened: reading it failed or took too long. Choose "
                            "another copy of it."));
}
