/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/date.h"
#include "scheme/scheme.h"

G_BEGIN_DECLS

#define KAIJI_TYPE_SCHEME_DATES_PAGE (kaiji_scheme_dates_page_get_type ())
/**
 * KaijiSchemeDatesPage:
 *
 * The days that follow from days that are known, by the law of a scheme: each with its clause and
 * both readings, and whether the contact desk is open.
 */
G_DECLARE_FINAL_TYPE (KaijiSchemeDatesPage,
                      kaiji_scheme_dates_page,
                      KAIJI,
                      SCHEME_DATES_PAGE,
                      GtkWidget)

GtkWidget *kaiji_scheme_dates_page_new (KaijiDate today);
void kaiji_scheme_dates_page_set_scheme (KaijiSchemeDatesPage *self, KaijiScheme *scheme);
guint kaiji_scheme_dates_page_get_n_days (KaijiSchemeDatesPage *self);

G_END_DECLS
