/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One recent case in the start window: three lines, four columns. A missing file is dimmed and
 * offers to leave the list. */

#include "app/recent-row.h"

#include <glib/gi18n-lib.h>

#include "widgets/severity-icon.h"
#include "widgets/tooltip.h"

#define STATUS_WIDTH 156
#define PROGRESS_WIDTH 150
#define DEADLINE_WIDTH 132

static GtkWidget *
create_label (const char *text, const char *css, double xalign)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css)
    gtk_widget_add_css_class (label, css);
  return label;
}

static GtkWidget *
create_column (GtkWidget *box, int width)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  gtk_widget_set_valign (column, GTK_ALIGN_CENTER);
  if (width > 0)
    gtk_widget_set_size_request (column, width, -1);
  else
    gtk_widget_set_hexpand (column, TRUE);
  gtk_box_append (GTK_BOX (box), column);
  return column;
}

/** kaiji_dup_day: Returns: (transfer full): a day with its weekday, as the user writes it. */
char *
kaiji_dup_day (KaijiDate date)
{
  static const char *const weekdays[] = { N_ ("Sun"), N_ ("Mon"), N_ ("Tue"), N_ ("Wed"),
                                          N_ ("Thu"), N_ ("Fri"), N_ ("Sat") };
  g_autofree char *iso = kaiji_date_to_iso (date);

  return g_strdup_printf ("%s (%s)", iso, _ (weekdays[kaiji_date_weekday (date) % 7]));
}

static char *
dup_edited (gint64 seconds)
{
  g_autoptr (GDateTime) then = g_date_time_new_from_unix_local (seconds);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) yesterday = g_date_time_add_days (now, -1);
  g_autofree char *day = g_date_time_format (then, "%Y-%m-%d");
  g_autofree char *time = g_date_time_format (then, "%H:%M");
  g_autofree char *this_day = g_date_time_format (now, "%Y-%m-%d");
  g_autofree char *day_before = g_date_time_format (yesterday, "%Y-%m-%d");

  if (g_str_equal (day, this_day))
    return g_strdup_printf (_ ("Edited today %s"), time);
  if (g_str_equal (day, day_before))
    return g_strdup_printf (_ ("Edited yesterday %s"), time);
  return g_strdup_printf (_ ("Edited %s"), day);
}

static void
add_status (GtkWidget *box, const KaijiRecentFacts *facts)
{
  GtkWidget *column = create_column (box, STATUS_WIDTH);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);
  GtkWidget *dot = gtk_image_new_from_icon_name ("kaiji-state-symbolic");
  g_autofree char *edited =
      facts->edited_at ? dup_edited (facts->edited_at) : g_strdup (_ ("Not edited yet"));

  gtk_widget_add_css_class (dot, "state-dot");
  gtk_box_append (GTK_BOX (line), dot);
  gtk_box_append (GTK_BOX (line), create_label (_ ("Draft"), NULL, 0));
  gtk_box_append (GTK_BOX (column), line);
  gtk_box_append (
      GTK_BOX (column),
      create_label (facts->missing ? _ ("The file is not there.") : edited, "dim-label", 0));
}

static void
add_progress (GtkWidget *box, const KaijiRecentFacts *facts)
{
  GtkWidget *column = create_column (box, PROGRESS_WIDTH);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *bar = gtk_progress_bar_new ();
  g_autofree char *text = g_strdup_printf (_ ("Required %u/%u"), facts->answered, facts->total);
  GtkWidget *label = create_label (text, "tabular", 0);

  gtk_box_append (GTK_BOX (line), label);
  if (facts->block || facts->warn)
    {
      GtkWidget *badge = kaiji_count_badge_new ();
      kaiji_count_badge_set (KAIJI_COUNT_BADGE (badge),
                             facts->block ? KAIJI_MARK_BLOCK : KAIJI_MARK_WARN,
                             facts->block ? facts->block : facts->warn);
      gtk_box_append (GTK_BOX (line), badge);
    }
  gtk_box_append (GTK_BOX (column), line);
  gtk_widget_set_margin_top (bar, 3);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (bar),
                                 facts->total ? (double) facts->answered / facts->total : 0);
  if (facts->total && facts->answered == facts->total)
    gtk_widget_add_css_class (bar, "done");
  gtk_accessible_update_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_box_append (GTK_BOX (column), bar);
}

static void
add_deadline (GtkWidget *box, const KaijiRecentFacts *facts)
{
  GtkWidget *column = create_column (box, DEADLINE_WIDTH);
  GtkWidget *button;

  if (!facts->missing)
    {
      gtk_box_append (GTK_BOX (column), create_label ("—", "strong", 1));
      gtk_box_append (GTK_BOX (column), create_label (_ ("No deadline set"), "dim-label", 1));
      return;
    }
  button = gtk_button_new_with_label (_ ("Remove from List"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "start.forget");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", facts->path);
  gtk_widget_set_halign (button, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (column), button);
}

/** kaiji_recent_row_new: Returns: (transfer floating): a row that shows @recent. */
GtkWidget *
kaiji_recent_row_new (KaijiRecentCase *recent)
{
  const KaijiRecentFacts *facts = kaiji_recent_case_get_facts (recent);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  GtkWidget *names = create_column (box, 0);
  g_autofree char *file = g_path_get_basename (facts->path);
  const char *service = *facts->service ? facts->service : file;
  g_autofree char *name =
      g_strdup_printf ("%s, %s, %u/%u", service, facts->scheme, facts->answered, facts->total);

  gtk_box_append (GTK_BOX (names), create_label (service, "case-name", 0));
  gtk_box_append (GTK_BOX (names),
                  create_label (*facts->provider ? facts->provider : _ ("Provider not entered yet"),
                                "dim-label", 0));
  gtk_box_append (GTK_BOX (names), create_label (facts->scheme, "dim-label", 0));
  add_status (box, facts);
  add_progress (box, facts);
  add_deadline (box, facts);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  kaiji_tooltip_set (row, facts->path);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (facts->missing)
    gtk_widget_add_css_class (row, "missing");
  g_object_set_data_full (G_OBJECT (row), "recent", g_object_ref (recent), g_object_unref);
  return row;
}

/** kaiji_recent_row_get_case: Returns: (transfer none): what a row shows. */
KaijiRecentCase *
kaiji_recent_row_get_case (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "recent");
}
