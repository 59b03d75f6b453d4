/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person decides over citations whose evidence was replaced: each decision is one undo step.
 *
 * Invariant: nothing is confirmed but by a call for just that citation, or for those whose words
 * stand where they stood.
 */
#include "jobs/replace.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "jobs/replace-private.h"
#include "jobs/session-private.h"

/** kaiji_replace_is_open: Returns: whether a citation waits for a person. Thread: any. */
gboolean
kaiji_replace_is_open (KaijiCitation *citation)
{
  return kaiji_citation_get_state (citation) != KAIJI_CITATION_CONFIRMED;
}

/** kaiji_replace_is_same: Returns: whether its words stand on the same page as before. */
gboolean
kaiji_replace_is_same (KaijiCitation *citation)
{
  KaijiProposal *proposal = kaiji_citation_get_proposal (citation);

  return kaiji_citation_get_state (citation) == KAIJI_CITATION_MOVED && proposal
         && kaiji_proposal_get_found (proposal) == KAIJI_FOUND_SAME;
}

/* ---- which ones ---- */

typedef struct
{
  KaijiSession *session;
  const char *evidence_id; /* (nullable) */
  gint64 number;           /* or 0 */
  guint total;
  GPtrArray *found;
} Search;

static void
search_cb (KaijiCitation *citation, gpointer user_data)
{
  Search *search = user_data;

  if (search->number > 0 && kaiji_citation_get_number (citation) != search->number)
    return;
  if (search->evidence_id
      && !g_str_equal (kaiji_citation_get_evidence_id (citation), search->evidence_id))
    return;
  search->total++;
  if (search->number > 0 || kaiji_replace_is_open (citation))
    g_ptr_array_add (search->found, g_object_ref (citation));
}

/* Where a target stands in the form: sections, items and prompts in their order. */
static guint
find_position (KaijiScheme *scheme, const char *target)
{
  KaijiPrompt *prompt = kaiji_scheme_lookup_prompt (scheme, target);
  KaijiItem *item = prompt ? NULL : kaiji_scheme_lookup_item (scheme, target);

  if (item && item->prompts->len > 0)
    prompt = g_ptr_array_index (item->prompts, 0);
  return prompt ? prompt->index : G_MAXUINT;
}

static int
compare_positions (gconstpointer a, gconstpointer b, gpointer user_data)
{
  KaijiCitation *left = *(KaijiCitation *const *) a, *right = *(KaijiCitation *const *) b;
  guint first = find_position (user_data, kaiji_citation_get_target (left));
  guint second = find_position (user_data, kaiji_citation_get_target (right));

  if (first != second)
    return first < second ? -1 : 1;
  return kaiji_citation_get_number (left) < kaiji_citation_get_number (right) ? -1 : 1;
}

/**
 * kaiji_replace_dup_open:
 * @session: a session
 * @evidence_id: (nullable): which evidence, %NULL = all
 * @total: (out) (optional): citations on it in all
 *
 * Thread: main. Returns: (transfer full) (element-type KaijiCitation): those over which a person has
 * to decide, in the order of the form
 */
GPtrArray *
kaiji_replace_dup_open (KaijiSession *session, const char *evidence_id, guint *total)
{
  Search search = { session, evidence_id, 0, 0, g_ptr_array_new_with_free_func (g_object_unref) };

  kaiji_case_source_foreach_citation (kaiji_session_get_source (session), search_cb, &search);
  g_ptr_array_sort_with_data (search.found, compare_positions, kaiji_session_get_scheme (session));
  if (total)
    *total = search.total;
  return search.found;
}

/* (transfer full): the citation while it waits. */
static KaijiCitation *
require_open (KaijiSession *session, gint64 number, GError **error)
{
  Search search = { session, NULL, number, 0, g_ptr_array_new_with_free_func (g_object_unref) };
  g_autoptr (GPtrArray) found = search.found;

  kaiji_case_source_foreach_citation (kaiji_session_get_source (session), search_cb, &search);
  if (found->len == 0)
    g_set_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT,
                 _ ("The citation is not in this case any more."));
  else if (!kaiji_replace_is_open (g_ptr_array_index (found, 0)))
    g_set_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_REFUSED,
                 _ ("The place of this citation is confirmed already."));
  else
    return g_object_ref (g_ptr_array_index (found, 0));
  return NULL;
}

/* ---- deciding ---- */

static void
add_confirmed (GPtrArray *edits, KaijiCitation *before, KaijiCitation *place)
{
  g_autoptr (KaijiCitation) after =
      kaiji_citation_with_proposal (place, KAIJI_CITATION_CONFIRMED, NULL);

  g_ptr_array_add (edits, kaiji_edit_new_citation (before, after));
}

static GPtrArray *
new_edits (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) kaiji_edit_free);
}

/**
 * kaiji_replace_confirm:
 * @session: a session
 * @number: a citation's
 * @error: it has no proposed place, or waits for nobody; a read-only case
 *
 * The place that is proposed is right.
 *
 * Thread: main. Returns: whether it is confirmed
 */
gboolean
kaiji_replace_confirm (KaijiSession *session, gint64 number, GError **error)
{
  g_autoptr (KaijiCitation) citation = require_open (session, number, error);
  g_autoptr (GPtrArray) edits = new_edits ();

  if (!citation)
    return FALSE;
  if (kaiji_citation_get_state (citation) == KAIJI_CITATION_LOST)
    {
      g_set_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_REFUSED,
                   _ ("This citation was not found in the new version. Choose its page, or remove "
                      "it."));
      return FALSE;
    }
  add_confirmed (edits, citation, citation);
  return kaiji_session_commit (session, edits, _ ("Confirm a citation"), KAIJI_JOURNAL_NONE, error);
}

/**
 * kaiji_replace_confirm_at:
 * @session: a session
 * @number: a citation's
 * @place: pages, label, section, quote and rectangles; the rest is the citation's own
 * @error: no such page, or it waits for nobody; a read-only case
 *
 * Another place than the proposed one is right.
 *
 * Thread: main. Returns: whether it is confirmed there
 */
gboolean
kaiji_replace_confirm_at (KaijiSession *session,
                          gint64 number,
                          KaijiCitation *place,
                          GError **error)
{
  g_autoptr (KaijiCitation) citation = require_open (session, number, error);
  KaijiEvidence *evidence = citation ? kaiji_session_require_evidence (
                                session, kaiji_citation_get_evidence_id (citation), error)
                                     : NULL;
  const KaijiEvidenceInfo *info;
  g_autoptr (GPtrArray) edits = new_edits ();
  g_autoptr (KaijiCitation) after = NULL;
  KaijiCitationInfo chosen;

  if (!evidence)
    return FALSE;
  info = kaiji_evidence_get_info (evidence);
  if (kaiji_citation_get_page (place) < 1 || kaiji_citation_get_last_page (place) > info->pages)
    {
      g_set_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT,
                   _ ("“%s” has %d pages; there is no page %d in it."), info->name, info->pages,
                   kaiji_citation_get_last_page (place));
      return FALSE;
    }
  chosen = *kaiji_citation_get_info (place);
  chosen.number = number;
  chosen.order = kaiji_citation_get_info (citation)->order;
  chosen.target = kaiji_citation_get_target (citation);
  chosen.evidence_id = info->id;
  chosen.sha256 = info->sha256;
  chosen.state = KAIJI_CITATION_CONFIRMED;
  chosen.proposal = NULL;
  after = kaiji_citation_new_from_info (&chosen);
  g_ptr_array_add (edits, kaiji_edit_new_citation (citation, after));
  return kaiji_session_commit (session, edits, _ ("Choose a citation's place"), KAIJI_JOURNAL_NONE,
                               error);
}

/**
 * kaiji_replace_confirm_same:
 * @session: a session
 * @evidence_id: (nullable): which evidence, %NULL = all
 * @n: (out) (optional): how many were confirmed
 * @error: a read-only case
 *
 * Confirms all citations whose words stand on the same page as before, in one step.
 *
 * Thread: main. Returns: whether they are confirmed
 */
gboolean
kaiji_replace_confirm_same (KaijiSession *session,
                            const char *evidence_id,
                            guint *n,
                            GError **error)
{
  g_autoptr (GPtrArray) open = kaiji_replace_dup_open (session, evidence_id, NULL);
  g_autoptr (GPtrArray) edits = new_edits ();

  for (guint i = 0; i < open->len; i++)
    if (kaiji_replace_is_same (g_ptr_array_index (open, i)))
      add_confirmed (edits, g_ptr_array_index (open, i), g_ptr_array_index (open, i));
  if (n)
    *n = edits->len;
  return kaiji_session_commit (session, edits, _ ("Confirm citations"), KAIJI_JOURNAL_NONE, error);
}

/* ---- in words ---- */

static const char *
describe (KaijiCitation *citation, KaijiProposal *proposal)
{
  gboolean whole = !*kaiji_citation_get_quote (kaiji_proposal_get_origin (proposal));

  switch (kaiji_proposal_get_found (proposal))
    {
    case KAIJI_FOUND_SAME:
      return whole ? _ ("The page says the same.") : _ ("The quote stands on the same page.");
    case KAIJI_FOUND_ELSEWHERE:
      return whole ? _ ("The page has another number now.")
                   : _ ("The quote stands on another page.");
    case KAIJI_FOUND_CHANGED:
      return whole ? _ ("The words of the page have changed.")
                   : _ ("The words of the quote have changed.");
    case KAIJI_FOUND_SEVERAL:
      return _ ("There are several places that may be meant.");
    case KAIJI_FOUND_BY_NUMBER:
      return _ ("There is no text to compare; this is the page of the same number.");
    case KAIJI_FOUND_NOT:
    default:
      return _ ("It was not found in the new version.");
    }
}

/**
 * kaiji_replace_dup_reason:
 * @citation: a citation
 *
 * Thread: any. Returns: (transfer full): from which page and section to which ones and why, "" when nothing is to
 * be decided
 */
char *
kaiji_replace_dup_reason (KaijiCitation *citation)
{
  KaijiProposal *proposal = kaiji_citation_get_proposal (citation);
  g_autofree char *from = NULL, *to = NULL, *sections = NULL;
  const char *old_section, *new_section;

  if (!proposal)
    return g_strdup ("");
  from = kaiji_citation_dup_sheets (kaiji_proposal_get_origin (proposal));
  if (kaiji_citation_get_state (citation) == KAIJI_CITATION_LOST)
    return g_strdup_printf ("%s: %s", from, describe (citation, proposal));
  to = kaiji_citation_dup_sheets (citation);
  old_section = kaiji_citation_get_section (kaiji_proposal_get_origin (proposal));
  new_section = kaiji_citation_get_section (citation);
  if (!g_str_equal (old_section, new_section))
    sections = g_strdup_printf (" (%s → %s)", old_section, new_section);
  return g_strdup_printf ("%s → %s%s: %s", from, to, sections ? sections : "",
                          describe (citation, proposal));
}

/* ---- versions ---- */

/* Newest first; what was undone is no version of the case. */
static void
add_version (KaijiLogEntry *entry, GHashTable *seen, GPtrArray *versions)
{
  g_autoptr (KaijiEvidence) before = kaiji_evidence_new_from_variant (entry->edit->before);
  g_autoptr (KaijiEvidence) after = kaiji_evidence_new_from_variant (entry->edit->after);
  const char *sha256;

  if (!before || !after)
    return;
  sha256 = kaiji_evidence_get_info (before)->sha256;
  if (g_str_equal (sha256, kaiji_evidence_get_info (after)->sha256)
      || !g_hash_table_add (seen, g_strdup (sha256)))
    return;
  g_ptr_array_add (versions, g_steal_pointer (&before));
}

/**
 * kaiji_replace_dup_versions:
 * @session: a session
 * @evidence_id: which evidence
 * @error: the log cannot be read
 *
 * The log says which versions there were, and the file keeps their bytes.
 *
 * Thread: main. Returns: (transfer full) (element-type KaijiEvidence): those before the present one,
 * newest first
 */
GPtrArray *
kaiji_replace_dup_versions (KaijiSession *session, const char *evidence_id, GError **error)
{
  g_autoptr (GPtrArray) log =
      kaiji_casefile_dup_evidence_log (session->casefile, evidence_id, error);
  g_autoptr (GPtrArray) versions = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  KaijiEvidence *present =
      kaiji_case_source_lookup_evidence (kaiji_session_get_source (session), evidence_id);

  if (!log)
    return NULL;
  if (present)
    g_hash_table_add (seen, g_strdup (kaiji_evidence_get_info (present)->sha256));
  for (guint i = 0; i < log->len; i++)
    {
      KaijiLogEntry *entry = g_ptr_array_index (log, i);

      if (!entry->undone && entry->edit->before && entry->edit->after)
        add_version (entry, seen, versions);
    }
  return g_steal_pointer (&versions);
}
