/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KAIJI_TYPE_PROMPT_LABEL (kaiji_prompt_label_get_type ())
/**
 * KaijiPromptLabel:
 *
 * The words of a prompt; with a dotted line below them while their source is not verified.
 */
G_DECLARE_FINAL_TYPE (KaijiPromptLabel, kaiji_prompt_label, KAIJI, PROMPT_LABEL, GtkWidget)

GtkWidget *kaiji_prompt_label_new (const char *text, gboolean unverified);
GtkWidget *kaiji_prompt_label_get_label (KaijiPromptLabel *self);

G_END_DECLS
