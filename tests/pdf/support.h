/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pdf/client.h"

G_BEGIN_DECLS

/* A sealed memfd with these bytes; -1 never. */
int pdf_test_memfd (gconstpointer data, gsize size);
/* One of the files under tests/data/pdf. */
int pdf_test_file (const char *name);
/* One of the pictures under tests/data/image. */
int pdf_test_image (const char *name);
/* A file of a Debian package; -1 where it is not installed. */
int pdf_test_system_file (const char *path);
/* A service that opens documents on this kernel, sandboxed as far as it allows. */
KaijiPdfService *pdf_test_service (void);
/* Whether all pixels are of one colour. */
gboolean pdf_test_is_blank (const KaijiPdfImage *image);

G_END_DECLS
