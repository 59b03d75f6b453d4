/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/verified.h"

G_BEGIN_DECLS

/**
 * KaijiSeverity:
 * @KAIJI_SEVERITY_BLOCK: 要対応: cannot be submitted
 * @KAIJI_SEVERITY_WARN: 注意: may be submitted, must be read
 * @KAIJI_SEVERITY_HUMAN: 要確認: a person decides
 */
typedef enum
{
  KAIJI_SEVERITY_BLOCK,
  KAIJI_SEVERITY_WARN,
  KAIJI_SEVERITY_HUMAN,
} KaijiSeverity;

/**
 * KaijiRemedy:
 * @KAIJI_REMEDY_ANSWER: go to the field and answer it
 * @KAIJI_REMEDY_CITE: add a citation
 * @KAIJI_REMEDY_READ: nothing to enter, only to read
 * @KAIJI_REMEDY_CONFIRM: say which place of replaced evidence is right
 * @KAIJI_REMEDY_DESCRIBE: go to what is said of the evidence (its properties)
 *
 * The one action that solves a finding.
 */
typedef enum
{
  KAIJI_REMEDY_ANSWER,
  KAIJI_REMEDY_CITE,
  KAIJI_REMEDY_READ,
  KAIJI_REMEDY_CONFIRM,
  KAIJI_REMEDY_DESCRIBE,
} KaijiRemedy;

#define KAIJI_TYPE_FINDING (kaiji_finding_get_type ())
/**
 * KaijiFinding:
 *
 * What one rule says about one field or prompt of a case. Immutable.
 */
G_DECLARE_FINAL_TYPE (KaijiFinding, kaiji_finding, KAIJI, FINDING, GObject)

KaijiFinding *kaiji_finding_new (const char *rule,
                                 KaijiSeverity severity,
                                 const char *id,
                                 const char *message,
                                 const char *advice,
                                 const char *source,
                                 KaijiRemedy remedy) G_GNUC_WARN_UNUSED_RESULT;

/* The same of a rule and a prompt that may not be sure. */
KaijiFinding *kaiji_finding_new_verified (const char *rule,
                                          KaijiSeverity severity,
                                          const char *id,
                                          const char *message,
                                          const char *advice,
                                          const char *source,
                                          KaijiRemedy remedy,
                                          KaijiVerified rule_verified,
                                          KaijiVerified prompt_verified) G_GNUC_WARN_UNUSED_RESULT;

/* The same of one piece of evidence, or of all of it (""); @id: the field on which it bears. */
KaijiFinding *kaiji_finding_new_of_evidence (const char *rule,
                                             KaijiSeverity severity,
                                             const char *id,
                                             const char *evidence_id,
                                             const char *message,
                                             const char *advice,
                                             const char *source,
                                             KaijiRemedy remedy,
                                             KaijiVerified verified) G_GNUC_WARN_UNUSED_RESULT;

const char *kaiji_finding_get_rule (KaijiFinding *self);
KaijiSeverity kaiji_finding_get_severity (KaijiFinding *self);
const char *kaiji_finding_get_id (KaijiFinding *self);
/* (nullable): id of the evidence that it is about, "" for all evidence of the case; %NULL when it
 * is about the field or prompt. */
const char *kaiji_finding_get_evidence (KaijiFinding *self);
const char *kaiji_finding_get_message (KaijiFinding *self);
const char *kaiji_finding_get_advice (KaijiFinding *self);
const char *kaiji_finding_get_source (KaijiFinding *self);
KaijiRemedy kaiji_finding_get_remedy (KaijiFinding *self);
/* The less sure of the two below. */
KaijiVerified kaiji_finding_get_verified (KaijiFinding *self);
KaijiVerified kaiji_finding_get_rule_verified (KaijiFinding *self);
KaijiVerified kaiji_finding_get_prompt_verified (KaijiFinding *self);
gboolean kaiji_finding_equal (KaijiFinding *self, KaijiFinding *other);

const char *kaiji_severity_to_string (KaijiSeverity severity);
gboolean kaiji_severity_from_string (const char *text, KaijiSeverity *severity);

G_END_DECLS
