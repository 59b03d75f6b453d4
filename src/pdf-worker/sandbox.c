/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The walls around the parser of foreign documents.
 *
 * 1. File system (Landlock): reading fonts, their configuration, poppler's tables and libraries;
 *    nothing else, and writing nowhere. Where the kernel knows it, also no TCP and no signals or
 *    abstract sockets beyond the process.
 * 2. System calls (seccomp): a list of what drawing needs. No sockets, no programs, no processes or
 *    threads, no tracing; opening for reading only. All else fails with EPERM, so that a library
 *    that asks for a luxury goes on without it.
 * 3. Limits: address space, processes, descriptors, file size (memfds count), no core dumps,
 *    processor time a request. The address space is not limited under sanitizers: they map
 *    terabytes.
 * 4. Each wall stands by itself; what could not be built is missing in the answer, and the client
 *    decides whether it goes on. */
#include "pdf-worker/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <seccomp.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "pdf/protocol.h"

#define MEGABYTE (1024ull * 1024ull)
#define BASE_MEMORY (512 * MEGABYTE)
#define MOST_MEMORY (BASE_MEMORY + 2048 * MEGABYTE)
/* The largest page, and the text of the fullest one, fit. */
#define MOST_FILE (4ull * KAIJI_PDF_MAX_PIXELS + 64 * MEGABYTE)
#define MOST_DESCRIPTORS 128

/* Landlock's interface as of its sixth version; older headers lack parts of it. */
typedef struct
{
  uint64_t fs;
  uint64_t net;
  uint64_t scoped;
} LandlockRules;

typedef struct
{
  uint64_t allowed;
  int32_t parent;
} __attribute__ ((packed)) LandlockPath;

#define LANDLOCK_CREATE 444
#define LANDLOCK_ADD 445
#define LANDLOCK_RESTRICT 446
#define LANDLOCK_VERSION 1u
#define LANDLOCK_PATH_BENEATH 1
#define ACCESS_READ_FILE (1ull << 2)
#define ACCESS_READ_DIR (1ull << 3)

static const char *const readable[] = {
  "/usr/share/fonts",
  "/usr/local/share/fonts",
  "/usr/share/fontconfig",
  "/etc/fonts",
  "/var/cache/fontconfig",
  "/usr/share/poppler",
  "/usr/share/ghostscript",
  "/usr/share/texmf",
  "/usr/lib",
};

static bool
enter_landlock (void)
{
  long version = syscall (LANDLOCK_CREATE, NULL, 0, LANDLOCK_VERSION);
  LandlockRules rules = { 0 };
  size_t size = sizeof (uint64_t);
  int ruleset;
  bool entered;

  if (version < 1)
    return false;
  /* 13 rights of files in the first version; linking (2), truncating (3), device controls (5). */
  rules.fs = (1ull << 13) - 1;
  if (version >= 2)
    rules.fs |= 1ull << 13;
  if (version >= 3)
    rules.fs |= 1ull << 14;
  if (version >= 5)
    rules.fs |= 1ull << 15;
  if (version >= 4)
    {
      rules.net = 3; /* TCP: bind, connect */
      size = 2 * sizeof (uint64_t);
    }
  if (version >= 6)
    {
      rules.scoped = 3; /* abstract sockets, signals */
      size = 3 * sizeof (uint64_t);
    }
  ruleset = (int) syscall (LANDLOCK_CREATE, &rules, size, 0u);
  if (ruleset < 0)
    return false;
  entered = true;
  for (size_t i = 0; i < sizeof readable / sizeof *readable; i++)
    {
      LandlockPath path = { ACCESS_READ_FILE | ACCESS_READ_DIR,
                            open (readable[i], O_PATH | O_CLOEXEC) };

      if (path.parent < 0)
        continue; /* not on this machine */
      if (syscall (LANDLOCK_ADD, ruleset, LANDLOCK_PATH_BENEATH, &path, 0u) != 0)
        entered = false;
      close (path.parent);
    }
  entered = entered && syscall (LANDLOCK_RESTRICT, ruleset, 0u) == 0;
  close (ruleset);
  return entered;
}

/* clang-format off */
static const int calls[] = {
  /* memory */
  SCMP_SYS (brk), SCMP_SYS (mmap), SCMP_SYS (munmap), SCMP_SYS (mremap), SCMP_SYS (mprotect),
  SCMP_SYS (madvise), SCMP_SYS (memfd_create), SCMP_SYS (ftruncate),
  /* descriptors, files */
  SCMP_SYS (read), SCMP_SYS (readv), SCMP_SYS (pread64), SCMP_SYS (write), SCMP_SYS (writev),
  SCMP_SYS (close), SCMP_SYS (lseek), SCMP_SYS (dup), SCMP_SYS (fcntl), SCMP_SYS (fstat),
  SCMP_SYS (newfstatat), SCMP_SYS (stat), SCMP_SYS (lstat), SCMP_SYS (statx), SCMP_SYS (statfs),
  SCMP_SYS (fstatfs), SCMP_SYS (access), SCMP_SYS (faccessat), SCMP_SYS (faccessat2),
  SCMP_SYS (readlink), SCMP_SYS (readlinkat), SCMP_SYS (getdents64), SCMP_SYS (getcwd),
  SCMP_SYS (fadvise64),
  /* the socket that is there already */
  SCMP_SYS (recvmsg), SCMP_SYS (sendmsg), SCMP_SYS (poll), SCMP_SYS (ppoll),
  /* the process itself */
  SCMP_SYS (exit), SCMP_SYS (exit_group), SCMP_SYS (rt_sigaction), SCMP_SYS (rt_sigprocmask),
  SCMP_SYS (rt_sigreturn), SCMP_SYS (sigaltstack), SCMP_SYS (getpid), SCMP_SYS (gettid),
  SCMP_SYS (getuid), SCMP_SYS (geteuid), SCMP_SYS (getgid), SCMP_SYS (getegid),
  SCMP_SYS (getrusage), SCMP_SYS (sched_yield), SCMP_SYS (sched_getaffinity), SCMP_SYS (futex),
  SCMP_SYS (restart_syscall), SCMP_SYS (sysinfo), SCMP_SYS (uname), SCMP_SYS (getrandom),
  /* time */
  SCMP_SYS (clock_gettime), SCMP_SYS (clock_getres), SCMP_SYS (gettimeofday), SCMP_SYS (time),
  SCMP_SYS (nanosleep), SCMP_SYS (clock_nanosleep), SCMP_SYS (times),
};
/* clang-format on */

#define NOT_ONLY_READING (O_ACCMODE | O_CREAT | O_TRUNC | O_APPEND)

/* Those that are allowed for some arguments only. */
static int
add_conditional (scmp_filter_ctx filter)
{
  const uint64_t self = (uint64_t) getpid ();
  int failed = 0;

  failed |= seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (open), 1,
                              SCMP_A1 (SCMP_CMP_MASKED_EQ, NOT_ONLY_READING, O_RDONLY));
  failed |= seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (openat), 1,
                              SCMP_A2 (SCMP_CMP_MASKED_EQ, NOT_ONLY_READING, O_RDONLY));
  /* Reading a limit, and the two that are set for each request. */
  failed |= seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (prlimit64), 2,
                              SCMP_A0 (SCMP_CMP_EQ, 0), SCMP_A2 (SCMP_CMP_EQ, 0));
  failed |= seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (prlimit64), 2,
                              SCMP_A0 (SCMP_CMP_EQ, 0), SCMP_A1 (SCMP_CMP_EQ, RLIMIT_CPU));
  failed |= seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (prlimit64), 2,
                              SCMP_A0 (SCMP_CMP_EQ, 0), SCMP_A1 (SCMP_CMP_EQ, RLIMIT_AS));
  /* abort() */
  failed |=
      seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (tgkill), 1, SCMP_A0 (SCMP_CMP_EQ, self));
  /* The C library falls back to older calls only when told that these do not exist. */
  failed |= seccomp_rule_add (filter, SCMP_ACT_ERRNO (ENOSYS), SCMP_SYS (clone3), 0);
  failed |= seccomp_rule_add (filter, SCMP_ACT_ERRNO (ENOSYS), SCMP_SYS (openat2), 0);
  return failed;
}

static bool
enter_seccomp (void)
{
  scmp_filter_ctx filter = seccomp_init (SCMP_ACT_ERRNO (EPERM));
  bool entered;

  if (!filter)
    return false;
  entered = true;
  for (size_t i = 0; i < sizeof calls / sizeof *calls; i++)
    if (seccomp_rule_add (filter, SCMP_ACT_ALLOW, calls[i], 0) != 0)
      entered = false;
  entered = entered && add_conditional (filter) == 0 && seccomp_load (filter) == 0;
  seccomp_release (filter);
  return entered;
}

static bool
set_limit (int resource, uint64_t now, uint64_t most)
{
  struct rlimit limit = { (rlim_t) now, (rlim_t) most };
  struct rlimit old;

  /* A limit that is stricter already stays: only root could raise it. */
  if (getrlimit (resource, &old) == 0 && old.rlim_max < limit.rlim_max)
    {
      limit.rlim_max = old.rlim_max;
      if (limit.rlim_cur > limit.rlim_max)
        limit.rlim_cur = limit.rlim_max;
    }
  return setrlimit (resource, &limit) == 0;
}

static bool
enter_limits (void)
{
  bool entered = set_limit (RLIMIT_CORE, 0, 0) && set_limit (RLIMIT_NPROC, 0, 0)
                 && set_limit (RLIMIT_NOFILE, MOST_DESCRIPTORS, MOST_DESCRIPTORS)
                 && set_limit (RLIMIT_FSIZE, MOST_FILE, MOST_FILE);

#ifndef __SANITIZE_ADDRESS__
  entered = entered && set_limit (RLIMIT_AS, BASE_MEMORY, MOST_MEMORY);
#endif
  signal (SIGXFSZ, SIG_IGN); /* too large a file is an error, not the end */
  return entered;
}

void
sandbox_end_with_parent (void)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
}

uint32_t
sandbox_enter (void)
{
  uint32_t flags = 0;

  if (enter_limits ())
    flags |= KAIJI_PDF_FLAG_LIMITS;
  if (prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
    return flags;
  if (enter_landlock ())
    flags |= KAIJI_PDF_FLAG_LANDLOCK;
  if (enter_seccomp ())
    flags |= KAIJI_PDF_FLAG_SECCOMP;
  return flags;
}

void
sandbox_allow_memory (uint64_t documents_bytes)
{
#ifndef __SANITIZE_ADDRESS__
  set_limit (RLIMIT_AS, BASE_MEMORY + documents_bytes, MOST_MEMORY);
#endif
}

void
sandbox_allow_cpu (uint32_t seconds)
{
  struct rusage used;
  struct rlimit limit;

  if (getrusage (RUSAGE_SELF, &used) != 0 || getrlimit (RLIMIT_CPU, &limit) != 0)
    return;
  limit.rlim_cur = (rlim_t) used.ru_utime.tv_sec + (rlim_t) used.ru_stime.tv_sec + seconds + 1;
  if (limit.rlim_cur > limit.rlim_max)
    limit.rlim_cur = limit.rlim_max;
  setrlimit (RLIMIT_CPU, &limit);
}
