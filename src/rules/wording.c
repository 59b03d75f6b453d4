/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The wording of 添付書類等: made from the citations, or a person's own.
 *
 * Made by the pack's settings: "citation.format" where the pages have printed numbers,
 * "citation.format_sheet" where they have none, "citation.range" between the ends of a range,
 * "citation.separator" between citations. Placeholders: {name}, {page} (as printed), {sheet}
 * (physical), {section}, {quote}.
 *
 * Invariants:
 * 1. It is data of the scheme throughout: the same in every language of the interface.
 * 2. A person's own wording keeps beside it what the automatic one was then; as soon as that would
 *    be another, the own one is stale.
 *
 * Source: 概要 4(4)ア
 */
#include "rules/wording.h"

#include <string.h>

#include "core/text.h"

static const char *
get_text (KaijiScheme *scheme, const char *key, const char *fallback)
{
  const char *text = kaiji_scheme_get_text (scheme, key);

  return text && *text ? text : fallback;
}

static char *
fill (const char *format, KaijiCitation *citation, const char *name, const char *dash)
{
  g_autofree char *printed = kaiji_citation_dup_printed (citation, dash);
  g_autofree char *sheet = kaiji_citation_is_range (citation)
                               ? g_strdup_printf ("%d%s%d", kaiji_citation_get_page (citation),
                                                  dash, kaiji_citation_get_last_page (citation))
                               : g_strdup_printf ("%d", kaiji_citation_get_page (citation));
  const struct
  {
    const char *key, *value;
  } fields[] = {
    { "{name}", name },
    { "{page}", printed ? printed : sheet },
    { "{sheet}", sheet },
    { "{section}", kaiji_citation_get_section (citation) },
    { "{quote}", kaiji_citation_get_quote (citation) },
  };
  GString *out = g_string_new (NULL);

  for (const char *p = format; *p;)
    {
      const char *value = NULL;

      for (gsize i = 0; i < G_N_ELEMENTS (fields) && !value; i++)
        if (g_str_has_prefix (p, fields[i].key))
          {
            value = fields[i].value;
            p += strlen (fields[i].key);
          }
      if (value)
        g_string_append (out, value);
      else
        g_string_append_c (out, *p++);
    }
  return g_strstrip (g_string_free (out, FALSE));
}

static void
append_citations (KaijiScheme *scheme, KaijiCaseSource *source, const char *target, GString *out)
{
  GPtrArray *citations = kaiji_case_source_get_citations (source, target);
  const char *printed = get_text (scheme, "citation.format", "{name} {page} {section}");
  const char *unprinted = get_text (scheme, "citation.format_sheet", printed);
  const char *dash = get_text (scheme, "citation.range", "–");

  for (guint i = 0; citations && i < citations->len; i++)
    {
      KaijiCitation *citation = g_ptr_array_index (citations, i);
      KaijiEvidence *evidence =
          kaiji_case_source_lookup_evidence (source, kaiji_citation_get_evidence_id (citation));
      g_autofree char *label = NULL, *text = NULL;

      /* A place that is not in the newer version must not stand on the form. */
      if (kaiji_citation_get_state (citation) == KAIJI_CITATION_LOST)
        continue;
      label = kaiji_citation_dup_printed (citation, dash);
      text = fill (label ? printed : unprinted, citation,
                   evidence ? kaiji_evidence_get_info (evidence)->name
                            : kaiji_citation_get_evidence_id (citation),
                   dash);

      if (out->len > 0)
        g_string_append (out, get_text (scheme, "citation.separator", ", "));
      g_string_append (out, text);
    }
}

/**
 * kaiji_wording_dup_automatic:
 * @scheme: a scheme
 * @source: a case of it
 * @target: a prompt, an item, or an evidence field of Form A
 *
 * What is cited on the prompt, then what is cited on its item as a whole.
 *
 * Thread: that of the case. Returns: (transfer full): the wording, "" when nothing is cited
 */
char *
kaiji_wording_dup_automatic (KaijiScheme *scheme, KaijiCaseSource *source, const char *target)
{
  KaijiPrompt *prompt = kaiji_scheme_lookup_prompt (scheme, target);
  GString *out = g_string_new (NULL);

  append_citations (scheme, source, target, out);
  if (prompt && !g_str_equal (prompt->item->id, target))
    append_citations (scheme, source, prompt->item->id, out);
  return g_string_free (out, FALSE);
}

static const char *
get_beside (KaijiCaseSource *source, const char *target, const char *suffix)
{
  g_autofree char *key = g_strconcat (target, suffix, NULL);

  return kaiji_case_source_get_answer (source, key);
}

/** kaiji_wording_get_own: Returns: (transfer none) (nullable): what a person wrote for @target. */
const char *
kaiji_wording_get_own (KaijiCaseSource *source, const char *target)
{
  const char *own = get_beside (source, target, KAIJI_WORDING_OWN);

  return own && !kaiji_text_is_blank (own) ? own : NULL;
}

/**
 * kaiji_wording_is_stale:
 * @scheme: a scheme
 * @source: a case of it
 * @target: a prompt
 *
 * Returns: whether citations of @target, or the names of their evidence, changed after a person
 * wrote the wording
 */
gboolean
kaiji_wording_is_stale (KaijiScheme *scheme, KaijiCaseSource *source, const char *target)
{
  const char *basis = get_beside (source, target, KAIJI_WORDING_BASIS);
  g_autofree char *now = NULL;

  if (!kaiji_wording_get_own (source, target))
    return FALSE;
  now = kaiji_wording_dup_automatic (scheme, source, target);
  return !g_str_equal (now, basis ? basis : "");
}
