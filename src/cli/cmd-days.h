/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/cli.h"

G_BEGIN_DECLS

#define CLI_DAYS_OPTIONS "certified-on= disclosed-on= renewed-on= revoked-on= notified-on="

/* kaiji-cli scheme days */
CliStatus cli_run_days (Cli *cli);

G_END_DECLS
