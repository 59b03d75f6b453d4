/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The checklist.
 *
 * 1. The model holds what is shown, in form order: a heading, then its findings unless folded.
 * 2. An entry lives as long as its finding does; a refresh inserts and removes single lines, so that
 *    selection, scrolling and the keyboard's place stay.
 * 3. The pane writes nothing: it asks the session to reveal a field. */

#include "app/checklist-pane.h"

#include <glib/gi18n-lib.h>

#include "app/checklist-entry.h"
#include "core/text.h"
#include "widgets/paragraph.h"
#include "widgets/severity-icon.h"
#include "widgets/style.h"

#define N_SEVERITIES 3

struct _KaijiChecklistPane
{
  GtkWidget parent_instance;

  KaijiSession *session;
  GListStore *entries;
  GHashTable *groups; /* KaijiSection, NULL for the evidence -> KaijiChecklistEntry, also of those
                       * without findings */
  GHashTable *known;  /* KaijiFinding -> KaijiChecklistEntry */
  gboolean shown[N_SEVERITIES];
  char *query; /* folded, "" for none */

  GtkWidget *bar;
  GtkWidget *search_bar;
  GtkWidget *search_entry;
  GtkWidget *find_button;
  GtkWidget *stack;
  GtkListBox *list;
  GtkWidget *empty_icon;
  GtkLabel *empty_title;
  GtkLabel *empty_detail;
  GtkWidget *filters[N_SEVERITIES];
  GtkWidget *filter_boxes[N_SEVERITIES];
  GtkLabel *filter_counts[N_SEVERITIES];
};

G_DEFINE_FINAL_TYPE (KaijiChecklistPane, kaiji_checklist_pane, GTK_TYPE_WIDGET)

static const char *const filter_actions[N_SEVERITIES] = { "checklist.show-block",
                                                          "checklist.show-warn",
                                                          "checklist.show-human" };

static gboolean
matches (KaijiChecklistPane *self,
         KaijiFinding *finding,
         KaijiPrompt *prompt,
         KaijiEvidence *evidence)
{
  if (!self->shown[kaiji_finding_get_severity (finding)])
    return FALSE;
  if (!*self->query)
    return TRUE;

  const KaijiEvidenceInfo *info = evidence ? kaiji_evidence_get_info (evidence) : NULL;
  g_autofree char *where =
      kaiji_finding_get_evidence (finding)
          ? g_strdup_printf ("%s %s %s", _ ("Evidence"), info ? info->id : "",
                             info ? info->name : "")
          : g_strdup_printf ("%u %s\n%s", prompt->item->number, prompt->item->name, prompt->text);
  g_autofree char *text = g_strdup_printf ("%s\n%s\n%s", where, kaiji_finding_get_message (finding),
                                           kaiji_finding_get_source (finding));
  g_autofree char *folded = kaiji_text_fold (text);
  return strstr (folded, self->query) != NULL;
}

static KaijiChecklistEntry *
group_of (KaijiChecklistPane *self, KaijiSection *section)
{
  KaijiChecklistEntry *group = g_hash_table_lookup (self->groups, section);

  if (!group)
    {
      group = kaiji_checklist_entry_new_group (section);
      g_hash_table_insert (self->groups, section, group);
    }
  return group;
}

/* What is to be shown now. (transfer full) (element-type KaijiChecklistEntry) */
static GPtrArray *
wanted_entries (KaijiChecklistPane *self)
{
  KaijiScheme *scheme = kaiji_session_get_scheme (self->session);
  GPtrArray *findings = kaiji_checker_get_findings (kaiji_session_get_checker (self->session));
  GPtrArray *wanted = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) known = g_hash_table_new_full (NULL, NULL, g_object_unref, g_object_unref);
  g_autoptr (GHashTable) reusable = g_hash_table_new (NULL, NULL);
  KaijiChecklistEntry *group = NULL;
  KaijiCaseSource *source = kaiji_session_get_source (self->session);
  guint counts[N_SEVERITIES] = { 0 };
  GHashTableIter iter;
  gpointer key, value;

  /* The checker may make its findings anew; equal ones are the same line. */
  g_hash_table_iter_init (&iter, self->known);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_hash_table_add (reusable, value);
  for (guint i = 0; i < findings->len; i++)
    {
      KaijiFinding *finding = g_ptr_array_index (findings, i);
      KaijiPrompt *prompt = kaiji_scheme_resolve (scheme, kaiji_finding_get_id (finding), NULL);
      const char *evidence_id = kaiji_finding_get_evidence (finding);
      KaijiEvidence *evidence =
          evidence_id ? kaiji_case_source_lookup_evidence (source, evidence_id) : NULL;
      KaijiChecklistEntry *entry = g_hash_table_lookup (self->known, finding);
      KaijiChecklistEntry *heading;

      if (!prompt)
        continue;
      heading = group_of (self, evidence_id ? NULL : prompt->item->section);
      if (!entry)
        {
          GHashTableIter old;
          g_hash_table_iter_init (&old, reusable);
          while (!entry && g_hash_table_iter_next (&old, &key, NULL))
            if (kaiji_finding_equal (kaiji_checklist_entry_get_finding (key), finding))
              entry = key;
        }
      if (entry)
        {
          g_hash_table_remove (reusable, entry);
          g_object_ref (entry);
        }
      else if (evidence_id)
        entry = kaiji_checklist_entry_new_on_evidence (finding, evidence);
      else
        entry = kaiji_checklist_entry_new_finding (finding, prompt);
      g_hash_table_insert (known, g_object_ref (finding), entry);
      if (!matches (self, finding, prompt, evidence))
        continue;
      if (heading != group)
        {
          if (group)
            kaiji_checklist_entry_set_counts (group, counts);
          group = heading;
          memset (counts, 0, sizeof counts);
          g_ptr_array_add (wanted, g_object_ref (group));
        }
      counts[kaiji_finding_get_severity (finding)]++;
      if (!kaiji_checklist_entry_get_folded (group))
        g_ptr_array_add (wanted, g_object_ref (entry));
    }
  if (group)
    kaiji_checklist_entry_set_counts (group, counts);
  g_hash_table_unref (self->known);
  self->known = g_steal_pointer (&known);
  return wanted;
}

/* Makes the model equal to @wanted by single insertions and removals. */
static void
apply_entries (KaijiChecklistPane *self, GPtrArray *wanted)
{
  g_autoptr (GHashTable) keep = g_hash_table_new (NULL, NULL);
  GListModel *model = G_LIST_MODEL (self->entries);
  guint i = 0;

  for (guint n = 0; n < wanted->len; n++)
    g_hash_table_add (keep, g_ptr_array_index (wanted, n));
  if (g_list_model_get_n_items (model) == 0)
    {
      g_list_store_splice (self->entries, 0, 0, wanted->pdata, wanted->len);
      return;
    }
  while (i < wanted->len)
    {
      g_autoptr (GObject) present = g_list_model_get_item (model, i);
      if (present == g_ptr_array_index (wanted, i))
        i++;
      else if (present && !g_hash_table_contains (keep, present))
        g_list_store_remove (self->entries, i);
      else
        {
          g_list_store_insert (self->entries, i, g_ptr_array_index (wanted, i));
          i++;
        }
    }
  guint rest = g_list_model_get_n_items (model) - wanted->len;
  if (rest > 0)
    g_list_store_splice (self->entries, wanted->len, rest, NULL, 0);
}

static void
update_empty (KaijiChecklistPane *self)
{
  const KaijiProgress *progress =
      kaiji_checker_get_progress (kaiji_session_get_checker (self->session));
  gboolean nothing_at_all = progress->block + progress->warn + progress->human == 0;
  gboolean empty = g_list_model_get_n_items (G_LIST_MODEL (self->entries)) == 0;

  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), empty ? "empty" : "list");
  if (!empty)
    return;
  gtk_widget_set_visible (self->empty_icon, progress->block == 0 && !*self->query);
  if (nothing_at_all || (progress->block == 0 && !*self->query))
    {
      gtk_label_set_label (self->empty_title, _ ("No item needs action."));
      gtk_label_set_label (self->empty_detail,
                           nothing_at_all ? _ ("The rules of the scheme find nothing more.")
                                          : _ ("Other findings are hidden by the filters."));
    }
  else
    {
      gtk_label_set_label (self->empty_title, _ ("Nothing is found."));
      gtk_label_set_label (self->empty_detail, _ ("Change the search or the filters."));
    }
}

static void
refresh (KaijiChecklistPane *self)
{
  const KaijiProgress *progress =
      kaiji_checker_get_progress (kaiji_session_get_checker (self->session));
  const guint totals[N_SEVERITIES] = { progress->block, progress->warn, progress->human };
  g_autoptr (GPtrArray) wanted = wanted_entries (self);

  apply_entries (self, wanted);
  for (guint i = 0; i < N_SEVERITIES; i++)
    {
      g_autofree char *count = g_strdup_printf ("%u", totals[i]);
      g_autofree char *name = g_strdup_printf ("%s %u", kaiji_mark_get_word (i), totals[i]);
      gtk_label_set_label (self->filter_counts[i], count);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->filters[i]),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
    }
  update_empty (self);
}

static KaijiChecklistEntry *
row_entry (GtkListBoxRow *row)
{
  return row ? g_object_get_data (G_OBJECT (row), "entry") : NULL;
}

/* Leads to what a finding is about. @open: also to what can be said of it, where that is a dialog;
 * going from finding to finding shows the evidence only. */
static void
reveal (KaijiChecklistPane *self, KaijiFinding *finding, gboolean open)
{
  const char *evidence = kaiji_finding_get_evidence (finding);

  if (!evidence || !*evidence)
    {
      kaiji_session_reveal_target (self->session, kaiji_finding_get_id (finding));
      return;
    }
  kaiji_session_reveal_evidence (self->session, evidence, 0);
  if (open)
    kaiji_session_request_describe (self->session, evidence);
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, KaijiChecklistPane *self)
{
  KaijiChecklistEntry *entry = row_entry (row);
  KaijiFinding *finding = kaiji_checklist_entry_get_finding (entry);

  if (finding)
    {
      reveal (self, finding, TRUE);
      return;
    }
  kaiji_checklist_entry_set_folded (entry, !kaiji_checklist_entry_get_folded (entry));
  refresh (self);
}

/**
 * kaiji_checklist_pane_step:
 * @self: a checklist
 * @step: 1 or -1
 *
 * Selects the next or the previous finding and asks for its field. At the end it starts over.
 */
void
kaiji_checklist_pane_step (KaijiChecklistPane *self, int step)
{
  int n = g_list_model_get_n_items (G_LIST_MODEL (self->entries));
  GtkListBoxRow *selected = gtk_list_box_get_selected_row (self->list);
  int at = selected ? gtk_list_box_row_get_index (selected) : step > 0 ? -1 : n;

  for (int tried = 0; tried < n; tried++)
    {
      at = (at + step + n) % n;
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, at);
      if (kaiji_checklist_entry_get_finding (row_entry (row)))
        {
          gtk_list_box_select_row (self->list, row);
          reveal (self, kaiji_checklist_entry_get_finding (row_entry (row)), FALSE);
          return;
        }
    }
}

/** kaiji_checklist_pane_focus_list: shows the findings and puts the keyboard among them. */
void
kaiji_checklist_pane_focus_list (KaijiChecklistPane *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->entries));

  /* Rather the first finding than the heading above it. */
  for (guint i = 0; i < n && !row; i++)
    {
      GtkListBoxRow *next = gtk_list_box_get_row_at_index (self->list, i);
      if (kaiji_checklist_entry_get_finding (row_entry (next)))
        row = next;
    }
  if (!row)
    row = gtk_list_box_get_row_at_index (self->list, 0);
  gtk_widget_grab_focus (row ? GTK_WIDGET (row) : self->filters[0]);
}

/** kaiji_checklist_pane_get_entries: Returns: (transfer none): what is listed now. */
GListModel *
kaiji_checklist_pane_get_entries (KaijiChecklistPane *self)
{
  return G_LIST_MODEL (self->entries);
}

static void
step_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kaiji_checklist_pane_step (KAIJI_CHECKLIST_PANE (widget),
                             g_str_equal (name, "checklist.next") ? 1 : -1);
}

static void
find_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KaijiChecklistPane *self = KAIJI_CHECKLIST_PANE (widget);

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->find_button), TRUE);
  gtk_widget_grab_focus (self->search_entry);
}

static void
search_changed_cb (GtkSearchEntry *entry, KaijiChecklistPane *self)
{
  g_free (self->query);
  self->query = kaiji_text_fold (gtk_editable_get_text (GTK_EDITABLE (entry)));
  refresh (self);
}

enum
{
  PROP_SHOW_BLOCK = 1,
  PROP_SHOW_WARN,
  PROP_SHOW_HUMAN,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

static void
kaiji_checklist_pane_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_boolean (value, KAIJI_CHECKLIST_PANE (object)->shown[id - PROP_SHOW_BLOCK]);
}

static void
kaiji_checklist_pane_set_property (GObject *object,
                                   guint id,
                                   const GValue *value,
                                   GParamSpec *pspec)
{
  KaijiChecklistPane *self = KAIJI_CHECKLIST_PANE (object);
  gboolean shown = g_value_get_boolean (value);

  if (self->shown[id - PROP_SHOW_BLOCK] == shown)
    return;
  self->shown[id - PROP_SHOW_BLOCK] = shown;
  if (self->session)
    refresh (self);
  g_object_notify_by_pspec (object, pspec);
}

static void
kaiji_checklist_pane_dispose (GObject *object)
{
  KaijiChecklistPane *self = KAIJI_CHECKLIST_PANE (object);

  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  if (self->list)
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), KAIJI_TYPE_CHECKLIST_PANE);
  g_clear_object (&self->entries);
  g_clear_pointer (&self->groups, g_hash_table_unref);
  g_clear_pointer (&self->known, g_hash_table_unref);
  g_clear_pointer (&self->query, g_free);
  G_OBJECT_CLASS (kaiji_checklist_pane_parent_class)->dispose (object);
}

static void
kaiji_checklist_pane_class_init (KaijiChecklistPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  static const char *const names[] = { "show-block", "show-warn", "show-human" };

  object_class->dispose = kaiji_checklist_pane_dispose;
  object_class->get_property = kaiji_checklist_pane_get_property;
  object_class->set_property = kaiji_checklist_pane_set_property;
  for (guint i = 0; i < N_SEVERITIES; i++)
    props[PROP_SHOW_BLOCK + i] =
        g_param_spec_boolean (names[i], NULL, NULL, TRUE,
                              G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);

  kaiji_style_register ();
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KAIJI_RESOURCE_PREFIX "/checklist-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, KaijiChecklistPane, bar);
  gtk_widget_class_bind_template_child (widget_class, KaijiChecklistPane, search_bar);
  gtk_widget_class_bind_template_child (widget_class, KaijiChecklistPane, search_entry);
  gtk_widget_class_bind_template_child (widget_class, KaijiChecklistPane, find_button);
  gtk_widget_class_bind_template_child (widget_class, KaijiChecklistPane, stack);
  gtk_widget_class_bind_template_child (widget_class, KaijiChecklistPane, list);
  gtk_widget_class_bind_template_child (widget_class, KaijiChecklistPane, empty_icon);
  gtk_widget_class_bind_template_child (widget_class, KaijiChecklistPane, empty_title);
  gtk_widget_class_bind_template_child (widget_class, KaijiChecklistPane, empty_detail);
  gtk_widget_class_bind_template_child_full (widget_class, "filter_block", FALSE,
                                             G_STRUCT_OFFSET (KaijiChecklistPane, filters[0]));
  gtk_widget_class_bind_template_child_full (widget_class, "filter_warn", FALSE,
                                             G_STRUCT_OFFSET (KaijiChecklistPane, filters[1]));
  gtk_widget_class_bind_template_child_full (widget_class, "filter_human", FALSE,
                                             G_STRUCT_OFFSET (KaijiChecklistPane, filters[2]));
  gtk_widget_class_bind_template_child_full (widget_class, "filter_block_box", FALSE,
                                             G_STRUCT_OFFSET (KaijiChecklistPane, filter_boxes[0]));
  gtk_widget_class_bind_template_child_full (widget_class, "filter_warn_box", FALSE,
                                             G_STRUCT_OFFSET (KaijiChecklistPane, filter_boxes[1]));
  gtk_widget_class_bind_template_child_full (widget_class, "filter_human_box", FALSE,
                                             G_STRUCT_OFFSET (KaijiChecklistPane, filter_boxes[2]));
  gtk_widget_class_install_action (widget_class, "checklist.next", NULL, step_action);
  gtk_widget_class_install_action (widget_class, "checklist.previous", NULL, step_action);
  gtk_widget_class_install_action (widget_class, "checklist.find", NULL, find_action);
  for (guint i = 0; i < N_SEVERITIES; i++)
    gtk_widget_class_install_property_action (widget_class, filter_actions[i], names[i]);
}

static void
kaiji_checklist_pane_init (KaijiChecklistPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kaiji_paragraph_keep_end (GTK_LABEL (self->empty_title));
  kaiji_paragraph_keep_end (GTK_LABEL (self->empty_detail));
  self->query = g_strdup ("");
  self->entries = g_list_store_new (KAIJI_TYPE_CHECKLIST_ENTRY);
  self->groups = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
  self->known = g_hash_table_new_full (NULL, NULL, g_object_unref, g_object_unref);
  for (guint i = 0; i < N_SEVERITIES; i++)
    {
      GtkWidget *count = gtk_label_new (NULL);
      self->shown[i] = TRUE;
      gtk_widget_add_css_class (count, "count");
      gtk_box_append (GTK_BOX (self->filter_boxes[i]), kaiji_mark_icon_new (i));
      gtk_box_append (GTK_BOX (self->filter_boxes[i]), gtk_label_new (kaiji_mark_get_word (i)));
      gtk_box_append (GTK_BOX (self->filter_boxes[i]), count);
      self->filter_counts[i] = GTK_LABEL (count);
    }
  gtk_search_bar_connect_entry (GTK_SEARCH_BAR (self->search_bar),
                                GTK_EDITABLE (self->search_entry));
  g_signal_connect (self->search_entry, "search-changed", G_CALLBACK (search_changed_cb), self);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
}

static GtkWidget *
create_row (gpointer item, gpointer user_data)
{
  return kaiji_checklist_entry_create_row (item);
}

/**
 * kaiji_checklist_pane_new:
 * @session: an open case
 *
 * Returns: (transfer floating): its checklist, kept up to date
 */
GtkWidget *
kaiji_checklist_pane_new (KaijiSession *session)
{
  KaijiChecklistPane *self = g_object_new (KAIJI_TYPE_CHECKLIST_PANE, NULL);

  self->session = g_object_ref (session);
  refresh (self);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->entries), create_row, NULL, NULL);
  g_signal_connect_swapped (session, "findings-changed", G_CALLBACK (refresh), self);
  return GTK_WIDGET (self);
}
