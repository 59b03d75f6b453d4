/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the text of evidence is like (D12), where the case does not say: evidence that was added
 * before it was looked for, or whose text was read only later.
 *
 * Invariants:
 * 1. It is told to the rules and kept nowhere. Writing it would be an edit: the case changes only
 *    through the journal, which is the undo and the audit trail of what people did. The text index
 *    can tell it again at any time.
 * 2. What the case says goes before.
 * 3. Each text is looked at once a session; one digest is one text.
 */
#include "jobs/index.h"
#include "jobs/session-private.h"

/* Whether the text of @evidence is still to be looked at, as soon as it is indexed. */
gboolean
kaiji_session_lacks_japanese (KaijiSession *self, KaijiEvidence *evidence)
{
  const KaijiEvidenceInfo *info = kaiji_evidence_get_info (evidence);

  return info->japanese == KAIJI_JAPANESE_UNKNOWN && info->media != KAIJI_EVIDENCE_MEDIA_OFFICE
         && !kaiji_evidence_is_personal (evidence)
         && !g_hash_table_contains (self->looked_at, info->sha256);
}

/* Tells the rules; screens hear of it when it makes a difference. */
void
kaiji_session_take_japanese (KaijiSession *self, const char *sha256, KaijiJapanese japanese)
{
  g_hash_table_add (self->looked_at, g_strdup (sha256));
  if (japanese != KAIJI_JAPANESE_UNKNOWN
      && kaiji_checker_set_japanese (kaiji_session_get_checker (self), sha256, japanese))
    kaiji_session_tell_findings (self);
}

/**
 * kaiji_session_look_at_texts:
 * @self: a session
 *
 * Looks at the texts that are indexed, where the case does not say what they are like, and lets the
 * rules know. For whoever has no main loop in which the indexer would do so.
 *
 * Thread: main
 */
void
kaiji_session_look_at_texts (KaijiSession *self)
{
  GListModel *list = kaiji_case_source_get_evidence (kaiji_session_get_source (self));

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (KaijiEvidence) evidence = g_list_model_get_item (list, i);
      const char *sha256 = kaiji_evidence_get_info (evidence)->sha256;

      if (kaiji_session_lacks_japanese (self, evidence)
          && kaiji_casefile_is_indexed (self->casefile, sha256))
        kaiji_session_take_japanese (self, sha256,
                                     kaiji_index_find_japanese (self->casefile, sha256));
    }
}
