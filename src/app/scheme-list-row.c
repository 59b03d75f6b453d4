/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/scheme-list-row.h"

#include <glib/gi18n-lib.h>

#include "widgets/paragraph.h"
#include "widgets/pile.h"
#include "widgets/verified-mark.h"

static char *
dup_revision (KaijiScheme *scheme)
{
  const char *revision = kaiji_scheme_get_revision (scheme);

  return kaiji_scheme_is_in_use (scheme) ? g_strdup_printf (_ ("Revision %s, in use"), revision)
                                         : g_strdup_printf (_ ("Revision %s"), revision);
}

static char *
dup_counts (KaijiScheme *scheme)
{
  const KaijiSchemeCounts *counts = kaiji_scheme_get_counts (scheme);

  return g_strdup_printf (_ ("%u items · required %u · optional %u · gate %u"), counts->items,
                          counts->required, counts->optional, counts->gate);
}

static char *
dup_unverified (KaijiScheme *scheme)
{
  const KaijiSchemeCounts *counts = kaiji_scheme_get_counts (scheme);

  return counts->unverified > 0 ? g_strdup_printf (_ ("Source unverified: %u"), counts->unverified)
                                : g_strdup (_ ("All sources verified"));
}

/**
 * kaiji_scheme_list_row_dup_facts:
 * @scheme: a scheme
 *
 * Returns: (transfer full): revision and counts in one line
 */
char *
kaiji_scheme_list_row_dup_facts (KaijiScheme *scheme)
{
  g_autofree char *revision = dup_revision (scheme);
  g_autofree char *counts = dup_counts (scheme);
  g_autofree char *unverified = dup_unverified (scheme);

  return g_strdup_printf ("%s · %s · %s", revision, counts, unverified);
}

static GtkWidget *
create_label (const char *text, const char *css)
{
  GtkWidget *label = kaiji_paragraph_new (text);

  gtk_widget_set_hexpand (label, TRUE);
  if (css)
    gtk_widget_add_css_class (label, css);
  return label;
}

/**
 * kaiji_scheme_list_row_new:
 * @scheme: a scheme
 * @wide: whether revision and counts fit in one line
 *
 * Returns: (transfer floating): a #GtkListBoxRow
 */
GtkWidget *
kaiji_scheme_list_row_new (KaijiScheme *scheme, gboolean wide)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = kaiji_pile_new (1);
  g_autofree char *revision = dup_revision (scheme);
  g_autofree char *counts = dup_counts (scheme);
  g_autofree char *unverified = dup_unverified (scheme);
  g_autofree char *name = g_strdup_printf ("%s, %s, %s, %s", kaiji_scheme_get_name (scheme),
                                           revision, counts, unverified);
  GtkWidget *mark = gtk_label_new (unverified);

  kaiji_pile_append (KAIJI_PILE (box), create_label (kaiji_scheme_get_name (scheme), "strong"));
  if (wide)
    {
      g_autofree char *both = g_strdup_printf ("%s · %s", revision, counts);
      kaiji_pile_append (KAIJI_PILE (box), create_label (both, "scheme-counts"));
    }
  else
    {
      kaiji_pile_append (KAIJI_PILE (box), create_label (revision, "scheme-revision"));
      kaiji_pile_append (KAIJI_PILE (box), create_label (counts, "scheme-counts"));
    }
  gtk_widget_set_halign (mark, GTK_ALIGN_START);
  gtk_widget_add_css_class (mark, "verified-mark");
  if (kaiji_scheme_get_counts (scheme)->unverified > 0)
    kaiji_verified_mark_label (mark, KAIJI_VERIFIED_UNVERIFIED);
  kaiji_pile_append (KAIJI_PILE (box), mark);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_add_css_class (row, "scheme");
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (row), "scheme", kaiji_scheme_ref (scheme),
                          (GDestroyNotify) kaiji_scheme_unref);
  return row;
}

/** kaiji_scheme_list_row_get_scheme: Returns: (transfer none): the scheme of @row */
KaijiScheme *
kaiji_scheme_list_row_get_scheme (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "scheme");
}
