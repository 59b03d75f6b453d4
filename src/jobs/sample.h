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

G_END_DECLS
