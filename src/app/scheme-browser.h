/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/application.h"
#include "app/scheme-items-page.h"

G_BEGIN_DECLS

#define KAIJI_TYPE_SCHEME_BROWSER (kaiji_scheme_browser_get_type ())
/**
 * KaijiSchemeBrowser:
 *
 * 制度の一覧: all schemes and their revisions, what they ask, what their rules say, how they work,
 * how two of them differ, and how they came about.
 *
 * Actions: `win.page` ("items", "rules", "process", "dates", "differences",
 * "timeline"), `win.scheme`
 * ("ID@REVISION"), `win.unverified` (shows the unverified items), `win.set` (key of a setting),
 * `win.find`, `win.import`, `win.reload`.
 */
G_DECLARE_FINAL_TYPE (KaijiSchemeBrowser,
                      kaiji_scheme_browser,
                      KAIJI,
                      SCHEME_BROWSER,
                      GtkApplicationWindow)

GtkWidget *kaiji_scheme_browser_new (KaijiApplication *application);
void kaiji_scheme_browser_show_scheme (KaijiSchemeBrowser *self,
                                       const char *spec,
                                       KaijiSchemeItemFilter filter);
void kaiji_scheme_browser_show_page (KaijiSchemeBrowser *self, const char *page);
gboolean kaiji_scheme_browser_is_loaded (KaijiSchemeBrowser *self);

G_END_DECLS
