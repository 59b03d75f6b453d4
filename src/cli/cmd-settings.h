/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/cli.h"

G_BEGIN_DECLS

/* All settings of a scheme: value, readings, what the office has laid down. */
void cli_print_settings (KaijiScheme *scheme);
/* On stderr: which choices of the office are not used, and why. */
void cli_complain_of_overlay (KaijiScheme *scheme);

G_END_DECLS
