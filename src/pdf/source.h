/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pdf/client.h"
#include "pdf/protocol.h"

G_BEGIN_DECLS

/* What is known of one PDF: shared by its KaijiPdfDocument and the I/O thread. */
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

  /* The I/O thread's own. */
  GPtrArray *blocks; /* owns what @pages points to */
  GPtrArray *outline_so_far;
  guint next_page; /* whose facts are asked for next */
  gboolean drawn;
  gint64 told_at;
  guint told_page;
  GHashTable *deaths; /* page (0: opening) → how often it ended the worker */
} KaijiPdfSource;

/* @fd: duplicated, for reading only. NULL with @error when that cannot be. */
KaijiPdfSource *kaiji_pdf_source_new (int fd, const char *password, GError **error);
KaijiPdfSource *kaiji_pdf_source_ref (KaijiPdfSource *self);
void kaiji_pdf_source_unref (KaijiPdfSource *self);

/* All of these on the I/O thread; each returns FALSE for a reply that cannot be. @payload: mapped,
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
/* No more facts will come: what is missing stays a guess. */
void kaiji_pdf_source_finish_facts (KaijiPdfSource *self);
void kaiji_pdf_source_finish_outline (KaijiPdfSource *self);

/* How often @page ended the worker; @more: counts further ones, negative forgets them. */
guint kaiji_pdf_source_count_deaths (KaijiPdfSource *self, guint page, int more);

/* Made by the reply to a request; NULL for one that cannot be. @fd is taken. */
KaijiPdfImage *kaiji_pdf_image_new_from_reply (const KaijiPdfReply *reply, int fd);
KaijiPdfText *kaiji_pdf_text_new_from_reply (const KaijiPdfReply *reply, gconstpointer payload);
/* @n_pages: that the document has. */
GPtrArray *
kaiji_pdf_links_new_from_reply (const KaijiPdfReply *reply, gconstpointer payload, guint n_pages);

G_END_DECLS
