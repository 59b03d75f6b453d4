/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <stdbool.h>

/* From now on an abort for want of memory ends the process with KAIJI_PDF_EXIT_MEMORY. */
void memory_watch (void);
/* Whether an allocation has failed since the last time. */
bool memory_ran_out (void);
