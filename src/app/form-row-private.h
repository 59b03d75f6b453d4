/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/form-row.h"

G_BEGIN_DECLS

struct _KaijiFormRow
{
  GtkWidget parent_instance;

  KaijiSession *session;
  KaijiItem *item;
  GPtrArray *fields;  /* of KaijiField, one a prompt */
  GPtrArray *groups;  /* of GtkWidget, one a prompt: what stands there for it; unowned */
  GPtrArray *notes;   /* of GtkWidget, one a prompt: "rests on a contractor"; unowned, nullable */
  GtkWidget *dot;     /* (nullable) required, in Form A */
  GtkWidget *help;    /* (nullable) the button of 根拠・記入のしかた */
  GtkWidget *popover; /* (nullable) the same, where there is no button */
  char *folded;       /* what a search looks in */
  gboolean wanted;    /* by filter and search */
};

/* Fills an empty row of 申請書B: heading, and two rows a prompt. */
void kaiji_item_layout_build (KaijiFormRow *self);
/* Says of each prompt whether it rests on a contractor and whether it is withheld. */
void kaiji_item_layout_update_notes (KaijiFormRow *self);
/* Fills an empty row of 申請書A: label and control. */
void kaiji_field_layout_build (KaijiFormRow *self);
/* Returns: (transfer floating): the popover 根拠・記入のしかた of @item */
GtkWidget *kaiji_item_help_new (KaijiSession *session, KaijiItem *item);
/* Returns: (transfer floating): the popover of the marks of @item (contractor, withheld) */
GtkWidget *kaiji_item_menu_new (KaijiSession *session, KaijiItem *item);

G_END_DECLS
