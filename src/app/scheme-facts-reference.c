/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the schemes came about, and which guidelines there are, as facts. */
#include "app/scheme-facts.h"

#include <glib/gi18n-lib.h>

static const char *
get_kind_word (KaijiEventKind kind)
{
  switch (kind)
    {
    case KAIJI_EVENT_GUIDELINE:
      return _ ("Guideline");
    case KAIJI_EVENT_SCHEME:
      return _ ("Scheme");
    case KAIJI_EVENT_REVISION:
      return _ ("Revision");
    case KAIJI_EVENT_BODY:
      return _ ("Certifying body");
    }
  g_return_val_if_reached ("");
}

/* Names of the schemes with @ids, each once. (transfer full) (nullable) */
static char *
dup_schemes (GPtrArray *schemes, char **ids)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; ids && ids[i]; i++)
    for (guint k = 0; k < schemes->len; k++)
      {
        KaijiScheme *scheme = g_ptr_array_index (schemes, k);
        if (!g_str_equal (kaiji_scheme_get_id (scheme), ids[i]) || !kaiji_scheme_is_in_use (scheme))
          continue;
        g_string_append_printf (names, "%s%s", names->len > 0 ? _ (", ") : "",
                                kaiji_scheme_get_name (scheme));
      }
  return names->len > 0 ? g_string_free (g_steal_pointer (&names), FALSE) : NULL;
}

static void
add_schemes (KaijiFact *fact, GPtrArray *schemes, char **ids)
{
  g_autofree char *names = dup_schemes (schemes, ids);
  g_autofree char *line = names ? g_strdup_printf (_ ("Schemes: %s"), names) : NULL;

  kaiji_fact_add_detail (fact, line);
}

static void
add_events (GPtrArray *facts, GPtrArray *events, GPtrArray *schemes)
{
  g_ptr_array_add (facts, kaiji_fact_new_heading (_ ("Time line of the schemes")));
  for (guint i = 0; i < events->len; i++)
    {
      const KaijiEvent *event = g_ptr_array_index (events, i);
      KaijiFact *fact = kaiji_fact_array_add (facts, event->date, event->text, event->source);
      g_autofree char *names = dup_schemes (schemes, event->schemes);
      g_autofree char *line = names ? g_strdup_printf ("%s: %s", get_kind_word (event->kind), names)
                                    : g_strdup (get_kind_word (event->kind));
      kaiji_fact_add_detail (fact, line);
      kaiji_fact_add_detail (fact, event->note);
    }
}

static void
add_guidelines (GPtrArray *facts, GPtrArray *guidelines, GPtrArray *schemes)
{
  g_ptr_array_add (facts, kaiji_fact_new_heading (_ ("Guidelines")));
  for (guint i = 0; i < guidelines->len; i++)
    {
      const KaijiGuideline *guideline = g_ptr_array_index (guidelines, i);
      g_autofree char *field = g_strdup_printf (
          "%s%s%s", guideline->field, *guideline->field && *guideline->audience ? "\n" : "",
          guideline->audience);
      KaijiFact *fact = kaiji_fact_array_add (facts, field, guideline->name, guideline->source);
      g_autofree char *published =
          g_strdup_printf (_ ("%s, %s"), guideline->publisher,
                           *guideline->date ? guideline->date : _ ("date not stated"));
      kaiji_fact_add_detail (fact, published);
      add_schemes (fact, schemes, guideline->schemes);
      kaiji_fact_add_detail (fact, guideline->note);
    }
}

/**
 * kaiji_scheme_facts_of_reference:
 * @reference: (nullable): time line and guidelines
 * @schemes: (element-type KaijiScheme): whose names are said
 *
 * Returns: (transfer full) (element-type KaijiFact): both, the time line first
 */
GPtrArray *
kaiji_scheme_facts_of_reference (KaijiReference *reference, GPtrArray *schemes)
{
  GPtrArray *facts = kaiji_fact_array_new ();

  if (!reference)
    return facts;
  add_events (facts, kaiji_reference_get_timeline (reference), schemes);
  add_guidelines (facts, kaiji_reference_get_guidelines (reference), schemes);
  return facts;
}
