/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"

#include "../support/folder.h"
#include "core/case.h"

#include <sys/mman.h>
#include <unistd.h>

void
fixture_set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("kaiji-test-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = fixture_build_path (self, "事例 case.kaiji");
}

void
fixture_tear_down (Fixture *self, gconstpointer data)
{
  test_folder_remove (self->folder);
  g_free (self->folder);
  g_free (self->path);
}

char *
fixture_build_path (Fixture *self, const char *name)
{
  return g_build_filename (self->folder, name, NULL);
}

KaijiCasefile *
create_case (const char *path)
{
  g_autoptr (GError) error = NULL;
  KaijiCasefile *self = kaiji_casefile_create (path, "x", "2022-04-01", FALSE, &error);

  g_assert_no_error (error);
  g_assert_nonnull (self);
  return self;
}

KaijiCasefile *
open_case (const char *path)
{
  g_autoptr (GError) error = NULL;
  KaijiCasefile *self = kaiji_casefile_open (path, FALSE, &error);

  g_assert_no_error (error);
  g_assert_nonnull (self);
  return self;
}

void
close_case (KaijiCasefile *self)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (kaiji_casefile_close (self, &error));
  g_assert_no_error (error);
  g_assert_finalize_object (self);
}

void
set_answer_full (KaijiCasefile *self, const char *id, const char *text, KaijiJournalFlags flags)
{
  g_autoptr (GPtrArray) edits = g_ptr_array_new_with_free_func ((GDestroyNotify) kaiji_edit_free);
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (edits, kaiji_edit_new_answer (id, NULL, text));
  g_assert_true (kaiji_journal_edit (KAIJI_JOURNAL (self), edits, id, flags, &error));
  g_assert_no_error (error);
}

void
set_answer (KaijiCasefile *self, const char *id, const char *text)
{
  set_answer_full (self, id, text, KAIJI_JOURNAL_NONE);
}

const char *
get_answer (KaijiCasefile *self, const char *id)
{
  return kaiji_case_source_get_answer (KAIJI_CASE_SOURCE (self), id);
}

void
undo (KaijiCasefile *self)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (kaiji_journal_undo (KAIJI_JOURNAL (self), &error));
  g_assert_no_error (error);
}

void
redo (KaijiCasefile *self)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (kaiji_journal_redo (KAIJI_JOURNAL (self), &error));
  g_assert_no_error (error);
}

void
flush (KaijiCasefile *self)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (kaiji_journal_flush (KAIJI_JOURNAL (self), &error));
  g_assert_no_error (error);
  g_assert_cmpuint (kaiji_journal_get_pending (KAIJI_JOURNAL (self)), ==, 0);
}

static void
dump_answer_cb (const char *id, const char *text, gpointer user_data)
{
  g_string_append_printf (user_data, "%s=%s\n", id, text);
}

static void
dump_citation_cb (KaijiCitation *citation, gpointer user_data)
{
  g_autoptr (GVariant) value = kaiji_citation_to_variant (citation);
  g_autofree char *text = g_variant_print (value, TRUE);

  g_string_append_printf (user_data, "%s\n", text);
}

static int
compare_text (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(char *const *) a, *(char *const *) b);
}

char *
dump_case (KaijiCaseSource *source)
{
  GString *out = g_string_new (NULL);
  GListModel *evidence = kaiji_case_source_get_evidence (source);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  g_string_append_printf (out, "%s@%s\n", kaiji_case_source_get_scheme_id (source),
                          kaiji_case_source_get_revision (source));
  kaiji_case_source_foreach_answer (source, dump_answer_cb, out);
  kaiji_case_source_foreach_citation (source, dump_citation_cb, out);
  for (guint i = 0; i < g_list_model_get_n_items (evidence); i++)
    {
      g_autoptr (KaijiEvidence) item = g_list_model_get_item (evidence, i);
      g_autoptr (GVariant) value = kaiji_evidence_to_variant (item);
      g_ptr_array_add (lines, g_variant_print (value, TRUE));
    }
  g_ptr_array_sort (lines, compare_text);
  for (guint i = 0; i < lines->len; i++)
    g_string_append_printf (out, "%s\n", (char *) lines->pdata[i]);
  return g_string_free (out, FALSE);
}

char *
dump_replayed (KaijiCasefile *self)
{
  g_autoptr (KaijiCase) replayed =
      kaiji_case_new (kaiji_case_source_get_scheme_id (KAIJI_CASE_SOURCE (self)),
                      kaiji_case_source_get_revision (KAIJI_CASE_SOURCE (self)));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) log = kaiji_journal_dup_log (KAIJI_JOURNAL (self), 0, &error);
  gint64 seq = 0;

  g_assert_no_error (error);
  for (guint i = log->len; i-- > 0;)
    {
      KaijiLogEntry *entry = g_ptr_array_index (log, i);

      g_assert_cmpint (entry->seq, ==, seq + 1);
      seq = entry->seq;
      /* Each line says truly what was there before it. */
      if (entry->edit->kind == KAIJI_EDIT_ANSWER)
        g_assert_cmpstr (
            kaiji_case_source_get_answer (KAIJI_CASE_SOURCE (replayed), entry->edit->key), ==,
            entry->edit->before ? g_variant_get_string (entry->edit->before, NULL) : NULL);
      g_assert_true (kaiji_case_apply (replayed, entry->edit, &error));
      g_assert_no_error (error);
    }
  return dump_case (KAIJI_CASE_SOURCE (replayed));
}

void
assert_log_gives_state (KaijiCasefile *self)
{
  g_autofree char *state = dump_case (KAIJI_CASE_SOURCE (self));
  g_autofree char *replayed = dump_replayed (self);

  g_assert_cmpstr (replayed, ==, state);
}

int
open_bytes (gconstpointer data, gsize size)
{
  int fd = memfd_create ("test", MFD_CLOEXEC);

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (write (fd, data, size), ==, (gssize) size);
  return fd;
}
