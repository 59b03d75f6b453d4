/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Certificate and mark as specimens.
 *
 * 1. Screen, printer and files are drawn by the same functions of render; nothing is drawn here.
 * 2. A case never yields a real number or date: what it shows says that it is a specimen. */

#include "app/paper-window.h"

#include <glib/gi18n-lib.h>

#include "jobs/specimen.h"
#include "widgets/dialogs.h"
#include "widgets/paragraph.h"
#include "widgets/style.h"

#define MARK_WIDTH_MM 60.0
#define POINTS_PER_MM (72.0 / 25.4)

struct _KaijiPaperWindow
{
  GtkWindow parent_instance;

  KaijiSession *session;
  char *page; /* "certificate" or "mark" */

  GtkWidget *mono_button;
  GtkInfoBar *bar;
  GtkLabel *bar_label;
  GtkWidget *frame;
  GtkWidget *sheet;
  GtkLabel *note;
};

enum
{
  PROP_PAGE = 1,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (KaijiPaperWindow, kaiji_paper_window, GTK_TYPE_WINDOW)

static gboolean
shows_mark (KaijiPaperWindow *self)
{
  return g_str_equal (self->page, "mark");
}

static gboolean
is_monochrome (KaijiPaperWindow *self)
{
  return gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->mono_button));
}

static void
draw_page (KaijiPaperWindow *self, cairo_t *cr)
{
  KaijiScheme *scheme = kaiji_session_get_scheme (self->session);

  KaijiSpecimen specimen = { 0 };

  kaiji_specimen_init (&specimen, self->session);
  specimen.mark.monochrome = is_monochrome (self);
  if (shows_mark (self))
    {
      cairo_translate (cr, (KAIJI_CERTIFICATE_WIDTH_MM - MARK_WIDTH_MM) / 2 * POINTS_PER_MM,
                       90 * POINTS_PER_MM);
      kaiji_mark_draw (cr, scheme, &specimen.mark, MARK_WIDTH_MM * POINTS_PER_MM);
    }
  else
    kaiji_certificate_draw (cr, scheme, &specimen.certificate);
  kaiji_specimen_clear (&specimen);
}

static void
draw_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  KaijiPaperWindow *self = user_data;
  double scale = width / (KAIJI_CERTIFICATE_WIDTH_MM * POINTS_PER_MM);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  draw_page (self, cr);
}

static void
tell (KaijiPaperWindow *self, GtkMessageType type, const char *text)
{
  gtk_info_bar_set_message_type (self->bar, type);
  gtk_label_set_label (self->bar_label, text);
  gtk_info_bar_set_revealed (self->bar, TRUE);
}

static void
bar_response_cb (GtkInfoBar *bar, int response, gpointer user_data)
{
  gtk_info_bar_set_revealed (bar, FALSE);
}

static void
draw_printed_page_cb (GtkPrintOperation *operation,
                      GtkPrintContext *context,
                      int page,
                      KaijiPaperWindow *self)
{
  draw_page (self, gtk_print_context_get_cairo_context (context));
}

static void
print_done_cb (GtkPrintOperation *operation, GtkPrintOperationResult result, KaijiPaperWindow *self)
{
  g_autoptr (GError) error = NULL;

  if (result != GTK_PRINT_OPERATION_RESULT_ERROR)
    return;
  gtk_print_operation_get_error (operation, &error);
  tell (self, GTK_MESSAGE_ERROR, error->message);
}

/**
 * kaiji_paper_window_create_print_operation:
 * @self: a window
 *
 * Returns: (transfer full): one page A4 without margins, drawn as on the screen; runs
 * asynchronously
 */
GtkPrintOperation *
kaiji_paper_window_create_print_operation (KaijiPaperWindow *self)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  g_autoptr (GtkPaperSize) size = gtk_paper_size_new (GTK_PAPER_NAME_A4);
  g_autofree char *title = kaiji_session_dup_title (self->session);

  gtk_page_setup_set_paper_size (setup, size);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_n_pages (operation, 1);
  gtk_print_operation_set_allow_async (operation, TRUE);
  gtk_print_operation_set_job_name (operation, title);
  g_signal_connect_object (operation, "draw-page", G_CALLBACK (draw_printed_page_cb), self, 0);
  g_signal_connect_object (operation, "done", G_CALLBACK (print_done_cb), self, 0);
  return operation;
}

static void
print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KaijiPaperWindow *self = KAIJI_PAPER_WINDOW (widget);
  g_autoptr (GtkPrintOperation) operation = kaiji_paper_window_create_print_operation (self);
  g_autoptr (GError) error = NULL;

  if (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                               GTK_WINDOW (self), &error)
          == GTK_PRINT_OPERATION_RESULT_ERROR
      && error)
    tell (self, GTK_MESSAGE_ERROR, error->message);
}

static gboolean
write_file (KaijiPaperWindow *self, const char *path, GError **error)
{
  if (shows_mark (self))
    return kaiji_specimen_write_mark (self->session, is_monochrome (self), MARK_WIDTH_MM, path,
                                      error);
  return kaiji_specimen_write_certificate (self->session, path, error);
}

static void
export_cb (GFile *file, gpointer user_data)
{
  g_autoptr (KaijiPaperWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = file ? g_file_get_path (file) : NULL;
  g_autofree char *text = NULL;

  if (!path)
    return;
  if (!write_file (self, path, &error))
    {
      tell (self, GTK_MESSAGE_ERROR, error->message);
      return;
    }
  text = g_strdup_printf (_ ("Written: %s"), path);
  tell (self, GTK_MESSAGE_INFO, text);
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KaijiPaperWindow *self = KAIJI_PAPER_WINDOW (widget);
  const KaijiFileFilter filters[] = {
    { _ ("PDF document"), "pdf" },
    { _ ("PNG image"), "png" },
    { _ ("SVG drawing"), "svg" },
  };

  kaiji_dialog_save_file (GTK_WINDOW (self), _ ("Export"),
                          shows_mark (self) ? _ ("Mark (specimen).svg")
                                            : _ ("Certificate (specimen).pdf"),
                          filters, G_N_ELEMENTS (filters), export_cb, g_object_ref (self));
}

static void
update_page (KaijiPaperWindow *self)
{
  gboolean mark = shows_mark (self);

  gtk_widget_set_visible (self->mono_button, mark);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->sheet), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  mark ? _ ("Mark (specimen)") : _ ("Certificate (specimen)"), -1);
  gtk_label_set_label (self->note,
                       mark ? _ ("A specimen of our own design; the body's official mark is used "
                                 "once it is set.")
                            : _ ("A specimen: number and dates are set when it is issued. Printers "
                                 "may leave a margin."));
  gtk_widget_queue_draw (self->sheet);
}

static void
kaiji_paper_window_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_PAGE)
    g_value_set_string (value, KAIJI_PAPER_WINDOW (object)->page);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
kaiji_paper_window_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KaijiPaperWindow *self = KAIJI_PAPER_WINDOW (object);

  if (id != PROP_PAGE)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  if (g_strcmp0 (self->page, g_value_get_string (value)) == 0)
    return;
  g_free (self->page);
  self->page = g_value_dup_string (value);
  update_page (self);
  g_object_notify_by_pspec (object, pspec);
}

static gboolean
close_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  gtk_window_close (GTK_WINDOW (widget));
  return TRUE;
}

static void
kaiji_paper_window_dispose (GObject *object)
{
  KaijiPaperWindow *self = KAIJI_PAPER_WINDOW (object);

  if (self->sheet)
    gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->sheet), NULL, NULL, NULL);
  g_clear_object (&self->session);
  g_clear_pointer (&self->page, g_free);
  G_OBJECT_CLASS (kaiji_paper_window_parent_class)->dispose (object);
}

static void
kaiji_paper_window_class_init (KaijiPaperWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = kaiji_paper_window_dispose;
  object_class->get_property = kaiji_paper_window_get_property;
  object_class->set_property = kaiji_paper_window_set_property;
  props[PROP_PAGE] =
      g_param_spec_string ("page", NULL, NULL, "certificate",
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);

  kaiji_style_register ();
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KAIJI_RESOURCE_PREFIX "/paper-window.ui");
  gtk_widget_class_bind_template_child (widget_class, KaijiPaperWindow, mono_button);
  gtk_widget_class_bind_template_child (widget_class, KaijiPaperWindow, bar);
  gtk_widget_class_bind_template_child (widget_class, KaijiPaperWindow, bar_label);
  gtk_widget_class_bind_template_child (widget_class, KaijiPaperWindow, frame);
  gtk_widget_class_bind_template_child (widget_class, KaijiPaperWindow, sheet);
  gtk_widget_class_bind_template_child (widget_class, KaijiPaperWindow, note);
  gtk_widget_class_install_property_action (widget_class, "paper.page", "page");
  gtk_widget_class_install_action (widget_class, "paper.print", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "paper.export", NULL, export_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "paper.print",
                                       NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, close_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, close_cb, NULL);
}

static void
kaiji_paper_window_init (KaijiPaperWindow *self)
{
  self->page = g_strdup ("certificate");
  gtk_widget_init_template (GTK_WIDGET (self));
  kaiji_paragraph_keep_ends (GTK_WIDGET (self));
  g_signal_connect (self->bar, "response", G_CALLBACK (bar_response_cb), NULL);
  g_signal_connect_swapped (self->mono_button, "toggled", G_CALLBACK (gtk_widget_queue_draw),
                            self->sheet);
}

/**
 * kaiji_paper_window_new:
 * @parent: the case's window
 * @session: the case
 *
 * Returns: (transfer none): a window that GTK keeps, not shown yet
 */
GtkWidget *
kaiji_paper_window_new (GtkWindow *parent, KaijiSession *session)
{
  KaijiPaperWindow *self = g_object_new (KAIJI_TYPE_PAPER_WINDOW, "transient-for", parent, NULL);

  self->session = g_object_ref (session);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->sheet), draw_cb, self, NULL);
  update_page (self);
  return GTK_WIDGET (self);
}
