/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "jobs/search.h"

G_BEGIN_DECLS

#define KAIJI_TYPE_SEARCH_HIT_ITEM (kaiji_search_hit_item_get_type ())
/**
 * KaijiSearchHitItem:
 *
 * A page that was found, as a list shows it. Never changes.
 */
G_DECLARE_FINAL_TYPE (KaijiSearchHitItem, kaiji_search_hit_item, KAIJI, SEARCH_HIT_ITEM, GObject)

/* @hit: (transfer full); @name: of the document; @cited: numbers of the items that cite the page. */
KaijiSearchHitItem *
kaiji_search_hit_item_new (KaijiEvidenceHit *hit, const char *name, const char *cited);
const KaijiEvidenceHit *kaiji_search_hit_item_get_hit (KaijiSearchHitItem *self);
/* Numbers of the items that cite the page, "" for none. */
const char *kaiji_search_hit_item_get_cited (KaijiSearchHitItem *self);
gboolean kaiji_search_hit_item_is_same_page (KaijiSearchHitItem *self, KaijiSearchHitItem *other);
gboolean kaiji_search_hit_item_says_same (KaijiSearchHitItem *self, KaijiSearchHitItem *other);

#define KAIJI_TYPE_SEARCH_ROW (kaiji_search_row_get_type ())
/**
 * KaijiSearchRow:
 *
 * Document, printed and physical page, who cites it, and the words around what was found.
 */
G_DECLARE_FINAL_TYPE (KaijiSearchRow, kaiji_search_row, KAIJI, SEARCH_ROW, GtkWidget)
GtkWidget *kaiji_search_row_new (void);
void kaiji_search_row_set_hit (KaijiSearchRow *self, KaijiSearchHitItem *hit);

G_END_DECLS
