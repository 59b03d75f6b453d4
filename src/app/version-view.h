/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "jobs/session.h"
#include "widgets/page-view.h"

G_BEGIN_DECLS

#define KAIJI_TYPE_VERSION_VIEW (kaiji_version_view_get_type ())
/**
 * KaijiVersionView:
 *
 * One version of evidence, to be read: its pages with a line of what one needs to find a place.
 * Opened from the bytes that the case keeps; asks for a password where one is needed.
 *
 * Signal `changed ()`: another page is shown, or another text is selected.
 */
G_DECLARE_FINAL_TYPE (KaijiVersionView, kaiji_version_view, KAIJI, VERSION_VIEW, GtkWidget)

GtkWidget *kaiji_version_view_new (KaijiSession *session, const char *title);
/* Shows bytes, and on them a place with its quote marked. @sha256: NULL = nothing, @message says
 * why. @place: (nullable) */
void kaiji_version_view_show (KaijiVersionView *self,
                              const char *sha256,
                              KaijiCitation *place,
                              const char *message);
void kaiji_version_view_set_title (KaijiVersionView *self, const char *title);
/* (nullable) (transfer none) while it is being opened */
KaijiPdfDocument *kaiji_version_view_get_document (KaijiVersionView *self);
KaijiPageView *kaiji_version_view_get_page_view (KaijiVersionView *self);
void kaiji_version_view_focus (KaijiVersionView *self);

G_END_DECLS
