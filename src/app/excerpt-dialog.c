/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Making an excerpt: read in a thread, chosen here, written in a thread.
 *
 * Invariants:
 * 1. The list is what would be written: it is made anew with each change, by the same function.
 * 2. One thread at most works for the dialog; closing it, or Cancel, ends that. */

#include "app/excerpt-dialog.h"

#include <glib/gi18n-lib.h>

#include "widgets/dialogs.h"
#include "widgets/paragraph.h"
#include "widgets/style.h"

#define POLL_MS 80

typedef enum
{
  PAGE_NUMBER,
  PAGE_SHEET,
  PAGE_REASON,
  N_COLUMNS
} Column;

struct _KaijiExcerptDialog
{
  GtkWindow parent_instance;

  KaijiExcerpt *excerpt;
  KaijiExcerptPlan *plan; /* (nullable): what is chosen makes no excerpt */
  GCancellable *working;  /* (nullable) */
  gboolean ready;
  gboolean done;
  guint poll_source;
  int permille; /* atomic */
  GtkStringList *rows;

  GtkStack *stack;
  GtkWidget *close_button;
  GtkWidget *save_button;
  GtkLabel *busy_label;
  GtkProgressBar *progress_bar;
  GtkLabel *error_label;
  GtkLabel *name_label;
  GtkSpinButton *front_spin;
  GtkSpinButton *around_spin;
  GtkEditable *contents_entry;
  GtkLabel *contents_note;
  GtkEditable *pages_entry;
  GtkLabel *note_label;
  GtkLabel *summary_label;
  GtkListView *list;
};

G_DEFINE_FINAL_TYPE (KaijiExcerptDialog, kaiji_excerpt_dialog, GTK_TYPE_WINDOW)

/* ---- the list ---- */

static char *
dup_reasons (guint reasons)
{
  static const char *const words[] = { N_ ("cover"), N_ ("contents"), N_ ("cited"),
                                       N_ ("beside a cited page"), N_ ("other page") };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (reasons & 1u << i)
      g_string_append_printf (text, "%s%s", text->len > 0 ? _ (", ") : "", _ (words[i]));
  return g_string_free (text, FALSE);
}

/* Three columns, with tabs between them. */
static char *
dup_row (const KaijiExcerptPage *page, guint number)
{
  g_autofree char *reasons = dup_reasons (page->reasons);
  g_autofree char *plain = g_strdup_printf ("%d", page->sheet);
  g_autofree char *sheet = g_str_equal (plain, page->label)
                               ? g_strdup_printf (_ ("sheet %d"), page->sheet)
                               : g_strdup_printf (_ ("sheet %d · p.%s"), page->sheet, page->label);

  return g_strdup_printf ("%u\t%s\t%s", number, sheet, reasons);
}

static void
fill_list (KaijiExcerptDialog *self)
{
  const guint n = self->plan != NULL ? self->plan->pages->len : 0;
  g_autofree char **rows = g_new0 (char *, n + 1);

  for (guint i = 0; i < n; i++)
    rows[i] = dup_row (&g_array_index (self->plan->pages, KaijiExcerptPage, i), i + 1);
  gtk_string_list_splice (self->rows, 0, g_list_model_get_n_items (G_LIST_MODEL (self->rows)),
                          (const char *const *) rows);
  for (guint i = 0; i < n; i++)
    g_free (rows[i]);
}

static void
setup_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  static const int widths[N_COLUMNS] = { 5, 18, -1 };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  for (int i = 0; i < N_COLUMNS; i++)
    {
      GtkWidget *label = gtk_label_new (NULL);

      gtk_label_set_xalign (GTK_LABEL (label), i == PAGE_NUMBER ? 1 : 0);
      gtk_label_set_width_chars (GTK_LABEL (label), widths[i]);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_widget_set_hexpand (label, i == PAGE_REASON);
      gtk_widget_add_css_class (label, i == PAGE_REASON ? "dim-label" : "tabular");
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_list_item_set_activatable (item, FALSE);
  gtk_list_item_set_child (item, box);
}

static void
bind_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  const char *text = gtk_string_object_get_string (gtk_list_item_get_item (item));
  g_auto (GStrv) columns = g_strsplit (text, "\t", N_COLUMNS);
  GtkWidget *label = gtk_widget_get_first_child (gtk_list_item_get_child (item));

  for (int i = 0; label != NULL && columns[i] != NULL; i++)
    {
      gtk_label_set_text (GTK_LABEL (label), columns[i]);
      label = gtk_widget_get_next_sibling (label);
    }
}

/* ---- choosing ---- */

static void
show_summary (KaijiExcerptDialog *self, const GError *error)
{
  const int n_sheets = kaiji_excerpt_get_n_sheets (self->excerpt);
  g_autofree char *size = NULL;
  g_autofree char *text = NULL;

  if (self->plan != NULL)
    {
      size = g_format_size ((guint64) kaiji_excerpt_get_size (self->excerpt));
      text = g_strdup_printf (_ ("%u of %d pages (%s), %u of them cited"), self->plan->pages->len,
                              n_sheets, size, self->plan->n_cited);
    }
  gtk_label_set_text (self->summary_label, text != NULL ? text : error->message);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "excerpt.save", self->plan != NULL);
}

static void
changed_cb (KaijiExcerptDialog *self)
{
  const KaijiExcerptChoice choice = {
    .front = gtk_spin_button_get_value_as_int (self->front_spin),
    .contents = gtk_editable_get_text (self->contents_entry),
    .around = gtk_spin_button_get_value_as_int (self->around_spin),
    .pages = gtk_editable_get_text (self->pages_entry),
  };
  g_autoptr (GError) error = NULL;

  if (!self->ready)
    return;
  g_clear_pointer (&self->plan, kaiji_excerpt_plan_free);
  self->plan = kaiji_excerpt_plan (self->excerpt, &choice, &error);
  show_summary (self, error);
  fill_list (self);
}

static void
show_contents (KaijiExcerptDialog *self)
{
  g_autofree char *text = NULL;
  int first, last;

  if (kaiji_excerpt_get_contents (self->excerpt, &first, &last))
    {
      text = first == last ? g_strdup_printf ("%d", first) : g_strdup_printf ("%d-%d", first, last);
      gtk_label_set_text (self->contents_note, _ ("Found there. Correct it where it is wrong."));
    }
  else
    gtk_label_set_text (self->contents_note,
                        _ ("Not found. Enter its sheets, or leave this empty."));
  gtk_editable_set_text (self->contents_entry, text != NULL ? text : "");
}

static void
show_notes (KaijiExcerptDialog *self)
{
  GString *text = g_string_new (NULL);

  if (kaiji_excerpt_has_stamp (self->excerpt))
    g_string_append (text, _ ("Address and day are printed at the foot of each page."));
  if (kaiji_excerpt_is_encrypted (self->excerpt))
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "",
                            _ ("The excerpt is not locked by a password."));
  gtk_label_set_text (self->note_label, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->note_label), text->len > 0);
  g_string_free (text, TRUE);
}

/* ---- working ---- */

static gboolean
poll_cb (gpointer user_data)
{
  KaijiExcerptDialog *self = user_data;
  const int permille = g_atomic_int_get (&self->permille);

  if (permille > 0)
    gtk_progress_bar_set_fraction (self->progress_bar, permille / 1000.0);
  else
    gtk_progress_bar_pulse (self->progress_bar);
  return G_SOURCE_CONTINUE;
}

static void
begin_work (KaijiExcerptDialog *self, const char *what)
{
  self->working = g_cancellable_new ();
  g_atomic_int_set (&self->permille, 0);
  gtk_label_set_text (self->busy_label, what);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "excerpt.save", FALSE);
  gtk_stack_set_visible_child_name (self->stack, "busy");
  self->poll_source = g_timeout_add (POLL_MS, poll_cb, self);
}

static void
end_work (KaijiExcerptDialog *self)
{
  g_clear_handle_id (&self->poll_source, g_source_remove);
  g_clear_object (&self->working);
}

static void
show_error (KaijiExcerptDialog *self, const GError *error)
{
  gtk_label_set_text (self->error_label, error->message);
  gtk_stack_set_visible_child_name (self->stack, "error");
  gtk_widget_grab_focus (self->close_button);
}

static void
read_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (kaiji_excerpt_read_sync (data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  KaijiExcerptDialog *self = KAIJI_EXCERPT_DIALOG (source);
  g_autoptr (GError) error = NULL;
  const gboolean read = g_task_propagate_boolean (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  end_work (self);
  if (!read)
    {
      show_error (self, error);
      return;
    }
  show_contents (self);
  show_notes (self);
  self->ready = TRUE;
  changed_cb (self);
  gtk_stack_set_visible_child_name (self->stack, "choose");
  gtk_widget_grab_focus (kaiji_excerpt_get_n_cited (self->excerpt) > 0
                             ? GTK_WIDGET (self->front_spin)
                             : GTK_WIDGET (self->pages_entry));
}

typedef struct
{
  KaijiExcerpt *excerpt;
  const KaijiExcerptPlan *plan; /* the dialog's: not changed while it works */
  char *path;
  int *permille;
} Write;

static void
write_free (gpointer data)
{
  Write *job = data;

  kaiji_excerpt_unref (job->excerpt);
  g_free (job->path);
  g_free (job);
}

static void
progress_cb (double fraction, const char *what, gpointer data)
{
  g_atomic_int_set ((int *) data, (int) (fraction * 1000));
}

static void
write_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Write *job = data;
  GError *error = NULL;
  KaijiExcerptResult *result = kaiji_excerpt_write_sync (
      job->excerpt, job->plan, job->path, progress_cb, job->permille, cancellable, &error);

  if (result != NULL)
    g_task_return_pointer (task, result, (GDestroyNotify) kaiji_excerpt_result_free);
  else
    g_task_return_error (task, error);
}

static void
show_result (KaijiExcerptDialog *self, const KaijiExcerptResult *result)
{
  g_autofree char *file = g_filename_display_basename (result->path);
  g_autofree char *size = g_format_size ((guint64) result->size);
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, _ ("Written and compared with the original: %s (%u pages, %s)."),
                          file, self->plan->pages->len, size);
  if (result->repaired)
    g_string_append_printf (text, "\n%s",
                            _ ("The original is damaged and was mended for it. Please look through "
                               "its pages."));
  gtk_label_set_text (self->summary_label, text->str);
  g_string_free (text, TRUE);
  self->done = TRUE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->front_spin), FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->around_spin), FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->contents_entry), FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->pages_entry), FALSE);
  gtk_button_set_label (GTK_BUTTON (self->close_button), _ ("Close"));
  gtk_widget_set_visible (self->save_button, FALSE);
  gtk_stack_set_visible_child_name (self->stack, "choose");
  gtk_widget_grab_focus (self->close_button);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  KaijiExcerptDialog *self = KAIJI_EXCERPT_DIALOG (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (KaijiExcerptResult) written = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  end_work (self);
  if (written != NULL)
    {
      show_result (self, written);
      return;
    }
  /* Back to the choice: another place or other pages may do. */
  gtk_stack_set_visible_child_name (self->stack, "choose");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "excerpt.save", TRUE);
  kaiji_dialog_message (GTK_WINDOW (self), _ ("The excerpt was not made."), error->message, NULL,
                        NULL, NULL);
}

void
kaiji_excerpt_dialog_write (KaijiExcerptDialog *self, GFile *file)
{
  g_autoptr (GTask) task = NULL;
  Write *job;
  char *path = g_file_get_path (file);

  g_return_if_fail (KAIJI_IS_EXCERPT_DIALOG (self));

  if (path == NULL || self->plan == NULL || self->working != NULL)
    {
      g_free (path);
      return;
    }
  begin_work (self, _ ("Making the excerpt…"));
  job = g_new0 (Write, 1);
  job->excerpt = kaiji_excerpt_ref (self->excerpt);
  job->plan = self->plan;
  job->path = path;
  job->permille = &self->permille;
  task = g_task_new (self, self->working, written_cb, NULL);
  g_task_set_task_data (task, job, write_free);
  g_task_run_in_thread (task, write_thread);
}

static void
file_chosen_cb (GFile *file, gpointer user_data)
{
  g_autoptr (KaijiExcerptDialog) self = user_data;

  if (file != NULL)
    kaiji_excerpt_dialog_write (self, file);
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const KaijiFileFilter filters[] = { { _ ("PDF documents"), "pdf" } };
  KaijiExcerptDialog *self = KAIJI_EXCERPT_DIALOG (widget);
  g_autofree char *file =
      g_strdup_printf (_ ("%s excerpt.pdf"), kaiji_excerpt_get_name (self->excerpt));

  if (self->plan == NULL || self->done)
    return;
  /* No folder out of a name. */
  g_strdelimit (file, "/", '-');
  kaiji_dialog_save_file (GTK_WINDOW (self), _ ("Save the Excerpt"), file, filters,
                          G_N_ELEMENTS (filters), file_chosen_cb, g_object_ref (self));
}

/* ---- object ---- */

static gboolean
close_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  gtk_window_close (GTK_WINDOW (widget));
  return TRUE;
}

/* The task of a thread holds the dialog: it is not disposed of when it is closed. */
static void
kaiji_excerpt_dialog_unrealize (GtkWidget *widget)
{
  KaijiExcerptDialog *self = KAIJI_EXCERPT_DIALOG (widget);

  if (self->working != NULL)
    g_cancellable_cancel (self->working);
  end_work (self);
  GTK_WIDGET_CLASS (kaiji_excerpt_dialog_parent_class)->unrealize (widget);
}

static void
kaiji_excerpt_dialog_dispose (GObject *object)
{
  KaijiExcerptDialog *self = KAIJI_EXCERPT_DIALOG (object);

  if (self->working != NULL)
    g_cancellable_cancel (self->working);
  end_work (self);
  G_OBJECT_CLASS (kaiji_excerpt_dialog_parent_class)->dispose (object);
}

/* Not before the last thread has ended. */
static void
kaiji_excerpt_dialog_finalize (GObject *object)
{
  KaijiExcerptDialog *self = KAIJI_EXCERPT_DIALOG (object);

  g_clear_pointer (&self->plan, kaiji_excerpt_plan_free);
  g_clear_pointer (&self->excerpt, kaiji_excerpt_unref);
  g_clear_object (&self->rows);
  G_OBJECT_CLASS (kaiji_excerpt_dialog_parent_class)->finalize (object);
}

static void
kaiji_excerpt_dialog_class_init (KaijiExcerptDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = kaiji_excerpt_dialog_dispose;
  object_class->finalize = kaiji_excerpt_dialog_finalize;
  widget_class->unrealize = kaiji_excerpt_dialog_unrealize;
  kaiji_style_register ();
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KAIJI_RESOURCE_PREFIX "/excerpt-dialog.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, KaijiExcerptDialog, name)
  BIND (stack);
  BIND (close_button);
  BIND (save_button);
  BIND (busy_label);
  BIND (progress_bar);
  BIND (error_label);
  BIND (name_label);
  BIND (front_spin);
  BIND (around_spin);
  BIND (contents_entry);
  BIND (contents_note);
  BIND (pages_entry);
  BIND (note_label);
  BIND (summary_label);
  BIND (list);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_install_action (widget_class, "excerpt.save", NULL, save_action);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, close_cb, NULL);
}

static void
kaiji_excerpt_dialog_init (KaijiExcerptDialog *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  kaiji_paragraph_keep_ends (GTK_WIDGET (self));
  self->rows = gtk_string_list_new (NULL);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_row_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_row_cb), NULL);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (gtk_no_selection_new (
                                           G_LIST_MODEL (g_object_ref (self->rows)))));
}

/**
 * kaiji_excerpt_dialog_new:
 * @parent: (nullable): what it stands before
 * @excerpt: from what it is made
 *
 * Thread: main. Returns: (transfer none): a dialog that reads the document already
 */
GtkWidget *
kaiji_excerpt_dialog_new (GtkWindow *parent, KaijiExcerpt *excerpt)
{
  KaijiExcerptDialog *self =
      g_object_new (KAIJI_TYPE_EXCERPT_DIALOG, "transient-for", parent, NULL);
  g_autoptr (GTask) task = NULL;

  self->excerpt = kaiji_excerpt_ref (excerpt);
  gtk_label_set_text (self->name_label, kaiji_excerpt_get_name (excerpt));
  begin_work (self, _ ("Reading the document…"));
  task = g_task_new (self, self->working, read_cb, NULL);
  g_task_set_task_data (task, kaiji_excerpt_ref (excerpt), (GDestroyNotify) kaiji_excerpt_unref);
  g_task_run_in_thread (task, read_thread);
  return GTK_WIDGET (self);
}

gboolean
kaiji_excerpt_dialog_is_ready (KaijiExcerptDialog *self)
{
  g_return_val_if_fail (KAIJI_IS_EXCERPT_DIALOG (self), FALSE);

  return self->ready && self->working == NULL;
}
