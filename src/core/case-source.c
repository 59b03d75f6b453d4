/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reading side of a case: what screens and rules see, whoever keeps it. */
#include "core/case-source.h"

G_DEFINE_INTERFACE (KaijiCaseSource, kaiji_case_source, G_TYPE_OBJECT)

static guint changed_signal;

static void
kaiji_case_source_default_init (KaijiCaseSourceInterface *iface)
{
  changed_signal =
      g_signal_new ("changed", KAIJI_TYPE_CASE_SOURCE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 3, G_TYPE_UINT, G_TYPE_STRING, G_TYPE_STRING);
}

/** kaiji_case_source_get_scheme_id: Returns: (transfer none): id of the scheme, the first part of ID@REVISION. */
const char *
kaiji_case_source_get_scheme_id (KaijiCaseSource *self)
{
  return KAIJI_CASE_SOURCE_GET_IFACE (self)->get_scheme_id (self);
}

/** kaiji_case_source_get_revision: Returns: (transfer none): the revision it is pinned to. */
const char *
kaiji_case_source_get_revision (KaijiCaseSource *self)
{
  return KAIJI_CASE_SOURCE_GET_IFACE (self)->get_revision (self);
}

/**
 * kaiji_case_source_get_answer:
 * @self: a case
 * @id: full id of a prompt or field (never the item alone)
 *
 * Returns: (transfer none) (nullable): the text exactly as typed, %NULL for unset
 */
const char *
kaiji_case_source_get_answer (KaijiCaseSource *self, const char *id)
{
  return KAIJI_CASE_SOURCE_GET_IFACE (self)->get_answer (self, id);
}

/** kaiji_case_source_foreach_answer: Calls @func for each answer, sorted by id. */
void
kaiji_case_source_foreach_answer (KaijiCaseSource *self, KaijiAnswerFunc func, gpointer user_data)
{
  KAIJI_CASE_SOURCE_GET_IFACE (self)->foreach_answer (self, func, user_data);
}

/**
 * kaiji_case_source_get_citations:
 * @self: a case
 * @target: prompt, item or field, matched to the letter (a prompt's item is not looked at)
 *
 * Returns: (transfer none) (element-type KaijiCitation) (nullable): in their order, %NULL for none
 */
GPtrArray *
kaiji_case_source_get_citations (KaijiCaseSource *self, const char *target)
{
  return KAIJI_CASE_SOURCE_GET_IFACE (self)->get_citations (self, target);
}

/** kaiji_case_source_foreach_citation: Calls @func for each citation, by target, then order. */
void
kaiji_case_source_foreach_citation (KaijiCaseSource *self,
                                    KaijiCitationFunc func,
                                    gpointer user_data)
{
  KAIJI_CASE_SOURCE_GET_IFACE (self)->foreach_citation (self, func, user_data);
}

/** kaiji_case_source_get_evidence: Returns: (transfer none): live list of #KaijiEvidence. */
GListModel *
kaiji_case_source_get_evidence (KaijiCaseSource *self)
{
  return KAIJI_CASE_SOURCE_GET_IFACE (self)->get_evidence (self);
}

/** kaiji_case_source_lookup_evidence: Returns: (transfer none) (nullable): evidence by its id. */
KaijiEvidence *
kaiji_case_source_lookup_evidence (KaijiCaseSource *self, const char *id)
{
  return KAIJI_CASE_SOURCE_GET_IFACE (self)->lookup_evidence (self, id);
}

/** kaiji_case_source_emit_changed: For implementations: says that something changed. */
void
kaiji_case_source_emit_changed (KaijiCaseSource *self,
                                KaijiEditKind kind,
                                const char *key,
                                const char *target)
{
  g_signal_emit (self, changed_signal, 0, (guint) kind, key, target);
}
