/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The search over all evidence, as a panel beside the page. Its foot (what no search finds) stands
 * in evidence-search-foot.c.
 *
 * Invariants:
 * 1. The index is searched in a thread and as it is; what it lacks is brought in by the indexer,
 *    and while that goes on the search is made again from time to time.
 * 2. An answer to an earlier question was cancelled and is dropped.
 * 3. Only the user's own act shows a hit: typing does not turn pages. */
#include "app/evidence-search-private.h"

#include <glib/gi18n-lib.h>

#include "app/search-row.h"
#include "core/text.h"
#include "widgets/drop-down.h"
#include "widgets/paragraph.h"
#include "widgets/style.h"

/* Hits that are asked for at first; all of them when the list is scrolled to its end. */
#define FIRST_HITS 60
/* After so long without an answer it is said that it is searched. */
#define SLOW_MS 200
/* How often the search is made anew while the index grows. */
#define AGAIN_MS 700

enum
{
  HIT_SHOWN,
  PAGE_SHOWN,
  CLOSED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KaijiEvidenceSearch, kaiji_evidence_search, GTK_TYPE_WIDGET)

/* ---- what is shown in place of hits ---- */

static void
show_note (KaijiEvidenceSearch *self, const char *text)
{
  gtk_label_set_text (self->note_label, text);
  gtk_stack_set_visible_child_name (self->stack, "note");
  gtk_widget_set_visible (self->head, FALSE);
}

static void
show_empty (KaijiEvidenceSearch *self)
{
  g_list_store_remove_all (self->hits);
  show_note (self,
             _ ("Searches the text of all evidence in the case. Width, kana and line ends make "
                "no difference; of several words a page must hold all."));
}

static void
show_nothing (KaijiEvidenceSearch *self)
{
  g_list_store_remove_all (self->hits);
  if (kaiji_indexer_is_running (self->indexer, NULL, NULL))
    show_note (self, _ ("Nothing is found in what has been read so far. The rest is being read."));
  else
    show_note (self,
               _ ("No page is found. Try a shorter word, or another one that the document may "
                  "use."));
}

/* ---- hits ---- */

typedef struct
{
  const KaijiEvidenceHit *hit;
  GArray *numbers; /* of items, guint */
  KaijiScheme *scheme;
} Cited;

static void
note_citation (KaijiCitation *citation, gpointer user_data)
{
  Cited *cited = user_data;
  const char *target = kaiji_citation_get_target (citation);
  KaijiPrompt *prompt;
  KaijiItem *item;

  if (g_strcmp0 (kaiji_citation_get_evidence_id (citation), cited->hit->evidence_id) != 0
      || cited->hit->page < kaiji_citation_get_page (citation)
      || cited->hit->page > kaiji_citation_get_last_page (citation))
    return;
  prompt = kaiji_scheme_resolve (cited->scheme, target, NULL);
  item = prompt ? prompt->item : kaiji_scheme_lookup_item (cited->scheme, target);
  if (!item)
    return;
  for (guint i = 0; i < cited->numbers->len; i++)
    if (g_array_index (cited->numbers, guint, i) == item->number)
      return;
  g_array_append_val (cited->numbers, item->number);
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  return (int) *(const guint *) a - (int) *(const guint *) b;
}

/* "24, 25"; the fields of Form A have no numbers and are called by its letter. */
static char *
dup_cited (KaijiEvidenceSearch *self, const KaijiEvidenceHit *hit)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (guint));
  Cited cited = { hit, numbers, kaiji_session_get_scheme (self->session) };
  GString *text = g_string_new (NULL);

  kaiji_case_source_foreach_citation (kaiji_session_get_source (self->session), note_citation,
                                      &cited);
  g_array_sort (numbers, compare_numbers);
  for (guint i = 0; i < numbers->len; i++)
    {
      guint number = g_array_index (numbers, guint, i);

      if (i == 3 && numbers->len > 4)
        {
          g_string_append (text, "…");
          break;
        }
      g_string_append (text, i ? ", " : "");
      if (number == 0)
        g_string_append (text, "A");
      else
        g_string_append_printf (text, "%u", number);
    }
  return g_string_free (text, FALSE);
}

/* @hit: (transfer full) */
static KaijiSearchHitItem *
make_item (KaijiEvidenceSearch *self, KaijiEvidenceHit *hit)
{
  KaijiEvidence *evidence = kaiji_case_source_lookup_evidence (
      kaiji_session_get_source (self->session), hit->evidence_id);
  g_autofree char *cited = dup_cited (self, hit);

  return kaiji_search_hit_item_new (hit, evidence ? kaiji_evidence_get_info (evidence)->name : "",
                                    cited);
}

static void
show_hit (KaijiEvidenceSearch *self, gboolean focus)
{
  KaijiSearchHitItem *item = gtk_single_selection_get_selected_item (self->selection);

  if (!item)
    return;
  g_set_object (&self->shown, item);
  g_signal_emit (self, signals[HIT_SHOWN], 0, kaiji_search_hit_item_get_hit (item), focus);
}

static void
selected_cb (KaijiEvidenceSearch *self)
{
  if (!self->filling)
    show_hit (self, FALSE);
}

static void
scroll_to_selected (KaijiEvidenceSearch *self)
{
  guint position = gtk_single_selection_get_selected (self->selection);

  if (position != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", position);
}

static void
step (KaijiEvidenceSearch *self, int direction)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->hits));
  guint position = gtk_single_selection_get_selected (self->selection);

  if (n == 0)
    return;
  /* What was selected while the hits came in has not been shown. */
  if (position == GTK_INVALID_LIST_POSITION)
    gtk_single_selection_set_selected (self->selection, 0);
  else if (!self->shown)
    show_hit (self, FALSE);
  else if (direction > 0 ? position + 1 < n : position > 0)
    gtk_single_selection_set_selected (self->selection, position + (guint) direction);
  else
    gtk_widget_error_bell (GTK_WIDGET (self->entry));
  scroll_to_selected (self);
}

static gboolean
is_same (KaijiSearchHitItem *a, KaijiSearchHitItem *b)
{
  return a && b && kaiji_search_hit_item_is_same_page (a, b);
}

/* Puts @items in place of the hits; lines that say the same stay, for the keyboard may be on one of
 * them while the search is made again. */
static void
replace_hits (KaijiEvidenceSearch *self, GPtrArray *items)
{
  guint old = g_list_model_get_n_items (G_LIST_MODEL (self->hits));
  guint same = 0;

  for (; same < MIN (old, items->len); same++)
    {
      g_autoptr (KaijiSearchHitItem) shown =
          g_list_model_get_item (G_LIST_MODEL (self->hits), same);

      if (!kaiji_search_hit_item_says_same (shown, items->pdata[same]))
        break;
    }
  if (same < old || same < items->len)
    g_list_store_splice (self->hits, same, old - same, items->pdata + same, items->len - same);
}

/* @found: (element-type KaijiEvidenceHit): emptied. The chosen hit stays chosen where it is still
 * there. */
static void
fill (KaijiEvidenceSearch *self, GPtrArray *found)
{
  g_autoptr (KaijiSearchHitItem) chosen = NULL;
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean focused = gtk_widget_get_focus_child (GTK_WIDGET (self->list)) != NULL;
  guint select = 0;

  if (self->keep)
    g_set_object (&chosen, gtk_single_selection_get_selected_item (self->selection));
  else
    g_clear_object (&self->shown);
  while (found->len > 0)
    g_ptr_array_add (items, make_item (self, g_ptr_array_steal_index (found, 0)));
  for (guint i = 0; i < items->len; i++)
    if (is_same (chosen, items->pdata[i]))
      select = i;
  self->filling = TRUE;
  replace_hits (self, items);
  gtk_single_selection_set_selected (self->selection, select);
  self->filling = FALSE;
  if (focused && gtk_widget_get_focus_child (GTK_WIDGET (self->list)) == NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->list));
  gtk_stack_set_visible_child_name (self->stack, "hits");
  if (!self->keep)
    gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
}

static void
show_counts (KaijiEvidenceSearch *self, const KaijiSearchTotals *totals)
{
  g_autofree char *count =
      g_strdup_printf (ngettext ("%u hit", "%u hits", totals->pages), totals->pages);
  g_autofree char *documents = g_strdup_printf (_ ("Evidence %u"), totals->documents);

  gtk_label_set_text (self->count_label, count);
  gtk_label_set_text (self->documents_label, documents);
  gtk_widget_set_visible (self->head, TRUE);
  self->n_found = totals->pages;
}

/* ---- searching ---- */

typedef struct
{
  GWeakRef panel;
  GCancellable *cancellable;
} Run;

static void
take_result (KaijiEvidenceSearch *self,
             GPtrArray *found,
             const KaijiSearchTotals *totals,
             const GError *error)
{
  g_clear_object (&self->running);
  g_clear_handle_id (&self->slow_source, g_source_remove);
  if (!found)
    {
      g_list_store_remove_all (self->hits);
      show_note (self, error->message);
      return;
    }
  if (found->len == 0)
    {
      show_nothing (self);
      return;
    }
  fill (self, found);
  show_counts (self, totals);
  if (self->show_first)
    {
      self->show_first = FALSE;
      show_hit (self, FALSE);
    }
}

static void
searched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Run *run = user_data;
  g_autoptr (KaijiEvidenceSearch) self = g_weak_ref_get (&run->panel);
  g_autoptr (GError) error = NULL;
  KaijiSearchTotals totals = { 0 };
  g_autoptr (GPtrArray) found =
      kaiji_search_evidence_finish (KAIJI_SESSION (source), result, &totals, &error);

  if (self && self->running == run->cancellable)
    take_result (self, found, &totals, error);
  g_weak_ref_clear (&run->panel);
  g_object_unref (run->cancellable);
  g_free (run);
}

static gboolean
slow_cb (gpointer user_data)
{
  KaijiEvidenceSearch *self = user_data;

  self->slow_source = 0;
  if (g_list_model_get_n_items (G_LIST_MODEL (self->hits)) == 0)
    show_note (self, _ ("Searching…"));
  return G_SOURCE_REMOVE;
}

static void
cancel (KaijiEvidenceSearch *self)
{
  g_clear_handle_id (&self->slow_source, g_source_remove);
  g_cancellable_cancel (self->running);
  g_clear_object (&self->running);
}

/* @keep: the same question again */
static void
search (KaijiEvidenceSearch *self, gboolean keep)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  KaijiSearchRequest request = {
    .text = text,
    .mode = self->words ? KAIJI_SEARCH_ANY : KAIJI_SEARCH_WORDS,
    .order = gtk_drop_down_get_selected (self->order_drop) == 1 ? KAIJI_SEARCH_BY_PAGE
                                                                : KAIJI_SEARCH_BEST_FIRST,
    .limit = self->all ? 0 : FIRST_HITS,
    .with_rects = TRUE,
    .as_it_is = TRUE,
  };
  Run *run;

  cancel (self);
  if (kaiji_text_is_blank (text))
    {
      show_empty (self);
      return;
    }
  self->keep = keep;
  self->running = g_cancellable_new ();
  self->slow_source = g_timeout_add (SLOW_MS, slow_cb, self);
  run = g_new0 (Run, 1);
  g_weak_ref_init (&run->panel, self);
  run->cancellable = g_object_ref (self->running);
  kaiji_search_evidence_async (self->session, &request, self->running, searched_cb, run);
}

static void
query_changed_cb (KaijiEvidenceSearch *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  /* The entry tells it some time after a text was set from outside, and at once that it was emptied
   * before. */
  if (self->setting_text || g_strcmp0 (text, self->set_text) == 0)
    return;
  g_clear_pointer (&self->set_text, g_free);
  self->words = FALSE;
  self->show_first = FALSE;
  self->all = FALSE;
  search (self, FALSE);
}

static void
order_changed_cb (KaijiEvidenceSearch *self)
{
  self->all = FALSE;
  search (self, FALSE);
}

/* Near the end of the list the rest is asked for. */
static void
scrolled_cb (KaijiEvidenceSearch *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  double left = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment)
                - gtk_adjustment_get_value (adjustment);

  if (self->all || self->running || gtk_adjustment_get_value (adjustment) <= 0
      || left > gtk_adjustment_get_page_size (adjustment)
      || g_list_model_get_n_items (G_LIST_MODEL (self->hits)) >= self->n_found)
    return;
  self->all = TRUE;
  search (self, TRUE);
}

/* ---- what happens in the case meanwhile ---- */

static gboolean
again_cb (gpointer user_data)
{
  KaijiEvidenceSearch *self = user_data;

  self->again_source = 0;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      search (self, TRUE);
      kaiji_evidence_search_update_foot (self);
    }
  else
    self->stale = TRUE;
  return G_SOURCE_REMOVE;
}

static void
search_again_soon (KaijiEvidenceSearch *self)
{
  if (self->again_source == 0)
    self->again_source = g_timeout_add (AGAIN_MS, again_cb, self);
}

static void
indexer_changed_cb (KaijiEvidenceSearch *self)
{
  kaiji_evidence_search_update_index (self);
  search_again_soon (self);
}

static void
case_changed_cb (KaijiCaseSource *source,
                 guint kind,
                 const char *key,
                 const char *target,
                 KaijiEvidenceSearch *self)
{
  if (kind != KAIJI_EDIT_ANSWER)
    search_again_soon (self);
}

static void
map_cb (KaijiEvidenceSearch *self)
{
  kaiji_indexer_start (self->indexer);
  kaiji_evidence_search_update_index (self);
  kaiji_evidence_search_update_foot (self);
  if (self->stale)
    search (self, TRUE);
  self->stale = FALSE;
}

/* ---- keys ---- */

static void
next_cb (KaijiEvidenceSearch *self)
{
  step (self, 1);
}

static void
previous_cb (KaijiEvidenceSearch *self)
{
  step (self, -1);
}

/* Enter shows what is chosen, and the next one when it is shown. */
static void
entry_activate_cb (KaijiEvidenceSearch *self)
{
  step (self, 1);
}

static gboolean
entry_key_cb (GtkEventControllerKey *controller,
              guint key,
              guint code,
              GdkModifierType state,
              KaijiEvidenceSearch *self)
{
  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK))
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_Down || key == GDK_KEY_KP_Down)
    step (self, 1);
  else if (key == GDK_KEY_Up || key == GDK_KEY_KP_Up)
    step (self, -1);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static gboolean
list_key_cb (GtkEventControllerKey *controller,
             guint key,
             guint code,
             GdkModifierType state,
             KaijiEvidenceSearch *self)
{
  if (key != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;
  g_signal_emit (self, signals[CLOSED], 0);
  return GDK_EVENT_STOP;
}

static void
close_cb (KaijiEvidenceSearch *self)
{
  g_signal_emit (self, signals[CLOSED], 0);
}

static void
list_activate_cb (KaijiEvidenceSearch *self, guint position, GtkListView *list)
{
  show_hit (self, TRUE);
}

void
kaiji_evidence_search_show_page (KaijiEvidenceSearch *self, const char *evidence_id, int page)
{
  g_signal_emit (self, signals[PAGE_SHOWN], 0, evidence_id, page);
}

/* ---- the list ---- */

static void
setup_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, kaiji_search_row_new ());
}

static void
bind_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  kaiji_search_row_set_hit (KAIJI_SEARCH_ROW (gtk_list_item_get_child (item)),
                            gtk_list_item_get_item (item));
}

static void
init_list (KaijiEvidenceSearch *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_row_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_row_cb), NULL);
  self->hits = g_list_store_new (KAIJI_TYPE_SEARCH_HIT_ITEM);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->hits)));
  g_signal_connect_swapped (self->selection, "notify::selected-item", G_CALLBACK (selected_cb),
                            self);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  g_object_unref (factory);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (list_key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->list), keys);
  g_signal_connect_swapped (gtk_scrolled_window_get_vadjustment (self->scroller), "value-changed",
                            G_CALLBACK (scrolled_cb), self);
}

/* ---- the object ---- */

static gboolean
kaiji_evidence_search_grab_focus (GtkWidget *widget)
{
  KaijiEvidenceSearch *self = KAIJI_EVIDENCE_SEARCH (widget);

  if (!gtk_widget_grab_focus (GTK_WIDGET (self->entry)))
    return FALSE;
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
  return TRUE;
}

static void
kaiji_evidence_search_dispose (GObject *object)
{
  KaijiEvidenceSearch *self = KAIJI_EVIDENCE_SEARCH (object);
  GtkWidget *child;

  cancel (self);
  g_cancellable_cancel (self->listing);
  g_clear_object (&self->listing);
  g_clear_handle_id (&self->again_source, g_source_remove);
  if (self->selection)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), KAIJI_TYPE_EVIDENCE_SEARCH);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->selection);
  g_clear_object (&self->hits);
  g_clear_object (&self->shown);
  g_clear_pointer (&self->blank, g_ptr_array_unref);
  g_clear_pointer (&self->set_text, g_free);
  g_clear_object (&self->indexer);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (kaiji_evidence_search_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, KaijiEvidenceSearch, name)
  BIND (entry);
  BIND (head);
  BIND (count_label);
  BIND (documents_label);
  BIND (order_drop);
  BIND (index_box);
  BIND (index_label);
  BIND (index_button);
  BIND (index_bar);
  BIND (stack);
  BIND (note_label);
  BIND (scroller);
  BIND (list);
  BIND (foot);
  BIND (blank_box);
  BIND (blank_label);
  BIND (blank_button);
  BIND (blank_popover);
  BIND (failed_label);
#undef BIND
}

static void
kaiji_evidence_search_class_init (KaijiEvidenceSearchClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kaiji_evidence_search_dispose;
  widget_class->grab_focus = kaiji_evidence_search_grab_focus;
  signals[HIT_SHOWN] =
      g_signal_new ("hit-shown", KAIJI_TYPE_EVIDENCE_SEARCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, G_TYPE_POINTER, G_TYPE_BOOLEAN);
  signals[PAGE_SHOWN] =
      g_signal_new ("page-shown", KAIJI_TYPE_EVIDENCE_SEARCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT);
  signals[CLOSED] = g_signal_new ("closed", KAIJI_TYPE_EVIDENCE_SEARCH, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (widget_class, "evidencesearch");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SEARCH);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KAIJI_RESOURCE_PREFIX "/evidence-search.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, query_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, previous_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_cb);
  gtk_widget_class_bind_template_callback (widget_class, list_activate_cb);
  gtk_widget_class_bind_template_callback_full (widget_class, "index_button_cb",
                                                G_CALLBACK (kaiji_evidence_search_index_button_cb));
}

static void
kaiji_evidence_search_init (KaijiEvidenceSearch *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  kaiji_paragraph_keep_ends (GTK_WIDGET (self));
  /* Before the entry's own handling, which would move the cursor. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (entry_key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
  init_list (self);
  kaiji_drop_down_name_button (self->order_drop);
  g_signal_connect_swapped (self->order_drop, "notify::selected", G_CALLBACK (order_changed_cb),
                            self);
  g_signal_connect (self, "map", G_CALLBACK (map_cb), NULL);
  show_empty (self);
}

/** kaiji_evidence_search_new: Returns: (transfer floating): a search over the evidence of @session. */
GtkWidget *
kaiji_evidence_search_new (KaijiSession *session)
{
  KaijiEvidenceSearch *self = g_object_new (KAIJI_TYPE_EVIDENCE_SEARCH, NULL);

  self->session = g_object_ref (session);
  self->indexer = g_object_ref (kaiji_session_get_indexer (session));
  g_signal_connect_object (self->indexer, "changed", G_CALLBACK (indexer_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (kaiji_session_get_source (session), "changed",
                           G_CALLBACK (case_changed_cb), self, 0);
  kaiji_evidence_search_init_foot (self);
  return GTK_WIDGET (self);
}

static void
set_text (KaijiEvidenceSearch *self, const char *text)
{
  g_free (self->set_text);
  self->set_text = g_strdup (text);
  self->setting_text = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  self->setting_text = FALSE;
  self->all = FALSE;
}

/** kaiji_evidence_search_set_words: @words: as kaiji_search_dup_words() gives them */
void
kaiji_evidence_search_set_words (KaijiEvidenceSearch *self, const char *words)
{
  set_text (self, words);
  self->words = TRUE;
  self->show_first = TRUE;
  gtk_drop_down_set_selected (self->order_drop, 0);
  search (self, FALSE);
}

/** kaiji_evidence_search_set_text: searches for @text at once. */
void
kaiji_evidence_search_set_text (KaijiEvidenceSearch *self, const char *text)
{
  set_text (self, text);
  self->words = FALSE;
  self->show_first = FALSE;
  search (self, FALSE);
}

guint
kaiji_evidence_search_get_n_hits (KaijiEvidenceSearch *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->hits));
}
