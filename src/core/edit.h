/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/citation.h"
#include "core/evidence.h"

G_BEGIN_DECLS

/**
 * KaijiEditKind:
 * @KAIJI_EDIT_ANSWER: key = id of a prompt or field (also ID.outsourced, ID.withhold,
 *   ID.reread, ID.attachment, ID.attachment-basis), value "s"
 * @KAIJI_EDIT_CITATION: key = number of the citation in decimal, value a{sv}
 * @KAIJI_EDIT_EVIDENCE: key = id of the evidence, value a{sv}
 */
typedef enum
{
  KAIJI_EDIT_ANSWER,
  KAIJI_EDIT_CITATION,
  KAIJI_EDIT_EVIDENCE,
} KaijiEditKind;

/**
 * KaijiEdit:
 * @kind: what is changed
 * @key: which one
 * @before: (nullable): its value before, %NULL when it did not exist
 * @after: (nullable): its value after, %NULL when it is removed
 *
 * One change to a case: the unit of the journal. Undo is the same edit with @before and @after
 * exchanged.
 */
typedef struct
{
  KaijiEditKind kind;
  char *key;
  GVariant *before;
  GVariant *after;
} KaijiEdit;

KaijiEdit *kaiji_edit_new (KaijiEditKind kind, const char *key, GVariant *before, GVariant *after)
    G_GNUC_WARN_UNUSED_RESULT;
KaijiEdit *kaiji_edit_new_answer (const char *id,
                                  const char *before,
                                  const char *after) G_GNUC_WARN_UNUSED_RESULT;
KaijiEdit *kaiji_edit_new_citation (KaijiCitation *before,
                                    KaijiCitation *after) G_GNUC_WARN_UNUSED_RESULT;
KaijiEdit *kaiji_edit_new_evidence (KaijiEvidence *before,
                                    KaijiEvidence *after) G_GNUC_WARN_UNUSED_RESULT;
KaijiEdit *kaiji_edit_new_inverse (const KaijiEdit *self) G_GNUC_WARN_UNUSED_RESULT;
void kaiji_edit_free (KaijiEdit *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaijiEdit, kaiji_edit_free)

G_END_DECLS
