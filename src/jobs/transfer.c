/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The plan of a transfer: what corresponds, what would be taken, what is decided at first.
 *
 * Invariants:
 * 1. Each prompt of both cases stands in exactly one row (of the section that was asked for).
 * 2. Planning reads; nothing is changed before kaiji_transfer_apply_async().
 * 3. What belongs to one application is not taken to another at first, and an answer of its own
 *    that the other service gives differently stays, unless a section was named.
 */
#include "jobs/transfer-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/text.h"
#include "jobs/json.h"

/* Settings of a pack: whose original paper goes with which application, as ID=WORD (概要 4(4)イ
 * 注2). */
#define SETTING_ORIGINAL "original.held"
#define SETTING_COPY "original.copy"
#define SETTING_NAMED_IN "original.named_in"
#define FIELD_SERVICE_NAME "A.service_name"

G_DEFINE_FINAL_TYPE (KaijiTransfer, kaiji_transfer, G_TYPE_OBJECT)

static void
row_free (gpointer data)
{
  KaijiTransferRow *row = data;

  g_free (row->text);
  g_free (row->existing);
  g_free (row);
}

static void
kaiji_transfer_finalize (GObject *object)
{
  KaijiTransfer *self = KAIJI_TRANSFER (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->matching, kaiji_matching_free);
  g_clear_object (&self->from);
  g_clear_object (&self->to);
  G_OBJECT_CLASS (kaiji_transfer_parent_class)->finalize (object);
}

static void
kaiji_transfer_class_init (KaijiTransferClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kaiji_transfer_finalize;
}

static void
kaiji_transfer_init (KaijiTransfer *self)
{
  self->rows = g_ptr_array_new_with_free_func (row_free);
}

static const char *
get_answer (KaijiSession *session, KaijiPrompt *prompt)
{
  const char *text =
      prompt ? kaiji_case_source_get_answer (kaiji_session_get_source (session), prompt->id) : NULL;

  return text && !kaiji_text_is_blank (text) ? text : "";
}

static gboolean
same_answer (const char *a, const char *b)
{
  g_autofree char *one = kaiji_text_normalize (a);
  g_autofree char *other = kaiji_text_normalize (b);

  return g_str_equal (one, other);
}

/* ---- citations ---- */

KaijiEvidence *
kaiji_transfer_find_digest (KaijiSession *session, const char *sha256)
{
  GListModel *list = kaiji_case_source_get_evidence (kaiji_session_get_source (session));

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (KaijiEvidence) evidence = g_list_model_get_item (list, i);

      if (g_str_equal (kaiji_evidence_get_info (evidence)->sha256, sha256))
        return evidence; /* the list holds it */
    }
  return NULL;
}

/* Between two revisions of one scheme the case itself moves: all its evidence comes along. */
static gboolean
moves_on (KaijiTransfer *self)
{
  KaijiScheme *from = kaiji_session_get_scheme (self->from);
  KaijiScheme *to = kaiji_session_get_scheme (self->to);

  return g_str_equal (kaiji_scheme_get_id (from), kaiji_scheme_get_id (to))
         && !g_str_equal (kaiji_scheme_get_revision (from), kaiji_scheme_get_revision (to));
}

static gboolean
is_personal (KaijiTransfer *self, KaijiCitation *citation)
{
  KaijiEvidence *evidence = kaiji_case_source_lookup_evidence (
      kaiji_session_get_source (self->from), kaiji_citation_get_evidence_id (citation));

  return evidence && kaiji_evidence_is_personal (evidence);
}

/* A paper about a person goes along only where it is what is asked for, or with the case itself. */
static gboolean
may_bring (KaijiTransfer *self, const KaijiTransferRow *row, KaijiCitation *citation)
{
  return row->to->kind == KAIJI_KIND_EVIDENCE || moves_on (self) || !is_personal (self, citation);
}

static void
foreach_on (KaijiTransfer *self,
            const KaijiTransferRow *row,
            const char *source_target,
            const char *target,
            KaijiTransferCitationFunc func,
            gpointer user_data)
{
  GPtrArray *citations =
      kaiji_case_source_get_citations (kaiji_session_get_source (self->from), source_target);

  for (guint i = 0; citations && i < citations->len; i++)
    if (may_bring (self, row, g_ptr_array_index (citations, i)))
      func (g_ptr_array_index (citations, i), target, user_data);
}

void
kaiji_transfer_foreach_citation (KaijiTransfer *self,
                                 const KaijiTransferRow *row,
                                 KaijiTransferCitationFunc func,
                                 gpointer user_data)
{
  if (!row->from || !row->to || !row->to->citable)
    return;
  foreach_on (self, row, row->from->id, row->to->id, func, user_data);
  /* Citations on the whole item stand for each of its prompts. */
  if (!row->from->item->section->form_a && !row->to->item->section->form_a)
    foreach_on (self, row, row->from->item->id, row->to->item->id, func, user_data);
}

typedef struct
{
  KaijiTransfer *transfer;
  KaijiTransferRow *row;
} Count;

static void
count_cb (KaijiCitation *citation, G_GNUC_UNUSED const char *target, gpointer user_data)
{
  Count *count = user_data;

  count->row->n_citations++;
  count->row->personal |= is_personal (count->transfer, citation);
}

typedef struct
{
  KaijiTransfer *transfer;
  GHashTable *known; /* digests that were looked at */
  GPtrArray *evidence;
} Bring;

static void
bring (Bring *self, const char *evidence_id, const char *sha256)
{
  KaijiEvidence *evidence;

  if (!g_hash_table_add (self->known, g_strdup (sha256))
      || kaiji_transfer_find_digest (self->transfer->to, sha256))
    return;
  evidence = kaiji_case_source_lookup_evidence (kaiji_session_get_source (self->transfer->from),
                                                evidence_id);
  if (!evidence)
    evidence = kaiji_transfer_find_digest (self->transfer->from, sha256);
  if (evidence)
    g_ptr_array_add (self->evidence, g_object_ref (evidence));
}

static void
bring_cb (KaijiCitation *citation, G_GNUC_UNUSED const char *target, gpointer user_data)
{
  bring (user_data, kaiji_citation_get_evidence_id (citation),
         kaiji_citation_get_sha256 (citation));
}

GPtrArray *
kaiji_transfer_list_evidence (KaijiTransfer *self)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Bring work = { self, known, g_ptr_array_new_with_free_func (g_object_unref) };
  gboolean any = FALSE;

  for (guint i = 0; i < self->rows->len; i++)
    {
      const KaijiTransferRow *row = g_ptr_array_index (self->rows, i);

      any |= row->take;
      if (row->take)
        kaiji_transfer_foreach_citation (self, row, bring_cb, &work);
    }
  if (any && moves_on (self))
    {
      GListModel *list = kaiji_case_source_get_evidence (kaiji_session_get_source (self->from));

      for (guint i = 0; i < g_list_model_get_n_items (list); i++)
        {
          g_autoptr (KaijiEvidence) evidence = g_list_model_get_item (list, i);
          const KaijiEvidenceInfo *info = kaiji_evidence_get_info (evidence);

          bring (&work, info->id, info->sha256);
        }
    }
  return work.evidence;
}

/* ---- decisions at first ---- */

gboolean
kaiji_transfer_row_replaces (const KaijiTransferRow *row)
{
  return *row->text && *row->existing && !same_answer (row->text, row->existing);
}

gboolean
kaiji_transfer_row_is_to_read (const KaijiTransferRow *row)
{
  return row->state == KAIJI_MATCH_WORDING;
}

static gboolean
can_hold (KaijiPrompt *from, KaijiPrompt *to)
{
  if (to->kind == KAIJI_KIND_DERIVED || from->kind == KAIJI_KIND_DERIVED)
    return FALSE;
  return (to->kind == KAIJI_KIND_TABLE) == (from->kind == KAIJI_KIND_TABLE)
         && (to->kind == KAIJI_KIND_EVIDENCE) == (from->kind == KAIJI_KIND_EVIDENCE);
}

/* A field that names another one as what it follows was asked for by the pack. */
static gboolean
is_stated (const KaijiTransferRow *row)
{
  return row->from->item->section->form_a && !g_str_equal (row->from->id, row->to->id);
}

static gboolean
decide (KaijiTransfer *self, const KaijiTransferRow *row, gboolean named)
{
  if (!row->can_take)
    return FALSE;
  if (row->personal && !moves_on (self))
    return FALSE;
  if (row->to->scope == KAIJI_SCOPE_APPLICATION && !is_stated (row))
    return moves_on (self);
  return named || row->to->scope != KAIJI_SCOPE_SERVICE || !kaiji_transfer_row_replaces (row);
}

/* ---- the original of a paper ---- */

/* "ID=WORD": whether the case answers so; (out) @field, @word: borrowed from @parts. */
static gboolean
read_pair (KaijiScheme *scheme, const char *key, char ***parts)
{
  *parts = g_strsplit (kaiji_scheme_get_text (scheme, key), "=", 2);
  return (*parts)[0] && (*parts)[1] && kaiji_scheme_lookup_prompt (scheme, (*parts)[0]);
}

static KaijiTransferRow *
find_row_to (KaijiTransfer *self, const char *id)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      KaijiTransferRow *row = g_ptr_array_index (self->rows, i);

      if (row->to && g_str_equal (row->to->id, id))
        return row;
    }
  return NULL;
}

static void
propose (KaijiTransfer *self, const char *id, const char *text)
{
  KaijiTransferRow *row = find_row_to (self, id);

  if (!row || *row->existing || !*text)
    return;
  g_free (row->text);
  row->text = g_strdup (text);
  row->proposed = row->can_take = row->take = TRUE;
}

/* The second service of a company hands in a copy and names the application with the original. */
static void
propose_copy (KaijiTransfer *self)
{
  KaijiScheme *ours = kaiji_session_get_scheme (self->from);
  KaijiScheme *theirs = kaiji_session_get_scheme (self->to);
  const char *named_in = kaiji_scheme_get_text (theirs, SETTING_NAMED_IN);
  g_auto (GStrv) held = NULL;
  g_auto (GStrv) copy = NULL;
  KaijiPrompt *name = kaiji_scheme_lookup_prompt (ours, FIELD_SERVICE_NAME);
  KaijiPrompt *other_name = kaiji_scheme_lookup_prompt (theirs, FIELD_SERVICE_NAME);
  const char *service, *other;
  gboolean known = read_pair (ours, SETTING_ORIGINAL, &held);

  known = read_pair (theirs, SETTING_COPY, &copy) && known;
  if (!known || !name || !other_name || !*named_in)
    return;
  service = get_answer (self->from, name);
  other = get_answer (self->to, other_name);
  if (!*service || !*other || same_answer (service, other)
      || !same_answer (get_answer (self->from, kaiji_scheme_lookup_prompt (ours, held[0])),
                       held[1]))
    return;
  propose (self, copy[0], copy[1]);
  propose (self, named_in, service);
}

/* ---- the plan ---- */

static gboolean
names_section (KaijiPrompt *prompt, const char *section)
{
  g_autofree char *name = NULL;
  g_autofree char *wanted = NULL;

  if (!prompt)
    return FALSE;
  if (g_str_equal (prompt->item->section->id, section))
    return TRUE;
  if (g_str_equal (section, "A"))
    return prompt->item->section->form_a;
  if (g_str_equal (section, "company"))
    return prompt->scope == KAIJI_SCOPE_COMPANY;
  name = kaiji_text_fold (prompt->item->section->name);
  wanted = kaiji_text_fold (section);
  return g_str_equal (name, wanted);
}

static gboolean
is_wanted (const KaijiPromptMatch *match, const char *section)
{
  return !section || names_section (match->to, section)
         || (!match->to && names_section (match->from, section));
}

static void
add_row (KaijiTransfer *self, const KaijiPromptMatch *match, gboolean named)
{
  KaijiTransferRow *row = g_new0 (KaijiTransferRow, 1);
  Count count = { self, row };

  row->from = match->from;
  row->to = match->to;
  row->state = match->state;
  row->changes = match->changes;
  row->text = g_strdup (get_answer (self->from, match->from));
  row->existing = g_strdup (get_answer (self->to, match->to));
  kaiji_transfer_foreach_citation (self, row, count_cb, &count);
  row->can_take =
      row->from && row->to && can_hold (row->from, row->to) && (*row->text || row->n_citations > 0);
  row->take = decide (self, row, named);
  g_ptr_array_add (self->rows, row);
}

/**
 * kaiji_transfer_new:
 * @from: the case that holds the answers; may be read-only
 * @to: the case that they go to
 * @section: (nullable): only this section
 * @error: there is no such section in the other case
 *
 * Plans a transfer. At first all that corresponds is taken, except what belongs to one application,
 * papers about a person, and what the other case answers differently for its own service.
 *
 * Thread: main. Returns: (transfer full): the plan
 */
KaijiTransfer *
kaiji_transfer_new (KaijiSession *from, KaijiSession *to, const char *section, GError **error)
{
  g_autoptr (KaijiTransfer) self = g_object_new (KAIJI_TYPE_TRANSFER, NULL);
  GPtrArray *matches;

  self->from = g_object_ref (from);
  self->to = g_object_ref (to);
  self->matching =
      kaiji_scheme_match (kaiji_session_get_scheme (from), kaiji_session_get_scheme (to));
  matches = kaiji_matching_get_prompts (self->matching);
  for (guint i = 0; i < matches->len; i++)
    if (is_wanted (g_ptr_array_index (matches, i), section))
      add_row (self, g_ptr_array_index (matches, i), section != NULL);
  if (section && self->rows->len == 0)
    {
      g_set_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT,
                   _ ("“%s” is no section of %s. Give its id or its name."), section,
                   kaiji_scheme_get_name (kaiji_session_get_scheme (to)));
      return NULL;
    }
  propose_copy (self);
  return g_steal_pointer (&self);
}

/** kaiji_transfer_get_from: Returns: (transfer none): the case that is read. */
KaijiSession *
kaiji_transfer_get_from (KaijiTransfer *self)
{
  return self->from;
}

/** kaiji_transfer_get_to: Returns: (transfer none): the case that is written. */
KaijiSession *
kaiji_transfer_get_to (KaijiTransfer *self)
{
  return self->to;
}

/** kaiji_transfer_get_rows: Returns: (transfer none) (element-type KaijiTransferRow): the plan. */
GPtrArray *
kaiji_transfer_get_rows (KaijiTransfer *self)
{
  return self->rows;
}

/**
 * kaiji_transfer_count:
 * @self: a plan
 * @counts: (out): what it holds and would do, by the decisions as they stand
 *
 * Thread: main
 */
void
kaiji_transfer_count (KaijiTransfer *self, KaijiTransferCounts *counts)
{
  g_autoptr (GPtrArray) evidence = kaiji_transfer_list_evidence (self);

  memset (counts, 0, sizeof *counts);
  for (guint i = 0; i < self->rows->len; i++)
    {
      const KaijiTransferRow *row = g_ptr_array_index (self->rows, i);

      counts->states[row->state]++;
      counts->mapped += row->from && row->to && row->state != KAIJI_MATCH_WORDING;
      if (!row->take)
        continue;
      counts->taken++;
      counts->replaced += kaiji_transfer_row_replaces (row);
      counts->citations += row->n_citations;
    }
  counts->evidence = evidence->len;
}

/* ---- the report ---- */

static void
add_counts (JsonBuilder *builder, KaijiTransfer *self)
{
  KaijiTransferCounts counts;

  kaiji_transfer_count (self, &counts);
  json_builder_set_member_name (builder, "counts");
  json_builder_begin_object (builder);
  kaiji_json_add_int (builder, "mapped", counts.mapped);
  for (guint i = 0; i < KAIJI_N_MATCH_STATES; i++)
    kaiji_json_add_int (builder, kaiji_match_state_to_string (i), counts.states[i]);
  kaiji_json_add_int (builder, "taken", counts.taken);
  kaiji_json_add_int (builder, "replaced", counts.replaced);
  kaiji_json_add_int (builder, "citations", counts.citations);
  kaiji_json_add_int (builder, "evidence", counts.evidence);
  json_builder_end_object (builder);
}

static void
add_scheme (JsonBuilder *builder, const char *name, KaijiSession *session)
{
  KaijiScheme *scheme = kaiji_session_get_scheme (session);
  g_autofree char *spec =
      g_strdup_printf ("%s@%s", kaiji_scheme_get_id (scheme), kaiji_scheme_get_revision (scheme));

  kaiji_json_add_string (builder, name, spec);
}

static void
add_report_row (JsonBuilder *builder, const KaijiTransferRow *row)
{
  json_builder_begin_object (builder);
  kaiji_json_add_string (builder, "from", row->from ? row->from->id : NULL);
  kaiji_json_add_string (builder, "to", row->to ? row->to->id : NULL);
  kaiji_json_add_string (builder, "state", kaiji_match_state_to_string (row->state));
  kaiji_json_add_string (builder, "from_text", row->from ? row->from->text : NULL);
  kaiji_json_add_string (builder, "to_text", row->to ? row->to->text : NULL);
  kaiji_json_add_string (builder, "answer", *row->text ? row->text : NULL);
  kaiji_json_add_string (builder, "existing", *row->existing ? row->existing : NULL);
  kaiji_json_add_int (builder, "citations", row->n_citations);
  kaiji_json_add_string (builder, "decision",
                         row->take       ? "take"
                         : row->can_take ? "leave"
                                         : "none");
  kaiji_json_add_bool (builder, "read", kaiji_transfer_row_is_to_read (row));
  kaiji_json_add_bool (builder, "personal", row->personal);
  kaiji_json_add_bool (builder, "proposed", row->proposed);
  json_builder_end_object (builder);
}

char *
kaiji_transfer_dup_report (KaijiTransfer *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();

  json_builder_begin_object (builder);
  add_scheme (builder, "from", self->from);
  add_scheme (builder, "to", self->to);
  add_counts (builder, self);
  json_builder_set_member_name (builder, "rows");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->rows->len; i++)
    add_report_row (builder, g_ptr_array_index (self->rows, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return kaiji_json_end (builder, FALSE);
}

const char *
kaiji_transfer_describe_state (KaijiMatchState state)
{
  switch (state)
    {
    case KAIJI_MATCH_SAME:
      return C_ ("transfer", "same");
    case KAIJI_MATCH_WORDING:
      return C_ ("transfer", "wording changed");
    case KAIJI_MATCH_REQUIRED:
      return C_ ("transfer", "required or optional changed");
    case KAIJI_MATCH_MOVED:
      return C_ ("transfer", "moved");
    case KAIJI_MATCH_NEW:
      return C_ ("transfer", "new");
    case KAIJI_MATCH_DROPPED:
    default:
      return C_ ("transfer", "dropped");
    }
}
