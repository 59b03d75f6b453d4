/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A scheme in a list to choose from: name, revision, what it asks, how sure that is. */
#pragma once

#include <gtk/gtk.h>

#include "scheme/scheme.h"

G_BEGIN_DECLS

GtkWidget *kaiji_scheme_list_row_new (KaijiScheme *scheme, gboolean wide);
KaijiScheme *kaiji_scheme_list_row_get_scheme (GtkListBoxRow *row);
/* "Revision …, in use · items … · required … …" */
char *kaiji_scheme_list_row_dup_facts (KaijiScheme *scheme) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
