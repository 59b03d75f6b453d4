/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/evidence-pane.h"
#include "jobs/search.h"
#include "widgets/bar.h"
#include "widgets/document-find.h"
#include "widgets/outline-view.h"
#include "widgets/page-history.h"
#include "widgets/page-view.h"
#include "widgets/thumbnail-view.h"

G_BEGIN_DECLS

/* Shared by the evidence-pane*.c files; nobody else includes it. */

struct _KaijiEvidencePane
{
  GtkWidget parent_instance;

  KaijiSession *session;
  GSettings *settings;
  gboolean compact;
  gboolean text_mode;

  /* the document: evidence-pane-document.c */
  char *evidence_id; /* (nullable) what is shown or being opened */
  char *digest;      /* (nullable) of its bytes: those of a newer version are opened anew */
  KaijiPdfDocument *document;
  GCancellable *opening;
  guint loading_source;
  int goal_page; /* where to go when it is open; 0 = where it was left */
  gboolean has_goal_place;
  KaijiPagePlace goal_place;
  KaijiCitation *shown_citation; /* the one that was asked for */
  GHashTable *places;            /* evidence id -> KaijiPagePlace */
  GHashTable *passwords;         /* SHA-256 -> password, of this session only */
  GCancellable *reading_text;

  KaijiPageHistory *history;

  /* reading: evidence-pane-reading.c */
  GtkWidget *side_button;
  gboolean side_forced; /* shown though there is little room */
  guint fold_source;

  /* find: evidence-pane-find.c */
  KaijiDocumentFind *finder;
  guint hit;
  const KaijiPdfHit *shown_hit; /* borrowed from the finder */

  /* cite: evidence-pane-cite.c */
  char *asked_target; /* ＋記載箇所 was pressed there: citing a whole page */
  gboolean section_edited;
  gboolean pages_edited;
  GtkEditable *cite_pages;  /* (nullable) made with the first bar */
  GtkLabel *cite_printed;   /* (nullable) the same */
  GtkWidget *all_citations; /* (nullable) the list, made when it is first shown */
  gboolean setting_section;
  guint done_source;
  guint float_tick;

  /* add: evidence-pane-add.c */
  GQueue waiting; /* GFile */
  GCancellable *adding;
  GtkFileChooserNative *chooser;
  guint n_adding;
  guint n_added;
  guint n_shown;
  GFile *locked; /* (nullable) waits for its password */

  /* search over all evidence: evidence-pane-search.c */
  GtkWidget *search;              /* (nullable) KaijiEvidenceSearch, until it is wanted */
  GtkToggleButton *search_button; /* (nullable) until the pane is large */
  GtkWidget *search_label;        /* its words */
  gboolean search_narrow;         /* in place of outline and thumbnails */
  GWeakRef search_origin;         /* where the focus was */
  guint place_source;
  int placed_width;
  char *found_id; /* (nullable) the hit that waits for its document */
  int found_page;
  KaijiRect *found_rects;
  guint n_found_rects;
  KaijiTextRange found_sentence;
  GtkBox *body;

  GtkWidget *root_box;
  GtkBox *top_bar;
  GtkBox *lead_box;
  GtkBox *top_document_box;
  GtkBox *bar_document_box;
  GtkMenuButton *document_button;
  GtkLabel *document_label;
  GtkPopover *document_popover;
  GtkStack *document_stack;  /* late */
  GtkListBox *document_list; /* late */
  GtkWidget *history_items;  /* late */
  GtkEntry *rename_entry;    /* late */
  GtkStack *stack;
  GtkStack *content;
  GtkSpinner *spinner;
  KaijiPageView *page_view;
  GtkScrolledWindow *scroller;
  GtkTextView *text_view;
  GtkPasswordEntry *password_entry; /* late */
  GtkLabel *password_note;          /* late */
  GtkLabel *error_label;            /* late */
  GtkWidget *sidebar;
  GtkPaned *viewer_paned;
  GtkToggleButton *outline_toggle;
  GtkToggleButton *citations_toggle;
  GtkStack *side_stack;
  KaijiOutlineView *outline_view;
  GtkListBox *citation_list;
  KaijiThumbnailView *thumbnail_view;
  GtkLabel *pages_label;
  KaijiBar *tool_bar;
  GtkWidget *history_box;
  GtkEntry *page_entry;
  GtkLabel *total_label;
  GtkLabel *printed_label;
  GtkMenuButton *zoom_button;
  GMenuModel *zoom_menu;
  GtkLabel *zoom_label;
  GtkWidget *rotate_button;
  GtkWidget *expand_button;
  GtkRevealer *find_revealer;
  GtkEditable *find_entry; /* late */
  GtkLabel *find_label;    /* late */
  GtkWidget *overlay;
  GtkWidget *floating_bar;
  GtkLabel *floating_label;
  GtkLabel *done_label;
  GtkWidget *cite_bar;
  GtkLabel *cite_target_label;
  GtkLabel *cite_quote_label;
  GtkEditable *section_entry;
  GtkWidget *cite_button;
  GtkRevealer *unlock_revealer;
  GtkLabel *unlock_label;         /* late */
  GtkLabel *unlock_note;          /* late */
  GtkPasswordEntry *unlock_entry; /* late */
  GtkRevealer *progress_revealer;
  GtkLabel *progress_label;     /* late */
  GtkProgressBar *progress_bar; /* late */
};

/* document */
void kaiji_evidence_pane_init_document (KaijiEvidencePane *self);
void kaiji_evidence_pane_dispose_document (KaijiEvidencePane *self);
KaijiEvidence *kaiji_evidence_pane_get_evidence (KaijiEvidencePane *self);
void kaiji_evidence_pane_open (KaijiEvidencePane *self, const char *evidence_id);
void kaiji_evidence_pane_show_page (KaijiEvidencePane *self,
                                    const char *evidence_id,
                                    int page,
                                    const KaijiPagePlace *place);
void kaiji_evidence_pane_show_citation (KaijiEvidencePane *self, KaijiCitation *citation);
void kaiji_evidence_pane_update_marks (KaijiEvidencePane *self);
void kaiji_evidence_pane_update_evidence (KaijiEvidencePane *self);
void kaiji_evidence_pane_update_text (KaijiEvidencePane *self);
void kaiji_evidence_pane_password_cb (KaijiEvidencePane *self);
void kaiji_evidence_pane_reopen_cb (KaijiEvidencePane *self);

/* navigation */
void kaiji_evidence_pane_class_init_nav (GtkWidgetClass *widget_class);
void kaiji_evidence_pane_init_nav (KaijiEvidencePane *self);
void kaiji_evidence_pane_update_nav (KaijiEvidencePane *self);
void kaiji_evidence_pane_leave_place (KaijiEvidencePane *self);
/* The physical page that a typed text means; 0 for none. Pure. */
int kaiji_evidence_pane_parse_page (KaijiPdfDocument *document, const char *text);

/* reading */
void kaiji_evidence_pane_class_init_reading (GtkWidgetClass *widget_class);
/* After the settings are there. */
void kaiji_evidence_pane_init_reading (KaijiEvidencePane *self);
void kaiji_evidence_pane_dispose_reading (KaijiEvidencePane *self);
/* Shows or folds the column beside the page. */
void kaiji_evidence_pane_update_side (KaijiEvidencePane *self);
void kaiji_evidence_pane_side_toggled (KaijiEvidencePane *self);

/* find */
void kaiji_evidence_pane_class_init_find (GtkWidgetClass *widget_class);
void kaiji_evidence_pane_init_find (KaijiEvidencePane *self);
void kaiji_evidence_pane_restart_find (KaijiEvidencePane *self);
void kaiji_evidence_pane_stop_find (KaijiEvidencePane *self);
void kaiji_evidence_pane_step_hit (KaijiEvidencePane *self, int direction);

/* search over all evidence */
void kaiji_evidence_pane_class_init_search (GtkWidgetClass *widget_class);
void kaiji_evidence_pane_dispose_search (KaijiEvidencePane *self);
void kaiji_evidence_pane_update_search (KaijiEvidencePane *self);
gboolean kaiji_evidence_pane_leave_search (KaijiEvidencePane *self);
gboolean kaiji_evidence_pane_is_search_at_side (KaijiEvidencePane *self);
void kaiji_evidence_pane_apply_hit (KaijiEvidencePane *self);

/* cite */
void kaiji_evidence_pane_class_init_cite (GtkWidgetClass *widget_class);
void kaiji_evidence_pane_init_cite (KaijiEvidencePane *self);
void kaiji_evidence_pane_follow_cite (KaijiEvidencePane *self);
void kaiji_evidence_pane_dispose_cite (KaijiEvidencePane *self);
void kaiji_evidence_pane_update_cite (KaijiEvidencePane *self);
void kaiji_evidence_pane_request_cite (KaijiEvidencePane *self, const char *target);
/* "22" or the name of a field, and both. (transfer full) */
char *
kaiji_evidence_pane_dup_target_name (KaijiEvidencePane *self, const char *target, gboolean whole);

/* list of all citations */
void kaiji_evidence_pane_class_init_citations (GtkWidgetClass *widget_class);

/* add */
void kaiji_evidence_pane_class_init_add (GtkWidgetClass *widget_class);
void kaiji_evidence_pane_init_add (KaijiEvidencePane *self);
void kaiji_evidence_pane_dispose_add (KaijiEvidencePane *self);

/* late */
void kaiji_evidence_pane_class_init_late (GtkWidgetClass *widget_class);
void kaiji_evidence_pane_make_empty_page (KaijiEvidencePane *self);
void kaiji_evidence_pane_make_password_page (KaijiEvidencePane *self);
void kaiji_evidence_pane_make_error_page (KaijiEvidencePane *self);
void kaiji_evidence_pane_make_document_menu (KaijiEvidencePane *self);
void kaiji_evidence_pane_make_find_bar (KaijiEvidencePane *self);
void kaiji_evidence_pane_make_unlock_bar (KaijiEvidencePane *self);
void kaiji_evidence_pane_make_progress_bar (KaijiEvidencePane *self);

/* replace */
void kaiji_evidence_pane_class_init_replace (GtkWidgetClass *widget_class);
void kaiji_evidence_pane_update_replace (KaijiEvidencePane *self);
gboolean kaiji_evidence_pane_offer_replace (KaijiEvidencePane *self, GFile *file);

/* papers */
void kaiji_evidence_pane_class_init_papers (GtkWidgetClass *widget_class);
gboolean kaiji_evidence_pane_make_office_page (KaijiEvidencePane *self, KaijiEvidence *evidence);

/* menu */
void kaiji_evidence_pane_class_init_menu (GtkWidgetClass *widget_class);
void kaiji_evidence_pane_init_menu (KaijiEvidencePane *self);
void kaiji_evidence_pane_update_menu (KaijiEvidencePane *self);
guint kaiji_evidence_pane_count_citations (KaijiEvidencePane *self, const char *evidence_id);

G_END_DECLS
