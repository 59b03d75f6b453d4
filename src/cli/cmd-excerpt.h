/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/cli.h"

G_BEGIN_DECLS

CliStatus cli_run_excerpt (Cli *cli);

G_END_DECLS
