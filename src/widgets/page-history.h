/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "widgets/page-layout.h"

G_BEGIN_DECLS

/**
 * KaijiPageVisit: a place in some document.
 * @document: id of the document
 * @place: where in it
 */
typedef struct
{
  char *document;
  KaijiPagePlace place;
} KaijiPageVisit;

/**
 * KaijiPageHistory: the places one came from, and may go forward to again. Pure.
 */
typedef struct _KaijiPageHistory KaijiPageHistory;

/* Empty. */
KaijiPageHistory *kaiji_page_history_new (void) G_GNUC_WARN_UNUSED_RESULT;
void kaiji_page_history_free (KaijiPageHistory *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaijiPageHistory, kaiji_page_history_free)

/* Before a jump: remembers the place that is left, forgets what lay ahead. */
void kaiji_page_history_leave (KaijiPageHistory *self,
                               const char *document,
                               const KaijiPagePlace *place);
gboolean kaiji_page_history_can_go (KaijiPageHistory *self, int direction);
/* @direction: -1 back, +1 forward; the present place goes to the other side.
 * Returns: (transfer none) (nullable): until the next call */
const KaijiPageVisit *kaiji_page_history_go (KaijiPageHistory *self,
                                             int direction,
                                             const char *document,
                                             const KaijiPagePlace *place);
/* Forgets the places in a document that is gone. */
void kaiji_page_history_forget (KaijiPageHistory *self, const char *document);

G_END_DECLS
