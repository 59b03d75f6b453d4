/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A case as JSON. The shapes are stable: scripts read them.
 *
 * Invariant: pages are physical and count from 1; `label` is what is printed on the page.
 */
#include "jobs/report.h"

#include <math.h>

#include "casefile/casefile.h"
#include "core/text.h"
#include "jobs/cited.h"
#include "jobs/json.h"
#include "jobs/session-private.h"
#include "rules/wording.h"

static const char *const edit_kinds[] = { "answer", "citation", "evidence" };
static const char *const citation_states[] = { "confirmed", "moved", "lost" };

static JsonBuilder *
begin_object (void)
{
  JsonBuilder *builder = json_builder_new_immutable ();

  json_builder_begin_object (builder);
  return builder;
}

static JsonBuilder *
begin_array (void)
{
  JsonBuilder *builder = json_builder_new_immutable ();

  json_builder_begin_array (builder);
  return builder;
}

static char *
end_object (JsonBuilder *builder, gboolean pretty)
{
  char *text;

  json_builder_end_object (builder);
  text = kaiji_json_end (builder, pretty);
  g_object_unref (builder);
  return text;
}

static char *
end_array (JsonBuilder *builder)
{
  char *text;

  json_builder_end_array (builder);
  text = kaiji_json_end (builder, FALSE);
  g_object_unref (builder);
  return text;
}

static void
add_time (JsonBuilder *builder, const char *name, gint64 seconds)
{
  g_autoptr (GDateTime) time = seconds > 0 ? g_date_time_new_from_unix_local (seconds) : NULL;
  g_autofree char *text = time ? g_date_time_format_iso8601 (time) : NULL;

  kaiji_json_add_string (builder, name, text);
}

static void
add_scheme (JsonBuilder *builder, KaijiSession *session)
{
  KaijiScheme *scheme = kaiji_session_get_scheme (session);
  g_autofree char *spec =
      g_strdup_printf ("%s@%s", kaiji_scheme_get_id (scheme), kaiji_scheme_get_revision (scheme));

  kaiji_json_add_string (builder, "scheme", spec);
}

/* Of the scheme's items: what the cover of the case says. */
static void
add_verified (JsonBuilder *builder, KaijiScheme *scheme)
{
  const KaijiSchemeCounts *counts = kaiji_scheme_get_counts (scheme);

  json_builder_set_member_name (builder, "verified");
  json_builder_begin_object (builder);
  kaiji_json_add_int (builder, "items", counts->items);
  kaiji_json_add_int (builder, "unverified", counts->unverified);
  json_builder_end_object (builder);
}

/* ---- the check ---- */

char *
kaiji_report_dup_finding (KaijiFinding *finding)
{
  const char *message = kaiji_finding_get_message (finding);
  const char *advice = kaiji_finding_get_advice (finding);

  return g_strconcat (message, advice, NULL);
}

static void
add_finding (JsonBuilder *builder, KaijiFinding *finding)
{
  g_autofree char *message = kaiji_report_dup_finding (finding);

  json_builder_begin_object (builder);
  kaiji_json_add_string (builder, "rule", kaiji_finding_get_rule (finding));
  kaiji_json_add_string (builder, "severity",
                         kaiji_severity_to_string (kaiji_finding_get_severity (finding)));
  kaiji_json_add_string (builder, "id", kaiji_finding_get_id (finding));
  if (kaiji_finding_get_evidence (finding))
    kaiji_json_add_string (builder, "evidence", kaiji_finding_get_evidence (finding));
  kaiji_json_add_string (builder, "message", message);
  kaiji_json_add_string (builder, "source", kaiji_finding_get_source (finding));
  kaiji_json_add_string (builder, "verified",
                         kaiji_verified_to_string (kaiji_finding_get_verified (finding)));
  json_builder_end_object (builder);
}

static void
add_ratio (JsonBuilder *builder, const char *name, guint answered, guint total)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
  kaiji_json_add_int (builder, "answered", answered);
  kaiji_json_add_int (builder, "total", total);
  json_builder_end_object (builder);
}

static void
add_verdict (JsonBuilder *builder, KaijiChecker *checker)
{
  const KaijiProgress *progress = kaiji_checker_get_progress (checker);

  kaiji_json_add_bool (builder, "ready", kaiji_checker_is_ready (checker));
  json_builder_set_member_name (builder, "counts");
  json_builder_begin_object (builder);
  kaiji_json_add_int (builder, "block", progress->block);
  kaiji_json_add_int (builder, "warn", progress->warn);
  kaiji_json_add_int (builder, "human", progress->human);
  json_builder_end_object (builder);
  add_ratio (builder, "required", progress->required_answered, progress->required_total);
}

char *
kaiji_report_dup_check (KaijiSession *session)
{
  JsonBuilder *builder = begin_object ();
  KaijiChecker *checker = kaiji_session_get_checker (session);
  GPtrArray *findings = kaiji_checker_get_findings (checker);

  add_scheme (builder, session);
  add_verdict (builder, checker);
  json_builder_set_member_name (builder, "findings");
  json_builder_begin_array (builder);
  for (guint i = 0; i < findings->len; i++)
    add_finding (builder, g_ptr_array_index (findings, i));
  json_builder_end_array (builder);
  return end_object (builder, FALSE);
}

/* ---- answers ---- */

void
kaiji_report_foreach_answer (KaijiSession *session, KaijiAnswerFunc func, gpointer user_data)
{
  static const char *const suffixes[] = {
    "", ".outsourced", ".withhold", ".reread", KAIJI_WORDING_OWN, KAIJI_WORDING_BASIS,
  };
  KaijiCaseSource *source = kaiji_session_get_source (session);
  GPtrArray *prompts = kaiji_scheme_get_prompts (kaiji_session_get_scheme (session));

  for (guint i = 0; i < prompts->len; i++)
    for (gsize j = 0; j < G_N_ELEMENTS (suffixes); j++)
      {
        KaijiPrompt *prompt = g_ptr_array_index (prompts, i);
        g_autofree char *id = g_strconcat (prompt->id, suffixes[j], NULL);
        const char *text = kaiji_case_source_get_answer (source, id);

        /* A field of Form A whose own name looks like a mark is met as itself. */
        if (text && (j == 0 || !prompt->item->section->form_a))
          func (id, text, user_data);
      }
}

static void
add_answer_cb (const char *id, const char *text, gpointer user_data)
{
  kaiji_json_add_string (user_data, id, text);
}

static void
add_answers (JsonBuilder *builder, KaijiSession *session)
{
  json_builder_set_member_name (builder, "answers");
  json_builder_begin_object (builder);
  kaiji_report_foreach_answer (session, add_answer_cb, builder);
  json_builder_end_object (builder);
}

char *
kaiji_report_dup_answer (const char *id, const char *text)
{
  JsonBuilder *builder = begin_object ();

  kaiji_json_add_string (builder, "id", id);
  kaiji_json_add_string (builder, "value", text);
  return end_object (builder, FALSE);
}

char *
kaiji_report_dup_answer_id (KaijiSession *session, const char *id, GError **error)
{
  return kaiji_session_resolve_answer (session, id, NULL, error);
}

/* ---- citations and evidence ---- */

static void
add_rects (JsonBuilder *builder, const KaijiRect *rects, guint n_rects)
{
  json_builder_set_member_name (builder, "rects");
  json_builder_begin_array (builder);
  for (guint i = 0; i < n_rects; i++)
    {
      json_builder_begin_array (builder);
      json_builder_add_double_value (builder, rects[i].x1);
      json_builder_add_double_value (builder, rects[i].y1);
      json_builder_add_double_value (builder, rects[i].x2);
      json_builder_add_double_value (builder, rects[i].y2);
      json_builder_end_array (builder);
    }
  json_builder_end_array (builder);
}

/* The index knows places to a twentieth of a point: sixteenths, outwards, write none of the noise of
 * adding that up. */
static void
add_hit_rects (JsonBuilder *builder, const KaijiEvidenceHit *hit)
{
  g_autofree KaijiRect *rects = g_new (KaijiRect, hit->n_rects);

  for (guint i = 0; i < hit->n_rects; i++)
    rects[i] = (KaijiRect){
      .x1 = floor (hit->rects[i].x1 * 16) / 16,
      .y1 = floor (hit->rects[i].y1 * 16) / 16,
      .x2 = ceil (hit->rects[i].x2 * 16) / 16,
      .y2 = ceil (hit->rects[i].y2 * 16) / 16,
    };
  add_rects (builder, rects, hit->n_rects);
}

/* Printed on the last page: of a single one its own. */
static const char *
get_last_label (KaijiCitation *citation)
{
  const KaijiCitationInfo *info = kaiji_citation_get_info (citation);

  return kaiji_citation_is_range (citation) ? info->last_label : info->label;
}

static void
add_citation_members (JsonBuilder *builder, KaijiCitation *citation)
{
  guint n_rects;
  const KaijiRect *rects = kaiji_citation_get_rects (citation, &n_rects);

  kaiji_json_add_int (builder, "number", kaiji_citation_get_number (citation));
  kaiji_json_add_string (builder, "target", kaiji_citation_get_target (citation));
  kaiji_json_add_string (builder, "evidence", kaiji_citation_get_evidence_id (citation));
  kaiji_json_add_string (builder, "sha256", kaiji_citation_get_sha256 (citation));
  kaiji_json_add_int (builder, "page", kaiji_citation_get_page (citation));
  kaiji_json_add_int (builder, "last_page", kaiji_citation_get_last_page (citation));
  kaiji_json_add_string (builder, "label", kaiji_citation_get_label (citation));
  kaiji_json_add_string (builder, "last_label", get_last_label (citation));
  kaiji_json_add_string (builder, "section", kaiji_citation_get_section (citation));
  kaiji_json_add_string (builder, "quote", kaiji_citation_get_quote (citation));
  add_rects (builder, rects, n_rects);
  kaiji_json_add_string (builder, "state", citation_states[kaiji_citation_get_state (citation)]);
}

char *
kaiji_report_dup_citation (KaijiCitation *citation)
{
  JsonBuilder *builder = begin_object ();

  add_citation_members (builder, citation);
  return end_object (builder, FALSE);
}

static void
add_citation_cb (KaijiCitation *citation, gpointer user_data)
{
  JsonBuilder *builder = user_data;

  json_builder_begin_object (builder);
  add_citation_members (builder, citation);
  json_builder_end_object (builder);
}

static void
add_citations (JsonBuilder *builder, KaijiSession *session)
{
  json_builder_set_member_name (builder, "citations");
  json_builder_begin_array (builder);
  kaiji_case_source_foreach_citation (kaiji_session_get_source (session), add_citation_cb, builder);
  json_builder_end_array (builder);
}

char *
kaiji_report_dup_cited (KaijiSession *session)
{
  JsonBuilder *builder = begin_array ();
  g_autoptr (GPtrArray) rows = kaiji_cited_list (session, NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      const KaijiCitedInfo *info = kaiji_cited_row_get_info (g_ptr_array_index (rows, i));

      if (!info->citation)
        continue;
      json_builder_begin_object (builder);
      add_citation_members (builder, info->citation);
      kaiji_json_add_int (builder, "position", info->position);
      kaiji_json_add_string (builder, "name", info->name);
      kaiji_json_add_bool (builder, "read", info->read);
      json_builder_end_object (builder);
    }
  return end_array (builder);
}

typedef struct
{
  const char *evidence_id;
  guint count;
} Count;

static void
count_cb (KaijiCitation *citation, gpointer user_data)
{
  Count *count = user_data;

  if (g_str_equal (kaiji_citation_get_evidence_id (citation), count->evidence_id))
    count->count++;
}

guint
kaiji_report_count_citations (KaijiSession *session, const char *evidence_id)
{
  Count count = { evidence_id, 0 };

  kaiji_case_source_foreach_citation (kaiji_session_get_source (session), count_cb, &count);
  return count.count;
}

static void
add_one_evidence (JsonBuilder *builder, KaijiSession *session, KaijiEvidence *evidence)
{
  const KaijiEvidenceInfo *info = kaiji_evidence_get_info (evidence);

  json_builder_begin_object (builder);
  kaiji_json_add_string (builder, "id", info->id);
  kaiji_json_add_string (builder, "sha256", info->sha256);
  kaiji_json_add_string (builder, "name", info->name);
  kaiji_json_add_string (builder, "kind", kaiji_evidence_kind_to_string (info->kind));
  kaiji_json_add_int (builder, "pages", info->pages);
  kaiji_json_add_int (builder, "cited", kaiji_report_count_citations (session, info->id));
  kaiji_json_add_string (builder, "file", info->file_name);
  kaiji_json_add_int (builder, "size", info->size);
  kaiji_json_add_int (builder, "text_pages", info->text_pages);
  kaiji_json_add_bool (builder, "encrypted", info->encrypted);
  kaiji_json_add_string (builder, "media", kaiji_evidence_media_to_string (info->media));
  kaiji_json_add_int (builder, "scan_dpi", info->scan_dpi);
  kaiji_json_add_string (builder, "url", info->url);
  kaiji_json_add_string (builder, "captured_on", info->captured_on);
  kaiji_json_add_string (builder, "signed_by", info->signed_by);
  kaiji_json_add_string (builder, "signer_post", info->signer_post);
  kaiji_json_add_string (builder, "signed_on", info->signed_on);
  kaiji_json_add_string (builder, "valid_until", info->valid_until);
  kaiji_json_add_string (builder, "original", info->original);
  kaiji_json_add_bool (builder, "masked", info->masked);
  add_time (builder, "added_at", info->added_at);
  json_builder_end_object (builder);
}

static void
add_evidence (JsonBuilder *builder, KaijiSession *session)
{
  GListModel *list = kaiji_case_source_get_evidence (kaiji_session_get_source (session));

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (KaijiEvidence) evidence = g_list_model_get_item (list, i);
      add_one_evidence (builder, session, evidence);
    }
}

/* For others: without papers about a person, and without what was cited of them. */
typedef struct
{
  JsonBuilder *builder;
  KaijiCaseSource *source;
} Shared;

static void
add_shared_citation_cb (KaijiCitation *citation, gpointer user_data)
{
  Shared *shared = user_data;
  KaijiEvidence *evidence =
      kaiji_case_source_lookup_evidence (shared->source, kaiji_citation_get_evidence_id (citation));

  if (!evidence || !kaiji_evidence_is_personal (evidence))
    add_citation_cb (citation, shared->builder);
}

static void
add_shared (JsonBuilder *builder, KaijiSession *session)
{
  Shared shared = { builder, kaiji_session_get_source (session) };
  GListModel *list = kaiji_case_source_get_evidence (shared.source);

  json_builder_set_member_name (builder, "citations");
  json_builder_begin_array (builder);
  kaiji_case_source_foreach_citation (shared.source, add_shared_citation_cb, &shared);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "evidence");
  json_builder_begin_array (builder);
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (KaijiEvidence) evidence = g_list_model_get_item (list, i);
      if (!kaiji_evidence_is_personal (evidence))
        add_one_evidence (builder, session, evidence);
    }
  json_builder_end_array (builder);
}

static void
add_evidence_member (JsonBuilder *builder, KaijiSession *session)
{
  json_builder_set_member_name (builder, "evidence");
  json_builder_begin_array (builder);
  add_evidence (builder, session);
  json_builder_end_array (builder);
}

char *
kaiji_report_dup_evidence (KaijiSession *session)
{
  JsonBuilder *builder = begin_array ();

  add_evidence (builder, session);
  return end_array (builder);
}

char *
kaiji_report_dup_one_evidence (KaijiSession *session, KaijiEvidence *evidence)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();

  add_one_evidence (builder, session, evidence);
  return kaiji_json_end (builder, FALSE);
}

char *
kaiji_report_dup_hits (GPtrArray *hits)
{
  JsonBuilder *builder = begin_array ();

  for (guint i = 0; i < hits->len; i++)
    {
      KaijiEvidenceHit *hit = g_ptr_array_index (hits, i);
      json_builder_begin_object (builder);
      kaiji_json_add_string (builder, "evidence", hit->evidence_id);
      kaiji_json_add_int (builder, "page", hit->page);
      kaiji_json_add_string (builder, "label", hit->label);
      kaiji_json_add_string (builder, "snippet", hit->snippet);
      add_hit_rects (builder, hit);
      json_builder_end_object (builder);
    }
  return end_array (builder);
}

/* ---- the case as a whole ---- */

char *
kaiji_report_dup_case (KaijiSession *session)
{
  JsonBuilder *builder = begin_object ();
  KaijiChecker *checker = kaiji_session_get_checker (session);
  const KaijiProgress *progress = kaiji_checker_get_progress (checker);
  g_autofree char *file = g_filename_display_name (kaiji_session_get_path (session));
  g_autofree char *title = kaiji_session_dup_title (session);

  kaiji_json_add_string (builder, "file", file);
  add_scheme (builder, session);
  kaiji_json_add_string (builder, "title", title);
  add_time (builder, "edited_at", kaiji_casefile_get_edited_at (session->casefile));
  add_verified (builder, kaiji_session_get_scheme (session));
  add_verdict (builder, checker);
  add_ratio (builder, "gate", progress->gate_met, progress->gate_total);
  add_ratio (builder, "attachments", progress->evidence_done, progress->evidence_total);
  add_ratio (builder, "optional", progress->optional_answered, progress->optional_total);
  add_answers (builder, session);
  add_citations (builder, session);
  add_evidence_member (builder, session);
  return end_object (builder, FALSE);
}

char *
kaiji_report_dup_export (KaijiSession *session)
{
  JsonBuilder *builder = begin_object ();

  add_scheme (builder, session);
  add_answers (builder, session);
  add_shared (builder, session);
  return end_object (builder, TRUE);
}

/* ---- the log ---- */

static void
add_value (JsonBuilder *builder, const char *name, KaijiEditKind kind, GVariant *value)
{
  if (value && kind == KAIJI_EDIT_ANSWER)
    {
      kaiji_json_add_string (builder, name, g_variant_get_string (value, NULL));
      return;
    }
  json_builder_set_member_name (builder, name);
  if (value)
    json_builder_add_value (builder, json_gvariant_serialize (value));
  else
    json_builder_add_null_value (builder);
}

char *
kaiji_report_dup_log (GPtrArray *log)
{
  JsonBuilder *builder = begin_array ();

  for (guint i = 0; i < log->len; i++)
    {
      KaijiLogEntry *entry = g_ptr_array_index (log, i);
      json_builder_begin_object (builder);
      kaiji_json_add_int (builder, "seq", entry->seq);
      kaiji_json_add_int (builder, "step", entry->step);
      add_time (builder, "at", entry->at);
      kaiji_json_add_string (builder, "who", entry->who);
      kaiji_json_add_string (builder, "label", entry->label);
      kaiji_json_add_bool (builder, "undone", entry->undone);
      kaiji_json_add_string (builder, "kind", edit_kinds[entry->edit->kind]);
      kaiji_json_add_string (builder, "key", entry->edit->key);
      add_value (builder, "before", entry->edit->kind, entry->edit->before);
      add_value (builder, "after", entry->edit->kind, entry->edit->after);
      json_builder_end_object (builder);
    }
  return end_array (builder);
}
