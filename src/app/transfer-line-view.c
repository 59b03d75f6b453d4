/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How one row of a plan looks. */
#include <glib/gi18n-lib.h>

#include "app/transfer-line.h"
#include "widgets/diff-label.h"

/* Lines of an answer that are shown. */
#define MAX_LINES 4
/* Room for the longest state. */
#define STATE_CHARS 16

struct _KaijiTransferLineView
{
  GtkWidget parent_instance;

  KaijiTransferLine *line; /* (nullable) */
  gboolean at_once;
  GtkWidget *grid;
  GtkWidget *check;  /* (nullable) */
  GtkWidget *button; /* (nullable) */
  GtkLabel *place;
  GtkLabel *state;
  GtkLabel *citations;
  GtkLabel *text;
  GtkLabel *answer;
  GtkLabel *note;
  GBinding *binding;
};

G_DEFINE_FINAL_TYPE (KaijiTransferLineView, kaiji_transfer_line_view, GTK_TYPE_WIDGET)

static char *
describe_place (KaijiPrompt *prompt)
{
  KaijiItem *item = prompt->item;

  if (item->number == 0)
    return g_strdup (item->section->name);
  return g_strdup_printf ("%s  %u %s", item->section->name, item->number, item->name);
}

/* What the user should know before deciding; NULL when nothing. */
static const char *
find_note (const KaijiTransferRow *row, gboolean at_once)
{
  if (at_once && !*row->existing && row->to->kind != KAIJI_KIND_EVIDENCE)
    return _ ("There is no answer here.");
  if (at_once && !row->can_take)
    return _ ("There is no answer in the other case.");
  if (row->state == KAIJI_MATCH_NEW)
    return _ ("Asked here only. Answer it after taking over.");
  if (row->state == KAIJI_MATCH_DROPPED)
    return *row->text || row->n_citations > 0
               ? _ ("Not asked here. The answer stays in the other case.")
               : _ ("Not asked here.");
  if (row->proposed)
    return _ ("Proposed: the original lies with the other application.");
  if (!row->can_take)
    return _ ("There is no answer to take over.");
  if (row->personal)
    return _ ("A paper about a person, given for one application; it is not taken unless you "
              "choose it.");
  if (row->to->scope == KAIJI_SCOPE_APPLICATION && !row->take)
    return _ ("Belongs to one application; it is not taken unless you choose it.");
  if (kaiji_transfer_row_replaces (row))
    return _ ("Takes the place of the answer that is here.");
  return kaiji_transfer_row_is_to_read (row)
             ? _ ("The wording changed: read whether the answer still fits.")
             : NULL;
}

static void
show_label (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text && *text);
}

static void
show_state (KaijiTransferLineView *self, const KaijiTransferRow *row)
{
  static const char *const classes[] = { "human-text", "warn-text", "dim-label", NULL };

  /* Compared are answers; that the prompt is the same goes without saying. */
  gtk_label_set_text (self->state, self->at_once && row->state == KAIJI_MATCH_SAME
                                       ? ""
                                       : kaiji_transfer_line_describe (self->line));
  for (guint i = 0; classes[i]; i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->state), classes[i]);
  gtk_widget_add_css_class (GTK_WIDGET (self->state),
                            row->state == KAIJI_MATCH_WORDING   ? "human-text"
                            : row->state == KAIJI_MATCH_DROPPED ? "warn-text"
                                                                : "dim-label");
}

/* A note that asks for care is coloured, the others are quiet. */
static void
show_note (KaijiTransferLineView *self, const KaijiTransferRow *row)
{
  gboolean care = row->take
                  && (kaiji_transfer_row_is_to_read (row) || row->proposed || row->personal
                      || kaiji_transfer_row_replaces (row));

  show_label (self->note, find_note (row, self->at_once));
  gtk_widget_remove_css_class (GTK_WIDGET (self->note), care ? "dim-label" : "human-text");
  gtk_widget_add_css_class (GTK_WIDGET (self->note), care ? "human-text" : "dim-label");
}

static void
show_answer (KaijiTransferLineView *self, const KaijiTransferRow *row)
{
  const char *text = row->text;

  if (!*text && row->n_citations > 0)
    text = _ ("(evidence)");
  if (row->can_take || row->state == KAIJI_MATCH_DROPPED)
    kaiji_diff_label_show (self->answer, kaiji_transfer_row_replaces (row) ? row->existing : "",
                           text);
  else
    kaiji_diff_label_show (self->answer, "", row->existing);
  gtk_widget_set_visible (GTK_WIDGET (self->answer), *gtk_label_get_text (self->answer) != '\0');
}

static void
show_button (KaijiTransferLineView *self)
{
  gboolean done = kaiji_transfer_line_is_done (self->line);
  g_autofree char *name = NULL;

  if (!self->button)
    return;
  gtk_button_set_label (GTK_BUTTON (self->button),
                        done ? _ ("Taken over") : C_ ("button", "Take Over"));
  gtk_widget_set_sensitive (self->button,
                            !done && kaiji_transfer_line_get_row (self->line)->can_take);
  name = g_strdup_printf ("%s: %s", gtk_button_get_label (GTK_BUTTON (self->button)),
                          kaiji_transfer_line_get_text (self->line));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
}

static void
update (KaijiTransferLineView *self)
{
  const KaijiTransferRow *row = kaiji_transfer_line_get_row (self->line);
  g_autofree char *place = describe_place (row->to ? row->to : row->from);
  g_autofree char *citations = NULL;

  show_label (self->place, place);
  show_state (self, row);
  if (row->n_citations > 0)
    citations = g_strdup_printf (ngettext ("%u citation", "%u citations", row->n_citations),
                                 row->n_citations);
  show_label (self->citations, citations);
  kaiji_diff_label_show (self->text, row->from && row->to ? row->from->text : "",
                         kaiji_transfer_line_get_text (self->line));
  show_answer (self, row);
  show_note (self, row);
  if (self->check)
    {
      g_autofree char *name =
          g_strdup_printf (_ ("Take over: %s"), kaiji_transfer_line_get_text (self->line));

      gtk_widget_set_sensitive (self->check, row->can_take);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      name, -1);
    }
  show_button (self);
}

static void
clicked_cb (KaijiTransferLineView *self)
{
  if (self->line)
    g_signal_emit_by_name (self->line, "take-over");
}

static GtkLabel *
add_label (GtkWidget *box, const char *css_class, gboolean wrap)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (css_class)
    gtk_widget_add_css_class (label, css_class);
  gtk_label_set_wrap (GTK_LABEL (label), wrap);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static GtkWidget *
new_column (int spacing)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, spacing);

  gtk_widget_set_hexpand (box, TRUE);
  gtk_widget_set_valign (box, GTK_ALIGN_START);
  return box;
}

/* What is asked at the left, what is answered beside it. */
static GtkWidget *
create_body (KaijiTransferLineView *self)
{
  GtkWidget *body = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  GtkWidget *asked = new_column (0);
  GtkWidget *answered = new_column (3);

  gtk_box_set_homogeneous (GTK_BOX (body), TRUE);
  gtk_widget_set_hexpand (body, TRUE);
  gtk_box_append (GTK_BOX (body), asked);
  gtk_box_append (GTK_BOX (body), answered);
  self->place = add_label (asked, "dim-label", FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->place), "small");
  gtk_label_set_ellipsize (self->place, PANGO_ELLIPSIZE_END);
  self->text = add_label (asked, NULL, TRUE);
  self->answer = add_label (answered, NULL, TRUE);
  gtk_label_set_ellipsize (self->answer, PANGO_ELLIPSIZE_END);
  gtk_label_set_lines (self->answer, MAX_LINES);
  self->note = add_label (answered, "small", TRUE);
  return body;
}

/* The state, and how many citations come along: of one width, so that the columns stand. */
static GtkWidget *
create_end (KaijiTransferLineView *self)
{
  GtkWidget *end = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_set_valign (end, GTK_ALIGN_START);
  self->state = add_label (end, "small", FALSE);
  self->citations = add_label (end, "dim-label", FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->citations), "small");
  gtk_label_set_width_chars (self->state, STATE_CHARS);
  return end;
}

static void
kaiji_transfer_line_view_dispose (GObject *object)
{
  KaijiTransferLineView *self = KAIJI_TRANSFER_LINE_VIEW (object);

  kaiji_transfer_line_view_set_line (self, NULL);
  g_clear_pointer (&self->grid, gtk_widget_unparent);
  G_OBJECT_CLASS (kaiji_transfer_line_view_parent_class)->dispose (object);
}

static void
kaiji_transfer_line_view_class_init (KaijiTransferLineViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kaiji_transfer_line_view_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "transfer-line");
}

static void
kaiji_transfer_line_view_init (KaijiTransferLineView *self)
{
}

/** kaiji_transfer_line_view_new: Returns: (transfer floating): a view of no line yet. */
GtkWidget *
kaiji_transfer_line_view_new (gboolean at_once)
{
  KaijiTransferLineView *self = g_object_new (KAIJI_TYPE_TRANSFER_LINE_VIEW, NULL);
  GtkWidget *body = create_body (self);

  self->at_once = at_once;
  self->grid = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  if (at_once)
    {
      self->button = gtk_button_new ();
      gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
      g_signal_connect_swapped (self->button, "clicked", G_CALLBACK (clicked_cb), self);
      gtk_box_append (GTK_BOX (self->grid), body);
      gtk_box_append (GTK_BOX (self->grid), create_end (self));
      gtk_box_append (GTK_BOX (self->grid), self->button);
    }
  else
    {
      self->check = gtk_check_button_new ();
      gtk_widget_set_valign (self->check, GTK_ALIGN_START);
      gtk_box_append (GTK_BOX (self->grid), self->check);
      gtk_box_append (GTK_BOX (self->grid), body);
      gtk_box_append (GTK_BOX (self->grid), create_end (self));
    }
  gtk_widget_set_parent (self->grid, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}

/** kaiji_transfer_line_view_set_line: what is shown. */
void
kaiji_transfer_line_view_set_line (KaijiTransferLineView *self, KaijiTransferLine *line)
{
  if (self->line)
    {
      g_clear_pointer (&self->binding, g_binding_unbind);
      g_signal_handlers_disconnect_by_data (self->line, self);
      g_clear_object (&self->line);
    }
  if (!line)
    return;
  self->line = g_object_ref (line);
  if (self->check)
    self->binding = g_object_bind_property (line, "take", self->check, "active",
                                            G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  g_signal_connect_swapped (line, "notify", G_CALLBACK (update), self);
  update (self);
}
