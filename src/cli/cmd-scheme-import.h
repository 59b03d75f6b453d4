/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/cli.h"

G_BEGIN_DECLS

/* Runs “scheme import”. */
CliStatus cli_scheme_import (Cli *cli);

G_END_DECLS
