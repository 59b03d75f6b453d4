/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of a table field.
 *
 * 1. `rows` is what the text says; each cell is an editor of its own, so that dates and choices
 *    look as elsewhere.
 * 2. A row that was just added and holds nothing is an edit like any other: it can be undone.
 * 3. Few columns stand in one line below a head; many stand in lines of two with a label each. */
#include "widgets/table-editor.h"

#include <glib/gi18n-lib.h>

#include "scheme/table.h"
#include "widgets/choice-list.h"
#include "widgets/date-entry.h"
#include "widgets/line-entry.h"
#include "widgets/text-box.h"
#include "widgets/tooltip.h"
#include "widgets/wrap-box.h"

#define COLUMNS_IN_ONE_LINE 2
#define COLUMNS_A_LINE 2

typedef struct
{
  GtkWidget *box;
  GPtrArray *cells; /* of KaijiEditor, unowned */
} Line;

struct _KaijiTableEditor
{
  KaijiEditor parent_instance;

  GPtrArray *columns; /* of KaijiColumn, of the scheme */
  char **keys;
  KaijiDate today;
  GPtrArray *rows; /* of GHashTable; NULL: the text is no table */
  GPtrArray *lines;
  GtkWidget *box;
  GtkWidget *raw;
  GtkWidget *add;
};

G_DEFINE_FINAL_TYPE (KaijiTableEditor, kaiji_table_editor, KAIJI_TYPE_EDITOR)

static void
line_free (Line *line)
{
  g_ptr_array_unref (line->cells);
  g_free (line);
}

static void
take_rows (KaijiTableEditor *self, gboolean discrete)
{
  kaiji_editor_take_edit (KAIJI_EDITOR (self),
                          kaiji_table_print (self->rows, (const char *const *) self->keys),
                          discrete);
}

static void
cell_edited_cb (KaijiEditor *cell, gboolean discrete, KaijiTableEditor *self)
{
  for (guint i = 0; i < self->lines->len; i++)
    {
      Line *line = self->lines->pdata[i];
      guint column;

      if (!g_ptr_array_find (line->cells, cell, &column))
        continue;
      g_hash_table_insert (self->rows->pdata[i], g_strdup (self->keys[column]),
                           g_strdup (kaiji_editor_get_text (cell)));
      take_rows (self, discrete);
      return;
    }
}

static void
remove_cb (GtkButton *button, KaijiTableEditor *self)
{
  GtkWidget *box = gtk_widget_get_parent (gtk_widget_get_parent (GTK_WIDGET (button)));

  for (guint i = 0; i < self->lines->len; i++)
    if (((Line *) self->lines->pdata[i])->box == box)
      {
        kaiji_table_editor_remove_row (self, i);
        return;
      }
}

static GtkWidget *
create_cell (KaijiTableEditor *self, const KaijiColumn *column, guint row)
{
  g_autofree char *name = NULL;
  GtkWidget *cell;

  if (column->kind == KAIJI_KIND_CHOICE && column->options != NULL)
    {
      cell = kaiji_choice_list_new ((const char *const *) column->options);
      kaiji_choice_list_set_compact (KAIJI_CHOICE_LIST (cell));
    }
  else if (column->kind == KAIJI_KIND_DATE)
    {
      cell = kaiji_date_entry_new (self->today);
      kaiji_date_entry_set_compact (KAIJI_DATE_ENTRY (cell));
    }
  else
    cell = kaiji_line_entry_new (GTK_INPUT_PURPOSE_FREE_FORM, 0);
  /* Translators: name of a cell of a table: column, number of the row */
  name = g_strdup_printf (_ ("%s, row %u"), column->label, row + 1);
  kaiji_editor_set_name (KAIJI_EDITOR (cell), name);
  gtk_widget_set_hexpand (cell, TRUE);
  return cell;
}

static void
add_line (KaijiTableEditor *self, guint row)
{
  guint n = self->columns->len;
  guint a_line = n <= COLUMNS_IN_ONE_LINE ? n : COLUMNS_A_LINE;
  Line *line = g_new0 (Line, 1);
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *remove = gtk_button_new_from_icon_name ("list-remove-symbolic");
  GtkWidget *end = kaiji_wrap_box_new (0, 0, GTK_ACCESSIBLE_ROLE_GROUP);
  g_autofree char *name = g_strdup_printf (_ ("Remove row %u"), row + 1);

  line->cells = g_ptr_array_new ();
  line->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_add_css_class (line->box, "table-row");
  if (n > COLUMNS_IN_ONE_LINE)
    gtk_widget_add_css_class (line->box, "many");
  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 6);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 3);
  gtk_widget_set_hexpand (grid, TRUE);
  for (guint i = 0; i < n; i++)
    {
      const KaijiColumn *column = self->columns->pdata[i];
      GtkWidget *cell = create_cell (self, column, row);

      if (row == 0 || n > COLUMNS_IN_ONE_LINE)
        {
          GtkWidget *label = gtk_label_new (column->label);

          gtk_label_set_xalign (GTK_LABEL (label), 0);
          gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
          gtk_widget_add_css_class (label, "table-head");
          gtk_grid_attach (GTK_GRID (grid), label, i % a_line, i / a_line * 2, 1, 1);
        }
      gtk_grid_attach (GTK_GRID (grid), cell, i % a_line, i / a_line * 2 + 1, 1, 1);
      g_ptr_array_add (line->cells, cell);
      kaiji_editor_set_text (KAIJI_EDITOR (cell),
                             g_hash_table_lookup (self->rows->pdata[row], column->key));
      kaiji_editor_set_read_only (KAIJI_EDITOR (cell),
                                  kaiji_editor_get_read_only (KAIJI_EDITOR (self)));
      kaiji_editor_watch_inner (KAIJI_EDITOR (self), KAIJI_EDITOR (cell));
      g_signal_connect_object (cell, "edited", G_CALLBACK (cell_edited_cb), self, 0);
    }
  kaiji_tooltip_set (remove, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (remove), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_valign (end, GTK_ALIGN_END);
  gtk_widget_set_visible (remove, !kaiji_editor_get_read_only (KAIJI_EDITOR (self)));
  g_signal_connect_object (remove, "clicked", G_CALLBACK (remove_cb), self, 0);
  gtk_box_append (GTK_BOX (line->box), grid);
  /* Not into the box itself: GtkBox would line it up with the baseline of the grid's first row. */
  kaiji_wrap_box_append (KAIJI_WRAP_BOX (end), remove);
  gtk_box_append (GTK_BOX (line->box), end);
  gtk_box_append (GTK_BOX (self->box), line->box);
  g_ptr_array_add (self->lines, line);
}

static void
clear_lines (KaijiTableEditor *self)
{
  for (guint i = 0; i < self->lines->len; i++)
    gtk_box_remove (GTK_BOX (self->box), ((Line *) self->lines->pdata[i])->box);
  g_ptr_array_set_size (self->lines, 0);
}

static void
show_cells (KaijiTableEditor *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      Line *line = self->lines->pdata[i];

      for (guint c = 0; c < line->cells->len; c++)
        kaiji_editor_set_text (line->cells->pdata[c],
                               g_hash_table_lookup (self->rows->pdata[i], self->keys[c]));
    }
}

static void
show_rows (KaijiTableEditor *self)
{
  gboolean is_table = self->rows != NULL;

  gtk_widget_set_visible (self->raw, !is_table);
  gtk_widget_set_visible (self->box, is_table);
  gtk_widget_set_visible (self->add, is_table && !kaiji_editor_get_read_only (KAIJI_EDITOR (self)));
  if (is_table && self->rows->len == self->lines->len)
    {
      show_cells (self);
      return;
    }
  clear_lines (self);
  if (is_table)
    for (guint i = 0; i < self->rows->len; i++)
      add_line (self, i);
}

static void
raw_edited_cb (KaijiEditor *raw, gboolean discrete, KaijiTableEditor *self)
{
  kaiji_editor_take_edit (KAIJI_EDITOR (self), g_strdup (kaiji_editor_get_text (raw)), discrete);
}

static void
kaiji_table_editor_show_text (KaijiEditor *editor, const char *text)
{
  KaijiTableEditor *self = KAIJI_TABLE_EDITOR (editor);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  self->rows = kaiji_table_parse (text);
  kaiji_editor_set_text (KAIJI_EDITOR (self->raw), self->rows == NULL ? text : "");
  show_rows (self);
}

/**
 * kaiji_table_editor_add_row:
 * @self: a table editor
 *
 * Adds an empty row as the user does and puts the focus into it.
 */
void
kaiji_table_editor_add_row (KaijiTableEditor *self)
{
  Line *line;

  if (self->rows == NULL || kaiji_editor_get_read_only (KAIJI_EDITOR (self)))
    return;
  g_ptr_array_add (self->rows, kaiji_table_row_new ());
  show_rows (self);
  take_rows (self, TRUE);
  line = self->lines->pdata[self->lines->len - 1];
  gtk_widget_grab_focus (line->cells->pdata[0]);
}

/**
 * kaiji_table_editor_remove_row:
 * @self: a table editor
 * @row: which one, from 0
 *
 * Removes a row as the user does.
 */
void
kaiji_table_editor_remove_row (KaijiTableEditor *self, guint row)
{
  g_return_if_fail (self->rows != NULL && row < self->rows->len);
  if (kaiji_editor_get_read_only (KAIJI_EDITOR (self)))
    return;
  gtk_widget_grab_focus (self->add);
  g_ptr_array_remove_index (self->rows, row);
  show_rows (self);
  take_rows (self, TRUE);
}

static void
kaiji_table_editor_show_read_only (KaijiEditor *editor, gboolean read_only)
{
  KaijiTableEditor *self = KAIJI_TABLE_EDITOR (editor);

  kaiji_editor_set_read_only (KAIJI_EDITOR (self->raw), read_only);
  clear_lines (self);
  show_rows (self);
}

static GtkWidget *
kaiji_table_editor_get_main_widget (KaijiEditor *editor)
{
  return KAIJI_TABLE_EDITOR (editor)->box;
}

static GtkWidget *
kaiji_table_editor_get_focus_widget (KaijiEditor *editor)
{
  KaijiTableEditor *self = KAIJI_TABLE_EDITOR (editor);

  if (self->rows == NULL)
    return self->raw;
  if (self->lines->len > 0)
    return ((Line *) self->lines->pdata[0])->cells->pdata[0];
  return self->add;
}

static void
kaiji_table_editor_finalize (GObject *object)
{
  KaijiTableEditor *self = KAIJI_TABLE_EDITOR (object);

  g_clear_pointer (&self->columns, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_strfreev (self->keys);
  G_OBJECT_CLASS (kaiji_table_editor_parent_class)->finalize (object);
}

static void
kaiji_table_editor_class_init (KaijiTableEditorClass *klass)
{
  KaijiEditorClass *editor_class = KAIJI_EDITOR_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = kaiji_table_editor_finalize;
  editor_class->show_text = kaiji_table_editor_show_text;
  editor_class->show_read_only = kaiji_table_editor_show_read_only;
  editor_class->get_main_widget = kaiji_table_editor_get_main_widget;
  editor_class->get_focus_widget = kaiji_table_editor_get_focus_widget;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static void
kaiji_table_editor_init (KaijiTableEditor *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (widget);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
  self->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) line_free);
  self->rows = kaiji_table_parse (NULL);
  self->box = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 6,
                            "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);
  gtk_widget_set_parent (self->box, widget);
  self->raw = kaiji_text_box_new (0);
  gtk_widget_set_visible (self->raw, FALSE);
  gtk_widget_set_parent (self->raw, widget);
  kaiji_editor_watch_inner (KAIJI_EDITOR (self), KAIJI_EDITOR (self->raw));
  g_signal_connect_object (self->raw, "edited", G_CALLBACK (raw_edited_cb), self, 0);
  self->add = gtk_button_new_with_label (_ ("Add row"));
  gtk_widget_set_halign (self->add, GTK_ALIGN_START);
  gtk_widget_set_parent (self->add, widget);
  g_signal_connect_object (self->add, "clicked", G_CALLBACK (kaiji_table_editor_add_row), self,
                           G_CONNECT_SWAPPED);
}

/**
 * kaiji_table_editor_new:
 * @columns: (element-type KaijiColumn): columns of the field, of a scheme that outlives the widget
 * @today: the day that an empty calendar opens at
 *
 * Returns: (transfer floating): a table without rows
 */
GtkWidget *
kaiji_table_editor_new (GPtrArray *columns, KaijiDate today)
{
  KaijiTableEditor *self = g_object_new (KAIJI_TYPE_TABLE_EDITOR, NULL);
  g_autoptr (GStrvBuilder) keys = g_strv_builder_new ();

  self->columns = g_ptr_array_ref (columns);
  self->today = today;
  for (guint i = 0; i < columns->len; i++)
    g_strv_builder_add (keys, ((const KaijiColumn *) columns->pdata[i])->key);
  self->keys = g_strv_builder_end (keys);
  return GTK_WIDGET (self);
}

/** kaiji_table_editor_get_n_rows: Returns: number of rows */
guint
kaiji_table_editor_get_n_rows (KaijiTableEditor *self)
{
  return self->rows != NULL ? self->rows->len : 0;
}

/** kaiji_table_editor_get_cell: Returns: (transfer none): the control of one cell, from 0, 0 */
KaijiEditor *
kaiji_table_editor_get_cell (KaijiTableEditor *self, guint row, guint column)
{
  g_return_val_if_fail (row < self->lines->len && column < self->columns->len, NULL);
  return ((Line *) self->lines->pdata[row])->cells->pdata[column];
}
