/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *kaiji_paths_get_data_dir (void);
const char *kaiji_paths_get_worker (void);
char *kaiji_paths_dup_user_data_dir (void) G_GNUC_WARN_UNUSED_RESULT;
void kaiji_i18n_init (const char *language);

G_END_DECLS
