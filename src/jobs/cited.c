/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of all citations of a case, with what should be cited and is not.
 *
 * Invariants:
 * 1. Which prompts need a citation is what the rules say (a finding whose remedy is to cite), so
 *    that list, checklist and command line never differ.
 * 2. Lines are values: a change of the case makes new ones.
 */
#include "jobs/cited.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/text.h"

struct _KaijiCitedRow
{
  GObject parent_instance;

  KaijiCitedInfo info; /* its texts and objects are this object's */
  guint place;         /* in the form */
  char *words;         /* (nullable) folded: what the search field looks into */
};

G_DEFINE_FINAL_TYPE (KaijiCitedRow, kaiji_cited_row, G_TYPE_OBJECT)

static void
kaiji_cited_row_finalize (GObject *object)
{
  KaijiCitedRow *self = KAIJI_CITED_ROW (object);

  g_free ((char *) self->info.target);
  g_free ((char *) self->info.title);
  g_free ((char *) self->info.name);
  g_free ((char *) self->info.pages);
  g_free ((char *) self->info.sheets);
  g_clear_object (&self->info.citation);
  g_clear_object (&self->info.evidence);
  g_free (self->words);
  G_OBJECT_CLASS (kaiji_cited_row_parent_class)->finalize (object);
}

static void
kaiji_cited_row_class_init (KaijiCitedRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kaiji_cited_row_finalize;
}

static void
kaiji_cited_row_init (KaijiCitedRow *self)
{
}

/** kaiji_cited_row_get_info: Returns: (transfer none): what stands in the line. */
const KaijiCitedInfo *
kaiji_cited_row_get_info (KaijiCitedRow *self)
{
  return &self->info;
}

/** kaiji_cited_row_is_same: Returns: whether both lines are about the same thing, though it may
 * have changed. */
gboolean
kaiji_cited_row_is_same (KaijiCitedRow *a, KaijiCitedRow *b)
{
  if (a->info.filter != b->info.filter)
    return FALSE;
  switch (a->info.filter)
    {
    case KAIJI_CITED_UNUSED:
      return g_str_equal (kaiji_evidence_get_info (a->info.evidence)->id,
                          kaiji_evidence_get_info (b->info.evidence)->id);
    case KAIJI_CITED_MISSING:
      return g_str_equal (a->info.target, b->info.target);
    default:
      return kaiji_citation_get_number (a->info.citation)
             == kaiji_citation_get_number (b->info.citation);
    }
}

/** kaiji_cited_dup_title: Returns: (transfer full): what a target is called, for people. */
char *
kaiji_cited_dup_title (KaijiScheme *scheme, const char *target)
{
  KaijiPrompt *prompt = kaiji_scheme_lookup_prompt (scheme, target);
  KaijiItem *item = prompt ? prompt->item : kaiji_scheme_lookup_item (scheme, target);

  if (!item)
    return g_strdup (target);
  /* Names of fields are short; what they are about stands above them. */
  if (item->section->form_a)
    return g_strdup_printf ("%s: %s", item->section->name, prompt ? prompt->text : item->name);
  if (prompt && item->prompts->len > 1)
    return g_strdup_printf ("%u %s: %s", item->number, item->name, prompt->text);
  return g_strdup_printf ("%u %s", item->number, item->name);
}

/* Where a target stands in the form; a whole item before its prompts. */
static guint
get_place (KaijiScheme *scheme, const char *target)
{
  KaijiPrompt *prompt = kaiji_scheme_lookup_prompt (scheme, target);
  KaijiItem *item = prompt ? NULL : kaiji_scheme_lookup_item (scheme, target);

  if (prompt)
    return prompt->index * 2 + 1;
  if (item && item->prompts->len > 0)
    return ((KaijiPrompt *) item->prompts->pdata[0])->index * 2;
  return G_MAXUINT;
}

typedef struct
{
  KaijiSession *session;
  KaijiScheme *scheme;
  KaijiCaseSource *source;
  GPtrArray *rows;
  GHashTable *cited; /* ids of evidence */
  guint *counts;
} List;

static KaijiCitedRow *
new_row (List *list, KaijiCitedFilter filter, const char *target, KaijiEvidence *evidence)
{
  KaijiCitedRow *row = g_object_new (KAIJI_TYPE_CITED_ROW, NULL);

  row->info.filter = filter;
  row->info.target = g_strdup (target);
  row->info.title = *target ? kaiji_cited_dup_title (list->scheme, target) : g_strdup ("");
  row->info.evidence = evidence ? g_object_ref (evidence) : NULL;
  row->info.name = g_strdup (evidence ? kaiji_evidence_get_info (evidence)->name : "");
  row->info.position = 1;
  row->place = *target ? get_place (list->scheme, target) : G_MAXUINT;
  g_ptr_array_add (list->rows, row);
  list->counts[filter]++;
  return row;
}

static void
add_citation_cb (KaijiCitation *citation, gpointer user_data)
{
  List *list = user_data;
  const char *id = kaiji_citation_get_evidence_id (citation);
  const char *target = kaiji_citation_get_target (citation);
  KaijiCitedRow *before =
      list->rows->len > 0 ? list->rows->pdata[list->rows->len - 1] : NULL; /* of one target? */
  KaijiCitedRow *row =
      new_row (list, KAIJI_CITED_ALL, target, kaiji_case_source_lookup_evidence (list->source, id));

  row->info.citation = g_object_ref (citation);
  row->info.pages = kaiji_citation_dup_pages (citation);
  row->info.sheets = kaiji_citation_dup_sheets (citation);
  if (g_str_equal (row->info.pages, row->info.sheets))
    {
      g_free ((char *) row->info.sheets);
      row->info.sheets = g_strdup ("");
    }
  if (before && g_str_equal (before->info.target, target))
    row->info.position = before->info.position + 1;
  row->info.read = kaiji_session_is_citation_read (list->session, citation);
  if (!row->info.read)
    list->counts[KAIJI_CITED_UNREAD]++;
  if (kaiji_citation_get_state (citation) != KAIJI_CITATION_CONFIRMED || !row->info.evidence)
    list->counts[KAIJI_CITED_CHANGED]++;
  g_hash_table_add (list->cited, (gpointer) id);
}

static void
add_unused (List *list)
{
  GListModel *model = kaiji_case_source_get_evidence (list->source);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (KaijiEvidence) evidence = g_list_model_get_item (model, i);
      const KaijiEvidenceInfo *info = kaiji_evidence_get_info (evidence);
      KaijiCitedRow *row;

      if (g_hash_table_contains (list->cited, info->id))
        continue;
      row = new_row (list, KAIJI_CITED_UNUSED, "", evidence);
      row->info.pages = info->pages > 0 ? g_strdup_printf (
                            ngettext ("%d page", "%d pages", (gulong) info->pages), info->pages)
                                        : g_strdup ("");
      row->info.sheets = g_strdup ("");
    }
}

static gboolean
has_standing (List *list, const char *target)
{
  GPtrArray *citations = kaiji_case_source_get_citations (list->source, target);

  for (guint i = 0; citations && i < citations->len; i++)
    if (kaiji_citation_get_state (citations->pdata[i]) != KAIJI_CITATION_LOST
        && kaiji_case_source_lookup_evidence (list->source,
                                              kaiji_citation_get_evidence_id (citations->pdata[i])))
      return TRUE;
  return FALSE;
}

static void
add_missing (List *list)
{
  GPtrArray *findings = kaiji_checker_get_findings (kaiji_session_get_checker (list->session));
  const char *last = "";

  for (guint i = 0; i < findings->len; i++)
    {
      KaijiFinding *finding = findings->pdata[i];
      const char *id = kaiji_finding_get_id (finding);
      KaijiPrompt *prompt = kaiji_scheme_lookup_prompt (list->scheme, id);
      KaijiCitedRow *row;

      /* Findings on one prompt stand together. */
      if (kaiji_finding_get_remedy (finding) != KAIJI_REMEDY_CITE || !prompt
          || g_str_equal (id, last) || has_standing (list, id)
          || has_standing (list, prompt->item->id))
        continue;
      last = id;
      row = new_row (list, KAIJI_CITED_MISSING, id, NULL);
      row->info.pages = g_strdup ("");
      row->info.sheets = g_strdup ("");
    }
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const KaijiCitedRow *left = *(KaijiCitedRow *const *) a, *right = *(KaijiCitedRow *const *) b;

  if (left->place != right->place)
    return left->place < right->place ? -1 : 1;
  return left->info.position < right->info.position ? -1
                                                    : left->info.position > right->info.position;
}

/** kaiji_cited_list: Returns: (transfer full) (element-type KaijiCitedRow): all lines of a case. */
GPtrArray *
kaiji_cited_list (KaijiSession *session, guint counts[KAIJI_CITED_N_FILTERS])
{
  guint own[KAIJI_CITED_N_FILTERS];
  List list = {
    .session = session,
    .scheme = kaiji_session_get_scheme (session),
    .source = kaiji_session_get_source (session),
    .rows = g_ptr_array_new_with_free_func (g_object_unref),
    .cited = g_hash_table_new (g_str_hash, g_str_equal),
    .counts = counts ? counts : own,
  };

  memset (list.counts, 0, sizeof own);
  kaiji_case_source_foreach_citation (list.source, add_citation_cb, &list);
  add_missing (&list);
  g_ptr_array_sort (list.rows, compare_rows);
  add_unused (&list);
  g_hash_table_unref (list.cited);
  return list.rows;
}

static gboolean
passes (const KaijiCitedInfo *info, KaijiCitedFilter filter)
{
  switch (filter)
    {
    case KAIJI_CITED_UNREAD:
      return info->citation && !info->read;
    case KAIJI_CITED_CHANGED:
      return info->citation
             && (kaiji_citation_get_state (info->citation) != KAIJI_CITATION_CONFIRMED
                 || !info->evidence);
    default:
      return info->filter == filter;
    }
}

/* Folded when somebody searches: of two thousand lines that takes longer than all the rest. */
static const char *
get_words (KaijiCitedRow *self)
{
  const KaijiCitedInfo *info = &self->info;
  const char *file = info->evidence ? kaiji_evidence_get_info (info->evidence)->file_name : NULL;
  g_autofree char *text = NULL;

  if (self->words)
    return self->words;
  text = g_strjoin ("\n", info->title, info->target, info->name, info->pages, info->sheets,
                    info->citation ? kaiji_citation_get_section (info->citation) : "",
                    info->citation ? kaiji_citation_get_quote (info->citation) : "",
                    file ? file : "", NULL);
  self->words = kaiji_text_fold (text);
  return self->words;
}

/** kaiji_cited_row_matches: Returns: whether the line is shown. */
gboolean
kaiji_cited_row_matches (KaijiCitedRow *self, KaijiCitedFilter filter, char **folded)
{
  if (!passes (&self->info, filter))
    return FALSE;
  for (; folded && *folded; folded++)
    if (!strstr (get_words (self), *folded))
      return FALSE;
  return TRUE;
}

/** kaiji_cited_dup_words: Returns: (transfer full) (nullable): typed words, folded. */
char **
kaiji_cited_dup_words (const char *typed)
{
  g_autofree char *plain = kaiji_text_normalize (typed);
  g_auto (GStrv) words = g_strsplit (plain, " ", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (kaiji_text_is_blank (typed))
    return NULL;
  for (guint i = 0; words[i]; i++)
    {
      g_autofree char *folded = kaiji_text_fold (words[i]);

      if (*folded)
        g_strv_builder_add (builder, folded);
    }
  return g_strv_builder_end (builder);
}
