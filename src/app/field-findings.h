/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/finding.h"

G_BEGIN_DECLS

#define KAIJI_TYPE_FIELD_FINDINGS (kaiji_field_findings_get_type ())
/**
 * KaijiFieldFindings:
 *
 * The findings under one row. Setting them anew touches only the boxes that differ.
 *
 * Signal `remedy (KaijiFinding *)`: the action of a finding was asked for.
 */
G_DECLARE_FINAL_TYPE (KaijiFieldFindings, kaiji_field_findings, KAIJI, FIELD_FINDINGS, GtkWidget)

GtkWidget *kaiji_field_findings_new (gboolean with_action);
void kaiji_field_findings_set (KaijiFieldFindings *self, GPtrArray *findings);
GtkWidget *kaiji_field_findings_get_first (KaijiFieldFindings *self);
GtkWidget *kaiji_field_findings_get_blocking (KaijiFieldFindings *self);
guint kaiji_field_findings_get_n (KaijiFieldFindings *self);

G_END_DECLS
