/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of one section.
 *
 * 1. Rows are built in the order of the form; rows[i] is the row of items[i] as soon as
 *    i < rows->len.
 * 2. The first rows at once, then a few in each idle turn, so that nothing blocks.
 * 3. A filter hides rows, it never takes them away; a heading is shown with its first row. */
#include "app/section-view.h"

#include <string.h>

#include "core/text.h"
#include "widgets/pile.h"

#define REST_AFTER_MS 300
#define ROWS_AT_ONCE 4
#define ROWS_A_TURN 1

struct _KaijiSectionView
{
  GtkWidget parent_instance;

  KaijiSession *session;
  KaijiSection *section;
  GPtrArray *rows;     /* of KaijiFormRow, unowned */
  GPtrArray *headings; /* of GtkWidget, nullable, before the row; unowned */
  KaijiFormFilter filter;
  char *words; /* folded */
  char *current;
  guint idle;
};

G_DEFINE_FINAL_TYPE (KaijiSectionView, kaiji_section_view, GTK_TYPE_WIDGET)

static gboolean
is_current (KaijiSectionView *self, KaijiItem *item)
{
  if (self->current == NULL)
    return FALSE;
  if (g_str_equal (item->id, self->current))
    return TRUE;
  for (guint i = 0; i < item->prompts->len; i++)
    if (g_str_equal (((KaijiPrompt *) item->prompts->pdata[i])->id, self->current))
      return TRUE;
  return FALSE;
}

static GtkWidget *
create_heading (const char *category)
{
  GtkWidget *label =
      g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING, NULL);

  gtk_label_set_text (GTK_LABEL (label), category);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "category");
  return label;
}

static gboolean
starts_category (KaijiSectionView *self, guint i)
{
  KaijiItem *item = self->section->items->pdata[i];
  const char *before = i > 0 ? ((KaijiItem *) self->section->items->pdata[i - 1])->category : "";

  return *item->category != '\0' && !g_str_equal (item->category, before);
}

static void
build_next (KaijiSectionView *self)
{
  guint i = self->rows->len;
  KaijiItem *item = self->section->items->pdata[i];
  GtkWidget *heading = NULL;
  GtkWidget *row;

  if (starts_category (self, i))
    {
      heading = create_heading (item->category);
      gtk_widget_set_parent (heading, GTK_WIDGET (self));
    }
  row = kaiji_form_row_new (self->session, item);
  gtk_widget_set_parent (row, GTK_WIDGET (self));
  g_ptr_array_add (self->headings, heading);
  g_ptr_array_add (self->rows, row);
  kaiji_form_row_set_current (KAIJI_FORM_ROW (row), is_current (self, item));
  kaiji_form_row_set_wanted (
      KAIJI_FORM_ROW (row),
      kaiji_form_row_matches (KAIJI_FORM_ROW (row), self->filter, self->words));
}

static void
update_headings (KaijiSectionView *self)
{
  GtkWidget *heading = NULL;
  GtkWidget *first = NULL;
  gboolean any = FALSE;

  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = self->rows->pdata[i];

      if (self->headings->pdata[i] != NULL)
        {
          if (heading != NULL)
            gtk_widget_set_visible (heading, any);
          heading = self->headings->pdata[i];
          any = FALSE;
          first = NULL;
        }
      any = any || gtk_widget_get_visible (row);
      /* No line between a heading and its first row. */
      if (first == NULL && gtk_widget_get_visible (row))
        {
          first = row;
          gtk_widget_add_css_class (row, "first");
        }
      else
        gtk_widget_remove_css_class (row, "first");
    }
  if (heading != NULL)
    gtk_widget_set_visible (heading, any);
}

static gboolean
build_cb (gpointer user_data)
{
  KaijiSectionView *self = user_data;

  for (guint i = 0; i < ROWS_A_TURN && self->rows->len < self->section->items->len; i++)
    build_next (self);
  update_headings (self);
  if (self->rows->len < self->section->items->len)
    return G_SOURCE_CONTINUE;
  self->idle = 0;
  return G_SOURCE_REMOVE;
}

/* The rows that are seen stand on the screen by now, and the page beside them. */
static gboolean
build_rest_cb (gpointer user_data)
{
  KaijiSectionView *self = user_data;

  self->idle = g_idle_add (build_cb, self);
  return G_SOURCE_REMOVE;
}

/**
 * kaiji_section_view_build_all:
 * @self: a section
 *
 * Builds at once what is not built yet.
 */
void
kaiji_section_view_build_all (KaijiSectionView *self)
{
  g_clear_handle_id (&self->idle, g_source_remove);
  while (self->rows->len < self->section->items->len)
    build_next (self);
  update_headings (self);
}

/** kaiji_section_view_get_section: Returns: (transfer none): the section */
KaijiSection *
kaiji_section_view_get_section (KaijiSectionView *self)
{
  return self->section;
}

/**
 * kaiji_section_view_find_row:
 * @self: a section
 * @item: one of its items
 *
 * Returns: (transfer none) (nullable): its row, built if need be
 */
KaijiFormRow *
kaiji_section_view_find_row (KaijiSectionView *self, KaijiItem *item)
{
  guint i;

  if (!g_ptr_array_find (self->section->items, item, &i))
    return NULL;
  while (self->rows->len <= i)
    build_next (self);
  update_headings (self);
  return self->rows->pdata[i];
}

/**
 * kaiji_section_view_find_row_of:
 * @self: a section
 * @target: id of an item or a prompt
 *
 * Returns: (transfer none) (nullable): its row, if it is built and in this section
 */
KaijiFormRow *
kaiji_section_view_find_row_of (KaijiSectionView *self, const char *target)
{
  KaijiScheme *scheme = kaiji_session_get_scheme (self->session);
  const char *suffix = NULL;
  KaijiPrompt *prompt = kaiji_scheme_resolve (scheme, target, &suffix);
  KaijiItem *item = prompt != NULL ? prompt->item : kaiji_scheme_lookup_item (scheme, target);
  guint i;

  if (item == NULL || !g_ptr_array_find (self->section->items, item, &i) || i >= self->rows->len)
    return NULL;
  return self->rows->pdata[i];
}

static void
apply_filter (KaijiSectionView *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      KaijiFormRow *row = self->rows->pdata[i];

      kaiji_form_row_set_wanted (row, kaiji_form_row_matches (row, self->filter, self->words));
    }
  update_headings (self);
}

/**
 * kaiji_section_view_set_filter:
 * @self: a section
 * @filter: which items are wanted
 * @words: (nullable): words that are searched for
 */
void
kaiji_section_view_set_filter (KaijiSectionView *self, KaijiFormFilter filter, const char *words)
{
  g_free (self->words);
  self->words = words != NULL && *words != '\0' ? kaiji_text_fold (words) : NULL;
  self->filter = filter;
  apply_filter (self);
}

/** kaiji_section_view_get_n_shown: Returns: number of items that filter and rules let through */
guint
kaiji_section_view_get_n_shown (KaijiSectionView *self)
{
  guint n = 0;

  for (guint i = 0; i < self->rows->len; i++)
    n += gtk_widget_get_visible (self->rows->pdata[i]) ? 1 : 0;
  return n;
}

/**
 * kaiji_section_view_case_changed:
 * @self: a section
 * @kind: what changed, as in KaijiCaseSource::changed
 * @key: its key
 * @target: what it touches
 *
 * Refreshes the row that it concerns.
 */
void
kaiji_section_view_case_changed (KaijiSectionView *self,
                                 KaijiEditKind kind,
                                 const char *key,
                                 const char *target)
{
  KaijiFormRow *row;

  if (kind == KAIJI_EDIT_EVIDENCE)
    {
      for (guint i = 0; i < self->rows->len; i++)
        kaiji_form_row_refresh_citations (self->rows->pdata[i]);
      return;
    }
  row = kaiji_section_view_find_row_of (self, target != NULL && *target != '\0' ? target : key);
  if (row == NULL)
    return;
  if (kind == KAIJI_EDIT_ANSWER)
    kaiji_form_row_refresh_answer (row, key);
  /* A person's wording of the attachments stands with the citations. */
  if (kind == KAIJI_EDIT_CITATION || strstr (key, ".attachment") != NULL)
    kaiji_form_row_refresh_citations (row);
}

/**
 * kaiji_section_view_update_findings:
 * @self: a section
 *
 * Shows what the rules say now. A row that the filter no longer wants stays until the filter is
 * set again: nothing vanishes under the hands.
 */
void
kaiji_section_view_update_findings (KaijiSectionView *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    kaiji_form_row_update_findings (self->rows->pdata[i]);
  update_headings (self);
}

/** kaiji_section_view_refresh: shows all of what the case and the rules say now. */
void
kaiji_section_view_refresh (KaijiSectionView *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    kaiji_form_row_refresh (self->rows->pdata[i]);
  update_headings (self);
}

/**
 * kaiji_section_view_set_current:
 * @self: a section
 * @target: (nullable): the prompt that a citation would go to
 */
void
kaiji_section_view_set_current (KaijiSectionView *self, const char *target)
{
  g_free (self->current);
  self->current = g_strdup (target);
  for (guint i = 0; i < self->rows->len; i++)
    kaiji_form_row_set_current (self->rows->pdata[i],
                                is_current (self, self->section->items->pdata[i]));
}

/** kaiji_section_view_commit: commits now what was typed and is not committed yet. */
void
kaiji_section_view_commit (KaijiSectionView *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    kaiji_form_row_commit (self->rows->pdata[i]);
}

static void
kaiji_section_view_dispose (GObject *object)
{
  KaijiSectionView *self = KAIJI_SECTION_VIEW (object);
  GtkWidget *child;

  g_clear_handle_id (&self->idle, g_source_remove);
  g_ptr_array_set_size (self->rows, 0);
  g_ptr_array_set_size (self->headings, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (kaiji_section_view_parent_class)->dispose (object);
}

static void
kaiji_section_view_finalize (GObject *object)
{
  KaijiSectionView *self = KAIJI_SECTION_VIEW (object);

  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->headings);
  g_free (self->words);
  g_free (self->current);
  G_OBJECT_CLASS (kaiji_section_view_parent_class)->finalize (object);
}

static void
kaiji_section_view_class_init (KaijiSectionViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kaiji_section_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = kaiji_section_view_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, KAIJI_TYPE_PILE_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "sectionview");
}

static void
kaiji_section_view_init (KaijiSectionView *self)
{
  self->rows = g_ptr_array_new ();
  self->headings = g_ptr_array_new ();
}

/**
 * kaiji_section_view_new:
 * @session: the session
 * @section: a section of its scheme
 *
 * Returns: (transfer floating): the section with its first rows
 */
GtkWidget *
kaiji_section_view_new (KaijiSession *session, KaijiSection *section)
{
  KaijiSectionView *self = g_object_new (KAIJI_TYPE_SECTION_VIEW, NULL);

  self->session = g_object_ref (session);
  self->section = section;
  self->current = g_strdup (kaiji_session_get_current_target (session));
  if (section->form_a)
    gtk_widget_add_css_class (GTK_WIDGET (self), "form-a");
  while (self->rows->len < MIN (ROWS_AT_ONCE, section->items->len))
    build_next (self);
  update_headings (self);
  if (self->rows->len < section->items->len)
    self->idle = g_timeout_add_full (G_PRIORITY_LOW, REST_AFTER_MS, build_rest_cb, self, NULL);
  return GTK_WIDGET (self);
}
