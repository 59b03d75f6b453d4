/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes of evidence, by digest, as a file descriptor that another process may be given. */
#include "core/evidence-source.h"

#include <unistd.h>

G_DEFINE_INTERFACE (KaijiEvidenceSource, kaiji_evidence_source, G_TYPE_OBJECT)

static void
kaiji_evidence_source_default_init (KaijiEvidenceSourceInterface *iface)
{
}

/**
 * kaiji_evidence_source_fetch:
 * @self: a source
 * @sha256: digest, lower-case hex
 * @cancellable: (nullable): to give up
 * @error: why it failed; the implementation's own domain
 *
 * Opens the bytes for reading, not yet compared with @sha256: an anonymous, sealed file. Whoever
 * fetches must have kaiji_evidence_source_check() say yes before anything of them is shown or used;
 * it may run beside what takes time otherwise. The caller closes the file.
 *
 * Thread: any. Returns: a file descriptor at offset 0, -1 on error
 */
int
kaiji_evidence_source_fetch (KaijiEvidenceSource *self,
                             const char *sha256,
                             GCancellable *cancellable,
                             GError **error)
{
  return KAIJI_EVIDENCE_SOURCE_GET_IFACE (self)->fetch (self, sha256, cancellable, error);
}

/**
 * kaiji_evidence_source_check:
 * @self: a source
 * @fd: what kaiji_evidence_source_fetch() returned; its offset is not moved
 * @sha256: digest, lower-case hex
 * @cancellable: (nullable): to give up
 * @error: the bytes are not those that were stored
 *
 * Compares fetched bytes with their digest.
 *
 * Thread: any. Returns: whether they are what was stored
 */
gboolean
kaiji_evidence_source_check (KaijiEvidenceSource *self,
                             int fd,
                             const char *sha256,
                             GCancellable *cancellable,
                             GError **error)
{
  return KAIJI_EVIDENCE_SOURCE_GET_IFACE (self)->check (self, fd, sha256, cancellable, error);
}

/**
 * kaiji_evidence_source_open:
 * @self: a source
 * @sha256: digest, lower-case hex
 * @cancellable: (nullable): to give up
 * @error: why it failed; the implementation's own domain
 *
 * Fetches the bytes and checks them: an anonymous, sealed file whose size is that of the evidence
 * and whose bytes are those of @sha256. The caller closes it.
 *
 * Thread: any. Returns: a file descriptor at offset 0, -1 on error
 */
int
kaiji_evidence_source_open (KaijiEvidenceSource *self,
                            const char *sha256,
                            GCancellable *cancellable,
                            GError **error)
{
  int fd = kaiji_evidence_source_fetch (self, sha256, cancellable, error);

  if (fd >= 0 && !kaiji_evidence_source_check (self, fd, sha256, cancellable, error))
    {
      close (fd);
      return -1;
    }
  return fd;
}
