/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A case in memory.
 *
 * Invariants:
 * 1. It changes only by kaiji_case_apply(); after each change `changed` is emitted once.
 * 2. Text is kept exactly as typed; an empty text is the same as unset.
 * 3. Citations of a target stand in the order that kaiji_citation_compare() gives.
 */
#include "core/case.h"

#include <glib/gi18n-lib.h>

struct _KaijiCase
{
  GObject parent_instance;

  char *scheme_id;
  char *revision;
  GTree *answers;        /* id -> text */
  GHashTable *by_number; /* gint64 -> KaijiCitation (owned) */
  GHashTable *by_target; /* target -> GPtrArray of KaijiCitation (borrowed) */
  GListStore *evidence;
};

static void case_source_iface_init (KaijiCaseSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KaijiCase,
                               kaiji_case,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (KAIJI_TYPE_CASE_SOURCE,
                                                      case_source_iface_init))

G_DEFINE_QUARK (kaiji_case_error_quark, kaiji_case_error)

static int
compare_ids (gconstpointer a, gconstpointer b, gpointer user_data)
{
  return strcmp (a, b);
}

static const char *
case_get_scheme_id (KaijiCaseSource *source)
{
  return KAIJI_CASE (source)->scheme_id;
}

static const char *
case_get_revision (KaijiCaseSource *source)
{
  return KAIJI_CASE (source)->revision;
}

static const char *
case_get_answer (KaijiCaseSource *source, const char *id)
{
  return g_tree_lookup (KAIJI_CASE (source)->answers, id);
}

static void
case_foreach_answer (KaijiCaseSource *source, KaijiAnswerFunc func, gpointer user_data)
{
  KaijiCase *self = KAIJI_CASE (source);

  for (GTreeNode *node = g_tree_node_first (self->answers); node; node = g_tree_node_next (node))
    func (g_tree_node_key (node), g_tree_node_value (node), user_data);
}

static GPtrArray *
case_get_citations (KaijiCaseSource *source, const char *target)
{
  return g_hash_table_lookup (KAIJI_CASE (source)->by_target, target);
}

static void
case_foreach_citation (KaijiCaseSource *source, KaijiCitationFunc func, gpointer user_data)
{
  KaijiCase *self = KAIJI_CASE (source);
  g_autoptr (GList) targets = g_hash_table_get_keys (self->by_target);

  targets = g_list_sort (targets, (GCompareFunc) strcmp);
  for (GList *l = targets; l; l = l->next)
    {
      GPtrArray *citations = g_hash_table_lookup (self->by_target, l->data);
      for (guint i = 0; i < citations->len; i++)
        func (g_ptr_array_index (citations, i), user_data);
    }
}

static GListModel *
case_get_evidence (KaijiCaseSource *source)
{
  return G_LIST_MODEL (KAIJI_CASE (source)->evidence);
}

static gboolean
find_evidence (KaijiCase *self, const char *id, guint *position)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->evidence));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (KaijiEvidence) evidence = g_list_model_get_item (G_LIST_MODEL (self->evidence), i);
      if (g_str_equal (kaiji_evidence_get_info (evidence)->id, id))
        {
          *position = i;
          return TRUE;
        }
    }
  return FALSE;
}

static KaijiEvidence *
case_lookup_evidence (KaijiCaseSource *source, const char *id)
{
  KaijiCase *self = KAIJI_CASE (source);
  guint position;

  if (!find_evidence (self, id, &position))
    return NULL;
  /* The list keeps its own reference, so this one may be dropped. */
  g_autoptr (KaijiEvidence) evidence =
      g_list_model_get_item (G_LIST_MODEL (self->evidence), position);
  return evidence;
}

static void
case_source_iface_init (KaijiCaseSourceInterface *iface)
{
  iface->get_scheme_id = case_get_scheme_id;
  iface->get_revision = case_get_revision;
  iface->get_answer = case_get_answer;
  iface->foreach_answer = case_foreach_answer;
  iface->get_citations = case_get_citations;
  iface->foreach_citation = case_foreach_citation;
  iface->get_evidence = case_get_evidence;
  iface->lookup_evidence = case_lookup_evidence;
}

static void
kaiji_case_finalize (GObject *object)
{
  KaijiCase *self = KAIJI_CASE (object);

  g_free (self->scheme_id);
  g_free (self->revision);
  g_tree_unref (self->answers);
  g_hash_table_unref (self->by_target);
  g_hash_table_unref (self->by_number);
  g_object_unref (self->evidence);
  G_OBJECT_CLASS (kaiji_case_parent_class)->finalize (object);
}

static void
kaiji_case_class_init (KaijiCaseClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kaiji_case_finalize;
}

static void
kaiji_case_init (KaijiCase *self)
{
  self->answers = g_tree_new_full (compare_ids, NULL, g_free, g_free);
  self->by_number = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
  self->by_target =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  self->evidence = g_list_store_new (KAIJI_TYPE_EVIDENCE);
}

/**
 * kaiji_case_new:
 * @scheme_id: id of the scheme
 * @revision: the revision it is pinned to
 *
 * Thread: any, then one. Returns: (transfer full): an empty case
 */
KaijiCase *
kaiji_case_new (const char *scheme_id, const char *revision)
{
  KaijiCase *self = g_object_new (KAIJI_TYPE_CASE, NULL);

  self->scheme_id = g_strdup (scheme_id);
  self->revision = g_strdup (revision);
  return self;
}

static void
drop_citation (KaijiCase *self, gint64 number)
{
  KaijiCitation *citation = g_hash_table_lookup (self->by_number, &number);
  GPtrArray *citations;

  if (!citation)
    return;
  citations = g_hash_table_lookup (self->by_target, kaiji_citation_get_target (citation));
  g_ptr_array_remove (citations, citation);
  if (citations->len == 0)
    g_hash_table_remove (self->by_target, kaiji_citation_get_target (citation));
  g_hash_table_remove (self->by_number, &number);
}

static int
compare_citations (gconstpointer a, gconstpointer b)
{
  return kaiji_citation_compare (*(KaijiCitation *const *) a, *(KaijiCitation *const *) b);
}

static void
put_citation (KaijiCase *self, KaijiCitation *citation)
{
  const char *target = kaiji_citation_get_target (citation);
  gint64 number = kaiji_citation_get_number (citation);
  GPtrArray *citations = g_hash_table_lookup (self->by_target, target);

  if (!citations)
    {
      citations = g_ptr_array_new ();
      g_hash_table_insert (self->by_target, g_strdup (target), citations);
    }
  g_hash_table_insert (self->by_number, g_memdup2 (&number, sizeof number),
                       g_object_ref (citation));
  g_ptr_array_add (citations, citation);
  g_ptr_array_sort (citations, compare_citations);
}

static gboolean
apply_citation (KaijiCase *self, const KaijiEdit *edit, GError **error)
{
  gint64 number = g_ascii_strtoll (edit->key, NULL, 10);
  KaijiCitation *old = g_hash_table_lookup (self->by_number, &number);
  g_autofree char *old_target = old ? g_strdup (kaiji_citation_get_target (old)) : NULL;
  g_autoptr (KaijiCitation) new = NULL;

  if (edit->after)
    {
      new = kaiji_citation_new_from_variant (edit->after);
      if (!new || kaiji_citation_get_number (new) != number)
        {
          g_set_error (error, KAIJI_CASE_ERROR, KAIJI_CASE_ERROR_VALUE,
                       _ ("The citation %s cannot be read."), edit->key);
          return FALSE;
        }
    }
  drop_citation (self, number);
  if (new)
    put_citation (self, new);
  if (old_target && (!new || !g_str_equal (old_target, kaiji_citation_get_target (new))))
    kaiji_case_source_emit_changed (KAIJI_CASE_SOURCE (self), edit->kind, edit->key, old_target);
  if (new)
    kaiji_case_source_emit_changed (KAIJI_CASE_SOURCE (self), edit->kind, edit->key,
                                    kaiji_citation_get_target (new));
  return TRUE;
}

static gboolean
apply_evidence (KaijiCase *self, const KaijiEdit *edit, GError **error)
{
  g_autoptr (KaijiEvidence) new = NULL;
  gpointer additions[1];
  guint position;
  gboolean found;

  if (edit->after)
    {
      new = kaiji_evidence_new_from_variant (edit->after);
      if (!new)
        {
          g_set_error (error, KAIJI_CASE_ERROR, KAIJI_CASE_ERROR_VALUE,
                       _ ("The evidence %s cannot be read."), edit->key);
          return FALSE;
        }
    }
  found = find_evidence (self, edit->key, &position);
  if (!found)
    position = g_list_model_get_n_items (G_LIST_MODEL (self->evidence));
  additions[0] = new;
  g_list_store_splice (self->evidence, position, found ? 1 : 0, additions, new ? 1 : 0);
  kaiji_case_source_emit_changed (KAIJI_CASE_SOURCE (self), edit->kind, edit->key, "");
  return TRUE;
}

/**
 * kaiji_case_apply:
 * @self: a case
 * @edit: the change; its `before` is not looked at
 * @error: the value cannot be read (%KAIJI_CASE_ERROR_VALUE); the case is as it was
 *
 * Puts a change into effect and says so.
 *
 * Thread: the one that owns the case. Returns: whether it was applied
 */
gboolean
kaiji_case_apply (KaijiCase *self, const KaijiEdit *edit, GError **error)
{
  const char *text;

  switch (edit->kind)
    {
    case KAIJI_EDIT_CITATION:
      return apply_citation (self, edit, error);
    case KAIJI_EDIT_EVIDENCE:
      return apply_evidence (self, edit, error);
    case KAIJI_EDIT_ANSWER:
    default:
      text = edit->after ? g_variant_get_string (edit->after, NULL) : "";
      if (*text)
        g_tree_insert (self->answers, g_strdup (edit->key), g_strdup (text));
      else
        g_tree_remove (self->answers, edit->key);
      kaiji_case_source_emit_changed (KAIJI_CASE_SOURCE (self), edit->kind, edit->key, edit->key);
      return TRUE;
    }
}

/**
 * kaiji_case_differs:
 * @self: a case
 * @edit: a change
 *
 * Returns: whether the change would alter anything
 */
gboolean
kaiji_case_differs (KaijiCase *self, const KaijiEdit *edit)
{
  g_autoptr (GVariant) now = NULL;
  KaijiCitation *citation;
  KaijiEvidence *evidence;
  const char *old, *new;

  switch (edit->kind)
    {
    case KAIJI_EDIT_CITATION:
      citation = kaiji_case_lookup_citation (self, g_ascii_strtoll (edit->key, NULL, 10));
      now = citation ? kaiji_citation_to_variant (citation) : NULL;
      break;
    case KAIJI_EDIT_EVIDENCE:
      evidence = case_lookup_evidence (KAIJI_CASE_SOURCE (self), edit->key);
      now = evidence ? kaiji_evidence_to_variant (evidence) : NULL;
      break;
    case KAIJI_EDIT_ANSWER:
    default:
      old = g_tree_lookup (self->answers, edit->key);
      new = edit->after ? g_variant_get_string (edit->after, NULL) : "";
      return !g_str_equal (old ? old : "", new);
    }
  if (!now || !edit->after)
    return now || edit->after;
  return !g_variant_equal (now, edit->after);
}

/** kaiji_case_lookup_citation: Returns: (transfer none) (nullable): citation by its number. */
KaijiCitation *
kaiji_case_lookup_citation (KaijiCase *self, gint64 number)
{
  return g_hash_table_lookup (self->by_number, &number);
}
