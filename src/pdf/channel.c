/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Messages with a descriptor over a socket pair, and sealed shared memory. Used by both sides; what
 * only Linux has in this layer stands here and in process.c. Thread: any, no state. */
#include "pdf/channel.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

/* Without all of these the memory could change or vanish (SIGBUS) under the one who maps it. */
#define SEALS (F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE)

typedef union
{
  struct cmsghdr header;
  char bytes[CMSG_SPACE (4 * sizeof (int))];
} Control;

bool
kaiji_pdf_channel_send (int socket, const void *message, size_t size, int fd)
{
  struct iovec part = { (void *) message, size };
  Control control = { 0 };
  struct msghdr header = { .msg_iov = &part, .msg_iovlen = 1 };
  ssize_t sent;

  if (fd >= 0)
    {
      struct cmsghdr *rights;

      header.msg_control = control.bytes;
      header.msg_controllen = CMSG_SPACE (sizeof fd);
      rights = CMSG_FIRSTHDR (&header);
      rights->cmsg_level = SOL_SOCKET;
      rights->cmsg_type = SCM_RIGHTS;
      rights->cmsg_len = CMSG_LEN (sizeof fd);
      memcpy (CMSG_DATA (rights), &fd, sizeof fd);
    }
  do
    sent = sendmsg (socket, &header, MSG_NOSIGNAL);
  while (sent < 0 && errno == EINTR);
  return sent == (ssize_t) size;
}

/* Takes the descriptors out of a message; closes all when there is more than one. */
static bool
take_descriptors (struct msghdr *header, int *fd)
{
  int count = 0;

  for (struct cmsghdr *part = CMSG_FIRSTHDR (header); part; part = CMSG_NXTHDR (header, part))
    {
      size_t n;

      if (part->cmsg_level != SOL_SOCKET || part->cmsg_type != SCM_RIGHTS)
        continue;
      n = (part->cmsg_len - CMSG_LEN (0)) / sizeof (int);
      for (size_t i = 0; i < n; i++)
        {
          int received;

          memcpy (&received, CMSG_DATA (part) + i * sizeof (int), sizeof received);
          if (count++ == 0)
            *fd = received;
          else
            close (received);
        }
    }
  if (count > 1)
    {
      close (*fd);
      *fd = -1;
    }
  return count <= 1;
}

bool
kaiji_pdf_channel_receive (int socket, void *message, size_t size, int *fd)
{
  struct iovec part = { message, size };
  Control control;
  struct msghdr header = { .msg_iov = &part, .msg_iovlen = 1 };
  ssize_t received;

  *fd = -1;
  do
    {
      header.msg_control = control.bytes;
      header.msg_controllen = sizeof control;
      received = recvmsg (socket, &header, MSG_CMSG_CLOEXEC);
    }
  while (received < 0 && errno == EINTR);
  if (received < 0)
    return false;
  if (!take_descriptors (&header, fd) || (received > 0 && (size_t) received != size)
      || (header.msg_flags & (MSG_TRUNC | MSG_CTRUNC)))
    {
      if (*fd >= 0)
        close (*fd);
      *fd = -1;
      errno = EPROTO;
      return false;
    }
  errno = 0;
  return received > 0;
}

int
kaiji_pdf_channel_buffer_new (uint64_t size, void **data)
{
  int fd = memfd_create ("kaiji-pdf", MFD_CLOEXEC | MFD_ALLOW_SEALING);

  if (fd < 0)
    return -1;
  if (ftruncate (fd, (off_t) size) == 0)
    {
      *data = mmap (NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
      if (*data != MAP_FAILED)
        return fd;
    }
  close (fd);
  return -1;
}

int
kaiji_pdf_channel_buffer_new_sealed (const void *data, uint64_t size)
{
  int fd = memfd_create ("kaiji-pdf", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  uint64_t done = 0;

  while (fd >= 0 && done < size)
    {
      const ssize_t written = write (fd, (const char *) data + done, size - done);

      if (written > 0)
        done += (uint64_t) written;
      else if (written == 0 || errno != EINTR)
        break;
    }
  if (fd >= 0 && done == size && fcntl (fd, F_ADD_SEALS, SEALS) == 0)
    return fd;
  if (fd >= 0)
    close (fd);
  return -1;
}

bool
kaiji_pdf_channel_buffer_seal (int fd, void *data, uint64_t size)
{
  munmap (data, size);
  return fcntl (fd, F_ADD_SEALS, SEALS) == 0;
}

const void *
kaiji_pdf_channel_buffer_map (int fd, uint64_t size)
{
  struct stat facts;
  int seals = fcntl (fd, F_GET_SEALS);
  void *data;

  if (size == 0 || seals < 0 || (seals & SEALS) != SEALS || fstat (fd, &facts) != 0
      || (uint64_t) facts.st_size != size)
    return NULL;
  data = mmap (NULL, size, PROT_READ, MAP_SHARED, fd, 0);
  return data == MAP_FAILED ? NULL : data;
}
