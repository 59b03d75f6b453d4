/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a replacement proposes, as JSON. */
#include "jobs/replace-report.h"

#include "jobs/json.h"

/** kaiji_replace_get_position: Returns: which citation on its target it is, from 1; 0 for none. */
guint
kaiji_replace_get_position (KaijiSession *session, KaijiCitation *citation)
{
  GPtrArray *citations = kaiji_case_source_get_citations (kaiji_session_get_source (session),
                                                          kaiji_citation_get_target (citation));

  for (guint i = 0; citations && i < citations->len; i++)
    if (kaiji_citation_get_number (g_ptr_array_index (citations, i))
        == kaiji_citation_get_number (citation))
      return i + 1;
  return 0;
}

static void
add_place (JsonBuilder *builder, const char *name, KaijiCitation *place)
{
  if (name)
    json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
  kaiji_json_add_int (builder, "page", kaiji_citation_get_page (place));
  kaiji_json_add_int (builder, "last_page", kaiji_citation_get_last_page (place));
  kaiji_json_add_string (builder, "label", kaiji_citation_get_label (place));
  kaiji_json_add_string (builder, "section", kaiji_citation_get_section (place));
  kaiji_json_add_string (builder, "quote", kaiji_citation_get_quote (place));
  json_builder_end_object (builder);
}

static void
add_citation (JsonBuilder *builder, KaijiSession *session, KaijiCitation *citation)
{
  KaijiProposal *proposal = kaiji_citation_get_proposal (citation);
  gboolean lost = kaiji_citation_get_state (citation) == KAIJI_CITATION_LOST;
  g_autofree char *reason = kaiji_replace_dup_reason (citation);

  json_builder_begin_object (builder);
  kaiji_json_add_string (builder, "id", kaiji_citation_get_target (citation));
  kaiji_json_add_int (builder, "n", kaiji_replace_get_position (session, citation));
  kaiji_json_add_string (builder, "state", lost ? "lost" : "moved");
  if (proposal)
    {
      GPtrArray *candidates = kaiji_proposal_get_candidates (proposal);

      kaiji_json_add_string (builder, "found",
                             kaiji_found_to_string (kaiji_proposal_get_found (proposal)));
      kaiji_json_add_int (builder, "sure", kaiji_proposal_get_sure (proposal));
      add_place (builder, "from", kaiji_proposal_get_origin (proposal));
      json_builder_set_member_name (builder, "candidates");
      json_builder_begin_array (builder);
      for (guint i = 0; i < candidates->len; i++)
        add_place (builder, NULL, g_ptr_array_index (candidates, i));
      json_builder_end_array (builder);
    }
  if (lost)
    {
      json_builder_set_member_name (builder, "to");
      json_builder_add_null_value (builder);
    }
  else
    add_place (builder, "to", citation);
  kaiji_json_add_string (builder, "reason", reason);
  json_builder_end_object (builder);
}

static void
add_counts (JsonBuilder *builder, GPtrArray *open, guint total)
{
  guint same = 0, lost = 0;

  for (guint i = 0; i < open->len; i++)
    {
      KaijiCitation *citation = g_ptr_array_index (open, i);

      same += kaiji_replace_is_same (citation);
      lost += kaiji_citation_get_state (citation) == KAIJI_CITATION_LOST;
    }
  json_builder_set_member_name (builder, "counts");
  json_builder_begin_object (builder);
  kaiji_json_add_int (builder, "confirmed", total - open->len);
  kaiji_json_add_int (builder, "same", same);
  kaiji_json_add_int (builder, "moved", open->len - same - lost);
  kaiji_json_add_int (builder, "lost", lost);
  json_builder_end_object (builder);
}

/** kaiji_replace_dup_json: Returns: (transfer full): evidence and what waits on it, as JSON. */
char *
kaiji_replace_dup_json (KaijiSession *session, KaijiEvidence *evidence)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  const KaijiEvidenceInfo *info = kaiji_evidence_get_info (evidence);
  guint total;
  g_autoptr (GPtrArray) open = kaiji_replace_dup_open (session, info->id, &total);

  json_builder_begin_object (builder);
  kaiji_json_add_string (builder, "id", info->id);
  kaiji_json_add_string (builder, "sha256", info->sha256);
  kaiji_json_add_string (builder, "previous", info->previous ? info->previous : "");
  kaiji_json_add_string (builder, "file", info->file_name);
  kaiji_json_add_int (builder, "pages", info->pages);
  add_counts (builder, open, total);
  json_builder_set_member_name (builder, "citations");
  json_builder_begin_array (builder);
  for (guint i = 0; i < open->len; i++)
    add_citation (builder, session, g_ptr_array_index (open, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return kaiji_json_end (builder, FALSE);
}
