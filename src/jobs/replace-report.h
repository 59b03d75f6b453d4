/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a replacement proposes, for the command line. */
#pragma once

#include "jobs/replace.h"

G_BEGIN_DECLS

/* Which citation on its target it is, from 1; as kaiji_citing_nth() counts. */
guint kaiji_replace_get_position (KaijiSession *session, KaijiCitation *citation);
/* {"id","sha256","previous","pages","counts":{…},"citations":[…]} (transfer full) */
char *kaiji_replace_dup_json (KaijiSession *session,
                              KaijiEvidence *evidence) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
