/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "scheme/scheme.h"

G_BEGIN_DECLS

#define KAIJI_TYPE_SCHEME_DIFFERENCES_PAGE (kaiji_scheme_differences_page_get_type ())
/**
 * KaijiSchemeDifferencesPage:
 *
 * What became of the items from one scheme or revision to another.
 */
G_DECLARE_FINAL_TYPE (KaijiSchemeDifferencesPage,
                      kaiji_scheme_differences_page,
                      KAIJI,
                      SCHEME_DIFFERENCES_PAGE,
                      GtkWidget)

GtkWidget *kaiji_scheme_differences_page_new (void);
void kaiji_scheme_differences_page_set_schemes (KaijiSchemeDifferencesPage *self,
                                                GPtrArray *schemes);
void kaiji_scheme_differences_page_set_pair (KaijiSchemeDifferencesPage *self,
                                             const char *from,
                                             const char *to);
guint kaiji_scheme_differences_page_get_n_shown (KaijiSchemeDifferencesPage *self);

G_END_DECLS
