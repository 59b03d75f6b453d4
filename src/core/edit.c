/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Edits: the one unit in which a case changes, is undone and is audited. */
#include "core/edit.h"

/**
 * kaiji_edit_new:
 * @kind: what is changed
 * @key: which one
 * @before: (nullable): value before; a floating reference is sunk
 * @after: (nullable): value after; a floating reference is sunk
 *
 * Thread: any. Returns: (transfer full): a new edit
 */
KaijiEdit *
kaiji_edit_new (KaijiEditKind kind, const char *key, GVariant *before, GVariant *after)
{
  KaijiEdit *self = g_new0 (KaijiEdit, 1);

  self->kind = kind;
  self->key = g_strdup (key);
  self->before = before ? g_variant_ref_sink (before) : NULL;
  self->after = after ? g_variant_ref_sink (after) : NULL;
  return self;
}

/**
 * kaiji_edit_new_answer:
 * @id: prompt or field
 * @before: (nullable): its text before, %NULL for unset
 * @after: (nullable): its text after, %NULL for unset
 *
 * Thread: any. Returns: (transfer full): a new edit
 */
KaijiEdit *
kaiji_edit_new_answer (const char *id, const char *before, const char *after)
{
  return kaiji_edit_new (KAIJI_EDIT_ANSWER, id, before ? g_variant_new_string (before) : NULL,
                         after ? g_variant_new_string (after) : NULL);
}

/**
 * kaiji_edit_new_citation:
 * @before: (nullable): the citation that is replaced or removed
 * @after: (nullable): the citation that is added; both have the same number
 *
 * Thread: any. Returns: (transfer full): a new edit
 */
KaijiEdit *
kaiji_edit_new_citation (KaijiCitation *before, KaijiCitation *after)
{
  g_autofree char *key =
      g_strdup_printf ("%" G_GINT64_FORMAT, kaiji_citation_get_number (after ? after : before));
  g_autoptr (GVariant) old = before ? kaiji_citation_to_variant (before) : NULL;
  g_autoptr (GVariant) new = after ? kaiji_citation_to_variant (after) : NULL;

  return kaiji_edit_new (KAIJI_EDIT_CITATION, key, old, new);
}

/**
 * kaiji_edit_new_evidence:
 * @before: (nullable): the description that is replaced or removed
 * @after: (nullable): the description that is added; both have the same id
 *
 * Thread: any. Returns: (transfer full): a new edit
 */
KaijiEdit *
kaiji_edit_new_evidence (KaijiEvidence *before, KaijiEvidence *after)
{
  g_autoptr (GVariant) old = before ? kaiji_evidence_to_variant (before) : NULL;
  g_autoptr (GVariant) new = after ? kaiji_evidence_to_variant (after) : NULL;

  return kaiji_edit_new (KAIJI_EDIT_EVIDENCE, kaiji_evidence_get_info (after ? after : before)->id,
                         old, new);
}

/** kaiji_edit_new_inverse: Returns: (transfer full): the edit that takes @self back. */
KaijiEdit *
kaiji_edit_new_inverse (const KaijiEdit *self)
{
  return kaiji_edit_new (self->kind, self->key, self->after, self->before);
}

/** kaiji_edit_free: Frees an edit. */
void
kaiji_edit_free (KaijiEdit *self)
{
  if (!self)
    return;
  g_free (self->key);
  g_clear_pointer (&self->before, g_variant_unref);
  g_clear_pointer (&self->after, g_variant_unref);
  g_free (self);
}
