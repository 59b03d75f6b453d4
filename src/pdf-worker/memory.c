/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Knowing that memory was wanting.
 *
 * The libraries meet an allocation that fails in ways of their own: an exception, an abort, a status
 * in the depths, a picture that is left out. So the C library's allocator is stood in for here, for
 * the whole process, and only notes that it had nothing to give. */
#include "pdf-worker/memory.h"

#include <signal.h>
#include <stddef.h>
#include <stdlib.h>
#include <unistd.h>

#include "pdf/protocol.h"

static volatile sig_atomic_t ran_out;

#if defined __GLIBC__ && !defined __SANITIZE_ADDRESS__
extern void *__libc_malloc (size_t size);
extern void *__libc_calloc (size_t count, size_t size);
extern void *__libc_realloc (void *memory, size_t size);

void *
malloc (size_t size)
{
  void *memory = __libc_malloc (size);

  if (!memory)
    ran_out = 1;
  return memory;
}

void *
calloc (size_t count, size_t size)
{
  void *memory = __libc_calloc (count, size);

  if (!memory)
    ran_out = 1;
  return memory;
}

void *
realloc (void *old, size_t size)
{
  void *memory = __libc_realloc (old, size);

  if (!memory && size > 0)
    ran_out = 1;
  return memory;
}
#endif

static void
end_cb (int signal_number)
{
  if (ran_out)
    _exit (KAIJI_PDF_EXIT_MEMORY);
  signal (signal_number, SIG_DFL);
  raise (signal_number);
}

void
memory_watch (void)
{
  /* abort(), and what GLib does when it gets none. */
  signal (SIGABRT, end_cb);
  signal (SIGTRAP, end_cb);
}

bool
memory_ran_out (void)
{
  const bool before = ran_out != 0;

  ran_out = 0;
  return before;
}
