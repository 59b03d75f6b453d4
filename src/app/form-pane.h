/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/form-row.h"
#include "jobs/session.h"

G_BEGIN_DECLS

#define KAIJI_TYPE_FORM_PANE (kaiji_form_pane_get_type ())
/**
 * KaijiFormPane:
 *
 * One section of the form, with its items, fields and findings. It follows the session's
 * `reveal-target` by itself, changing its section when need be.
 *
 * Property `section` (pointer, readable, notified): the #KaijiSection that is shown.
 */
G_DECLARE_FINAL_TYPE (KaijiFormPane, kaiji_form_pane, KAIJI, FORM_PANE, GtkWidget)

GtkWidget *kaiji_form_pane_new (KaijiSession *session);
void kaiji_form_pane_show_section (KaijiFormPane *self, KaijiSection *section);
KaijiSection *kaiji_form_pane_get_section (KaijiFormPane *self);
void kaiji_form_pane_commit (KaijiFormPane *self);
void kaiji_form_pane_set_filter (KaijiFormPane *self, KaijiFormFilter filter, const char *words);
KaijiFormRow *kaiji_form_pane_find_row (KaijiFormPane *self, const char *target);
gboolean kaiji_form_pane_focus_current (KaijiFormPane *self);

G_END_DECLS
