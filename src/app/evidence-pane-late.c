/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parts of the evidence pane that are made when they are first shown (ui/evidence-late.ui).
 *
 * Invariant: a part's widgets are all %NULL or all there. */

#include "app/evidence-pane-private.h"

#include "widgets/paragraph.h"
#include "widgets/style.h"

/* Knows the callbacks of the template's parts and of the late ones. */
static GtkBuilderScope *scope;

/* Before callbacks are bound: they are found in this scope from then on. */
void
kaiji_evidence_pane_class_init_late (GtkWidgetClass *widget_class)
{
  scope = gtk_builder_cscope_new ();
  gtk_widget_class_set_template_scope (widget_class, scope);
}

static GtkBuilder *
build (KaijiEvidencePane *self, const char *id)
{
  const char *ids[] = { id, NULL };
  GtkBuilder *builder = gtk_builder_new ();
  g_autoptr (GError) error = NULL;

  gtk_builder_set_translation_domain (builder, GETTEXT_PACKAGE);
  gtk_builder_set_scope (builder, scope);
  gtk_builder_set_current_object (builder, G_OBJECT (self));
  if (!gtk_builder_add_objects_from_resource (builder, KAIJI_RESOURCE_PREFIX "/evidence-late.ui",
                                              ids, &error))
    g_error ("%s", error->message);
  kaiji_paragraph_keep_ends (GTK_WIDGET (gtk_builder_get_object (builder, id)));
  return builder;
}

static gpointer
get (GtkBuilder *builder, const char *id)
{
  return gtk_builder_get_object (builder, id);
}

/* The page shown while there is no evidence. */
void
kaiji_evidence_pane_make_empty_page (KaijiEvidencePane *self)
{
  g_autoptr (GtkBuilder) builder = NULL;

  if (gtk_stack_get_child_by_name (self->stack, "empty") != NULL)
    return;
  builder = build (self, "empty_page");
  gtk_stack_add_named (self->stack, get (builder, "empty_page"), "empty");
}

/* The page that asks for the password of a document. */
void
kaiji_evidence_pane_make_password_page (KaijiEvidencePane *self)
{
  g_autoptr (GtkBuilder) builder = NULL;

  if (self->password_entry != NULL)
    return;
  builder = build (self, "password_page");
  self->password_entry = get (builder, "password_entry");
  self->password_note = get (builder, "password_note");
  gtk_stack_add_named (self->content, get (builder, "password_page"), "password");
}

/* The page that says why a document is not shown. */
void
kaiji_evidence_pane_make_error_page (KaijiEvidencePane *self)
{
  g_autoptr (GtkBuilder) builder = NULL;

  if (self->error_label != NULL)
    return;
  builder = build (self, "error_page");
  self->error_label = get (builder, "error_label");
  gtk_stack_add_named (self->content, get (builder, "error_page"), "error");
}

/* A button whose words are a child of its own has no name for assistive technology. */
static void
name_buttons (GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_BUTTON (widget) && GTK_IS_LABEL (child))
      gtk_accessible_update_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                      child, NULL, -1);
    else
      name_buttons (child);
}

/* The list of documents and what can be done with the one that is shown. */
void
kaiji_evidence_pane_make_document_menu (KaijiEvidencePane *self)
{
  g_autoptr (GtkBuilder) builder = NULL;

  if (self->document_stack != NULL)
    return;
  builder = build (self, "document_stack");
  self->document_stack = get (builder, "document_stack");
  self->document_list = get (builder, "document_list");
  self->history_items = get (builder, "history_items");
  self->rename_entry = get (builder, "rename_entry");
  name_buttons (GTK_WIDGET (self->document_stack));
  gtk_popover_set_child (self->document_popover, GTK_WIDGET (self->document_stack));
}

/* The bar of the search in the document. */
void
kaiji_evidence_pane_make_find_bar (KaijiEvidencePane *self)
{
  g_autoptr (GtkBuilder) builder = NULL;

  if (self->find_entry != NULL)
    return;
  builder = build (self, "find_bar");
  self->find_entry = get (builder, "find_entry");
  self->find_label = get (builder, "find_label");
  gtk_revealer_set_child (self->find_revealer, get (builder, "find_bar"));
}

/* The bar that asks for the password of a file that is being added. */
void
kaiji_evidence_pane_make_unlock_bar (KaijiEvidencePane *self)
{
  g_autoptr (GtkBuilder) builder = NULL;

  if (self->unlock_entry != NULL)
    return;
  builder = build (self, "unlock_bar");
  self->unlock_label = get (builder, "unlock_label");
  self->unlock_note = get (builder, "unlock_note");
  self->unlock_entry = get (builder, "unlock_entry");
  gtk_revealer_set_child (self->unlock_revealer, get (builder, "unlock_bar"));
}

/* The bar that shows how far adding has come. */
void
kaiji_evidence_pane_make_progress_bar (KaijiEvidencePane *self)
{
  g_autoptr (GtkBuilder) builder = NULL;

  if (self->progress_bar != NULL)
    return;
  builder = build (self, "progress_box");
  self->progress_label = get (builder, "progress_label");
  self->progress_bar = get (builder, "progress_bar");
  gtk_revealer_set_child (self->progress_revealer, get (builder, "progress_box"));
}
