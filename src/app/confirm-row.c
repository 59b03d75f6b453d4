/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One citation in the list of those to be decided. */
#include "app/confirm-row.h"

#include <glib/gi18n-lib.h>

#include "core/proposal.h"
#include "widgets/tooltip.h"

/** kaiji_confirm_describe: Returns: (transfer none): what became of it, in a word. */
const char *
kaiji_confirm_describe (KaijiCitation *citation)
{
  KaijiProposal *proposal = citation ? kaiji_citation_get_proposal (citation) : NULL;

  if (!citation)
    return C_ ("citation", "Removed");
  if (kaiji_citation_get_state (citation) == KAIJI_CITATION_CONFIRMED)
    return _ ("Confirmed");
  if (!proposal)
    return _ ("To be confirmed");
  switch (kaiji_proposal_get_found (proposal))
    {
    case KAIJI_FOUND_SAME:
      return _ ("Same place");
    case KAIJI_FOUND_ELSEWHERE:
      return _ ("Other page");
    case KAIJI_FOUND_CHANGED:
      return _ ("Words changed");
    case KAIJI_FOUND_SEVERAL:
      return _ ("Several places");
    case KAIJI_FOUND_BY_NUMBER:
      return _ ("No text");
    case KAIJI_FOUND_NOT:
    default:
      return _ ("Not found");
    }
}

/** kaiji_confirm_show_icon: shows what became of a citation (%NULL = removed) by an icon. */
void
kaiji_confirm_show_icon (GtkImage *image, KaijiCitation *citation)
{
  static const char *const classes[] = { "done", "human", "warn", "block", "optional" };
  const char *name = "done";
  g_autofree char *icon = NULL;

  if (!citation)
    name = "optional";
  else if (kaiji_citation_get_state (citation) == KAIJI_CITATION_LOST)
    name = "block";
  else if (kaiji_citation_get_state (citation) == KAIJI_CITATION_MOVED)
    {
      KaijiProposal *proposal = kaiji_citation_get_proposal (citation);

      name = proposal && kaiji_proposal_get_found (proposal) == KAIJI_FOUND_SAME ? "human" : "warn";
    }
  icon = g_strdup_printf ("kaiji-%s-symbolic", name);
  gtk_image_set_from_icon_name (image, icon);
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (image), classes[i]);
  gtk_widget_add_css_class (GTK_WIDGET (image), name);
}

/* "3 → 5", physical pages. */
static char *
dup_pages (KaijiCitation *citation)
{
  KaijiProposal *proposal = citation ? kaiji_citation_get_proposal (citation) : NULL;
  int page, old;

  if (!citation)
    return g_strdup ("");
  page = kaiji_citation_get_page (citation);
  if (!proposal)
    return g_strdup_printf (_ ("sheet %d"), page);
  old = kaiji_citation_get_page (kaiji_proposal_get_origin (proposal));
  if (kaiji_citation_get_state (citation) == KAIJI_CITATION_LOST)
    /* Translators: the physical page that was cited; it was not found in the new version */
    return g_strdup_printf (_ ("sheet %d → ?"), old);
  /* Translators: the physical page that was cited, then the one that is proposed */
  return g_strdup_printf (_ ("sheet %d → %d"), old, page);
}

static GtkWidget *
add_label (GtkWidget *box, const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

/**
 * kaiji_confirm_row_new:
 * @number: the citation's
 * @citation: (nullable): as it is now, %NULL when it was removed
 * @name: what it proves
 *
 * Returns: (transfer floating): a row of the list
 */
GtkWidget *
kaiji_confirm_row_new (gint64 number, KaijiCitation *citation, const char *name)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = gtk_image_new ();
  const char *state = kaiji_confirm_describe (citation);
  g_autofree char *pages = dup_pages (citation);
  g_autofree char *said = g_strdup_printf ("%s, %s, %s", name, state, pages);
  GtkWidget *label;

  gtk_widget_add_css_class (icon, "severity");
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  kaiji_confirm_show_icon (GTK_IMAGE (icon), citation);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_widget_set_hexpand (column, TRUE);
  gtk_box_append (GTK_BOX (box), column);
  add_label (column, name, NULL);
  gtk_box_append (GTK_BOX (column), line);
  label = add_label (line, state, "small");
  gtk_widget_set_hexpand (label, TRUE);
  label = add_label (line, pages, "small");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "tabular");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  kaiji_tooltip_set (row, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, said, -1);
  g_object_set_data_full (G_OBJECT (row), "number", g_memdup2 (&number, sizeof number), g_free);
  return row;
}

/** kaiji_confirm_row_get_number: Returns: the citation's number, 0 for no row. */
gint64
kaiji_confirm_row_get_number (GtkListBoxRow *row)
{
  const gint64 *number = row ? g_object_get_data (G_OBJECT (row), "number") : NULL;

  return number ? *number : 0;
}
