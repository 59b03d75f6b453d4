/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What service and document know of each other; nobody else's. */
#pragma once

#include "pdf/engine.h"

G_BEGIN_DECLS

/* Returns: (transfer none): what does the service's work. */
KaijiPdfEngine *kaiji_pdf_service_get_engine (KaijiPdfService *self);

KaijiPdfDocument *kaiji_pdf_document_new (KaijiPdfService *service, KaijiPdfSource *source);
/* Gathers facts and outline in the background, not before @not_before unless a page was drawn. */
void kaiji_pdf_document_load (KaijiPdfDocument *self, gint64 not_before);

G_END_DECLS
