/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/finding.h"

G_BEGIN_DECLS

/**
 * KaijiMarkKind: the small signs beside words and numbers; those of findings first, in their order.
 */
typedef enum
{
  KAIJI_MARK_BLOCK = KAIJI_SEVERITY_BLOCK,
  KAIJI_MARK_WARN = KAIJI_SEVERITY_WARN,
  KAIJI_MARK_HUMAN = KAIJI_SEVERITY_HUMAN,
  KAIJI_MARK_DONE,
  KAIJI_MARK_REQUIRED,
  KAIJI_MARK_OPTIONAL,
} KaijiMarkKind;

const char *kaiji_mark_get_word (KaijiMarkKind kind);
const char *kaiji_mark_get_icon_name (KaijiMarkKind kind);
const char *kaiji_mark_get_css_class (KaijiMarkKind kind);
GtkWidget *kaiji_mark_icon_new (KaijiMarkKind kind);
void kaiji_mark_icon_set (GtkImage *icon, KaijiMarkKind kind);

#define KAIJI_TYPE_COUNT_BADGE (kaiji_count_badge_get_type ())
/**
 * KaijiCountBadge: a sign with a number, or a sign alone (done). Accessible name: word and number.
 */
G_DECLARE_FINAL_TYPE (KaijiCountBadge, kaiji_count_badge, KAIJI, COUNT_BADGE, GtkWidget)

GtkWidget *kaiji_count_badge_new (void);
void kaiji_count_badge_set (KaijiCountBadge *self, KaijiMarkKind kind, int count);
void kaiji_count_badge_clear (KaijiCountBadge *self);

G_END_DECLS
