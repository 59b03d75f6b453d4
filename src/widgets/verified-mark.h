/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "scheme/scheme.h"

G_BEGIN_DECLS

/* How sure a text of the scheme is: one word, the same wherever it stands. */
const char *kaiji_verified_get_word (KaijiVerified verified);
/* The same as a sentence, with what to do. */
const char *kaiji_verified_get_sentence (KaijiVerified verified);

/* The word as a small label: dim, and with dots below it where the source is not verified. */
GtkWidget *kaiji_verified_mark_new (KaijiVerified verified);
void kaiji_verified_mark_set (GtkWidget *mark, KaijiVerified verified);
/* Dots below a label of another meaning (an item's number), and the sentence as its tooltip. */
void kaiji_verified_mark_label (GtkWidget *label, KaijiVerified verified);

G_END_DECLS
