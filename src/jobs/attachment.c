/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The official wording of citations, by the pack's "citation.format": {name}, {page} (as printed
 * on the page, else physical), {sheet} (physical), {section}, {quote}.
 *
 * Source: 概要 4(4)ア
 */
#include "jobs/session-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/text.h"

static char *
range_text (int first, int last)
{
  return last > first ? g_strdup_printf ("%d–%d", first, last) : g_strdup_printf ("%d", first);
}

/* As printed; the end of a range is counted on when the printed number is one. */
static char *
printed_text (KaijiCitation *citation)
{
  const char *label = kaiji_citation_get_label (citation);
  int page = kaiji_citation_get_page (citation);
  int last = kaiji_citation_get_last_page (citation);
  gint64 number;

  if (!*label)
    return range_text (page, last);
  if (last > page && g_ascii_string_to_signed (label, 10, 1, G_MAXINT32 / 2, &number, NULL))
    return range_text ((int) number, (int) number + last - page);
  return g_strdup (label);
}

static char *
fill (const char *format, KaijiCitation *citation, const char *name)
{
  g_autofree char *printed = printed_text (citation);
  g_autofree char *sheet =
      range_text (kaiji_citation_get_page (citation), kaiji_citation_get_last_page (citation));
  const struct
  {
    const char *key, *value;
  } fields[] = {
    { "{name}", name },
    { "{page}", printed },
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
append_citations (KaijiSession *self, const char *target, GString *out)
{
  KaijiCaseSource *source = kaiji_session_get_source (self);
  GPtrArray *citations = kaiji_case_source_get_citations (source, target);
  const char *format = kaiji_scheme_get_text (self->scheme, "citation.format");

  if (!*format)
    format = _ ("{name} p. {page} {section}");
  for (guint i = 0; citations && i < citations->len; i++)
    {
      KaijiCitation *citation = g_ptr_array_index (citations, i);
      KaijiEvidence *evidence =
          kaiji_case_source_lookup_evidence (source, kaiji_citation_get_evidence_id (citation));
      g_autofree char *text = fill (format, citation,
                                    evidence ? kaiji_evidence_get_info (evidence)->name
                                             : kaiji_citation_get_evidence_id (citation));
      if (out->len > 0)
        /* TRANSLATORS: between two citations in the column for attachments */
        g_string_append (out, C_ ("citations", ", "));
      g_string_append (out, text);
    }
}

/**
 * kaiji_session_dup_attachment_text:
 * @self: a session
 * @target: a prompt, or an item
 *
 * The official wording of 添付書類等: what is cited on the prompt, then what is cited on its item
 * as a whole.
 *
 * Thread: main. Returns: (transfer full): the wording, "" when nothing is cited
 */
char *
kaiji_session_dup_attachment_text (KaijiSession *self, const char *target)
{
  KaijiPrompt *prompt = kaiji_scheme_lookup_prompt (self->scheme, target);
  GString *out = g_string_new (NULL);

  append_citations (self, target, out);
  if (prompt && !g_str_equal (prompt->item->id, target))
    append_citations (self, prompt->item->id, out);
  return g_string_free (out, FALSE);
}
