/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What planning and doing a transfer share. Not to be included outside of src/jobs. */
#pragma once

#include "jobs/session-private.h"
#include "jobs/transfer.h"

G_BEGIN_DECLS

struct _KaijiTransfer
{
  GObject parent_instance;

  KaijiSession *from;
  KaijiSession *to;
  KaijiMatching *matching;
  GPtrArray *rows; /* KaijiTransferRow */
};

/* Calls @func for each citation that comes along with @row, with the prompt or item it goes to. */
typedef void (*KaijiTransferCitationFunc) (KaijiCitation *citation,
                                           const char *target,
                                           gpointer user_data);
void kaiji_transfer_foreach_citation (KaijiTransfer *self,
                                      const KaijiTransferRow *row,
                                      KaijiTransferCitationFunc func,
                                      gpointer user_data);
/* (transfer full) (element-type KaijiEvidence): what must be brought for the decisions as they
 * stand, each digest once. */
GPtrArray *kaiji_transfer_list_evidence (KaijiTransfer *self) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer none) (nullable): evidence of a case with these bytes. */
KaijiEvidence *kaiji_transfer_find_digest (KaijiSession *session, const char *sha256);

G_END_DECLS
