/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pdf/client.h"
#include "pdf/protocol.h"

G_BEGIN_DECLS

/* How a question to the worker ended. */
typedef enum
{
  KAIJI_PDF_OUTCOME_REPLY,
  KAIJI_PDF_OUTCOME_DIED,
  KAIJI_PDF_OUTCOME_KILLED,   /* died by a signal that only others send */
  KAIJI_PDF_OUTCOME_LIED,     /* said what it may not */
  KAIJI_PDF_OUTCOME_MEMORY,   /* died for want of memory */
  KAIJI_PDF_OUTCOME_LATE,     /* out of time */
  KAIJI_PDF_OUTCOME_UNWANTED, /* nobody waits any more, and it did not end soon */
  KAIJI_PDF_OUTCOME_QUIT,
} KaijiPdfOutcome;

/* What is known of one PDF: shared by its KaijiPdfDocument and the lanes. */
typedef struct
{
  gatomicrefcount refs;
  guint64 id; /* never given twice, unlike an address */
  int fd;
  char *password;

  /* Set once, by the reply to OPEN, before anybody else sees the source. */
  guint n_pages;
  gboolean encrypted;
  KaijiPdfPageInfo guess;
  KaijiPdfPageInfo **pages; /* atomic; each NULL until known, then for good */
  GPtrArray *outline;       /* atomic; NULL until known, then for good */
  GPtrArray *no_outline;
  int loaded; /* atomic */

  /* Whom to tell. */
  GWeakRef document;
  GMainContext *context; /* (nullable) */

  int drawn; /* atomic */

  /* Behind the lock. */
  GMutex lock;
  GPtrArray *blocks; /* owns what @pages points to */
  GPtrArray *outline_so_far;
  guint next_page; /* whose facts are asked for next */
  gint64 told_at;
  guint told_page;
  GHashTable *deaths; /* page (0: opening) → how often, and how, it ended the worker */
} KaijiPdfSource;

/* @fd: duplicated, for reading only. NULL with @error when that cannot be. */
KaijiPdfSource *kaiji_pdf_source_new (int fd, const char *password, GError **error);
KaijiPdfSource *kaiji_pdf_source_ref (KaijiPdfSource *self);
void kaiji_pdf_source_unref (KaijiPdfSource *self);

/* Each returns FALSE for a reply that cannot be. Thread: a lane's. @payload: mapped,
 * of reply->payload_size bytes. */
gboolean kaiji_pdf_source_take_open (KaijiPdfSource *self, const KaijiPdfReply *reply);
gboolean
kaiji_pdf_source_take_page (KaijiPdfSource *self, guint page, const KaijiPdfPageRecord *record);
gboolean kaiji_pdf_source_take_facts (KaijiPdfSource *self,
                                      const KaijiPdfReply *reply,
                                      gconstpointer payload);
gboolean kaiji_pdf_source_take_outline (KaijiPdfSource *self,
                                        const KaijiPdfReply *reply,
                                        gconstpointer payload);
/* What is to be asked for next: facts of pages, or the outline, from @first on. FALSE: all is there. */
gboolean kaiji_pdf_source_find_gap (KaijiPdfSource *self, gboolean *facts, guint *first);
/* No more facts will come: what is missing stays a guess. */
void kaiji_pdf_source_finish_facts (KaijiPdfSource *self);
void kaiji_pdf_source_finish_outline (KaijiPdfSource *self);

/* Page @page ended the worker @more times. Returns how often by now. */
guint kaiji_pdf_source_count_death (KaijiPdfSource *self,
                                    guint page,
                                    guint more,
                                    KaijiPdfOutcome outcome);
/* @outcome: (out): how it was the last time. */
guint kaiji_pdf_source_get_deaths (KaijiPdfSource *self, guint page, KaijiPdfOutcome *outcome);
void kaiji_pdf_source_forgive (KaijiPdfSource *self, guint page);

/* Made by the reply to a request; NULL for one that cannot be. @fd is taken. */
KaijiPdfImage *kaiji_pdf_image_new_from_reply (const KaijiPdfReply *reply, int fd);
KaijiPdfText *kaiji_pdf_text_new_from_reply (const KaijiPdfReply *reply, gconstpointer payload);
/* @n_pages: that the document has. */
GPtrArray *
kaiji_pdf_links_new_from_reply (const KaijiPdfReply *reply, gconstpointer payload, guint n_pages);

G_END_DECLS
