/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which control a prompt has. The kind decides the control, never whether a text is accepted. */
#include "app/field-editor.h"

#include "jobs/calendar.h"
#include "widgets/choice-list.h"
#include "widgets/choice-row.h"
#include "widgets/date-entry.h"
#include "widgets/line-entry.h"
#include "widgets/number-entry.h"
#include "widgets/table-editor.h"
#include "widgets/text-box.h"

/* Widths of the form, px. */
#define WIDTH_SHORT 204
#define WIDTH_MIDDLE 288
#define WIDTH_FULL 0

/* The day of handing in, the same field in every scheme. */
#define FIELD_APPLICATION_DATE "A.application_date"

/* More choices, or longer ones, do not stand in one line. */
#define RADIOS_MAX 4
#define RADIOS_MAX_CHARS 16

static gboolean
fits_one_line (char **choices)
{
  glong chars = 0;

  if (g_strv_length (choices) > RADIOS_MAX)
    return FALSE;
  for (guint i = 0; choices[i] != NULL; i++)
    chars += g_utf8_strlen (choices[i], -1);
  return chars <= RADIOS_MAX_CHARS;
}

static GtkWidget *
create_choice (KaijiScheme *scheme, KaijiPrompt *prompt)
{
  char **choices = kaiji_scheme_get_choices (scheme, prompt);

  if (choices == NULL || choices[0] == NULL)
    return kaiji_text_box_new (prompt->max_chars);
  if (prompt->kind != KAIJI_KIND_CHOICE || fits_one_line (choices))
    return kaiji_choice_row_new (scheme, prompt);
  return kaiji_choice_list_new ((const char *const *) choices);
}

static GtkWidget *
create_text (KaijiPrompt *prompt)
{
  if (prompt->item->section->form_a)
    return kaiji_line_entry_new (GTK_INPUT_PURPOSE_FREE_FORM, WIDTH_FULL);
  return kaiji_text_box_new (prompt->max_chars);
}

static GtkWidget *
create_prose (KaijiPrompt *prompt)
{
  GtkWidget *box = kaiji_text_box_new (prompt->max_chars);

  kaiji_text_box_set_min_lines (KAIJI_TEXT_BOX (box), 3);
  return box;
}

static char *
remark_cb (KaijiDate date, char **advice, gpointer scheme)
{
  return kaiji_calendar_dup_hand_in (scheme, kaiji_holidays_get_default (), date, advice);
}

static GtkWidget *
create_date (KaijiScheme *scheme, KaijiPrompt *prompt, KaijiDate today)
{
  GtkWidget *entry = kaiji_date_entry_new (today);

  /* Only told: no document demands that the desk is open on that day. */
  if (g_str_equal (prompt->id, FIELD_APPLICATION_DATE))
    kaiji_date_entry_set_remark_func (KAIJI_DATE_ENTRY (entry), remark_cb,
                                      kaiji_scheme_ref (scheme),
                                      (GDestroyNotify) kaiji_scheme_unref);
  return entry;
}

/**
 * kaiji_field_editor_new:
 * @session: the session
 * @prompt: a prompt that is answered by typing or choosing
 *
 * Returns: (transfer floating) (nullable): its empty control; %NULL: it is answered otherwise
 *   (evidence, derived)
 */
KaijiEditor *
kaiji_field_editor_new (KaijiSession *session, KaijiPrompt *prompt)
{
  KaijiScheme *scheme = kaiji_session_get_scheme (session);
  KaijiDate today = kaiji_checker_get_today (kaiji_session_get_checker (session));
  const char *const *units = (const char *const *) prompt->units;
  GtkWidget *editor = NULL;

  switch (prompt->kind)
    {
    case KAIJI_KIND_TEXT:
      editor = create_text (prompt);
      break;
    case KAIJI_KIND_PROSE:
      editor = create_prose (prompt);
      break;
    case KAIJI_KIND_IMAGE_OR_TEXT:
      editor = kaiji_text_box_new (prompt->max_chars);
      break;
    case KAIJI_KIND_DATE:
      editor = create_date (scheme, prompt, today);
      break;
    case KAIJI_KIND_YES_NO:
    case KAIJI_KIND_YES_NO_DETAIL:
    case KAIJI_KIND_CHOICE:
      editor = create_choice (scheme, prompt);
      break;
    case KAIJI_KIND_YEAR:
    case KAIJI_KIND_INTEGER:
      editor = kaiji_number_entry_new (units, WIDTH_SHORT);
      break;
    case KAIJI_KIND_NUMBER_UNIT:
    case KAIJI_KIND_MONEY:
    case KAIJI_KIND_DURATION:
      editor = kaiji_number_entry_new (units, WIDTH_MIDDLE);
      break;
    case KAIJI_KIND_CORPORATE_NUMBER:
    case KAIJI_KIND_POSTCODE:
      editor = kaiji_line_entry_new (GTK_INPUT_PURPOSE_FREE_FORM, WIDTH_SHORT);
      break;
    case KAIJI_KIND_TEL:
      editor = kaiji_line_entry_new (GTK_INPUT_PURPOSE_PHONE, WIDTH_SHORT);
      break;
    case KAIJI_KIND_EMAIL:
      editor = kaiji_line_entry_new (GTK_INPUT_PURPOSE_EMAIL, WIDTH_MIDDLE);
      break;
    case KAIJI_KIND_URL:
      editor = kaiji_line_entry_new (GTK_INPUT_PURPOSE_URL, WIDTH_FULL);
      break;
    case KAIJI_KIND_TABLE:
      editor = prompt->columns != NULL ? kaiji_table_editor_new (prompt->columns, today)
                                       : kaiji_text_box_new (0);
      break;
    case KAIJI_KIND_EVIDENCE:
    case KAIJI_KIND_DERIVED:
      break;
    }
  return editor != NULL ? KAIJI_EDITOR (editor) : NULL;
}
