/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KAIJI_TYPE_PILE_LAYOUT (kaiji_pile_layout_get_type ())
G_DECLARE_FINAL_TYPE (KaijiPileLayout, kaiji_pile_layout, KAIJI, PILE_LAYOUT, GtkLayoutManager)

GtkLayoutManager *kaiji_pile_layout_new (int spacing);
void kaiji_pile_layout_set_spacing (KaijiPileLayout *self, int spacing);

#define KAIJI_TYPE_PILE (kaiji_pile_get_type ())
G_DECLARE_FINAL_TYPE (KaijiPile, kaiji_pile, KAIJI, PILE, GtkWidget)

GtkWidget *kaiji_pile_new (int spacing);
void kaiji_pile_append (KaijiPile *self, GtkWidget *child);

G_END_DECLS
