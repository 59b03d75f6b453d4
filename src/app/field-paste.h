/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jobs/session.h"
#include "widgets/editor.h"

G_BEGIN_DECLS

GPtrArray *kaiji_field_paste_find_targets (KaijiSession *session,
                                           KaijiPrompt *first,
                                           guint n) G_GNUC_WARN_UNUSED_RESULT;
gboolean kaiji_field_paste_apply (KaijiSession *session,
                                  GPtrArray *targets,
                                  const char *const *cells,
                                  GError **error);
gboolean kaiji_field_paste_offer (KaijiSession *session,
                                  KaijiPrompt *first,
                                  KaijiEditor *editor,
                                  GtkWidget *where,
                                  const char *text);

G_END_DECLS
