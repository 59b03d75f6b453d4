/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/application.h"

G_BEGIN_DECLS

void kaiji_application_add_actions (KaijiApplication *self);

G_END_DECLS
