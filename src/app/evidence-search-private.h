/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the two files of the search panel share. Not to be included elsewhere. */
#pragma once

#include "app/evidence-search.h"
#include "app/search-row.h"
#include "jobs/indexer.h"

G_BEGIN_DECLS

struct _KaijiEvidenceSearch
{
  GtkWidget parent_instance;

  KaijiSession *session;
  KaijiIndexer *indexer;
  GListStore *hits; /* KaijiSearchHitItem */
  GtkSingleSelection *selection;
  KaijiSearchHitItem *shown; /* (nullable): the hit that was shown last */
  guint n_found;             /* pages in all */
  gboolean words;            /* the text came from a prompt and was not changed since */
  gboolean show_first;       /* the first hit is shown when it comes */
  gboolean all;              /* no limit */
  gboolean keep;             /* the search that runs is the same as before */
  gboolean stale;            /* something changed while nobody looked */
  gboolean filling;
  gboolean setting_text;
  char *set_text; /* (nullable) put into the entry from outside and not changed since */
  GCancellable *running; /* (nullable) */
  guint slow_source;
  guint again_source;
  GCancellable *listing; /* (nullable): pages without text */
  GPtrArray *blank;      /* (nullable) KaijiBlankRun */

  GtkSearchEntry *entry;
  GtkWidget *head;
  GtkLabel *count_label;
  GtkLabel *documents_label;
  GtkDropDown *order_drop;
  GtkWidget *index_box;
  GtkLabel *index_label;
  GtkButton *index_button;
  GtkProgressBar *index_bar;
  GtkStack *stack;
  GtkLabel *note_label;
  GtkScrolledWindow *scroller;
  GtkListView *list;
  GtkWidget *foot;
  GtkWidget *blank_box;
  GtkLabel *blank_label;
  GtkMenuButton *blank_button;
  GtkPopover *blank_popover;
  GtkLabel *failed_label;
};

/* foot: what the index lacks, what no search finds */
void kaiji_evidence_search_init_foot (KaijiEvidenceSearch *self);
void kaiji_evidence_search_update_index (KaijiEvidenceSearch *self);
void kaiji_evidence_search_update_foot (KaijiEvidenceSearch *self);
void kaiji_evidence_search_index_button_cb (KaijiEvidenceSearch *self);
void kaiji_evidence_search_show_page (KaijiEvidenceSearch *self, const char *evidence_id, int page);

G_END_DECLS
