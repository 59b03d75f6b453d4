/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes of evidence, by digest, as a file descriptor that another process may be given. */
#include "core/evidence-source.h"

G_DEFINE_INTERFACE (KaijiEvidenceSource, kaiji_evidence_source, G_TYPE_OBJECT)

static void
kaiji_evidence_source_default_init (KaijiEvidenceSourceInterface *iface)
{
}

/**
 * kaiji_evidence_source_open:
 * @self: a source
 * @sha256: digest, lower-case hex
 * @cancellable: (nullable): to give up
 * @error: why it failed; the implementation's own domain
 *
 * Opens the bytes for reading: an anonymous, sealed file whose size is that of the evidence and
 * whose bytes have been checked against @sha256. The caller closes it.
 *
 * Thread: any. Returns: a file descriptor at offset 0, -1 on error
 */
int
kaiji_evidence_source_open (KaijiEvidenceSource *self,
                            const char *sha256,
                            GCancellable *cancellable,
                            GError **error)
{
  return KAIJI_EVIDENCE_SOURCE_GET_IFACE (self)->open (self, sha256, cancellable, error);
}
