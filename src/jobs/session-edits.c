/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person does to a case: each function is one undo step with a name for people.
 *
 * Invariants:
 * 1. An edit that changes nothing is no step.
 * 2. Text is kept exactly as it was typed; only blank ids and unreadable tables are refused.
 * 3. A step is all or nothing: every id is looked at before the first one is changed.
 */
#include "jobs/session-private.h"

#include <glib/gi18n-lib.h>

#include "jobs/media.h"
#include "jobs/table-check.h"
#include "rules/wording.h"

/* ---- resolving what was named ---- */

char *
kaiji_session_resolve_answer (KaijiSession *self,
                              const char *id,
                              KaijiPrompt **prompt,
                              GError **error)
{
  const char *suffix = NULL;
  KaijiPrompt *found = kaiji_scheme_resolve (self->scheme, id, &suffix);

  if (!found)
    {
      g_set_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT,
                   _ ("“%s” is no field or prompt of %s. Check the id."), id,
                   kaiji_scheme_get_name (self->scheme));
      return NULL;
    }
  if (prompt)
    *prompt = found;
  return g_strconcat (found->id, suffix, NULL);
}

const char *
kaiji_session_resolve_target (KaijiSession *self, const char *id, GError **error)
{
  KaijiItem *item = kaiji_scheme_lookup_item (self->scheme, id);
  KaijiPrompt *prompt = kaiji_scheme_lookup_prompt (self->scheme, id);

  if (prompt && prompt->citable)
    return prompt->id;
  if (item && !item->section->form_a)
    return item->id;
  if (prompt || item)
    g_set_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT,
                 _ ("“%s” takes no citation. Cite on a prompt of Form B or on an evidence field of "
                    "Form A."),
                 id);
  else
    g_set_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT,
                 _ ("“%s” is no prompt, item or field of %s. Check the id."), id,
                 kaiji_scheme_get_name (self->scheme));
  return NULL;
}

KaijiEvidence *
kaiji_session_require_evidence (KaijiSession *self, const char *evidence_id, GError **error)
{
  KaijiEvidence *evidence =
      kaiji_case_source_lookup_evidence (kaiji_session_get_source (self), evidence_id);

  if (!evidence)
    g_set_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT,
                 _ ("There is no evidence “%s” in this case."), evidence_id);
  return evidence;
}

/* ---- committing ---- */

gboolean
kaiji_session_commit (KaijiSession *self,
                      GPtrArray *edits,
                      const char *label,
                      KaijiJournalFlags flags,
                      GError **error)
{
  if (edits->len == 0)
    {
      if (!kaiji_journal_is_read_only (kaiji_session_get_journal (self)))
        return TRUE;
      g_set_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_REFUSED,
                   _ ("%s is open for reading only."), self->path);
      return FALSE;
    }
  return kaiji_journal_edit (kaiji_session_get_journal (self), edits, label, flags, error);
}

static GPtrArray *
new_edits (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) kaiji_edit_free);
}

/* D6 hangs on this mark: what is neither yes nor no would switch it off unnoticed. */
static gboolean
check_mark (KaijiScheme *scheme, const char *key, const char *text, GError **error)
{
  if (!g_str_has_suffix (key, ".outsourced") || kaiji_scheme_reads_yes (scheme, text)
      || kaiji_scheme_reads_no (scheme, text))
    return TRUE;
  g_set_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT,
               _ ("“%s” is neither yes nor no, as “%s” must be. Give yes, or an empty text."), text,
               key);
  return FALSE;
}

static gboolean
check_value (KaijiScheme *scheme,
             KaijiPrompt *prompt,
             const char *key,
             const char *text,
             GError **error)
{
  if (!*text)
    return TRUE;
  if (!g_utf8_validate (text, -1, NULL))
    {
      g_set_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT,
                   _ ("The text for “%s” is not UTF-8."), key);
      return FALSE;
    }
  if (!g_str_equal (prompt->id, key))
    return check_mark (scheme, key, text, error);
  switch (prompt->kind)
    {
    case KAIJI_KIND_DERIVED:
      g_set_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT,
                   _ ("“%s” is worked out from other fields and cannot be set."), key);
      return FALSE;
    case KAIJI_KIND_EVIDENCE:
      g_set_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT,
                   _ ("“%s” is answered by evidence. Add a citation to it instead of a text."),
                   key);
      return FALSE;
    case KAIJI_KIND_TABLE:
      return kaiji_jobs_check_table (prompt, text, error);
    default:
      return TRUE;
    }
}

static gboolean
has_edit (GPtrArray *edits, const char *key)
{
  for (guint i = 0; i < edits->len; i++)
    if (g_str_equal (((KaijiEdit *) g_ptr_array_index (edits, i))->key, key))
      return TRUE;
  return FALSE;
}

/* Who writes an answer anew has read what is asked: the mark of one that was taken over goes. */
static void
add_read (KaijiSession *self, GPtrArray *edits, const char *id)
{
  g_autofree char *key = g_strconcat (id, ".reread", NULL);
  const char *mark = kaiji_case_source_get_answer (kaiji_session_get_source (self), key);

  if (mark && !has_edit (edits, key))
    g_ptr_array_add (edits, kaiji_edit_new_answer (key, mark, NULL));
}

/* Beside a person's own wording of the attachments stands what it was written to. A text that
 * comes with a basis of its own (an import) keeps that. */
static void
add_basis (KaijiSession *self, GPtrArray *edits, const char *id, gboolean own)
{
  g_autofree char *key = g_strconcat (id, KAIJI_WORDING_BASIS, NULL);
  g_autofree char *now = own ? kaiji_session_dup_automatic_attachment (self, id) : g_strdup ("");
  const char *before = kaiji_case_source_get_answer (kaiji_session_get_source (self), key);

  if (!has_edit (edits, key) && !g_str_equal (before ? before : "", now))
    g_ptr_array_add (edits, kaiji_edit_new_answer (key, before, *now ? now : NULL));
}

/* Adds the edit for one answer unless it changes nothing; a later text for one key wins. */
static gboolean
add_answer (KaijiSession *self, GPtrArray *edits, const char *id, const char *text, GError **error)
{
  KaijiPrompt *prompt;
  g_autofree char *key = kaiji_session_resolve_answer (self, id, &prompt, error);
  const char *before, *after = text ? text : "";

  if (!key || !check_value (self->scheme, prompt, key, after, error))
    return FALSE;
  for (guint i = 0; i < edits->len; i++)
    if (g_str_equal (((KaijiEdit *) g_ptr_array_index (edits, i))->key, key))
      {
        g_ptr_array_remove_index (edits, i);
        break;
      }
  before = kaiji_case_source_get_answer (kaiji_session_get_source (self), key);
  if (g_str_has_suffix (key, KAIJI_WORDING_OWN) && !g_str_equal (key, prompt->id))
    add_basis (self, edits, prompt->id, *after != 0);
  if (g_str_equal (before ? before : "", after))
    return TRUE;
  g_ptr_array_add (edits, kaiji_edit_new_answer (key, before, *after ? after : NULL));
  if (g_str_equal (key, prompt->id))
    add_read (self, edits, key);
  return TRUE;
}

/**
 * kaiji_session_set_answer:
 * @self: a session
 * @id: as kaiji_scheme_resolve() takes it
 * @text: (nullable): the answer as typed, %NULL or "" = unset
 * @flags: whether it joins the step before it (typing on in one field)
 * @error: no such field, a value that its kind cannot hold, a read-only case
 *
 * Thread: main. Returns: whether the answer stands
 */
gboolean
kaiji_session_set_answer (KaijiSession *self,
                          const char *id,
                          const char *text,
                          KaijiJournalFlags flags,
                          GError **error)
{
  g_autoptr (GPtrArray) edits = new_edits ();

  if (!add_answer (self, edits, id, text, error))
    return FALSE;
  return kaiji_session_commit (self, edits,
                               text && *text ? C_ ("undo step", "Answer")
                                             : C_ ("undo step", "Clear the answer"),
                               flags, error);
}

/**
 * kaiji_session_set_answers:
 * @self: a session
 * @ids: (array zero-terminated): as kaiji_scheme_resolve() takes them
 * @texts: (array): as many texts; %NULL or "" = unset
 * @label: name of the step, for people
 * @error: as kaiji_session_set_answer(); nothing is changed then
 *
 * Sets several answers in one step (pasting a column, an import).
 *
 * Thread: main. Returns: whether all stand
 */
gboolean
kaiji_session_set_answers (KaijiSession *self,
                           const char *const *ids,
                           const char *const *texts,
                           const char *label,
                           GError **error)
{
  g_autoptr (GPtrArray) edits = new_edits ();

  for (gsize i = 0; ids[i]; i++)
    if (!add_answer (self, edits, ids[i], texts[i], error))
      return FALSE;
  return kaiji_session_commit (self, edits, label, KAIJI_JOURNAL_NONE, error);
}

/* ---- citations ---- */

static gboolean
check_pages (KaijiEvidence *evidence, KaijiCitation *citation, GError **error)
{
  const KaijiEvidenceInfo *info = kaiji_evidence_get_info (evidence);
  int last = kaiji_citation_get_last_page (citation);

  if (kaiji_citation_get_page (citation) >= 1 && (info->pages == 0 || last <= info->pages))
    return TRUE;
  g_set_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT,
               _ ("“%s” has %d pages; there is no page %d in it."), info->name, info->pages, last);
  return FALSE;
}

/* The citation with target and digest as the case knows them, checked. */
static KaijiCitation *
complete_citation (KaijiSession *self,
                   KaijiCitation *citation,
                   gint64 number,
                   gint64 order,
                   GError **error)
{
  const char *target =
      kaiji_session_resolve_target (self, kaiji_citation_get_target (citation), error);
  KaijiEvidence *evidence;
  KaijiCitationInfo info;

  if (!target)
    return NULL;
  evidence =
      kaiji_session_require_evidence (self, kaiji_citation_get_evidence_id (citation), error);
  if (!evidence || !kaiji_media_check_pages (kaiji_evidence_get_info (evidence), error)
      || !check_pages (evidence, citation, error))
    return NULL;
  info = *kaiji_citation_get_info (citation);
  info.number = number;
  info.order = order;
  info.target = target;
  info.evidence_id = kaiji_evidence_get_info (evidence)->id;
  info.sha256 = kaiji_evidence_get_info (evidence)->sha256;
  return kaiji_citation_new_from_info (&info);
}

/* The order that puts citation @number behind all that stand on @target; 0 = its number does. */
static gint64
find_last_order (KaijiSession *self, const char *target, gint64 number)
{
  GPtrArray *citations = kaiji_case_source_get_citations (kaiji_session_get_source (self), target);
  gint64 last = citations && citations->len > 0
                    ? kaiji_citation_get_order (citations->pdata[citations->len - 1])
                    : 0;

  return last < number ? 0 : last + 1;
}

/**
 * kaiji_session_cite:
 * @self: a session
 * @citation: number 0; its target is a prompt, an item or an evidence field of Form A
 * @error: no such target, evidence or page; a read-only case
 *
 * Adds a citation, behind those that stand on its target.
 *
 * Thread: main. Returns: (transfer full): as it was added, with its number
 */
KaijiCitation *
kaiji_session_cite (KaijiSession *self, KaijiCitation *citation, GError **error)
{
  gint64 number = kaiji_journal_next_citation_number (kaiji_session_get_journal (self));
  gint64 order = find_last_order (self, kaiji_citation_get_target (citation), number);
  g_autoptr (KaijiCitation) added = complete_citation (self, citation, number, order, error);
  g_autoptr (GPtrArray) edits = new_edits ();

  if (!added)
    return NULL;
  g_ptr_array_add (edits, kaiji_edit_new_citation (NULL, added));
  if (!kaiji_session_commit (self, edits, _ ("Add a citation"), KAIJI_JOURNAL_NONE, error))
    return NULL;
  return g_steal_pointer (&added);
}

typedef struct
{
  gint64 number;
  const char *evidence_id; /* (nullable) */
  GPtrArray *found;
} Search;

static void
match_cb (KaijiCitation *citation, gpointer user_data)
{
  Search *search = user_data;

  if (search->evidence_id
          ? g_str_equal (kaiji_citation_get_evidence_id (citation), search->evidence_id)
          : kaiji_citation_get_number (citation) == search->number)
    g_ptr_array_add (search->found, g_object_ref (citation));
}

static GPtrArray *
find_citations (KaijiSession *self, gint64 number, const char *evidence_id)
{
  Search search = { number, evidence_id, g_ptr_array_new_with_free_func (g_object_unref) };

  kaiji_case_source_foreach_citation (kaiji_session_get_source (self), match_cb, &search);
  return search.found;
}

static KaijiCitation *
require_citation (KaijiSession *self, gint64 number, GError **error)
{
  g_autoptr (GPtrArray) found = find_citations (self, number, NULL);

  if (found->len > 0)
    return g_object_ref (g_ptr_array_index (found, 0));
  g_set_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT,
               _ ("The citation is not in this case any more."));
  return NULL;
}

/**
 * kaiji_session_uncite:
 * @self: a session
 * @number: the citation's number
 * @error: no such citation; a read-only case
 *
 * Takes a citation away.
 *
 * Thread: main. Returns: whether it is gone
 */
gboolean
kaiji_session_uncite (KaijiSession *self, gint64 number, GError **error)
{
  g_autoptr (KaijiCitation) citation = require_citation (self, number, error);
  g_autoptr (GPtrArray) edits = new_edits ();

  if (!citation)
    return FALSE;
  g_ptr_array_add (edits, kaiji_edit_new_citation (citation, NULL));
  return kaiji_session_commit (self, edits, _ ("Remove a citation"), KAIJI_JOURNAL_NONE, error);
}

/**
 * kaiji_session_replace_citation:
 * @self: a session
 * @citation: with the number of the one that it replaces
 * @error: as kaiji_session_cite() and kaiji_session_uncite()
 *
 * Puts another citation in the place of one (section, pages or quote changed). It keeps its place
 * among those of its target; on another target it goes behind those that stand there.
 *
 * Thread: main. Returns: whether it stands
 */
gboolean
kaiji_session_replace_citation (KaijiSession *self, KaijiCitation *citation, GError **error)
{
  gint64 number = kaiji_citation_get_number (citation);
  const char *target = kaiji_citation_get_target (citation);
  g_autoptr (KaijiCitation) before = require_citation (self, number, error);
  g_autoptr (KaijiCitation) after = NULL;
  g_autoptr (GPtrArray) edits = new_edits ();
  gint64 order;

  if (!before)
    return FALSE;
  order = g_str_equal (kaiji_citation_get_target (before), target)
              ? kaiji_citation_get_info (before)->order
              : find_last_order (self, target, number);
  after = complete_citation (self, citation, number, order, error);
  if (!after)
    return FALSE;
  g_ptr_array_add (edits, kaiji_edit_new_citation (before, after));
  return kaiji_session_commit (self, edits, _ ("Change a citation"), KAIJI_JOURNAL_NONE, error);
}

/* (transfer full) (element-type KaijiCitation): those of the target of @citation with that one at
 * @position, from 0; behind the last one when @position is too high. */
static GPtrArray *
rearrange (KaijiSession *self, KaijiCitation *citation, guint position)
{
  GPtrArray *now = kaiji_case_source_get_citations (kaiji_session_get_source (self),
                                                    kaiji_citation_get_target (citation));
  GPtrArray *then = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < now->len; i++)
    if (kaiji_citation_get_number (now->pdata[i]) != kaiji_citation_get_number (citation))
      g_ptr_array_add (then, g_object_ref (now->pdata[i]));
  g_ptr_array_insert (then, (int) MIN (position, then->len), g_object_ref (citation));
  return then;
}

/**
 * kaiji_session_move_citation:
 * @self: a session
 * @number: the citation's number
 * @position: where it is to stand among those of its target, from 0
 * @error: no such citation; a read-only case
 *
 * Changes the order in which the citations of a target stand: on the screen, in the wording of the
 * form, and for who counts them.
 *
 * Thread: main. Returns: whether it stands there
 */
gboolean
kaiji_session_move_citation (KaijiSession *self, gint64 number, guint position, GError **error)
{
  g_autoptr (KaijiCitation) citation = require_citation (self, number, error);
  g_autoptr (GPtrArray) edits = new_edits ();
  g_autoptr (GPtrArray) then = citation ? rearrange (self, citation, position) : NULL;
  GPtrArray *now;
  gint64 last = 0;

  if (!then)
    return FALSE;
  now = kaiji_case_source_get_citations (kaiji_session_get_source (self),
                                         kaiji_citation_get_target (citation));
  /* The places are those that are taken already, so that nothing else has to move. */
  for (guint i = 0; i < then->len; i++)
    {
      KaijiCitation *one = then->pdata[i];
      KaijiCitationInfo info = *kaiji_citation_get_info (one);
      g_autoptr (KaijiCitation) after = NULL;

      last = MAX (last + 1, kaiji_citation_get_order (now->pdata[i]));
      if (last == kaiji_citation_get_order (one))
        continue;
      info.order = last;
      after = kaiji_citation_new_from_info (&info);
      g_ptr_array_add (edits, kaiji_edit_new_citation (one, after));
    }
  return kaiji_session_commit (self, edits, _ ("Move a citation"), KAIJI_JOURNAL_NONE, error);
}

/* ---- evidence ---- */

/**
 * kaiji_session_rename_evidence:
 * @self: a session
 * @evidence_id: which one
 * @name: the name that stands in 添付書類等
 * @error: no such evidence, an empty name, a read-only case
 *
 * Thread: main. Returns: whether it has the name
 */
gboolean
kaiji_session_rename_evidence (KaijiSession *self,
                               const char *evidence_id,
                               const char *name,
                               GError **error)
{
  KaijiEvidence *before = kaiji_session_require_evidence (self, evidence_id, error);
  g_autoptr (GPtrArray) edits = new_edits ();
  g_autoptr (KaijiEvidence) after = NULL;
  g_autofree char *trimmed = g_strstrip (g_strdup (name));
  KaijiEvidenceInfo info;

  if (!before)
    return FALSE;
  if (!*trimmed)
    {
      g_set_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT,
                   _ ("The name of the evidence is empty. Enter the name that the papers should "
                      "show."));
      return FALSE;
    }
  info = *kaiji_evidence_get_info (before);
  if (g_str_equal (info.name, trimmed))
    return TRUE;
  info.name = trimmed;
  after = kaiji_evidence_new (&info);
  g_ptr_array_add (edits, kaiji_edit_new_evidence (before, after));
  return kaiji_session_commit (self, edits, _ ("Rename evidence"), KAIJI_JOURNAL_NONE, error);
}

/**
 * kaiji_session_remove_evidence:
 * @self: a session
 * @evidence_id: which one
 * @error: no such evidence; a read-only case
 *
 * Removes evidence and the citations on it, in one step. Its bytes stay in the file, so that the
 * step can be undone.
 *
 * Thread: main. Returns: whether it is gone
 */
gboolean
kaiji_session_remove_evidence (KaijiSession *self, const char *evidence_id, GError **error)
{
  KaijiEvidence *evidence = kaiji_session_require_evidence (self, evidence_id, error);
  g_autoptr (GPtrArray) edits = new_edits ();
  g_autoptr (GPtrArray) citations = NULL;

  if (!evidence)
    return FALSE;
  citations = find_citations (self, 0, evidence_id);
  for (guint i = 0; i < citations->len; i++)
    g_ptr_array_add (edits, kaiji_edit_new_citation (g_ptr_array_index (citations, i), NULL));
  g_ptr_array_add (edits, kaiji_edit_new_evidence (evidence, NULL));
  return kaiji_session_commit (self, edits, _ ("Remove evidence"), KAIJI_JOURNAL_NONE, error);
}
