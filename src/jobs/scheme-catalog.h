/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All schemes, and what is told beside them, at once, read beside the main loop. */
#pragma once

#include "scheme/reference.h"

G_BEGIN_DECLS

void kaiji_scheme_catalog_load_async (const char *dir,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
GPtrArray *kaiji_scheme_catalog_load_finish (GAsyncResult *result,
                                             KaijiReference **reference,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* "ID@REVISION" */
char *kaiji_scheme_catalog_dup_spec (KaijiScheme *scheme) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
