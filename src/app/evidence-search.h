/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "jobs/search.h"

G_BEGIN_DECLS

#define KAIJI_TYPE_EVIDENCE_SEARCH (kaiji_evidence_search_get_type ())
/**
 * KaijiEvidenceSearch:
 *
 * The search over all evidence of a case: results while one types, best first or by page, where
 * they are cited already, and which pages no search finds. Made when it is first wanted.
 *
 * Keys: Up and Down choose a hit, Enter shows it, or the next one when it is shown; Escape closes.
 *
 * Signals: `hit-shown (gpointer KaijiEvidenceHit *, boolean focus)`: this hit is to be shown; @focus:
 * and the keyboard goes to the page. `page-shown (const char *evidence_id, int page)`: a page
 * without text was chosen. `closed ()`.
 */
G_DECLARE_FINAL_TYPE (KaijiEvidenceSearch, kaiji_evidence_search, KAIJI, EVIDENCE_SEARCH, GtkWidget)

GtkWidget *kaiji_evidence_search_new (KaijiSession *session);
/* Searches for what has most in common with @words; the first hit is shown when it comes. */
void kaiji_evidence_search_set_words (KaijiEvidenceSearch *self, const char *words);
/* Searches for @text as if it had been typed. */
void kaiji_evidence_search_set_text (KaijiEvidenceSearch *self, const char *text);
/* How many hits are listed (tests). */
guint kaiji_evidence_search_get_n_hits (KaijiEvidenceSearch *self);

G_END_DECLS
