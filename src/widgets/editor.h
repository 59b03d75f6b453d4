/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KAIJI_TYPE_EDITOR (kaiji_editor_get_type ())
/**
 * KaijiEditor:
 *
 * The control of one answer. An answer is one text, kept exactly as typed; what the control shows
 * beside it (a radio, a calendar, a reading) is derived from that text.
 *
 * Property `text` (string): the answer. `composing` (boolean, read): an input method holds text
 * that is not yet in the answer. `read-only` (boolean).
 *
 * Signals:
 * - `edited (gboolean discrete)`: the user changed the text; @discrete: at one stroke (a radio, a
 *   drop-down), not by typing. Never emitted by kaiji_editor_set_text().
 * - `block-pasted (const char *text, GtkWidget *where)` → boolean: text of several lines or cells is about to be
 *   pasted; %TRUE: taken care of.
 */
G_DECLARE_DERIVABLE_TYPE (KaijiEditor, kaiji_editor, KAIJI, EDITOR, GtkWidget)

struct _KaijiEditorClass
{
  GtkWidgetClass parent_class;

  /* Shows @text; what the child widgets emit meanwhile is not taken for an edit. */
  void (*show_text) (KaijiEditor *self, const char *text);
  void (*show_read_only) (KaijiEditor *self, gboolean read_only);
  /* The widget that takes the focus and carries the accessible name. (transfer none) */
  GtkWidget *(*get_main_widget) (KaijiEditor *self);
  /* (nullable) A further widget that bears the name of the field. (transfer none) (nullable) */
  GtkWidget *(*get_second_widget) (KaijiEditor *self);
  /* (nullable) Where the focus goes; the main widget by default. (transfer none) */
  GtkWidget *(*get_focus_widget) (KaijiEditor *self);
};

const char *kaiji_editor_get_text (KaijiEditor *self);
void kaiji_editor_set_text (KaijiEditor *self, const char *text);
void kaiji_editor_set_text_by_user (KaijiEditor *self, const char *text);
gboolean kaiji_editor_is_composing (KaijiEditor *self);
gboolean kaiji_editor_get_read_only (KaijiEditor *self);
void kaiji_editor_set_read_only (KaijiEditor *self, gboolean read_only);
void kaiji_editor_set_labelled_by (KaijiEditor *self, GtkWidget *label);
void kaiji_editor_set_name (KaijiEditor *self, const char *name);
void kaiji_editor_set_invalid (KaijiEditor *self, gboolean invalid, GtkWidget *described_by);
void kaiji_editor_insert_at (KaijiEditor *self, GtkWidget *where, const char *text);

/* ---- for subclasses ---- */
void kaiji_editor_take_edit (KaijiEditor *self, char *text, gboolean discrete);
void kaiji_editor_show_in_entry (GtkEditable *entry, const char *text);
void kaiji_editor_show_in_buffer (GtkTextBuffer *buffer, const char *text);
gboolean kaiji_editor_is_showing (KaijiEditor *self);
void kaiji_editor_watch_inner (KaijiEditor *self, KaijiEditor *inner);
void kaiji_editor_read_clipboard (KaijiEditor *self, GtkWidget *where);
void kaiji_editor_watch_entry (KaijiEditor *self, GtkEntry *entry);
void kaiji_editor_watch_view (KaijiEditor *self, GtkTextView *view);

G_END_DECLS
