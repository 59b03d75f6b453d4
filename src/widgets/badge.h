/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * KaijiBadgeKind:
 * @KAIJI_BADGE_REQUIRED: 必須: a filled dot and the word
 * @KAIJI_BADGE_OPTIONAL: 選択: a hollow dot and the word, dim
 * @KAIJI_BADGE_GATE: 要件: the word in a rectangle
 */
typedef enum
{
  KAIJI_BADGE_REQUIRED,
  KAIJI_BADGE_OPTIONAL,
  KAIJI_BADGE_GATE,
} KaijiBadgeKind;

GtkWidget *kaiji_badge_new (KaijiBadgeKind kind);
GtkWidget *kaiji_dot_new (KaijiBadgeKind kind);

G_END_DECLS
