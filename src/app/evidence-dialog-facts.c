/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is known of the file, what the rules say of it, and where it is cited: nothing here can be
 * changed. */

#include "app/evidence-dialog-private.h"

#include <glib/gi18n-lib.h>

#include "widgets/paragraph.h"
#include "widgets/severity-icon.h"
#include "widgets/tooltip.h"

#define CHARS 40

static void
add_fact (KaijiEvidenceDialog *self, const char *name, const char *value)
{
  int row = 0;
  GtkWidget *left = gtk_label_new (name);
  GtkWidget *right = gtk_label_new (value);

  while (gtk_grid_get_child_at (self->facts_grid, 0, row))
    row++;
  gtk_label_set_xalign (GTK_LABEL (left), 0);
  gtk_label_set_yalign (GTK_LABEL (left), 0);
  gtk_label_set_xalign (GTK_LABEL (right), 0);
  gtk_label_set_wrap (GTK_LABEL (right), TRUE);
  kaiji_paragraph_keep_end (GTK_LABEL (right));
  gtk_label_set_wrap_mode (GTK_LABEL (right), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (right), CHARS);
  gtk_label_set_selectable (GTK_LABEL (right), TRUE);
  gtk_widget_set_focusable (right, FALSE);
  gtk_widget_set_hexpand (right, TRUE);
  gtk_widget_add_css_class (left, "dim-label");
  gtk_widget_add_css_class (right, "tabular");
  gtk_accessible_update_relation (GTK_ACCESSIBLE (right), GTK_ACCESSIBLE_RELATION_LABELLED_BY, left,
                                  NULL, -1);
  gtk_grid_attach (self->facts_grid, left, 0, row, 1, 1);
  gtk_grid_attach (self->facts_grid, right, 1, row, 1, 1);
}

static char *
dup_text_fact (const KaijiEvidenceInfo *info)
{
  if (info->text_pages < 0)
    return g_strdup (_ ("Not known"));
  if (info->text_pages == 0)
    return g_strdup (_ ("None: it cannot be searched"));
  return g_strdup_printf (_ ("On %d of %d pages"), info->text_pages, info->pages);
}

static void
show_file (KaijiEvidenceDialog *self, const KaijiEvidenceInfo *info)
{
  g_autofree char *size = g_format_size ((guint64) info->size);
  g_autofree char *pages =
      info->pages > 0 ? g_strdup_printf ("%d", info->pages) : g_strdup (_ ("Not known"));
  g_autofree char *text = dup_text_fact (info);
  g_autofree char *dpi = g_strdup_printf (_ ("%d dpi (the coarsest page)"), info->scan_dpi);
  g_autoptr (GDateTime) added = g_date_time_new_from_unix_local (info->added_at);
  g_autofree char *date = added ? g_date_time_format (added, "%F %R") : g_strdup ("");

  add_fact (self, _ ("Evidence number"), info->id);
  add_fact (self, _ ("File"), info->file_name);
  add_fact (self, _ ("Size"), size);
  add_fact (self, _ ("Pages"), pages);
  add_fact (self, _ ("Text in the pages"), text);
  if (info->scan_dpi > 0)
    add_fact (self, _ ("Scan resolution"), dpi);
  if (info->encrypted)
    add_fact (self, _ ("Password"), _ ("Needed to open it"));
  add_fact (self, _ ("Added"), date);
  add_fact (self, "SHA-256", info->sha256);
}

/* ---- what the rules say ---- */

static GtkWidget *
make_finding (KaijiFinding *finding)
{
  g_autofree char *text =
      g_strdup_printf (C_ ("sentences", "%s %s"), kaiji_finding_get_message (finding),
                       kaiji_finding_get_advice (finding));
  g_autofree char *source = g_strdup_printf (_ ("Source: %s"), kaiji_finding_get_source (finding));
  KaijiMarkKind kind = (KaijiMarkKind) kaiji_finding_get_severity (finding);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *icon = kaiji_mark_icon_new (kind);
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_set_margin_top (icon, 3);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  kaiji_paragraph_keep_end (GTK_LABEL (label));
  gtk_label_set_max_width_chars (GTK_LABEL (label), CHARS);
  gtk_widget_set_hexpand (label, TRUE);
  kaiji_tooltip_set (label, source);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, source, -1);
  return box;
}

static void
show_findings (KaijiEvidenceDialog *self)
{
  GPtrArray *findings =
      kaiji_checker_get_findings_on_evidence (kaiji_session_get_checker (self->session));

  for (guint i = 0; i < findings->len; i++)
    {
      KaijiFinding *finding = g_ptr_array_index (findings, i);

      if (!g_str_equal (kaiji_finding_get_evidence (finding), self->evidence_id))
        continue;
      gtk_box_append (self->findings_box, make_finding (finding));
      gtk_widget_set_visible (GTK_WIDGET (self->findings_box), TRUE);
    }
}

/* ---- where it is cited ---- */

static char *
dup_place (KaijiEvidenceDialog *self, KaijiCitation *citation)
{
  KaijiScheme *scheme = kaiji_session_get_scheme (self->session);
  const char *target = kaiji_citation_get_target (citation);
  KaijiPrompt *prompt = kaiji_scheme_resolve (scheme, target, NULL);
  KaijiItem *item = prompt ? prompt->item : kaiji_scheme_lookup_item (scheme, target);
  const char *name = item && *item->name ? item->name : prompt ? prompt->text : target;
  g_autofree char *number =
      item && item->number ? g_strdup_printf ("%u ", item->number) : g_strdup ("");

  if (prompt && prompt->item->section->form_a)
    name = prompt->text;
  return g_strdup_printf (_ ("%s%s: sheet %d"), number, name, kaiji_citation_get_page (citation));
}

static void
add_citation_cb (KaijiCitation *citation, gpointer user_data)
{
  KaijiEvidenceDialog *self = user_data;
  g_autofree char *place = NULL;
  GtkWidget *button, *label;

  if (!g_str_equal (kaiji_citation_get_evidence_id (citation), self->evidence_id))
    return;
  place = dup_place (self, citation);
  button = gtk_button_new ();
  label = gtk_label_new (place);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "link");
  kaiji_tooltip_set (button, _ ("Save, and show this place"));
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), "describe.go(int64 0)");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x",
                                    kaiji_citation_get_number (citation));
  gtk_box_append (self->cited_box, button);
  gtk_widget_set_visible (self->uncited_label, FALSE);
}

/* Fills what cannot be changed. */
void
kaiji_evidence_dialog_show_facts (KaijiEvidenceDialog *self, KaijiEvidence *evidence)
{
  show_file (self, kaiji_evidence_get_info (evidence));
  show_findings (self);
  kaiji_case_source_foreach_citation (kaiji_session_get_source (self->session), add_citation_cb,
                                      self);
}
