/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/form-row.h"

G_BEGIN_DECLS

#define KAIJI_TYPE_SECTION_VIEW (kaiji_section_view_get_type ())
/**
 * KaijiSectionView:
 *
 * The rows of one section, with a small heading before each category. The first screenful is
 * there at once, the rest follows while the program is idle.
 */
G_DECLARE_FINAL_TYPE (KaijiSectionView, kaiji_section_view, KAIJI, SECTION_VIEW, GtkWidget)

GtkWidget *kaiji_section_view_new (KaijiSession *session, KaijiSection *section);
KaijiSection *kaiji_section_view_get_section (KaijiSectionView *self);
KaijiFormRow *kaiji_section_view_find_row (KaijiSectionView *self, KaijiItem *item);
KaijiFormRow *kaiji_section_view_find_row_of (KaijiSectionView *self, const char *target);
void kaiji_section_view_build_all (KaijiSectionView *self);
void
kaiji_section_view_set_filter (KaijiSectionView *self, KaijiFormFilter filter, const char *words);
guint kaiji_section_view_get_n_shown (KaijiSectionView *self);
void kaiji_section_view_case_changed (KaijiSectionView *self,
                                      KaijiEditKind kind,
                                      const char *key,
                                      const char *target);
void kaiji_section_view_update_findings (KaijiSectionView *self);
void kaiji_section_view_refresh (KaijiSectionView *self);
void kaiji_section_view_set_current (KaijiSectionView *self, const char *target);
void kaiji_section_view_commit (KaijiSectionView *self);

G_END_DECLS
