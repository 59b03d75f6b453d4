/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jobs/session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KAIJI_TYPE_CITATION_EDITOR (kaiji_citation_editor_get_type ())
/**
 * KaijiCitationEditor:
 *
 * Where one citation is changed: its pages, section, quotation, and whether it backs a prompt or
 * the whole item. All of it is one undo step, made when it is applied.
 */
G_DECLARE_FINAL_TYPE (KaijiCitationEditor,
                      kaiji_citation_editor,
                      KAIJI,
                      CITATION_EDITOR,
                      GtkPopover)

GtkWidget *
kaiji_citation_editor_new (KaijiSession *session, KaijiPrompt *prompt, KaijiCitation *citation);

G_END_DECLS
