/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fictitious sample: complete, nothing blocks; as it is shown first, three findings block. */
#include "fixture.h"

#include <json-glib/json-glib.h>
#include <locale.h>

static JsonNode *
load_sample (void)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autofree char *path =
      g_build_filename (g_getenv ("KAIJI_DATADIR"), "sample", "sample.json", NULL);

  g_assert_true (json_parser_load_from_file (parser, path, NULL));
  return json_parser_steal_root (parser);
}

static const char *
get_text (JsonObject *object, const char *name)
{
  return json_object_get_string_member_with_default (object, name, NULL);
}

static void
add_evidence (Fixture *fixture, JsonObject *row)
{
  KaijiEvidenceInfo info = { .id = get_text (row, "file"),
                             .sha256 = "ab",
                             .name = get_text (row, "name"),
                             .url = get_text (row, "url"),
                             .captured_on = get_text (row, "captured_on"),
                             .signed_by = get_text (row, "signed_by") };
  g_autoptr (KaijiEvidence) evidence = NULL;
  g_autoptr (KaijiEdit) edit = NULL;

  g_assert_true (kaiji_evidence_kind_from_string (get_text (row, "kind"), &info.kind));
  evidence = kaiji_evidence_new (&info);
  edit = kaiji_edit_new_evidence (NULL, evidence);
  g_assert_true (kaiji_case_apply (fixture->kase, edit, NULL));
}

static void
fill (Fixture *fixture, JsonObject *sample)
{
  JsonArray *evidence = json_object_get_array_member (sample, "evidence");
  JsonArray *citations = json_object_get_array_member (sample, "citations");
  JsonObject *answers = json_object_get_object_member (sample, "answers");
  g_autoptr (GList) ids = json_object_get_members (answers);

  for (guint i = 0; i < json_array_get_length (evidence); i++)
    add_evidence (fixture, json_array_get_object_element (evidence, i));
  for (GList *l = ids; l; l = l->next)
    fixture_set (fixture, l->data, get_text (answers, l->data));
  for (guint i = 0; i < json_array_get_length (citations); i++)
    {
      JsonObject *row = json_array_get_object_element (citations, i);
      g_autofree char *step = g_strdup_printf ("cite %s %s %s", get_text (row, "target"),
                                               get_text (row, "evidence"), get_text (row, "quote"));
      fixture_step (fixture, step);
    }
}

static void
open_findings (Fixture *fixture, JsonObject *open)
{
  JsonArray *unset = json_object_get_array_member (open, "unset");
  JsonArray *uncited = json_object_get_array_member (open, "uncite");
  JsonObject *set = json_object_get_object_member (open, "set");
  g_autoptr (GList) ids = json_object_get_members (set);

  for (guint i = 0; i < json_array_get_length (unset); i++)
    fixture_set (fixture, json_array_get_string_element (unset, i), "");
  for (guint i = 0; i < json_array_get_length (uncited); i++)
    {
      g_autofree char *step =
          g_strdup_printf ("uncite %s", json_array_get_string_element (uncited, i));
      fixture_step (fixture, step);
    }
  for (GList *l = ids; l; l = l->next)
    fixture_set (fixture, l->data, get_text (set, l->data));
}

static void
test_sample (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (JsonNode) root = load_sample ();
  JsonObject *sample = json_node_get_object (root);
  const KaijiProgress *progress = kaiji_checker_get_progress (fixture->checker);
  g_autofree char *text = NULL;

  fill (fixture, sample);
  text = fixture_describe (fixture->checker);
  g_test_message ("%s", text);
  g_assert_true (kaiji_checker_is_ready (fixture->checker));
  g_assert_cmpuint (progress->required_answered, ==, 81);
  g_assert_cmpuint (progress->gate_met, ==, 23);
  open_findings (fixture, json_object_get_object_member (sample, "open"));
  g_assert_cmpuint (progress->block, ==, 3);
  g_assert_nonnull (fixture_find (fixture, "D3", "iryo.031.1"));
  g_assert_nonnull (fixture_find (fixture, "D4", "iryo.022.1"));
  g_assert_nonnull (fixture_find (fixture, "R2", "iryo.070.1"));
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/sample", test_sample);
  return g_test_run ();
}
