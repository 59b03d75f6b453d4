/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "pdf/protocol.h"

/* A picture (JPEG, PNG, TIFF) as a document: each of its pictures is a page. */
typedef struct _WorkerImage WorkerImage;

/* Whether bytes begin like a picture that is read here. */
bool worker_image_recognize (GBytes *bytes);
/* @status: (out): why it is NULL. */
WorkerImage *worker_image_open (GBytes *bytes, KaijiPdfStatus *status);
void worker_image_free (WorkerImage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WorkerImage, worker_image_free)

uint32_t worker_image_get_n_pages (WorkerImage *self);
/* The size of page @page (from 1) as shown; zeros where there is no such page. */
void worker_image_describe (WorkerImage *self, uint32_t page, KaijiPdfPageRecord *record);
/* The resolution of the coarsest page, dots an inch. */
uint32_t worker_image_get_dpi (WorkerImage *self);
/* Bytes that the largest of its pages takes when it was made a PDF. */
uint64_t worker_image_get_room (WorkerImage *self);
/* A PDF of one page with the picture on it; NULL when it cannot be read. (transfer full) */
GBytes *worker_image_make_pdf (WorkerImage *self, uint32_t page, KaijiPdfStatus *status);
