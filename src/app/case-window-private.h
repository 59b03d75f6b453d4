/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/case-window.h"
#include "app/checklist-pane.h"
#include "app/evidence-pane.h"
#include "app/form-pane.h"
#include "app/item-search.h"
#include "app/section-list.h"
#include "widgets/severity-icon.h"

G_BEGIN_DECLS

/* The parts of the case window, shared by case-window.c (what it shows), case-window-layout.c
 * (how it uses its width) and case-window-actions.c (what it does). */

typedef enum
{
  KAIJI_PANE_FORM,
  KAIJI_PANE_CHECKLIST,
  KAIJI_PANE_EVIDENCE,
} KaijiPane;

typedef enum
{
  KAIJI_WIDTH_WIDE,   /* three panes side by side */
  KAIJI_WIDTH_NARROW, /* sections and one pane */
  KAIJI_WIDTH_FOLDED, /* one pane, sections behind a button */
} KaijiWidth;

struct _KaijiCaseWindow
{
  GtkApplicationWindow parent_instance;

  KaijiSession *session;
  GSettings *settings;
  KaijiPane pane;
  KaijiWidth width;
  int inner_width; /* of form and right pane together, when both were shown last */
  guint layout_source;
  guint message_source;
  gboolean closed;

  KaijiSectionList *sections;
  KaijiSectionList *folded_sections;
  KaijiFormPane *form;
  KaijiChecklistPane *checklist;
  KaijiEvidencePane *evidence;
  KaijiItemSearch *search;

  GtkWidget *header;
  GtkWidget *narrow_switch;
  KaijiCountBadge *narrow_badge;
  GtkMenuButton *menu_button;
  GMenuModel *case_menu;
  GtkWidget *sections_button;
  GtkWidget *sections_popover;
  GtkWidget *title_box;
  GtkLabel *title_label;
  GtkLabel *scheme_chip;
  GtkWidget *status_box;
  GtkWidget *status_dot;
  GtkLabel *status_label;
  GtkWidget *undo_button;
  GtkWidget *redo_button;
  GtkWidget *search_button;
  GtkWidget *search_popover;
  GtkWidget *hand_in_button;
  GtkWidget *hand_in_popover;
  GtkInfoBar *commit_bar;
  GtkLabel *commit_label;
  GtkInfoBar *message_bar;
  GtkLabel *message_label;
  GtkPaned *outer_paned;
  GtkPaned *inner_paned;
  GtkPaned *right_paned;
  GtkWidget *sidebar_box;
  GtkWidget *form_box;
  GtkWidget *right_box;
  GtkWidget *wide_switch;
  GtkWidget *lead_switch;
  GtkLabel *required_label;
  GtkLabel *gate_label;
  GtkLabel *evidence_label;
  GtkImage *saved_icon;
  GtkLabel *saved_label;
};

/* case-window-layout.c */
void kaiji_case_window_layout_init (KaijiCaseWindow *self);
void kaiji_case_window_layout_allocated (KaijiCaseWindow *self, int width);
void kaiji_case_window_set_pane (KaijiCaseWindow *self, KaijiPane pane);
void kaiji_case_window_save_layout (KaijiCaseWindow *self);
const char *kaiji_pane_to_string (KaijiPane pane);

/* case-window-actions.c */
void kaiji_case_window_add_actions (KaijiCaseWindow *self);
void kaiji_case_window_add_shortcuts (KaijiCaseWindow *self);
void kaiji_case_window_pane_changed (KaijiCaseWindow *self);
void kaiji_case_window_update_actions (KaijiCaseWindow *self);

/* hand-in-popover.c */
void kaiji_case_window_fill_hand_in (KaijiCaseWindow *self);

G_END_DECLS
