/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jobs/session.h"

G_BEGIN_DECLS

/* Makes a case from the fictitious sample (see sample.c for its format).
 * @path: must not be there. @complete: ready to hand in, else with findings left open.
 * @dir: (nullable): folder of sample.json, NULL = that of the program.
 * Blocks (see documents.h). Returns: (transfer full): the open case */
KaijiSession *kaiji_sample_create (const char *path,
                                   gboolean complete,
                                   const char *dir,
                                   KaijiSchemeLibrary *library,
                                   KaijiPdfService *pdf,
                                   KaijiDate today,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The program's own sample, made in a thread and closed again. */
void kaiji_sample_create_async (const char *path,
                                gboolean complete,
                                KaijiDate today,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
/* Returns: whether the file is there, to be opened; no file is left otherwise */
gboolean kaiji_sample_create_finish (GAsyncResult *result, GError **error);

G_END_DECLS
