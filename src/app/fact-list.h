/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "scheme/scheme.h"

G_BEGIN_DECLS

/**
 * KaijiFact: one line of a #KaijiFactList; all strings owned, %NULL = not there.
 */
typedef struct
{
  gboolean heading; /* @name is a heading, the rest is not shown */
  gboolean missing; /* @text says that there is nothing */
  int mark;         /* #KaijiMarkKind with its word before @text, -1 = none */
  int verified;     /* #KaijiVerified, -1 = nothing is said */
  char *id;         /* to find it again */
  char *name;
  char *text;
  char *detail; /* dim, below @text; may have several lines */
  char *source;
  char *button; /* label of a button at the end */
  char *action; /* what it does: a detailed action name */
} KaijiFact;

KaijiFact *kaiji_fact_new (const char *name, const char *text) G_GNUC_WARN_UNUSED_RESULT;
KaijiFact *kaiji_fact_new_heading (const char *name) G_GNUC_WARN_UNUSED_RESULT;
void kaiji_fact_free (KaijiFact *fact);
void kaiji_fact_add_detail (KaijiFact *fact, const char *text);
GPtrArray *kaiji_fact_array_new (void) G_GNUC_WARN_UNUSED_RESULT;
KaijiFact *
kaiji_fact_array_add (GPtrArray *facts, const char *name, const char *text, const char *source);

#define KAIJI_TYPE_FACT_LIST (kaiji_fact_list_get_type ())
/**
 * KaijiFactList:
 *
 * What is known of something, in three columns: name, text, and where it stands. The first
 * screenful is there at once, the rest follows while the program is idle. Compact: two columns, the
 * source below the text.
 */
G_DECLARE_FINAL_TYPE (KaijiFactList, kaiji_fact_list, KAIJI, FACT_LIST, GtkWidget)

GtkWidget *kaiji_fact_list_new (const char *label, gboolean compact);
void kaiji_fact_list_show (KaijiFactList *self, GPtrArray *facts);
void kaiji_fact_list_reveal (KaijiFactList *self, const char *id);
guint kaiji_fact_list_get_n_facts (KaijiFactList *self);

G_END_DECLS
