/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The row of an entry. All rows are of one height: a list of many rows scrolls well only so. */
#include "app/scheme-entry.h"

#include <glib/gi18n-lib.h>

#include "widgets/badge.h"
#include "widgets/verified-mark.h"

#define NUMBERS 36
#define STATES 66
#define NUMBERS_BOTH 54

typedef struct
{
  GtkWidget *line;
  GtkWidget *state;
  GtkWidget *number;
  GtkWidget *title;
  GtkWidget *subtitle;
  GtkWidget *required;
  GtkWidget *optional;
  GtkWidget *gate;
  GtkWidget *mark;
} Row;

/* An inscription takes the width that it is given and asks its text for none: a list makes two
 * hundred rows at a time. */
static GtkWidget *
create_line (const char *css)
{
  GtkWidget *line = gtk_inscription_new (NULL);

  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (line),
                                     GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (line), 2);
  gtk_inscription_set_nat_lines (GTK_INSCRIPTION (line), 1);
  gtk_inscription_set_xalign (GTK_INSCRIPTION (line), 0);
  gtk_widget_set_hexpand (line, TRUE);
  gtk_widget_add_css_class (line, css);
  return line;
}

static gboolean
is_cut (GtkWidget *line)
{
  g_autoptr (PangoLayout) layout =
      gtk_widget_create_pango_layout (line, gtk_inscription_get_text (GTK_INSCRIPTION (line)));
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  return width > gtk_widget_get_width (line);
}

/* What does not fit is said by a tooltip; where all fits there is none. */
static gboolean
query_tooltip_cb (GtkWidget *line, int x, int y, gboolean keyboard, GtkTooltip *tooltip, Row *row)
{
  g_autofree char *text = NULL;

  if (!is_cut (row->title) && !is_cut (row->subtitle))
    return FALSE;
  text = g_strdup_printf ("%s\n%s", gtk_inscription_get_text (GTK_INSCRIPTION (row->title)),
                          gtk_inscription_get_text (GTK_INSCRIPTION (row->subtitle)));
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *cell, gpointer user_data)
{
  Row *row = g_new0 (Row, 1);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *end = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *badges = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);

  row->line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_add_css_class (row->line, "scheme-row");
  row->state = create_line ("state");
  gtk_widget_set_hexpand (row->state, FALSE);
  gtk_widget_set_size_request (row->state, STATES, -1);
  row->number = create_line ("number");
  gtk_widget_set_hexpand (row->number, FALSE);
  gtk_widget_set_size_request (row->number, NUMBERS, -1);
  row->title = create_line ("strong");
  row->subtitle = create_line ("subtitle");
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (words), row->title);
  gtk_box_append (GTK_BOX (words), row->subtitle);
  row->required = kaiji_badge_new (KAIJI_BADGE_REQUIRED);
  row->optional = kaiji_badge_new (KAIJI_BADGE_OPTIONAL);
  row->gate = kaiji_badge_new (KAIJI_BADGE_GATE);
  row->mark = kaiji_verified_mark_new (KAIJI_VERIFIED_DOCUMENT);
  gtk_box_append (GTK_BOX (badges), row->gate);
  gtk_box_append (GTK_BOX (badges), row->required);
  gtk_box_append (GTK_BOX (badges), row->optional);
  gtk_widget_set_halign (badges, GTK_ALIGN_END);
  gtk_widget_set_valign (end, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (end), badges);
  gtk_box_append (GTK_BOX (end), row->mark);
  gtk_box_append (GTK_BOX (row->line), row->state);
  gtk_box_append (GTK_BOX (row->line), row->number);
  gtk_box_append (GTK_BOX (row->line), words);
  gtk_box_append (GTK_BOX (row->line), end);
  g_object_set_data_full (G_OBJECT (row->line), "row", row, g_free);
  gtk_widget_set_has_tooltip (row->line, TRUE);
  g_signal_connect (row->line, "query-tooltip", G_CALLBACK (query_tooltip_cb), row);
  gtk_list_item_set_child (cell, row->line);
}

static char *
dup_subtitle (KaijiSchemeEntry *entry)
{
  KaijiItem *item = kaiji_scheme_entry_get_item (entry);
  const KaijiItemMatch *match = kaiji_scheme_entry_get_match (entry);
  g_autofree char *place = NULL;

  if (match)
    {
      g_autofree char *changes = kaiji_scheme_entry_dup_changes (match);
      if (*changes)
        return g_steal_pointer (&changes);
    }
  place = kaiji_scheme_entry_dup_place (item);
  if (match || item->prompts->len == 1)
    return g_steal_pointer (&place);
  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%s, %u prompt", "%s, %u prompts", item->prompts->len), place,
      item->prompts->len);
}

static char *
dup_number (KaijiSchemeEntry *entry)
{
  const KaijiItemMatch *match = kaiji_scheme_entry_get_match (entry);
  KaijiItem *item = kaiji_scheme_entry_get_item (entry);

  if (item->number == 0)
    return g_strdup ("A");
  if (match && match->from && match->to && match->from->number != match->to->number)
    return g_strdup_printf ("%u→%u", match->from->number, match->to->number);
  return g_strdup_printf ("%u", item->number);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *cell, gpointer user_data)
{
  KaijiSchemeEntry *entry = gtk_list_item_get_item (cell);
  KaijiItem *item = kaiji_scheme_entry_get_item (entry);
  const KaijiItemMatch *match = kaiji_scheme_entry_get_match (entry);
  GtkWidget *line = gtk_list_item_get_child (cell);
  Row *row = g_object_get_data (G_OBJECT (line), "row");
  g_autofree char *number = dup_number (entry);
  g_autofree char *subtitle = dup_subtitle (entry);
  g_autofree char *name = NULL;
  const char *state = match ? kaiji_scheme_entry_get_state_word (match->state) : NULL;

  gtk_widget_set_visible (row->state, match != NULL);
  gtk_inscription_set_text (GTK_INSCRIPTION (row->state), state ? state : "");
  gtk_widget_set_size_request (row->number, match ? NUMBERS_BOTH : NUMBERS, -1);
  gtk_inscription_set_text (GTK_INSCRIPTION (row->number), number);
  gtk_inscription_set_text (GTK_INSCRIPTION (row->title), item->name);
  gtk_inscription_set_text (GTK_INSCRIPTION (row->subtitle), subtitle);
  gtk_widget_set_visible (row->required, item->required);
  gtk_widget_set_visible (row->optional, !item->required);
  gtk_widget_set_visible (row->gate, item->gate);
  kaiji_verified_mark_set (row->mark, item->verified);
  gtk_widget_set_visible (row->mark, match == NULL);
  name = g_strdup_printf ("%s%s%s %s, %s%s%s, %s", state ? state : "", state ? ", " : "", number,
                          item->name, item->required ? _ ("Required") : _ ("Optional"),
                          item->gate ? ", " : "", item->gate ? _ ("Gate item") : "",
                          kaiji_verified_get_word (item->verified));
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (line)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/** kaiji_scheme_entry_factory_new: Returns: (transfer full): makes rows of #KaijiSchemeEntry */
GtkListItemFactory *
kaiji_scheme_entry_factory_new (void)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  return factory;
}
