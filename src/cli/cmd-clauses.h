/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/cli.h"

G_BEGIN_DECLS

/* What the clauses of the documents demand, and where the program does it. */
CliStatus cli_show_clauses (Cli *cli, KaijiScheme *scheme);

G_END_DECLS
