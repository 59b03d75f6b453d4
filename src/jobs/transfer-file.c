/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A transfer into a file of its own: a new case of a scheme, or a copy of a case.
 *
 * Invariants:
 * 1. A file that is there is never overwritten, and one that could not be finished is removed.
 * 2. It is done when the file was closed, opened again, and holds what the plan says.
 */
#include <string.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "jobs/transfer-private.h"

static gboolean
is_file (const char *name)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  return g_str_has_suffix (lower, ".kaiji") || g_file_test (name, G_FILE_TEST_EXISTS);
}

static gboolean
refuse_existing (const char *out, GError **error)
{
  if (!g_file_test (out, G_FILE_TEST_EXISTS))
    return TRUE;
  g_set_error (error, KAIJI_CASEFILE_ERROR, KAIJI_CASEFILE_ERROR_EXISTS,
               _ ("%s is there already and is not overwritten. Choose another name."), out);
  return FALSE;
}

/* A copy that opens as a case; checked before, so that nothing foreign is copied. */
static KaijiSession *
open_copy (const char *path,
           const char *out,
           KaijiSchemeLibrary *library,
           KaijiPdfService *pdf,
           KaijiDate today,
           GError **error)
{
  g_autoptr (KaijiSession) original = kaiji_session_open (path, TRUE, library, pdf, today, error);
  g_autoptr (GFile) from = g_file_new_for_path (path);
  g_autoptr (GFile) to = g_file_new_for_path (out);
  g_autoptr (GError) cause = NULL;
  KaijiSession *copy;

  if (!original || !refuse_existing (out, error))
    return NULL;
  if (!g_file_copy (from, to, G_FILE_COPY_TARGET_DEFAULT_PERMS, NULL, NULL, NULL, &cause))
    {
      g_set_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT,
                   _ ("%s cannot be written. Choose another place, or make room on the disk."),
                   out);
      return NULL;
    }
  copy = kaiji_session_open (out, FALSE, library, pdf, today, error);
  if (!copy)
    g_unlink (out);
  return copy;
}

/**
 * kaiji_transfer_open_target:
 * @target: "ID" or "ID@REV" of a scheme, or a case file
 * @out: the file that is made: a new case, or a copy of @target; must not be there
 * @library: where schemes are found
 * @pdf: (nullable): as kaiji_session_open()
 * @today: as kaiji_session_open()
 * @error: no such scheme or case, or @out is there or cannot be written
 *
 * Thread: main. Returns: (transfer full): the case that answers may be taken over to
 */
KaijiSession *
kaiji_transfer_open_target (const char *target,
                            const char *out,
                            KaijiSchemeLibrary *library,
                            KaijiPdfService *pdf,
                            KaijiDate today,
                            GError **error)
{
  return is_file (target) ? open_copy (target, out, library, pdf, today, error)
                          : kaiji_session_create (out, target, FALSE, library, pdf, today, error);
}

typedef struct
{
  KaijiSession *session;
  gboolean holds;
} Expect;

static void
expect_cb (KaijiCitation *citation, const char *target, gpointer user_data)
{
  Expect *expect = user_data;
  GPtrArray *there =
      kaiji_case_source_get_citations (kaiji_session_get_source (expect->session), target);
  gboolean found = FALSE;

  for (guint i = 0; there && i < there->len && !found; i++)
    {
      KaijiCitation *one = g_ptr_array_index (there, i);

      found =
          kaiji_citation_get_page (one) == kaiji_citation_get_page (citation)
          && g_str_equal (kaiji_citation_get_sha256 (one), kaiji_citation_get_sha256 (citation));
    }
  expect->holds &= found;
}

/**
 * kaiji_transfer_check:
 * @self: a plan that was applied
 * @session: its case, opened again
 * @error: what is missing
 *
 * Whether the case holds every answer and citation that the plan took over.
 *
 * Thread: main. Returns: whether it does
 */
gboolean
kaiji_transfer_check (KaijiTransfer *self, KaijiSession *session, GError **error)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      const KaijiTransferRow *row = g_ptr_array_index (self->rows, i);
      Expect expect = { session, TRUE };
      const char *answer;

      if (!row->take)
        continue;
      answer = kaiji_case_source_get_answer (kaiji_session_get_source (session), row->to->id);
      if (*row->text && row->to->kind != KAIJI_KIND_EVIDENCE)
        expect.holds = g_strcmp0 (answer, row->text) == 0;
      kaiji_transfer_foreach_citation (self, row, expect_cb, &expect);
      if (expect.holds)
        continue;
      g_set_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT,
                   _ ("%s: what was taken over to “%s” does not read back the same. Check the "
                      "disk."),
                   kaiji_session_get_path (session), row->to->id);
      return FALSE;
    }
  return TRUE;
}
