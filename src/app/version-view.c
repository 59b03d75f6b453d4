/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One version of evidence, to be read.
 *
 * Invariant: what is asked for last is what is shown; a document that comes late is dropped.
 */
#include "app/version-view.h"

#include <glib/gi18n-lib.h>

#include "widgets/paragraph.h"
#include "widgets/tooltip.h"

/* Room in sight above a quote. */
#define MARGIN_PT 90

struct _KaijiVersionView
{
  GtkWidget parent_instance;

  KaijiSession *session;
  char *sha256;               /* (nullable) */
  KaijiCitation *place;       /* (nullable) */
  GCancellable *opening;      /* (nullable) */
  KaijiPdfDocument *document; /* (nullable) */

  GtkWidget *box;
  GtkLabel *title;
  GtkWidget *tools;
  GtkEditable *page_entry;
  GtkLabel *total;
  GtkLabel *printed;
  GtkStack *stack;
  KaijiPageView *page_view;
  GtkLabel *message;
  GtkWidget *password;
};

G_DEFINE_FINAL_TYPE (KaijiVersionView, kaiji_version_view, GTK_TYPE_WIDGET)

static guint changed_signal;

static void open_bytes (KaijiVersionView *self, const char *password);

/* ---- the line above the pages ---- */

static void
update_line (KaijiVersionView *self)
{
  int page = kaiji_page_view_get_page (self->page_view);
  const KaijiPdfPageInfo *info =
      self->document && page > 0 ? kaiji_pdf_document_get_page (self->document, page) : NULL;
  g_autofree char *number = page > 0 ? g_strdup_printf ("%d", page) : g_strdup ("");
  g_autofree char *total = NULL, *printed = NULL;

  if (self->document)
    /* Translators: physical pages of a file in all */
    total = g_strdup_printf (_ ("/ %d sheets"), kaiji_pdf_document_get_n_pages (self->document));
  if (info && *info->label)
    printed = g_strdup_printf ("p.%s", info->label);
  gtk_editable_set_text (self->page_entry, number);
  gtk_label_set_text (self->total, total ? total : "");
  gtk_label_set_text (self->printed, printed ? printed : "");
  gtk_widget_set_sensitive (self->tools, self->document != NULL);
}

static void
page_changed_cb (KaijiVersionView *self)
{
  update_line (self);
  g_signal_emit (self, changed_signal, 0);
}

static void
selection_changed_cb (KaijiVersionView *self)
{
  g_signal_emit (self, changed_signal, 0);
}

static void
go_to (KaijiVersionView *self, int page)
{
  if (self->document && page >= 1 && page <= kaiji_pdf_document_get_n_pages (self->document))
    kaiji_page_view_go_to (self->page_view, page, NULL);
  else
    {
      gtk_widget_error_bell (GTK_WIDGET (self));
      update_line (self);
    }
}

static void
page_entered_cb (KaijiVersionView *self)
{
  go_to (self, (int) g_ascii_strtoll (gtk_editable_get_text (self->page_entry), NULL, 10));
}

static void
previous_cb (KaijiVersionView *self)
{
  go_to (self, kaiji_page_view_get_page (self->page_view) - 1);
}

static void
next_cb (KaijiVersionView *self)
{
  go_to (self, kaiji_page_view_get_page (self->page_view) + 1);
}

static void
smaller_cb (KaijiVersionView *self)
{
  kaiji_page_view_zoom_by (self->page_view, -1);
}

static void
larger_cb (KaijiVersionView *self)
{
  kaiji_page_view_zoom_by (self->page_view, 1);
}

/* ---- showing ---- */

static void
mark_place (KaijiVersionView *self)
{
  const KaijiRect *rects;
  KaijiRect sight;
  guint n_rects;

  kaiji_page_view_clear_marks (self->page_view, KAIJI_PAGE_MARK_CURRENT_QUOTE);
  kaiji_page_view_clear_selection (self->page_view);
  if (!self->place || !self->document)
    return;
  rects = kaiji_citation_get_rects (self->place, &n_rects);
  if (n_rects > 0)
    kaiji_page_view_add_mark (self->page_view, KAIJI_PAGE_MARK_CURRENT_QUOTE,
                              kaiji_citation_get_page (self->place), rects, n_rects);
  if (n_rects > 0)
    {
      /* What stands before a quote tells whether it is the one. */
      sight = rects[0];
      sight.y1 = MAX (0, sight.y1 - MARGIN_PT);
    }
  kaiji_page_view_go_to (self->page_view, kaiji_citation_get_page (self->place),
                         n_rects > 0 ? &sight : NULL);
}

static void
show_message (KaijiVersionView *self, const char *text, gboolean ask_password)
{
  gtk_label_set_text (self->message, text ? text : "");
  gtk_editable_set_text (GTK_EDITABLE (self->password), "");
  gtk_widget_set_visible (self->password, ask_password);
  gtk_stack_set_visible_child_name (self->stack, "message");
}

static void
set_document (KaijiVersionView *self, KaijiPdfDocument *document)
{
  if (self->document)
    g_signal_handlers_disconnect_by_func (self->document, update_line, self);
  g_set_object (&self->document, document);
  if (document)
    g_signal_connect_object (document, "pages-changed", G_CALLBACK (update_line), self,
                             G_CONNECT_SWAPPED);
  kaiji_page_view_set_document (self->page_view, document);
  update_line (self);
}

typedef struct
{
  GWeakRef view;
  GCancellable *cancellable;
  gboolean tried;
} OpenRun;

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  OpenRun *run = user_data;
  g_autoptr (KaijiVersionView) self = g_weak_ref_get (&run->view);
  g_autoptr (GError) error = NULL;
  g_autoptr (KaijiPdfDocument) document =
      kaiji_session_open_document_finish (KAIJI_SESSION (source), result, &error);

  if (self && self->opening == run->cancellable)
    {
      g_clear_object (&self->opening);
      if (document)
        {
          set_document (self, document);
          gtk_stack_set_visible_child_name (self->stack, "pages");
          mark_place (self);
          g_signal_emit (self, changed_signal, 0);
        }
      else if (g_error_matches (error, KAIJI_PDF_ERROR, KAIJI_PDF_ERROR_ENCRYPTED))
        show_message (self,
                      run->tried ? _ ("The password is not right. Please type it again.")
                                 : _ ("This version is protected by a password."),
                      TRUE);
      else
        show_message (self, error->message, FALSE);
    }
  g_weak_ref_clear (&run->view);
  g_object_unref (run->cancellable);
  g_free (run);
}

static void
stop_opening (KaijiVersionView *self)
{
  if (self->opening)
    g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
}

static void
open_bytes (KaijiVersionView *self, const char *password)
{
  OpenRun *run = g_new0 (OpenRun, 1);

  stop_opening (self);
  self->opening = g_cancellable_new ();
  g_weak_ref_init (&run->view, self);
  run->cancellable = g_object_ref (self->opening);
  run->tried = password != NULL;
  show_message (self, _ ("Opening…"), FALSE);
  kaiji_session_open_version_async (self->session, self->sha256, password, self->opening, opened_cb,
                                    run);
}

static void
password_cb (KaijiVersionView *self)
{
  g_autofree char *password = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->password)));

  if (*password)
    open_bytes (self, password);
}

/**
 * kaiji_version_view_show:
 * @self: a view
 * @sha256: (nullable): which bytes, %NULL = none
 * @place: (nullable): what is shown of them, its quote marked
 * @message: (nullable): what is said in the place of no bytes
 *
 * Shows bytes.
 */
void
kaiji_version_view_show (KaijiVersionView *self,
                         const char *sha256,
                         KaijiCitation *place,
                         const char *message)
{
  gboolean same = sha256 && g_strcmp0 (self->sha256, sha256) == 0;

  g_set_object (&self->place, place);
  if (same && (self->document || self->opening))
    {
      mark_place (self);
      return;
    }
  stop_opening (self);
  set_document (self, NULL);
  g_free (self->sha256);
  self->sha256 = g_strdup (sha256);
  if (sha256)
    open_bytes (self, NULL);
  else
    show_message (self, message, FALSE);
}

/** kaiji_version_view_set_title: what stands at the left of the line above. */
void
kaiji_version_view_set_title (KaijiVersionView *self, const char *title)
{
  gtk_label_set_text (self->title, title);
  kaiji_tooltip_set (GTK_WIDGET (self->title), title);
}

/** kaiji_version_view_get_document: Returns: (transfer none) (nullable): what is open. */
KaijiPdfDocument *
kaiji_version_view_get_document (KaijiVersionView *self)
{
  return self->document;
}

/** kaiji_version_view_get_page_view: Returns: (transfer none): its pages. */
KaijiPageView *
kaiji_version_view_get_page_view (KaijiVersionView *self)
{
  return self->page_view;
}

/** kaiji_version_view_focus: the keyboard goes to the page number. */
void
kaiji_version_view_focus (KaijiVersionView *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->page_entry));
  gtk_editable_select_region (self->page_entry, 0, -1);
}

/* ---- the widget ---- */

static void
add_button (KaijiVersionView *self, const char *icon, const char *name, GCallback func)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  kaiji_tooltip_set (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (button, "clicked", func, self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->tools), button);
}

static GtkLabel *
add_label (GtkWidget *box, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_add_css_class (label, css_class);
  gtk_widget_add_css_class (label, "tabular");
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static void
create_line (KaijiVersionView *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *entry = gtk_entry_new ();

  gtk_widget_add_css_class (line, "tool-line");
  self->title = add_label (line, "strong");
  gtk_label_set_xalign (self->title, 0);
  gtk_label_set_ellipsize (self->title, PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (GTK_WIDGET (self->title), TRUE);
  self->tools = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);
  gtk_box_append (GTK_BOX (line), self->tools);
  add_button (self, "go-previous-symbolic", _ ("Previous page"), G_CALLBACK (previous_cb));
  self->page_entry = GTK_EDITABLE (entry);
  gtk_editable_set_width_chars (self->page_entry, 4);
  gtk_editable_set_max_width_chars (self->page_entry, 4);
  gtk_editable_set_alignment (self->page_entry, 1);
  gtk_editable_set_enable_undo (self->page_entry, FALSE);
  gtk_widget_set_valign (entry, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Page of the file"), -1);
  g_signal_connect_object (entry, "activate", G_CALLBACK (page_entered_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->tools), entry);
  self->total = add_label (self->tools, "small");
  self->printed = add_label (self->tools, "dim-label");
  add_button (self, "go-next-symbolic", _ ("Next page"), G_CALLBACK (next_cb));
  add_button (self, "zoom-out-symbolic", _ ("Smaller"), G_CALLBACK (smaller_cb));
  add_button (self, "zoom-in-symbolic", _ ("Larger"), G_CALLBACK (larger_cb));
  gtk_box_append (GTK_BOX (self->box), line);
}

static GtkWidget *
create_message (KaijiVersionView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_start (box, 24);
  gtk_widget_set_margin_end (box, 24);
  self->message = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->message, TRUE);
  kaiji_paragraph_keep_end (self->message);
  gtk_label_set_justify (self->message, GTK_JUSTIFY_CENTER);
  gtk_label_set_max_width_chars (self->message, 40);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->message));
  self->password = gtk_password_entry_new ();
  gtk_password_entry_set_show_peek_icon (GTK_PASSWORD_ENTRY (self->password), TRUE);
  gtk_widget_set_halign (self->password, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (self->password, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->password), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Password"), -1);
  g_signal_connect_object (self->password, "activate", G_CALLBACK (password_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), self->password);
  return box;
}

static void
create_stack (KaijiVersionView *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->stack = GTK_STACK (gtk_stack_new ());
  self->page_view = KAIJI_PAGE_VIEW (kaiji_page_view_new ());
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->page_view));
  gtk_stack_add_named (self->stack, create_message (self), "message");
  gtk_stack_add_named (self->stack, scroller, "pages");
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->stack));
  g_signal_connect_object (self->page_view, "notify::page", G_CALLBACK (page_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->page_view, "selection-changed", G_CALLBACK (selection_changed_cb),
                           self, G_CONNECT_SWAPPED);
}

static void
kaiji_version_view_dispose (GObject *object)
{
  KaijiVersionView *self = KAIJI_VERSION_VIEW (object);

  stop_opening (self);
  if (self->document)
    g_signal_handlers_disconnect_by_func (self->document, update_line, self);
  g_clear_object (&self->document);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->place);
  g_clear_object (&self->session);
  g_clear_pointer (&self->sha256, g_free);
  G_OBJECT_CLASS (kaiji_version_view_parent_class)->dispose (object);
}

static void
kaiji_version_view_class_init (KaijiVersionViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kaiji_version_view_dispose;
  changed_signal = g_signal_new ("changed", KAIJI_TYPE_VERSION_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "versionview");
}

static void
kaiji_version_view_init (KaijiVersionView *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  create_line (self);
  create_stack (self);
  update_line (self);
}

/** kaiji_version_view_new: Returns: (transfer floating): a view of nothing yet. */
GtkWidget *
kaiji_version_view_new (KaijiSession *session, const char *title)
{
  KaijiVersionView *self = g_object_new (KAIJI_TYPE_VERSION_VIEW, NULL);

  self->session = g_object_ref (session);
  kaiji_version_view_set_title (self, title);
  return GTK_WIDGET (self);
}
