/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Findings: what the rules say of a case. Immutable; made by the rules only. */
#include "core/finding.h"

#include "core/intern.h"

struct _KaijiFinding
{
  GObject parent_instance;

  const char *rule;     /* interned */
  const char *id;       /* interned */
  const char *source;   /* interned */
  const char *evidence; /* (nullable) interned */
  char *message;
  char *advice;
  KaijiSeverity severity;
  KaijiRemedy remedy;
  KaijiVerified rule_verified;
  KaijiVerified prompt_verified;
};

G_DEFINE_FINAL_TYPE (KaijiFinding, kaiji_finding, G_TYPE_OBJECT)

static const char *const severity_names[] = { "block", "warn", "human" };

static void
kaiji_finding_finalize (GObject *object)
{
  KaijiFinding *self = KAIJI_FINDING (object);

  g_free (self->message);
  g_free (self->advice);
  G_OBJECT_CLASS (kaiji_finding_parent_class)->finalize (object);
}

static void
kaiji_finding_class_init (KaijiFindingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kaiji_finding_finalize;
}

static void
kaiji_finding_init (KaijiFinding *self)
{
}

/**
 * kaiji_finding_new:
 * @rule: id of the rule, as in the scheme's list of clauses ("D4")
 * @severity: how much it weighs
 * @id: field or prompt that it concerns; interned
 * @message: what is the matter, in Japanese, one sentence
 * @advice: (nullable): what to do, in Japanese, one sentence
 * @source: clause of a document; interned
 * @remedy: the action that solves it
 *
 * Thread: any. Returns: (transfer full): a new finding
 */
KaijiFinding *
kaiji_finding_new (const char *rule,
                   KaijiSeverity severity,
                   const char *id,
                   const char *message,
                   const char *advice,
                   const char *source,
                   KaijiRemedy remedy)
{
  KaijiFinding *self = g_object_new (KAIJI_TYPE_FINDING, NULL);

  self->rule = kaiji_intern (rule);
  self->id = kaiji_intern (id);
  self->source = kaiji_intern (source ? source : "");
  self->message = g_strdup (message);
  self->advice = g_strdup (advice ? advice : "");
  self->severity = severity;
  self->remedy = remedy;
  return self;
}

/**
 * kaiji_finding_new_verified:
 * @rule: see kaiji_finding_new(), as all that follows
 * @severity: …
 * @id: …
 * @message: …
 * @advice: (nullable): …
 * @source: …
 * @remedy: …
 * @rule_verified: how sure the rule is
 * @prompt_verified: how sure it is that @id is asked for
 *
 * Thread: any. Returns: (transfer full): a new finding
 */
KaijiFinding *
kaiji_finding_new_verified (const char *rule,
                            KaijiSeverity severity,
                            const char *id,
                            const char *message,
                            const char *advice,
                            const char *source,
                            KaijiRemedy remedy,
                            KaijiVerified rule_verified,
                            KaijiVerified prompt_verified)
{
  KaijiFinding *self = kaiji_finding_new (rule, severity, id, message, advice, source, remedy);

  self->rule_verified = rule_verified;
  self->prompt_verified = prompt_verified;
  return self;
}

/**
 * kaiji_finding_new_of_evidence:
 * @rule: see kaiji_finding_new(), as all that follows
 * @severity: …
 * @id: the field on which it bears; nothing is wrong with that field itself
 * @evidence_id: which evidence, "" for all evidence of the case; interned
 * @message: …
 * @advice: …
 * @source: …
 * @remedy: …
 * @verified: how sure the rule is
 *
 * Thread: any. Returns: (transfer full): a new finding on evidence
 */
KaijiFinding *
kaiji_finding_new_of_evidence (const char *rule,
                               KaijiSeverity severity,
                               const char *id,
                               const char *evidence_id,
                               const char *message,
                               const char *advice,
                               const char *source,
                               KaijiRemedy remedy,
                               KaijiVerified verified)
{
  KaijiFinding *self = kaiji_finding_new_verified (rule, severity, id, message, advice, source,
                                                   remedy, verified, verified);

  self->evidence = kaiji_intern (evidence_id);
  return self;
}

/** kaiji_finding_get_rule: Returns: (transfer none): id of the rule. Thread: any. */
const char *
kaiji_finding_get_rule (KaijiFinding *self)
{
  return self->rule;
}

/** kaiji_finding_get_severity: Returns: how much it weighs. */
KaijiSeverity
kaiji_finding_get_severity (KaijiFinding *self)
{
  return self->severity;
}

/** kaiji_finding_get_id: Returns: (transfer none): field or prompt that it concerns. */
const char *
kaiji_finding_get_id (KaijiFinding *self)
{
  return self->id;
}

/** kaiji_finding_get_evidence: Returns: (transfer none) (nullable): see the header. */
const char *
kaiji_finding_get_evidence (KaijiFinding *self)
{
  return self->evidence;
}

/** kaiji_finding_get_message: Returns: (transfer none): what is the matter, in Japanese. */
const char *
kaiji_finding_get_message (KaijiFinding *self)
{
  return self->message;
}

/** kaiji_finding_get_advice: Returns: (transfer none): what to do, in Japanese, "" for none. */
const char *
kaiji_finding_get_advice (KaijiFinding *self)
{
  return self->advice;
}

/** kaiji_finding_get_source: Returns: (transfer none): clause of a document, "" for none. */
const char *
kaiji_finding_get_source (KaijiFinding *self)
{
  return self->source;
}

/** kaiji_finding_get_remedy: Returns: the action that solves it. */
KaijiRemedy
kaiji_finding_get_remedy (KaijiFinding *self)
{
  return self->remedy;
}

/** kaiji_finding_get_verified: Returns: how sure it is, by the less sure of rule and prompt. */
KaijiVerified
kaiji_finding_get_verified (KaijiFinding *self)
{
  return MAX (self->rule_verified, self->prompt_verified);
}

/** kaiji_finding_get_rule_verified: Returns: how sure the rule is. */
KaijiVerified
kaiji_finding_get_rule_verified (KaijiFinding *self)
{
  return self->rule_verified;
}

/** kaiji_finding_get_prompt_verified: Returns: how sure it is that the prompt is asked. */
KaijiVerified
kaiji_finding_get_prompt_verified (KaijiFinding *self)
{
  return self->prompt_verified;
}

/** kaiji_finding_equal: Returns: whether both say the same of the same field. */
gboolean
kaiji_finding_equal (KaijiFinding *self, KaijiFinding *other)
{
  return self->rule == other->rule && self->id == other->id && self->source == other->source
         && self->evidence == other->evidence && self->severity == other->severity
         && self->remedy == other->remedy && self->rule_verified == other->rule_verified
         && self->prompt_verified == other->prompt_verified
         && g_str_equal (self->message, other->message)
         && g_str_equal (self->advice, other->advice);
}

/** kaiji_severity_to_string: Returns: (transfer none): "block", "warn" or "human". */
const char *
kaiji_severity_to_string (KaijiSeverity severity)
{
  g_return_val_if_fail ((guint) severity < G_N_ELEMENTS (severity_names), severity_names[0]);
  return severity_names[severity];
}

/**
 * kaiji_severity_from_string:
 * @text: a word as in kaiji_severity_to_string()
 * @severity: (out): the severity
 *
 * Returns: %FALSE when @text is no such word
 */
gboolean
kaiji_severity_from_string (const char *text, KaijiSeverity *severity)
{
  for (gsize i = 0; i < G_N_ELEMENTS (severity_names); i++)
    if (g_str_equal (text, severity_names[i]))
      {
        *severity = (KaijiSeverity) i;
        return TRUE;
      }
  return FALSE;
}
