/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "jobs/session.h"

G_BEGIN_DECLS

#define KAIJI_TYPE_EVIDENCE_PANE (kaiji_evidence_pane_get_type ())
/**
 * KaijiEvidencePane:
 *
 * The evidence of a case: pages, outline, thumbnails, search, citing. It follows the session's
 * `reveal-citation`, `reveal-evidence` and `cite-requested`.
 *
 * Property `compact` (boolean): only the page and its tool bar, for under the checklist; else
 * with outline, thumbnails and search.
 * Property `text-mode` (boolean): the page's text in place of its picture (for screen readers).
 *
 * Signal `expand ()`: the user wants the pane large (compact) or small again.
 *
 * Actions: `evidence.add`, `cite`, `copy`, `find`, `find-next`, `find-previous`, `search`, `zoom-in`,
 * `zoom-out`, `zoom-to` (d), `fit-width`, `fit-page`, `rotate`, `back`, `forward`, `expand`,
 * `text-mode`, `rename`, `properties`, `remove`, `replace`,
 * `versions`, `confirm`.
 */
G_DECLARE_FINAL_TYPE (KaijiEvidencePane, kaiji_evidence_pane, KAIJI, EVIDENCE_PANE, GtkWidget)

GtkWidget *kaiji_evidence_pane_new (KaijiSession *session);
/* Cites the selection, or the page that is shown, for the current target. */
void kaiji_evidence_pane_cite (KaijiEvidencePane *self);
/* Opens the search in the document. */
void kaiji_evidence_pane_find (KaijiEvidencePane *self);
/* Goes on reading while the keyboard stays where it is: "next-page", "previous-page", "next-hit",
 * "previous-hit". */
void kaiji_evidence_pane_read_on (KaijiEvidencePane *self, const char *where);
/* Opens the list of all citations, or puts the keyboard there. */
void kaiji_evidence_pane_show_citations (KaijiEvidencePane *self);
/* Opens the search over all evidence; for pages that back the answer to @target. */
void kaiji_evidence_pane_search (KaijiEvidencePane *self);
void kaiji_evidence_pane_search_for (KaijiEvidencePane *self, const char *target);
/* @files: of GFile; added one after the other. */
void kaiji_evidence_pane_add_files (KaijiEvidencePane *self, GListModel *files);
/* @lead: (nullable) what stands first in the top bar of the large mode. */
/* The keyboard goes to the page, or to what stands in its place. */
/* How wide its pages will stand at first, logical pixels; see kaiji_page_view_expect_width(). */
void kaiji_evidence_pane_expect_width (KaijiEvidencePane *self, int width);
void kaiji_evidence_pane_focus_page (KaijiEvidencePane *self);

void kaiji_evidence_pane_set_lead (KaijiEvidencePane *self, GtkWidget *lead);

G_END_DECLS
