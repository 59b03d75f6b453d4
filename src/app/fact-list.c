/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Name, text, source: rows of one look for everything that is only read.
 *
 * 1. Rows are built in order; what is not built yet is built a few rows an idle turn.
 * 2. A row takes the keyboard and has all that it shows as its name. */
#include "app/fact-list.h"

#include <string.h>

#include "widgets/clamp.h"
#include "widgets/paragraph.h"
#include "widgets/pile.h"
#include "widgets/severity-icon.h"
#include "widgets/verified-mark.h"

#define WIDTH 1080
#define NAMES 156
#define NAMES_COMPACT 90
#define SOURCES 168
#define ROWS_AT_ONCE 8
#define ROWS_A_TURN 1

struct _KaijiFactList
{
  GtkWidget parent_instance;

  GtkWidget *scroller;
  GtkListBox *list;
  GPtrArray *facts; /* KaijiFact */
  guint built;
  guint idle;
  gboolean compact;
};

G_DEFINE_FINAL_TYPE (KaijiFactList, kaiji_fact_list, GTK_TYPE_WIDGET)

/** kaiji_fact_new: Returns: (transfer full): a fact that says @text of @name */
KaijiFact *
kaiji_fact_new (const char *name, const char *text)
{
  KaijiFact *fact = g_new0 (KaijiFact, 1);

  fact->name = g_strdup (name);
  fact->text = g_strdup (text);
  fact->mark = -1;
  fact->verified = -1;
  return fact;
}

/** kaiji_fact_new_heading: Returns: (transfer full): a heading */
KaijiFact *
kaiji_fact_new_heading (const char *name)
{
  KaijiFact *fact = kaiji_fact_new (name, NULL);

  fact->heading = TRUE;
  return fact;
}

/** kaiji_fact_free: frees @fact. */
void
kaiji_fact_free (KaijiFact *fact)
{
  g_free (fact->id);
  g_free (fact->name);
  g_free (fact->text);
  g_free (fact->detail);
  g_free (fact->source);
  g_free (fact->button);
  g_free (fact->action);
  g_free (fact);
}

/** kaiji_fact_add_detail: adds a line of detail; nothing when @text is empty. */
void
kaiji_fact_add_detail (KaijiFact *fact, const char *text)
{
  char *joined;

  if (!text || !*text)
    return;
  joined = fact->detail ? g_strconcat (fact->detail, "\n", text, NULL) : g_strdup (text);
  g_free (fact->detail);
  fact->detail = joined;
}

/** kaiji_fact_array_new: Returns: (transfer full) (element-type KaijiFact): no facts yet */
GPtrArray *
kaiji_fact_array_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) kaiji_fact_free);
}

/** kaiji_fact_array_add: Returns: (transfer none): the fact that was added */
KaijiFact *
kaiji_fact_array_add (GPtrArray *facts, const char *name, const char *text, const char *source)
{
  KaijiFact *fact = kaiji_fact_new (name, text);

  if (source && *source)
    fact->source = g_strdup (source);
  g_ptr_array_add (facts, fact);
  return fact;
}

static GtkWidget *
create_label (const char *text, const char *css)
{
  GtkWidget *label = kaiji_paragraph_new (text);

  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_widget_set_hexpand (label, TRUE);
  if (css)
    gtk_widget_add_css_class (label, css);
  return label;
}

/* Of fixed width, whatever its text. */
static GtkWidget *
create_column (GtkWidget *pile, int width)
{
  GtkWidget *column = kaiji_clamp_new (width, pile);

  gtk_widget_set_size_request (column, width, -1);
  gtk_widget_set_valign (column, GTK_ALIGN_START);
  gtk_widget_set_hexpand (column, FALSE);
  return column;
}

static void
append_text (GtkWidget *column, const KaijiFact *fact)
{
  GtkWidget *text = create_label (fact->text ? fact->text : "", fact->missing ? "dim-label" : NULL);

  if (fact->mark >= 0)
    {
      GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
      GtkWidget *icon = kaiji_mark_icon_new ((KaijiMarkKind) fact->mark);

      gtk_widget_set_valign (icon, GTK_ALIGN_START);
      gtk_widget_set_margin_top (icon, 2);
      gtk_box_append (GTK_BOX (line), icon);
      gtk_box_append (GTK_BOX (line), text);
      text = line;
    }
  kaiji_pile_append (KAIJI_PILE (column), text);
  if (fact->detail)
    kaiji_pile_append (KAIJI_PILE (column), create_label (fact->detail, "fact-detail"));
}

/* Whether the source has the word for how sure it is in itself. */
static gboolean
says_so (const KaijiFact *fact)
{
  return fact->source
         && strstr (fact->source, kaiji_verified_get_word ((KaijiVerified) fact->verified));
}

static void
append_origin (GtkWidget *column, const KaijiFact *fact, gboolean compact)
{
  if (fact->source)
    {
      GtkWidget *source = create_label (fact->source, "fact-source");
      if (!compact)
        gtk_label_set_xalign (GTK_LABEL (source), 1);
      gtk_label_set_justify (GTK_LABEL (source), compact ? GTK_JUSTIFY_LEFT : GTK_JUSTIFY_RIGHT);
      kaiji_pile_append (KAIJI_PILE (column), source);
    }
  if (fact->verified >= 0 && !says_so (fact))
    {
      GtkWidget *mark = kaiji_verified_mark_new ((KaijiVerified) fact->verified);
      gtk_widget_set_halign (mark, compact ? GTK_ALIGN_START : GTK_ALIGN_END);
      kaiji_pile_append (KAIJI_PILE (column), mark);
    }
  if (fact->button)
    {
      GtkWidget *button = gtk_button_new_with_label (fact->button);
      g_autofree char *name = g_strdup_printf ("%s: %s", fact->name, fact->button);
      gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), fact->action);
      gtk_widget_set_halign (button, compact ? GTK_ALIGN_START : GTK_ALIGN_END);
      gtk_widget_add_css_class (button, "link");
      gtk_widget_add_css_class (button, "fact-button");
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                      -1);
      kaiji_pile_append (KAIJI_PILE (column), button);
    }
}

static void
name_row (GtkWidget *row, const KaijiFact *fact)
{
  g_autoptr (GString) name = g_string_new (fact->name);

  if (fact->mark >= 0)
    g_string_append_printf (name, ", %s", kaiji_mark_get_word ((KaijiMarkKind) fact->mark));
  if (fact->text)
    g_string_append_printf (name, ", %s", fact->text);
  if (fact->detail)
    g_string_append_printf (name, ", %s", fact->detail);
  if (fact->source)
    g_string_append_printf (name, ", %s", fact->source);
  if (fact->verified >= 0 && !says_so (fact))
    g_string_append_printf (name, ", %s", kaiji_verified_get_word ((KaijiVerified) fact->verified));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name->str,
                                  -1);
}

static GtkWidget *
create_row (KaijiFactList *self, const KaijiFact *fact)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *names, *texts, *origin;

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line);
  name_row (row, fact);
  if (fact->heading)
    {
      gtk_widget_add_css_class (row, "fact-heading");
      gtk_widget_set_focusable (row, FALSE);
      gtk_box_append (GTK_BOX (line), create_label (fact->name, NULL));
      return row;
    }
  gtk_widget_add_css_class (row, "fact");
  names = kaiji_pile_new (2);
  kaiji_pile_append (KAIJI_PILE (names), create_label (fact->name, "fact-name"));
  gtk_box_append (GTK_BOX (line), create_column (names, self->compact ? NAMES_COMPACT : NAMES));
  texts = kaiji_pile_new (2);
  append_text (texts, fact);
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_valign (texts, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (line), texts);
  if (self->compact)
    {
      append_origin (texts, fact, TRUE);
      return row;
    }
  origin = kaiji_pile_new (2);
  append_origin (origin, fact, FALSE);
  gtk_box_append (GTK_BOX (line), create_column (origin, SOURCES));
  return row;
}

static void
build_some (KaijiFactList *self, guint n)
{
  for (; n > 0 && self->built < self->facts->len; n--, self->built++)
    gtk_list_box_append (self->list,
                         create_row (self, g_ptr_array_index (self->facts, self->built)));
}

static gboolean
build_cb (gpointer user_data)
{
  KaijiFactList *self = user_data;

  build_some (self, ROWS_A_TURN);
  if (self->built < self->facts->len)
    return G_SOURCE_CONTINUE;
  self->idle = 0;
  return G_SOURCE_REMOVE;
}

static void
clear (KaijiFactList *self)
{
  GtkListBoxRow *row;

  g_clear_handle_id (&self->idle, g_source_remove);
  while ((row = gtk_list_box_get_row_at_index (self->list, 0)))
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  self->built = 0;
}

/**
 * kaiji_fact_list_show:
 * @self: a list
 * @facts: (transfer full) (element-type KaijiFact): what it shows from now on, from its beginning
 */
void
kaiji_fact_list_show (KaijiFactList *self, GPtrArray *facts)
{
  clear (self);
  g_ptr_array_unref (self->facts);
  self->facts = facts;
  gtk_adjustment_set_value (
      gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)), 0);
  build_some (self, ROWS_AT_ONCE);
  if (self->built < facts->len)
    self->idle = g_idle_add (build_cb, self);
}

/** kaiji_fact_list_reveal: puts the keyboard to the fact with @id, if there is one. */
void
kaiji_fact_list_reveal (KaijiFactList *self, const char *id)
{
  for (guint i = 0; i < self->facts->len; i++)
    {
      KaijiFact *fact = g_ptr_array_index (self->facts, i);
      if (g_strcmp0 (fact->id, id) != 0)
        continue;
      while (self->built <= i)
        build_some (self, 1);
      gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, (int) i)));
      return;
    }
}

/** kaiji_fact_list_get_n_facts: Returns: number of facts, headings included */
guint
kaiji_fact_list_get_n_facts (KaijiFactList *self)
{
  return self->facts->len;
}

static void
kaiji_fact_list_dispose (GObject *object)
{
  KaijiFactList *self = KAIJI_FACT_LIST (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  G_OBJECT_CLASS (kaiji_fact_list_parent_class)->dispose (object);
}

static void
kaiji_fact_list_finalize (GObject *object)
{
  g_ptr_array_unref (KAIJI_FACT_LIST (object)->facts);
  G_OBJECT_CLASS (kaiji_fact_list_parent_class)->finalize (object);
}

static void
kaiji_fact_list_class_init (KaijiFactListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kaiji_fact_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = kaiji_fact_list_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "factlist");
}

static void
kaiji_fact_list_init (KaijiFactList *self)
{
  GtkWidget *clamp;

  self->facts = kaiji_fact_array_new ();
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_widget_set_vexpand (self->scroller, TRUE);
  gtk_widget_set_hexpand (self->scroller, TRUE);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  clamp = kaiji_clamp_new (WIDTH, GTK_WIDGET (self->list));
  gtk_widget_set_halign (clamp, GTK_ALIGN_START);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), clamp);
}

/**
 * kaiji_fact_list_new:
 * @label: accessible name
 * @compact: two columns
 *
 * Returns: (transfer floating): a list without facts
 */
GtkWidget *
kaiji_fact_list_new (const char *label, gboolean compact)
{
  KaijiFactList *self = g_object_new (KAIJI_TYPE_FACT_LIST, NULL);

  self->compact = compact;
  if (compact)
    gtk_widget_add_css_class (GTK_WIDGET (self), "compact");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  return GTK_WIDGET (self);
}
