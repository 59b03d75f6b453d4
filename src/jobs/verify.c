/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Evidence is verified by reading it: every byte is hashed again. */
#include "jobs/verify.h"

#include <unistd.h>

#include "jobs/json.h"
#include "jobs/replace.h"
#include "jobs/session-private.h"

/** kaiji_evidence_state_free: @state: (nullable) (transfer full): a state */
void
kaiji_evidence_state_free (KaijiEvidenceState *state)
{
  if (!state)
    return;
  g_free (state->id);
  g_free (state->sha256);
  g_free (state->name);
  g_free (state);
}

static gboolean
is_stored (KaijiSession *session, const char *sha256, GCancellable *cancellable)
{
  int fd = kaiji_evidence_source_open (kaiji_session_get_evidence_source (session), sha256,
                                       cancellable, NULL);

  if (fd >= 0)
    close (fd);
  return fd >= 0;
}

static void
add_state (KaijiSession *session,
           KaijiEvidence *evidence,
           gboolean replaced,
           GStrv differing,
           GCancellable *cancellable,
           GPtrArray *states,
           gboolean *intact)
{
  const KaijiEvidenceInfo *info = kaiji_evidence_get_info (evidence);
  KaijiEvidenceState *state = g_new0 (KaijiEvidenceState, 1);

  state->id = g_strdup (info->id);
  state->sha256 = g_strdup (info->sha256);
  state->name = g_strdup (info->name);
  state->replaced = replaced;
  state->changed = g_strv_contains ((const char *const *) differing, info->sha256);
  state->missing = !state->changed && !is_stored (session, info->sha256, cancellable);
  *intact = *intact && !state->missing;
  g_ptr_array_add (states, state);
}

/**
 * kaiji_verify_evidence:
 * @session: a session
 * @cancellable: (nullable): to give up
 * @intact: (out): whether all is as it was added
 * @error: the bytes cannot be read
 *
 * Thread: the one that owns the session; blocks. Returns: (transfer full) (element-type
 * KaijiEvidenceState): one for each piece of evidence, followed by one for each version of it that
 * was replaced
 */
GPtrArray *
kaiji_verify_evidence (KaijiSession *session,
                       GCancellable *cancellable,
                       gboolean *intact,
                       GError **error)
{
  g_auto (GStrv) differing = kaiji_casefile_verify (session->casefile, cancellable, error);
  GListModel *list = kaiji_case_source_get_evidence (kaiji_session_get_source (session));
  GPtrArray *states;

  if (!differing)
    return NULL;
  *intact = differing[0] == NULL;
  states = g_ptr_array_new_with_free_func ((GDestroyNotify) kaiji_evidence_state_free);
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (KaijiEvidence) evidence = g_list_model_get_item (list, i);
      g_autoptr (GPtrArray) versions =
          kaiji_replace_dup_versions (session, kaiji_evidence_get_info (evidence)->id, error);

      if (!versions)
        {
          g_ptr_array_unref (states);
          return NULL;
        }
      add_state (session, evidence, FALSE, differing, cancellable, states, intact);
      for (guint v = 0; v < versions->len; v++)
        add_state (session, g_ptr_array_index (versions, v), TRUE, differing, cancellable, states,
                   intact);
    }
  return states;
}

/** kaiji_verify_dup_json: Returns: (transfer full): the states as JSON. */
char *
kaiji_verify_dup_json (GPtrArray *states, gboolean intact)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();

  json_builder_begin_object (builder);
  kaiji_json_add_bool (builder, "intact", intact);
  json_builder_set_member_name (builder, "evidence");
  json_builder_begin_array (builder);
  for (guint i = 0; i < states->len; i++)
    {
      KaijiEvidenceState *state = g_ptr_array_index (states, i);
      json_builder_begin_object (builder);
      kaiji_json_add_string (builder, "id", state->id);
      kaiji_json_add_string (builder, "sha256", state->sha256);
      kaiji_json_add_string (builder, "name", state->name);
      kaiji_json_add_string (builder, "state",
                             state->missing   ? "missing"
                             : state->changed ? "changed"
                                              : "intact");
      kaiji_json_add_bool (builder, "replaced", state->replaced);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return kaiji_json_end (builder, FALSE);
}
