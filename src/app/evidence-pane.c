/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The evidence pane: its parts, modes and what it hears from the session. Its other files: the
 * open document (-document), moving about (-nav), how pages stand (-reading), find, cite, add, and the document's menu.
 *
 * Invariants:
 * 1. Nothing here keeps facts of the case: names, citations, counts are read from the session
 *    when it says that they changed.
 * 2. The focus never moves into the pane but by the user's own act. */

#include "app/evidence-pane-private.h"

#include <glib/gi18n-lib.h>

#include "widgets/late-menu.h"
#include "widgets/style.h"

enum
{
  PROP_0,
  PROP_COMPACT,
  PROP_TEXT_MODE,
  PROP_SESSION,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (KaijiEvidencePane, kaiji_evidence_pane, GTK_TYPE_WIDGET)

static void
put_document_button (KaijiEvidencePane *self)
{
  GtkBox *box = self->compact ? self->bar_document_box : self->top_document_box;
  GtkWidget *button = GTK_WIDGET (self->document_button);
  GtkWidget *parent = gtk_widget_get_parent (button);

  if (parent == GTK_WIDGET (box))
    return;
  if (parent != NULL)
    gtk_box_remove (GTK_BOX (parent), button);
  gtk_box_append (box, button);
}

static void
apply_mode (KaijiEvidencePane *self)
{
  put_document_button (self);
  gtk_widget_set_visible (GTK_WIDGET (self->top_bar), !self->compact);
  kaiji_evidence_pane_update_search (self);
  if (self->side_button != NULL)
    kaiji_evidence_pane_update_side (self);
  gtk_widget_set_visible (self->history_box, !self->compact);
  gtk_widget_set_visible (GTK_WIDGET (self->zoom_button), !self->compact);
  gtk_widget_set_visible (self->rotate_button, !self->compact);
  gtk_widget_set_visible (self->expand_button, self->compact);
  if (self->compact)
    gtk_widget_add_css_class (GTK_WIDGET (self), "compact");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "compact");
  kaiji_evidence_pane_update_cite (self);
}

static void
set_compact (KaijiEvidencePane *self, gboolean compact)
{
  if (self->compact == compact)
    return;
  self->compact = compact;
  apply_mode (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_COMPACT]);
}

static void
set_text_mode (KaijiEvidencePane *self, gboolean text_mode)
{
  if (self->text_mode == text_mode)
    return;
  self->text_mode = text_mode;
  kaiji_evidence_pane_update_text (self);
  kaiji_evidence_pane_update_cite (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TEXT_MODE]);
}

/* ---- what the session says ---- */
static void
reveal_citation_cb (KaijiSession *session, KaijiCitation *citation, KaijiEvidencePane *self)
{
  kaiji_evidence_pane_show_citation (self, citation);
}

static void
reveal_evidence_cb (KaijiSession *session,
                    const char *evidence_id,
                    int page,
                    KaijiEvidencePane *self)
{
  kaiji_evidence_pane_show_page (self, evidence_id, page, NULL);
}

static void
cite_requested_cb (KaijiSession *session, const char *target, KaijiEvidencePane *self)
{
  kaiji_evidence_pane_request_cite (self, target);
}

static void
target_changed_cb (KaijiSession *session, GParamSpec *pspec, KaijiEvidencePane *self)
{
  const char *target = kaiji_session_get_current_target (session);

  if (self->asked_target != NULL && g_strcmp0 (target, self->asked_target) != 0)
    g_clear_pointer (&self->asked_target, g_free);
  kaiji_evidence_pane_update_cite (self);
}

static void
case_changed_cb (KaijiCaseSource *source,
                 guint kind,
                 const char *key,
                 const char *target,
                 KaijiEvidencePane *self)
{
  if (kind == KAIJI_EDIT_EVIDENCE)
    kaiji_evidence_pane_update_evidence (self);
  else if (kind == KAIJI_EDIT_CITATION)
    {
      kaiji_evidence_pane_update_marks (self);
      kaiji_evidence_pane_update_menu (self);
    }
}

static void
follow_session (KaijiEvidencePane *self)
{
  KaijiCaseSource *source = kaiji_session_get_source (self->session);

  g_signal_connect_object (self->session, "reveal-citation", G_CALLBACK (reveal_citation_cb), self,
                           0);
  g_signal_connect_object (self->session, "reveal-evidence", G_CALLBACK (reveal_evidence_cb), self,
                           0);
  g_signal_connect_object (self->session, "cite-requested", G_CALLBACK (cite_requested_cb), self,
                           0);
  g_signal_connect_object (self->session, "notify::current-target", G_CALLBACK (target_changed_cb),
                           self, 0);
  g_signal_connect_object (source, "changed", G_CALLBACK (case_changed_cb), self, 0);
  kaiji_evidence_pane_follow_cite (self);
}

/* ---- actions of no other part ---- */
static void
expand_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit_by_name (widget, "expand");
}

static void
side_toggled_cb (GtkToggleButton *button, KaijiEvidencePane *self)
{
  gtk_stack_set_visible_child_name (
      self->side_stack,
      gtk_toggle_button_get_active (self->outline_toggle) ? "outline" : "citations");
  kaiji_evidence_pane_update_marks (self);
}

static void
kaiji_evidence_pane_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KaijiEvidencePane *self = KAIJI_EVIDENCE_PANE (object);

  switch (id)
    {
    case PROP_COMPACT:
      g_value_set_boolean (value, self->compact);
      break;
    case PROP_TEXT_MODE:
      g_value_set_boolean (value, self->text_mode);
      break;
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kaiji_evidence_pane_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KaijiEvidencePane *self = KAIJI_EVIDENCE_PANE (object);

  switch (id)
    {
    case PROP_COMPACT:
      set_compact (self, g_value_get_boolean (value));
      break;
    case PROP_TEXT_MODE:
      set_text_mode (self, g_value_get_boolean (value));
      break;
    case PROP_SESSION:
      self->session = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

/* The zoom that is preferred; what is zoomed by hand stays until the preference changes. */
static void
page_zoom_changed_cb (KaijiEvidencePane *self)
{
  switch (g_settings_get_enum (self->settings, "page-zoom"))
    {
    case KAIJI_ZOOM_FIT_WIDTH:
    case KAIJI_ZOOM_FIT_PAGE:
      kaiji_page_view_set_zoom_mode (self->page_view,
                                     g_settings_get_enum (self->settings, "page-zoom"));
      break;
    default:
      kaiji_page_view_set_zoom (self->page_view, 1.0);
    }
}

static void
kaiji_evidence_pane_constructed (GObject *object)
{
  KaijiEvidencePane *self = KAIJI_EVIDENCE_PANE (object);

  G_OBJECT_CLASS (kaiji_evidence_pane_parent_class)->constructed (object);
  self->settings = g_settings_new ("jp.kaiji.Kaiji");
  kaiji_evidence_pane_init_reading (self);
  apply_mode (self);
  g_signal_connect_object (self->settings, "changed::page-zoom", G_CALLBACK (page_zoom_changed_cb),
                           self, G_CONNECT_SWAPPED);
  page_zoom_changed_cb (self);
  if (self->session == NULL)
    return;
  follow_session (self);
  kaiji_evidence_pane_init_menu (self);
  kaiji_evidence_pane_update_evidence (self);
  kaiji_evidence_pane_update_cite (self);
}

static void
kaiji_evidence_pane_dispose (GObject *object)
{
  KaijiEvidencePane *self = KAIJI_EVIDENCE_PANE (object);

  kaiji_evidence_pane_dispose_add (self);
  kaiji_evidence_pane_dispose_search (self);
  kaiji_evidence_pane_dispose_cite (self);
  kaiji_evidence_pane_dispose_document (self);
  kaiji_evidence_pane_dispose_reading (self);
  g_clear_object (&self->finder);
  g_clear_object (&self->settings);
  /* Parts that go one after the other must not call back for those that are gone. */
  if (self->page_view != NULL)
    g_signal_handlers_disconnect_by_data (self->page_view, self);
  if (self->document_button != NULL)
    gtk_menu_button_set_popover (self->document_button, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), KAIJI_TYPE_EVIDENCE_PANE);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (kaiji_evidence_pane_parent_class)->dispose (object);
}

static void
kaiji_evidence_pane_finalize (GObject *object)
{
  KaijiEvidencePane *self = KAIJI_EVIDENCE_PANE (object);

  g_weak_ref_clear (&self->search_origin);
  kaiji_page_history_free (self->history);
  g_hash_table_unref (self->places);
  g_hash_table_unref (self->passwords);
  G_OBJECT_CLASS (kaiji_evidence_pane_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, KaijiEvidencePane, name)
  BIND (root_box);
  BIND (top_bar);
  BIND (lead_box);
  BIND (top_document_box);
  BIND (bar_document_box);
  BIND (document_button);
  BIND (document_label);
  BIND (document_popover);
  BIND (stack);
  BIND (content);
  BIND (spinner);
  BIND (page_view);
  BIND (scroller);
  BIND (text_view);
  BIND (sidebar);
  BIND (viewer_paned);
  BIND (outline_toggle);
  BIND (citations_toggle);
  BIND (side_stack);
  BIND (outline_view);
  BIND (citation_list);
  BIND (thumbnail_view);
  BIND (pages_label);
  BIND (tool_bar);
  BIND (history_box);
  BIND (page_entry);
  BIND (total_label);
  BIND (printed_label);
  BIND (zoom_button);
  BIND (zoom_menu);
  BIND (zoom_label);
  BIND (rotate_button);
  BIND (expand_button);
  BIND (find_revealer);
  BIND (overlay);
  BIND (floating_bar);
  BIND (floating_label);
  BIND (done_label);
  BIND (cite_bar);
  BIND (cite_target_label);
  BIND (cite_quote_label);
  BIND (section_entry);
  BIND (cite_button);
  BIND (unlock_revealer);
  BIND (progress_revealer);
#undef BIND
}

static void
kaiji_evidence_pane_class_init (KaijiEvidencePaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  g_type_ensure (KAIJI_TYPE_BAR);
  g_type_ensure (KAIJI_TYPE_PAGE_VIEW);
  g_type_ensure (KAIJI_TYPE_OUTLINE_VIEW);
  g_type_ensure (KAIJI_TYPE_THUMBNAIL_VIEW);

  object_class->constructed = kaiji_evidence_pane_constructed;
  object_class->get_property = kaiji_evidence_pane_get_property;
  object_class->set_property = kaiji_evidence_pane_set_property;
  object_class->dispose = kaiji_evidence_pane_dispose;
  object_class->finalize = kaiji_evidence_pane_finalize;

  props[PROP_COMPACT] = g_param_spec_boolean ("compact", NULL, NULL, FALSE, flags);
  props[PROP_TEXT_MODE] = g_param_spec_boolean ("text-mode", NULL, NULL, FALSE, flags);
  props[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, KAIJI_TYPE_SESSION,
                                             flags | G_PARAM_CONSTRUCT_ONLY);
  g_object_class_install_properties (object_class, N_PROPS, props);
  g_signal_new ("expand", KAIJI_TYPE_EVIDENCE_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "evidencepane");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KAIJI_RESOURCE_PREFIX "/evidence-pane.ui");
  kaiji_evidence_pane_class_init_late (widget_class);
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "evidence.expand", NULL, expand_action);
  gtk_widget_class_install_property_action (widget_class, "evidence.text-mode", "text-mode");
  gtk_widget_class_bind_template_callback_full (widget_class, "password_cb",
                                                G_CALLBACK (kaiji_evidence_pane_password_cb));
  gtk_widget_class_bind_template_callback_full (widget_class, "reopen_cb",
                                                G_CALLBACK (kaiji_evidence_pane_reopen_cb));
  kaiji_evidence_pane_class_init_nav (widget_class);
  kaiji_evidence_pane_class_init_reading (widget_class);
  kaiji_evidence_pane_class_init_find (widget_class);
  kaiji_evidence_pane_class_init_search (widget_class);
  kaiji_evidence_pane_class_init_cite (widget_class);
  kaiji_evidence_pane_class_init_citations (widget_class);
  kaiji_evidence_pane_class_init_add (widget_class);
  kaiji_evidence_pane_class_init_menu (widget_class);
  kaiji_evidence_pane_class_init_replace (widget_class);
  kaiji_evidence_pane_class_init_papers (widget_class);
}

static void
kaiji_evidence_pane_init (KaijiEvidencePane *self)
{
  self->history = kaiji_page_history_new ();
  g_weak_ref_init (&self->search_origin, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  kaiji_menu_button_set_late_menu (self->zoom_button, self->zoom_menu);
  g_signal_connect (self->outline_toggle, "toggled", G_CALLBACK (side_toggled_cb), self);
  kaiji_evidence_pane_init_document (self);
  kaiji_evidence_pane_init_nav (self);
  kaiji_evidence_pane_init_find (self);
  kaiji_evidence_pane_init_cite (self);
  kaiji_evidence_pane_init_add (self);
}

/** kaiji_evidence_pane_new: Returns: (transfer full): a pane on @session. */
GtkWidget *
kaiji_evidence_pane_new (KaijiSession *session)
{
  return g_object_new (KAIJI_TYPE_EVIDENCE_PANE, "session", session, NULL);
}

/** kaiji_evidence_pane_set_lead: puts @lead (nullable, e.g. the pane switch) at the start of the
 * top bar of the large mode. */
void
kaiji_evidence_pane_set_lead (KaijiEvidencePane *self, GtkWidget *lead)
{
  GtkWidget *child;

  g_return_if_fail (KAIJI_IS_EVIDENCE_PANE (self));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->lead_box))) != NULL)
    gtk_box_remove (self->lead_box, child);
  gtk_widget_set_visible (GTK_WIDGET (self->lead_box), lead != NULL);
  if (lead == NULL)
    return;
  gtk_box_append (self->lead_box, lead);
  /* Hidden, it leaves no gap. */
  g_object_bind_property (lead, "visible", self->lead_box, "visible", G_BINDING_SYNC_CREATE);
}

void
kaiji_evidence_pane_expect_width (KaijiEvidencePane *self, int width)
{
  g_return_if_fail (KAIJI_IS_EVIDENCE_PANE (self));

  kaiji_page_view_expect_width (self->page_view, width);
}

/** kaiji_evidence_pane_focus_page: puts the keyboard to the page, or to what stands in its place. */
void
kaiji_evidence_pane_focus_page (KaijiEvidencePane *self)
{
  GtkWidget *page;

  g_return_if_fail (KAIJI_IS_EVIDENCE_PANE (self));

  page = self->text_mode ? GTK_WIDGET (self->text_view) : GTK_WIDGET (self->page_view);
  if (!gtk_widget_get_mapped (page) || !gtk_widget_grab_focus (page))
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}
