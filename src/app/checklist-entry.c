/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A line of the checklist and the row that shows it. A finding's row never changes: another
 * finding is another entry. A heading changes its counts and its arrow. */

#include "app/checklist-entry.h"

#include <glib/gi18n-lib.h>

#include "widgets/severity-icon.h"
#include "widgets/tooltip.h"
#include "widgets/verified-mark.h"

#define SOURCE_CHARS 12

struct _KaijiChecklistEntry
{
  GObject parent_instance;

  KaijiSection *section; /* (nullable) */
  KaijiFinding *finding; /* (nullable) */
  char *number;          /* of a finding: of its item or its evidence, "" for none */
  char *title;
  guint counts[3];
  gboolean folded;
};

static guint signal_changed;

G_DEFINE_FINAL_TYPE (KaijiChecklistEntry, kaiji_checklist_entry, G_TYPE_OBJECT)

static void
kaiji_checklist_entry_finalize (GObject *object)
{
  KaijiChecklistEntry *self = KAIJI_CHECKLIST_ENTRY (object);

  g_clear_object (&self->finding);
  g_free (self->number);
  g_free (self->title);
  G_OBJECT_CLASS (kaiji_checklist_entry_parent_class)->finalize (object);
}

static void
kaiji_checklist_entry_class_init (KaijiChecklistEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kaiji_checklist_entry_finalize;
  signal_changed = g_signal_new ("changed", KAIJI_TYPE_CHECKLIST_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
kaiji_checklist_entry_init (KaijiChecklistEntry *self)
{
}

/** kaiji_checklist_entry_new_group: Returns: (transfer full): the heading of @section. */
KaijiChecklistEntry *
kaiji_checklist_entry_new_group (KaijiSection *section)
{
  KaijiChecklistEntry *self = g_object_new (KAIJI_TYPE_CHECKLIST_ENTRY, NULL);

  self->section = section;
  self->title = g_strdup (section ? section->name : _ ("Evidence"));
  return self;
}

/** kaiji_checklist_entry_new_finding: Returns: (transfer full): the line of a finding on @prompt. */
KaijiChecklistEntry *
kaiji_checklist_entry_new_finding (KaijiFinding *finding, KaijiPrompt *prompt)
{
  KaijiChecklistEntry *self = g_object_new (KAIJI_TYPE_CHECKLIST_ENTRY, NULL);

  self->finding = g_object_ref (finding);
  self->section = prompt->item->section;
  self->number =
      prompt->item->number ? g_strdup_printf ("%u", prompt->item->number) : g_strdup ("");
  self->title = g_strdup (*prompt->item->name ? prompt->item->name : prompt->text);
  return self;
}

/** kaiji_checklist_entry_new_on_evidence: Returns: (transfer full): the line of a finding on it. */
KaijiChecklistEntry *
kaiji_checklist_entry_new_on_evidence (KaijiFinding *finding, KaijiEvidence *evidence)
{
  KaijiChecklistEntry *self = g_object_new (KAIJI_TYPE_CHECKLIST_ENTRY, NULL);
  const KaijiEvidenceInfo *info = evidence ? kaiji_evidence_get_info (evidence) : NULL;

  self->finding = g_object_ref (finding);
  self->number = g_strdup (info ? info->id : "");
  self->title = g_strdup (info ? info->name : _ ("All evidence"));
  return self;
}

/** kaiji_checklist_entry_get_section: Returns: (nullable): the section that it stands in. */
KaijiSection *
kaiji_checklist_entry_get_section (KaijiChecklistEntry *self)
{
  return self->section;
}

/** kaiji_checklist_entry_get_finding: Returns: (nullable): its finding, %NULL for a heading. */
KaijiFinding *
kaiji_checklist_entry_get_finding (KaijiChecklistEntry *self)
{
  return self->finding;
}

/** kaiji_checklist_entry_get_folded: Returns: whether a heading hides its findings. */
gboolean
kaiji_checklist_entry_get_folded (KaijiChecklistEntry *self)
{
  return self->folded;
}

/** kaiji_checklist_entry_set_folded: folds or unfolds a heading. */
void
kaiji_checklist_entry_set_folded (KaijiChecklistEntry *self, gboolean folded)
{
  if (self->folded == folded)
    return;
  self->folded = folded;
  g_signal_emit (self, signal_changed, 0);
}

/** kaiji_checklist_entry_set_counts: counts of a heading, by #KaijiSeverity. */
void
kaiji_checklist_entry_set_counts (KaijiChecklistEntry *self, const guint counts[3])
{
  if (memcmp (self->counts, counts, sizeof self->counts) == 0)
    return;
  memcpy (self->counts, counts, sizeof self->counts);
  g_signal_emit (self, signal_changed, 0);
}

static void
update_group_row (KaijiChecklistEntry *self, GtkWidget *row)
{
  GtkWidget *arrow = g_object_get_data (G_OBJECT (row), "arrow");
  GPtrArray *badges = g_object_get_data (G_OBJECT (row), "badges");

  gtk_image_set_from_icon_name (GTK_IMAGE (arrow),
                                self->folded ? "pan-end-symbolic" : "pan-down-symbolic");
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_EXPANDED, !self->folded,
                               -1);
  for (guint i = 0; i < badges->len; i++)
    {
      KaijiCountBadge *badge = g_ptr_array_index (badges, i);
      gtk_widget_set_visible (GTK_WIDGET (badge), self->counts[i] > 0);
      kaiji_count_badge_set (badge, (KaijiMarkKind) i, self->counts[i]);
    }
}

static GtkWidget *
create_group_row (KaijiChecklistEntry *self)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *arrow = gtk_image_new ();
  GtkWidget *name = gtk_label_new (self->title);
  GPtrArray *badges = g_ptr_array_new ();

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (name, TRUE);
  kaiji_tooltip_set (name, self->title);
  gtk_box_append (GTK_BOX (box), arrow);
  gtk_box_append (GTK_BOX (box), name);
  for (guint i = 0; i < G_N_ELEMENTS (self->counts); i++)
    {
      GtkWidget *badge = kaiji_count_badge_new ();
      gtk_box_append (GTK_BOX (box), badge);
      g_ptr_array_add (badges, badge);
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_add_css_class (row, "group");
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, self->title,
                                  -1);
  g_object_set_data (G_OBJECT (row), "arrow", arrow);
  g_object_set_data_full (G_OBJECT (row), "badges", badges, (GDestroyNotify) g_ptr_array_unref);
  g_signal_connect_object (self, "changed", G_CALLBACK (update_group_row), row, 0);
  update_group_row (self, row);
  return row;
}

static void
fix_clicked_cb (GtkButton *button, gpointer user_data)
{
  gtk_widget_activate (gtk_widget_get_ancestor (GTK_WIDGET (button), GTK_TYPE_LIST_BOX_ROW));
}

static void
selected_changed_cb (GtkWidget *row, GtkStateFlags before, GtkWidget *fix)
{
  gtk_widget_set_visible (fix, gtk_widget_get_state_flags (row) & GTK_STATE_FLAG_SELECTED);
}

static GtkWidget *
create_line (const char *text, const char *css)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  kaiji_tooltip_set (label, text);
  if (css)
    gtk_widget_add_css_class (label, css);
  return label;
}

static GtkWidget *
create_finding_row (KaijiChecklistEntry *self)
{
  KaijiMarkKind kind = (KaijiMarkKind) kaiji_finding_get_severity (self->finding);
  const char *message = kaiji_finding_get_message (self->finding);
  const char *source = kaiji_finding_get_source (self->finding);
  const char *title = self->title;
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *icon = kaiji_mark_icon_new (kind);
  GtkWidget *end = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *origin = gtk_label_new (*source ? source : _ ("Source unverified"));
  KaijiVerified verified =
      *source ? kaiji_finding_get_verified (self->finding) : KAIJI_VERIFIED_UNVERIFIED;
  gboolean only_read = kaiji_finding_get_remedy (self->finding) == KAIJI_REMEDY_READ;
  GtkWidget *fix = gtk_button_new_with_label (only_read ? _ ("Show") : _ ("Correct"));
  g_autofree char *name =
      g_strdup_printf ("%s %s %s, %s", kaiji_mark_get_word (kind), self->number, title, message);
  g_autofree char *tooltip = NULL;
  GtkWidget *figure = gtk_label_new (self->number);

  gtk_grid_set_column_spacing (GTK_GRID (grid), 6);
  gtk_widget_set_valign (grid, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_set_margin_top (icon, 3);
  gtk_grid_attach (GTK_GRID (grid), icon, 0, 0, 1, 2);
  gtk_widget_add_css_class (figure, "number");
  gtk_label_set_xalign (GTK_LABEL (figure), 0.5);
  gtk_widget_set_size_request (figure, 30, -1);
  gtk_grid_attach (GTK_GRID (grid), figure, 1, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), create_line (title, "strong"), 2, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), create_line (message, "message"), 2, 1, 1, 1);
  gtk_widget_set_halign (origin, GTK_ALIGN_END);
  gtk_widget_add_css_class (origin, "source");
  kaiji_verified_mark_label (origin, verified);
  gtk_label_set_ellipsize (GTK_LABEL (origin), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (origin), SOURCE_CHARS);
  tooltip = verified == KAIJI_VERIFIED_UNVERIFIED && *source
                ? g_strdup_printf ("%s\n%s", source, kaiji_verified_get_sentence (verified))
                : g_strdup (*source ? source : kaiji_verified_get_sentence (verified));
  kaiji_tooltip_set (origin, tooltip);
  gtk_widget_add_css_class (fix, "fix");
  gtk_widget_set_halign (fix, GTK_ALIGN_END);
  gtk_widget_set_visible (fix, FALSE);
  gtk_widget_set_focusable (fix, FALSE);
  gtk_box_append (GTK_BOX (end), origin);
  gtk_box_append (GTK_BOX (end), fix);
  gtk_widget_set_valign (end, GTK_ALIGN_CENTER);
  gtk_grid_attach (GTK_GRID (grid), end, 3, 0, 1, 2);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), grid);
  gtk_widget_add_css_class (row, "finding");
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect (fix, "clicked", G_CALLBACK (fix_clicked_cb), NULL);
  g_signal_connect_object (row, "state-flags-changed", G_CALLBACK (selected_changed_cb), fix, 0);
  return row;
}

/** kaiji_checklist_entry_create_row: Returns: (transfer floating): a #GtkListBoxRow that shows it. */
GtkWidget *
kaiji_checklist_entry_create_row (KaijiChecklistEntry *self)
{
  GtkWidget *row = self->finding ? create_finding_row (self) : create_group_row (self);

  g_object_set_data_full (G_OBJECT (row), "entry", g_object_ref (self), g_object_unref);
  return row;
}
