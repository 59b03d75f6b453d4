/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "scheme/scheme.h"

G_BEGIN_DECLS

/**
 * KaijiSchemeItemFilter: which items are shown; fields of Form A by the last one only.
 */
typedef enum
{
  KAIJI_SCHEME_ITEMS_ALL,
  KAIJI_SCHEME_ITEMS_REQUIRED,
  KAIJI_SCHEME_ITEMS_GATE,
  KAIJI_SCHEME_ITEMS_UNVERIFIED,
  KAIJI_SCHEME_ITEMS_FORM_A,
} KaijiSchemeItemFilter;

#define KAIJI_TYPE_SCHEME_ITEMS_PAGE (kaiji_scheme_items_page_get_type ())
/**
 * KaijiSchemeItemsPage:
 *
 * The items of a scheme with search and filter, and beside them all that is asked in the one that
 * is chosen.
 */
G_DECLARE_FINAL_TYPE (KaijiSchemeItemsPage,
                      kaiji_scheme_items_page,
                      KAIJI,
                      SCHEME_ITEMS_PAGE,
                      GtkWidget)

GtkWidget *kaiji_scheme_items_page_new (void);
void kaiji_scheme_items_page_set_scheme (KaijiSchemeItemsPage *self, KaijiScheme *scheme);
void kaiji_scheme_items_page_set_filter (KaijiSchemeItemsPage *self, KaijiSchemeItemFilter filter);
void kaiji_scheme_items_page_focus_search (KaijiSchemeItemsPage *self);
guint kaiji_scheme_items_page_get_n_shown (KaijiSchemeItemsPage *self);

G_END_DECLS
