/* SPDX-License-Identifier: GPL-3.0-or-later */
/* On the cover of a case: how many items of its scheme are not verified. Calm: it is no finding. */
#include "app/cover-notice.h"

#include <glib/gi18n-lib.h>

#include "jobs/report.h"
#include "jobs/scheme-catalog.h"
#include "widgets/paragraph.h"
#include "widgets/tooltip.h"

/**
 * kaiji_cover_notice_new:
 * @scheme: the scheme of the case
 *
 * Returns: (transfer floating) (nullable): a line with a link into the scheme browser
 */
GtkWidget *
kaiji_cover_notice_new (KaijiScheme *scheme)
{
  g_autofree char *text = kaiji_report_dup_unverified (scheme);
  g_autofree char *spec = kaiji_scheme_catalog_dup_spec (scheme);
  GtkWidget *line, *label, *link;

  if (!text)
    return NULL;
  line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  label = gtk_label_new (text);
  link = gtk_button_new_with_label (_ ("Show the Items"));
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  kaiji_paragraph_keep_end (GTK_LABEL (label));
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (link, "link");
  gtk_widget_set_valign (link, GTK_ALIGN_CENTER);
  kaiji_tooltip_set (link, _ ("Show the unverified items in the list of schemes"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (link), "app.scheme-unverified");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (link), "s", spec);
  gtk_widget_add_css_class (line, "cover-notice");
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (GTK_BOX (line), link);
  return line;
}
