/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be done with a document beside reading it: an excerpt of it; and what stands in place of
 * the pages of an office file, which cannot be shown.
 *
 * Invariant: nothing of it is made before it is wanted. */

#include "app/evidence-pane-private.h"

#include <glib/gi18n-lib.h>

#include "app/excerpt-dialog.h"
#include "jobs/media.h"
#include "widgets/paragraph.h"

#define OFFICE_PAGE "office"

static void
excerpt_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KaijiEvidencePane *self = KAIJI_EVIDENCE_PANE (widget);
  KaijiEvidence *evidence = kaiji_evidence_pane_get_evidence (self);
  const KaijiEvidenceInfo *info;
  g_autoptr (KaijiExcerpt) excerpt = NULL;
  g_autoptr (GError) error = NULL;

  if (evidence == NULL)
    return;
  gtk_popover_popdown (self->document_popover);
  info = kaiji_evidence_get_info (evidence);
  excerpt = kaiji_excerpt_new (self->session, info->id,
                               g_hash_table_lookup (self->passwords, info->sha256), &error);
  if (excerpt != NULL)
    gtk_window_present (
        GTK_WINDOW (kaiji_excerpt_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)), excerpt)));
  else
    kaiji_session_tell (self->session, error->message, TRUE);
}

void
kaiji_evidence_pane_class_init_papers (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "evidence.excerpt", NULL, excerpt_action);
}

static GtkWidget *
new_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  kaiji_paragraph_keep_end (GTK_LABEL (label));
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
make_office_page (const char *hint, gboolean writable)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *icon = gtk_image_new_from_icon_name ("kaiji-page-symbolic");
  GtkWidget *button = gtk_button_new_with_label (_ ("Add evidence…"));

  gtk_image_set_pixel_size (GTK_IMAGE (icon), 48);
  gtk_widget_add_css_class (icon, "dim-label");
  gtk_widget_add_css_class (box, "status-page");
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (button, writable);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "evidence.add");
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), new_label (_ ("This file has no pages to show."), "strong"));
  gtk_box_append (GTK_BOX (box), new_label (hint, "dim-label"));
  gtk_box_append (GTK_BOX (box), button);
  return box;
}

/* Makes the page “office” of the contents; FALSE: the document has pages to show. */
gboolean
kaiji_evidence_pane_make_office_page (KaijiEvidencePane *self, KaijiEvidence *evidence)
{
  g_autofree char *hint =
      evidence != NULL ? kaiji_media_dup_hint (kaiji_evidence_get_info (evidence)) : NULL;
  GtkWidget *old;

  if (hint == NULL)
    return FALSE;
  old = gtk_stack_get_child_by_name (self->content, OFFICE_PAGE);
  if (old != NULL)
    gtk_stack_remove (self->content, old);
  gtk_stack_add_named (self->content,
                       make_office_page (hint, !kaiji_journal_is_read_only (
                                                   kaiji_session_get_journal (self->session))),
                       OFFICE_PAGE);
  return TRUE;
}
