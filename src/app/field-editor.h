/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jobs/session.h"
#include "widgets/editor.h"

G_BEGIN_DECLS

KaijiEditor *kaiji_field_editor_new (KaijiSession *session, KaijiPrompt *prompt);

G_END_DECLS
