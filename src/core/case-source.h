/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/citation.h"
#include "core/edit.h"
#include "core/evidence.h"

G_BEGIN_DECLS

#define KAIJI_TYPE_CASE_SOURCE (kaiji_case_source_get_type ())
/**
 * KaijiCaseSource:
 *
 * Answers, citations and evidence of one case, to be read. The applicant's case file and the
 * office's register implement it; screens and rules know nothing else.
 *
 * Signal `changed (guint kind, const char *key, const char *target)`: emitted on the thread that
 * owns the case (the main one in the program) after each change. @kind is a #KaijiEditKind, @key
 * as in #KaijiEdit; @target is the prompt, item or field that it touches ("" for evidence).
 */
G_DECLARE_INTERFACE (KaijiCaseSource, kaiji_case_source, KAIJI, CASE_SOURCE, GObject)

typedef void (*KaijiAnswerFunc) (const char *id, const char *text, gpointer user_data);
typedef void (*KaijiCitationFunc) (KaijiCitation *citation, gpointer user_data);

struct _KaijiCaseSourceInterface
{
  GTypeInterface parent_iface;

  const char *(*get_scheme_id) (KaijiCaseSource *self);
  const char *(*get_revision) (KaijiCaseSource *self);
  const char *(*get_answer) (KaijiCaseSource *self, const char *id);
  void (*foreach_answer) (KaijiCaseSource *self, KaijiAnswerFunc func, gpointer user_data);
  GPtrArray *(*get_citations) (KaijiCaseSource *self, const char *target);
  void (*foreach_citation) (KaijiCaseSource *self, KaijiCitationFunc func, gpointer user_data);
  GListModel *(*get_evidence) (KaijiCaseSource *self);
  KaijiEvidence *(*lookup_evidence) (KaijiCaseSource *self, const char *id);
};

const char *kaiji_case_source_get_scheme_id (KaijiCaseSource *self);
const char *kaiji_case_source_get_revision (KaijiCaseSource *self);
const char *kaiji_case_source_get_answer (KaijiCaseSource *self, const char *id);
void
kaiji_case_source_foreach_answer (KaijiCaseSource *self, KaijiAnswerFunc func, gpointer user_data);
GPtrArray *kaiji_case_source_get_citations (KaijiCaseSource *self, const char *target);
void kaiji_case_source_foreach_citation (KaijiCaseSource *self,
                                         KaijiCitationFunc func,
                                         gpointer user_data);
GListModel *kaiji_case_source_get_evidence (KaijiCaseSource *self);
KaijiEvidence *kaiji_case_source_lookup_evidence (KaijiCaseSource *self, const char *id);
void kaiji_case_source_emit_changed (KaijiCaseSource *self,
                                     KaijiEditKind kind,
                                     const char *key,
                                     const char *target);

G_END_DECLS
