/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/first-letters.h"

#include "widgets/fonts.h"

/* More do not fit on a screen. */
#define ITEMS_SEEN_FIRST 5
#define FINDINGS_SEEN_FIRST 8
/* Counts and pages in any letters. */
#define FIGURES "0123456789/.()p"

static void
add_items (KaijiSession *session, KaijiSection *section, GString **texts)
{
  KaijiCaseSource *source = kaiji_session_get_source (session);

  for (guint i = 0; i < MIN (section->items->len, ITEMS_SEEN_FIRST); i++)
    {
      KaijiItem *item = g_ptr_array_index (section->items, i);

      g_string_append (texts[KAIJI_FONTS_NAME], item->name);
      for (guint j = 0; j < item->prompts->len; j++)
        {
          KaijiPrompt *prompt = g_ptr_array_index (item->prompts, j);
          const char *answer = kaiji_case_source_get_answer (source, prompt->id);

          g_string_append (texts[KAIJI_FONTS_PLAIN], prompt->text);
          g_string_append (texts[KAIJI_FONTS_ANSWER], answer ? answer : "");
        }
    }
}

static void
add_findings (KaijiSession *session, GString **texts)
{
  GPtrArray *findings = kaiji_checker_get_findings (kaiji_session_get_checker (session));

  for (guint i = 0; i < MIN (findings->len, FINDINGS_SEEN_FIRST); i++)
    {
      KaijiFinding *finding = g_ptr_array_index (findings, i);

      g_string_append (texts[KAIJI_FONTS_PLAIN], kaiji_finding_get_message (finding));
      g_string_append (texts[KAIJI_FONTS_SMALL], kaiji_finding_get_source (finding));
    }
}

/**
 * kaiji_first_letters_load:
 * @session: an open case
 * @first: (nullable): the section that its window will show
 *
 * Has the letters made ready that the window will be measured and painted with: nearly all of its
 * texts are known before it is made.
 */
void
kaiji_first_letters_load (KaijiSession *session, KaijiSection *first)
{
  GPtrArray *sections = kaiji_scheme_get_sections (kaiji_session_get_scheme (session));
  GString *texts[KAIJI_N_FONTS];
  g_auto (GStrv) loaded = g_new0 (char *, KAIJI_N_FONTS + 1);

  for (guint i = 0; i < KAIJI_N_FONTS; i++)
    texts[i] = g_string_new (FIGURES);
  for (guint i = 0; i < sections->len; i++)
    g_string_append (texts[KAIJI_FONTS_PLAIN],
                     ((KaijiSection *) g_ptr_array_index (sections, i))->name);
  if (first)
    {
      g_string_append (texts[KAIJI_FONTS_TITLE], first->name);
      add_items (session, first, texts);
    }
  add_findings (session, texts);
  for (guint i = 0; i < KAIJI_N_FONTS; i++)
    loaded[i] = g_string_free (texts[i], FALSE);
  kaiji_fonts_load (g_steal_pointer (&loaded));
}
