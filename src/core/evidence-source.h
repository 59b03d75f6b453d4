/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define KAIJI_TYPE_EVIDENCE_SOURCE (kaiji_evidence_source_get_type ())
/**
 * KaijiEvidenceSource:
 *
 * Bytes of evidence by SHA-256. Implemented by the case file and the office's register.
 */
G_DECLARE_INTERFACE (KaijiEvidenceSource, kaiji_evidence_source, KAIJI, EVIDENCE_SOURCE, GObject)

struct _KaijiEvidenceSourceInterface
{
  GTypeInterface parent_iface;

  int (*fetch) (KaijiEvidenceSource *self,
                const char *sha256,
                GCancellable *cancellable,
                GError **error);
  gboolean (*check) (KaijiEvidenceSource *self,
                     int fd,
                     const char *sha256,
                     GCancellable *cancellable,
                     GError **error);
};

int kaiji_evidence_source_fetch (KaijiEvidenceSource *self,
                                 const char *sha256,
                                 GCancellable *cancellable,
                                 GError **error);
gboolean kaiji_evidence_source_check (KaijiEvidenceSource *self,
                                      int fd,
                                      const char *sha256,
                                      GCancellable *cancellable,
                                      GError **error);
int kaiji_evidence_source_open (KaijiEvidenceSource *self,
                                const char *sha256,
                                GCancellable *cancellable,
                                GError **error);

G_END_DECLS
