/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <poppler.h>
#include <stdbool.h>

#include "pdf/protocol.h"

/* poppler 22.12 has no clean-up functions, later ones have: ours go by names of our own. */
typedef PopplerPage WorkerPage;
typedef PopplerDocument WorkerPoppler;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WorkerPage, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WorkerPoppler, g_object_unref)

/* One open document: the bytes stay mapped, poppler's part of it may be made anew. */
typedef struct _WorkerDocument WorkerDocument;

/* @fd: of the document, stays the caller's. @status: (out): why it is NULL. */
WorkerDocument *worker_document_open (int fd, const char *password, KaijiPdfStatus *status);
void worker_document_free (WorkerDocument *self);
uint64_t worker_document_get_size (WorkerDocument *self);
bool worker_document_is_encrypted (WorkerDocument *self);
uint32_t worker_document_get_n_pages (WorkerDocument *self);
/* Forgets what poppler has gathered about it and begins anew. */
bool worker_document_renew (WorkerDocument *self);

/* @page: from 1. (transfer full), NULL when there is none. */
PopplerPage *worker_document_get_page (WorkerDocument *self, uint32_t page);
void worker_page_describe (PopplerPage *page, KaijiPdfPageRecord *record);
/* Where a destination leads: the page from 1 (0: nowhere) and the distance from its top, 0 where
 * that is unknown. */
uint32_t worker_document_find_place (WorkerDocument *self, const PopplerDest *dest, double *top_pt);
/* As much of a text as fits, whole characters of valid UTF-8 only, and a NUL. */
void worker_copy_text (char *target, size_t size, const char *text);

/* Both work for a few milliseconds and tell how many records they wrote. */
uint32_t worker_document_get_facts (WorkerDocument *self,
                                    uint32_t first,
                                    KaijiPdfPageRecord *records,
                                    uint32_t most);
uint32_t worker_document_get_outline (WorkerDocument *self,
                                      uint32_t first,
                                      KaijiPdfOutlineRecord *records,
                                      uint32_t most,
                                      bool *more);
