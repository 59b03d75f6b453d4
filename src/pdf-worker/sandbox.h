/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <stdint.h>

/* Shuts the process in, for good: no new privileges, limits, file system, system calls. Returns
 * what holds (KAIJI_PDF_FLAG_SECCOMP, _LANDLOCK, _LIMITS). Call once, with one thread. */
uint32_t sandbox_enter (void);
/* Has the kernel end the process when the thread that started it ends, also when it was stopped
 * (SIGSTOP) and could not see that its socket was closed. Where that thread has gone already, its
 * HELLO finds nobody. Call before sandbox_enter(). */
void sandbox_end_with_parent (void);
/* Makes room for documents that are mapped: they count as address space as well. */
void sandbox_allow_memory (uint64_t documents_bytes);
/* Gives the next request so many seconds of processor time; then the kernel ends the process. */
void sandbox_allow_cpu (uint32_t seconds);
