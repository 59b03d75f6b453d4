/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The sidebar. Rows are made once; what changes later is their text, sign and visibility, so that
 * nothing flickers and the keyboard's place stays. */

#include "app/section-list.h"

#include <glib/gi18n-lib.h>

#include "widgets/severity-icon.h"
#include "widgets/tooltip.h"

typedef struct
{
  GtkWidget *row;
  GtkWidget *figures;
  GtkWidget *badge;
  KaijiSection *section; /* a part: its first section */
  gboolean is_part;
  gboolean form_a;
} Row;

struct _KaijiSectionList
{
  GtkWidget parent_instance;

  KaijiSession *session;
  KaijiSection *current;
  GtkWidget *scroller;
  GtkListBox *list;
  GArray *rows; /* Row */
  GtkWidget *evidence_row;
  GtkWidget *evidence_figures;
  GtkWidget *hand_in_row;
};

enum
{
  SIGNAL_SECTION_CHOSEN,
  SIGNAL_EVIDENCE_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KaijiSectionList, kaiji_section_list, GTK_TYPE_WIDGET)

static void
add_counts (KaijiProgress *sum, const KaijiProgress *one)
{
  sum->required_answered += one->required_answered;
  sum->required_total += one->required_total;
  sum->optional_answered += one->optional_answered;
  sum->optional_total += one->optional_total;
  sum->block += one->block;
  sum->warn += one->warn;
  sum->human += one->human;
}

static KaijiProgress
row_progress (KaijiSectionList *self, const Row *row)
{
  KaijiChecker *checker = kaiji_session_get_checker (self->session);
  GPtrArray *sections = kaiji_scheme_get_sections (kaiji_session_get_scheme (self->session));
  KaijiProgress sum = { 0 };

  if (!row->is_part)
    return kaiji_checker_get_section_progress (checker, row->section);
  for (guint i = 0; i < sections->len; i++)
    {
      KaijiSection *section = g_ptr_array_index (sections, i);
      if (section->form_a != row->form_a)
        continue;
      KaijiProgress one = kaiji_checker_get_section_progress (checker, section);
      add_counts (&sum, &one);
    }
  return sum;
}

static void
update_row (KaijiSectionList *self, Row *row)
{
  KaijiProgress progress = row_progress (self, row);
  KaijiCountBadge *badge = KAIJI_COUNT_BADGE (row->badge);
  const char *title = g_object_get_data (G_OBJECT (row->row), "title");
  gboolean only_optional = progress.required_total == 0;
  g_autofree char *figures = NULL;
  g_autofree char *name = NULL;

  if (only_optional && progress.optional_total == 0)
    figures = g_strdup ("—");
  else if (only_optional)
    figures = g_strdup_printf ("%u/%u", progress.optional_answered, progress.optional_total);
  else if (row->is_part && !row->form_a)
    figures =
        g_strdup_printf (_ ("Required %u/%u"), progress.required_answered, progress.required_total);
  else
    figures = g_strdup_printf ("%u/%u", progress.required_answered, progress.required_total);
  gtk_label_set_label (GTK_LABEL (row->figures), figures);

  if (progress.block > 0)
    kaiji_count_badge_set (badge, KAIJI_MARK_BLOCK, progress.block);
  else if (only_optional && progress.optional_total > 0)
    kaiji_count_badge_set (badge, KAIJI_MARK_OPTIONAL, -1);
  else if (only_optional || progress.required_answered < progress.required_total)
    kaiji_count_badge_clear (badge);
  else
    kaiji_count_badge_set (badge, KAIJI_MARK_DONE, -1);

  if (progress.block > 0)
    name = g_strdup_printf ("%s, %s, %s %u", title, figures, kaiji_mark_get_word (KAIJI_MARK_BLOCK),
                            progress.block);
  else
    name = g_strdup_printf ("%s, %s", title, figures);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->row), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
}

static void
update (KaijiSectionList *self)
{
  GListModel *evidence = kaiji_case_source_get_evidence (kaiji_session_get_source (self->session));
  g_autofree char *count = g_strdup_printf ("%u", g_list_model_get_n_items (evidence));
  g_autofree char *name = g_strdup_printf ("%s, %s", _ ("Evidence"), count);

  for (guint i = 0; i < self->rows->len; i++)
    update_row (self, &g_array_index (self->rows, Row, i));
  gtk_label_set_label (GTK_LABEL (self->evidence_figures), count);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->evidence_row),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static GtkWidget *
make_row (const char *title, GtkWidget **figures, GtkWidget **badge)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *name = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (name, TRUE);
  kaiji_tooltip_set (name, title);
  gtk_widget_add_css_class (name, "name");
  gtk_box_append (GTK_BOX (box), name);
  *figures = gtk_label_new (NULL);
  gtk_widget_add_css_class (*figures, "figures");
  gtk_box_append (GTK_BOX (box), *figures);
  *badge = kaiji_count_badge_new ();
  gtk_widget_set_size_request (*badge, 40, -1);
  gtk_box_append (GTK_BOX (box), *badge);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_object_set_data_full (G_OBJECT (row), "title", g_strdup (title), g_free);
  return row;
}

static void
add_row (KaijiSectionList *self, const char *title, KaijiSection *section, gboolean is_part)
{
  Row row = { .section = section, .is_part = is_part, .form_a = section->form_a };

  row.row = make_row (title, &row.figures, &row.badge);
  gtk_widget_add_css_class (row.row, is_part ? "part" : "inner");
  if (is_part && self->rows->len > 0)
    gtk_widget_add_css_class (row.row, "part-start");
  gtk_list_box_append (self->list, row.row);
  g_array_append_val (self->rows, row);
}

static void
build (KaijiSectionList *self)
{
  GPtrArray *sections = kaiji_scheme_get_sections (kaiji_session_get_scheme (self->session));
  KaijiSection *before = NULL;
  GtkWidget *badge, *figures;

  for (guint i = 0; i < sections->len; i++)
    {
      KaijiSection *section = g_ptr_array_index (sections, i);
      if (!before || before->form_a != section->form_a)
        add_row (self, section->form_a ? _ ("Form A") : _ ("Form B"), section, TRUE);
      add_row (self, section->name, section, FALSE);
      before = section;
    }
  self->evidence_row = make_row (_ ("Evidence"), &self->evidence_figures, &badge);
  gtk_widget_add_css_class (self->evidence_row, "part");
  gtk_widget_add_css_class (self->evidence_row, "part-start");
  gtk_list_box_append (self->list, self->evidence_row);
  self->hand_in_row = make_row (_ ("Hand In…"), &figures, &badge);
  gtk_widget_add_css_class (self->hand_in_row, "part");
  gtk_list_box_append (self->list, self->hand_in_row);
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *activated, KaijiSectionList *self)
{
  if (GTK_WIDGET (activated) == self->evidence_row)
    {
      g_signal_emit (self, signals[SIGNAL_EVIDENCE_CHOSEN], 0);
      kaiji_section_list_set_current (self, self->current);
      return;
    }
  if (GTK_WIDGET (activated) == self->hand_in_row)
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "win.hand-in", NULL);
      kaiji_section_list_set_current (self, self->current);
      return;
    }
  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = &g_array_index (self->rows, Row, i);
      if (row->row == GTK_WIDGET (activated))
        {
          g_signal_emit (self, signals[SIGNAL_SECTION_CHOSEN], 0, row->section);
          return;
        }
    }
}

static void
kaiji_section_list_dispose (GObject *object)
{
  KaijiSectionList *self = KAIJI_SECTION_LIST (object);

  if (self->session)
    {
      g_signal_handlers_disconnect_by_data (self->session, self);
      g_signal_handlers_disconnect_by_data (
          kaiji_case_source_get_evidence (kaiji_session_get_source (self->session)), self);
    }
  g_clear_object (&self->session);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_pointer (&self->rows, g_array_unref);
  G_OBJECT_CLASS (kaiji_section_list_parent_class)->dispose (object);
}

static void
kaiji_section_list_class_init (KaijiSectionListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kaiji_section_list_dispose;
  signals[SIGNAL_SECTION_CHOSEN] =
      g_signal_new ("section-chosen", KAIJI_TYPE_SECTION_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[SIGNAL_EVIDENCE_CHOSEN] =
      g_signal_new ("evidence-chosen", KAIJI_TYPE_SECTION_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_NAVIGATION);
}

static void
kaiji_section_list_init (KaijiSectionList *self)
{
  self->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_BROWSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Sections"), -1);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->list));
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "sidebar");
}

/**
 * kaiji_section_list_new:
 * @session: an open case
 *
 * Returns: (transfer floating): its sections, kept up to date
 */
GtkWidget *
kaiji_section_list_new (KaijiSession *session)
{
  KaijiSectionList *self = g_object_new (KAIJI_TYPE_SECTION_LIST, NULL);

  self->session = g_object_ref (session);
  build (self);
  g_signal_connect_swapped (session, "findings-changed", G_CALLBACK (update), self);
  g_signal_connect_swapped (kaiji_case_source_get_evidence (kaiji_session_get_source (session)),
                            "items-changed", G_CALLBACK (update), self);
  update (self);
  return GTK_WIDGET (self);
}

/**
 * kaiji_section_list_set_current:
 * @self: a list
 * @section: (nullable): the section that the form shows
 *
 * Marks a section and unfolds its part. Emits nothing.
 */
void
kaiji_section_list_set_current (KaijiSectionList *self, KaijiSection *section)
{
  GtkListBoxRow *selected = NULL;

  self->current = section;
  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = &g_array_index (self->rows, Row, i);
      if (!row->is_part)
        {
          gtk_widget_set_visible (row->row, section && row->form_a == section->form_a);
          if (row->section == section)
            selected = GTK_LIST_BOX_ROW (row->row);
        }
    }
  gtk_list_box_select_row (self->list, selected);
}
