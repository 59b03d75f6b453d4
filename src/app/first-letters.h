/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jobs/session.h"

G_BEGIN_DECLS

void kaiji_first_letters_load (KaijiSession *session, KaijiSection *first);

G_END_DECLS
