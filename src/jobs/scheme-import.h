/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An official sheet (.xlsx, CSV) becomes a pack: today's pack of the scheme with the items of the
 * sheet in place of its own. No GTK; everything but kaiji_scheme_import_guess() may run in any
 * thread. */
#pragma once

#include "scheme/match.h"
#include "scheme/scheme.h"

G_BEGIN_DECLS

/**
 * KaijiSchemeImportOptions: what the sheet does not say itself; all may be NULL.
 * @sheet: name of the sheet in the file; NULL = the one that has a table of items
 * @revision: "2024-09-30", "2024-09" or "2024"; NULL = the day that the file states
 * @source: what the rows name as their source; NULL = the file's name and the day it states
 */
typedef struct
{
  const char *sheet;
  const char *revision;
  const char *source;
} KaijiSchemeImportOptions;

/* A pack that was made of a sheet, and what is different in it. Nothing is written yet. */
typedef struct _KaijiSchemeImport KaijiSchemeImport;

/* @today: the scheme that the sheet is a table of. @options: (nullable).
 * @error: KAIJI_SHEET_ERROR, KAIJI_JOBS_ERROR_INPUT or KAIJI_SCHEME_ERROR; the message names the
 * place (row or cell) in the sheet */
KaijiSchemeImport *kaiji_scheme_import_new (KaijiScheme *today,
                                            const char *path,
                                            const KaijiSchemeImportOptions *options,
                                            GCancellable *cancellable,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
void kaiji_scheme_import_free (KaijiSchemeImport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaijiSchemeImport, kaiji_scheme_import_free)
/* The scheme in use whose items are most like those of the sheet. Returns: (transfer full):
 * NULL and KAIJI_JOBS_ERROR_INPUT when none is like it. Thread: the library's. */
KaijiScheme *kaiji_scheme_import_guess (KaijiSchemeLibrary *library,
                                        const char *path,
                                        const KaijiSchemeImportOptions *options,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* (transfer none): the scheme as the sheet has it; items that correspond keep their ids. */
KaijiScheme *kaiji_scheme_import_get_scheme (KaijiSchemeImport *self);
/* (transfer none): how today's table and the sheet's correspond: new, dropped, renamed, … */
KaijiMatching *kaiji_scheme_import_get_matching (KaijiSchemeImport *self);
/* What could not be kept, sentence by sentence, in the user's language (char *): rules and
 * gates whose items are gone, rows that are no items. */
GPtrArray *kaiji_scheme_import_get_notes (KaijiSchemeImport *self);
/* Name of the sheet that was read ("" in CSV); what its rows name as their source. */
const char *kaiji_scheme_import_get_sheet (KaijiSchemeImport *self);
const char *kaiji_scheme_import_get_source (KaijiSchemeImport *self);
/* The pack's text. */
const char *kaiji_scheme_import_get_text (KaijiSchemeImport *self);
/* What changed, as a text of lines or as JSON; see cmd-scheme. (transfer full) */
char *kaiji_scheme_import_dup_report (KaijiSchemeImport *self,
                                      gboolean json) G_GNUC_WARN_UNUSED_RESULT;

/* Writes the pack and reads it back. @overwrite: whether a file that is there may be replaced;
 * else KAIJI_JOBS_ERROR_REFUSED. */
gboolean kaiji_scheme_import_save (KaijiSchemeImport *self,
                                   const char *path,
                                   gboolean overwrite,
                                   GError **error);
/* Puts the pack among the office's own ones, where @library finds it from now on.
 * KAIJI_JOBS_ERROR_REFUSED: a pack of that revision is installed, or is there and @overwrite is
 * not set. Thread: the library's. */
gboolean kaiji_scheme_import_add (KaijiSchemeImport *self,
                                  KaijiSchemeLibrary *library,
                                  gboolean overwrite,
                                  GError **error);

G_END_DECLS
