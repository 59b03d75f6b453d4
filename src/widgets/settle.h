/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "widgets/editor.h"

G_BEGIN_DECLS

/* A text is settled when it has not changed for so long. Unit: ms. */
#define KAIJI_SETTLE_MS 300

#define KAIJI_TYPE_SETTLE (kaiji_settle_get_type ())
/**
 * KaijiSettle:
 *
 * Says when an edit is to be committed: the text settled for %KAIJI_SETTLE_MS, the focus left, or
 * kaiji_settle_flush() was called (the window closes); at once after a discrete edit; never while
 * an input method composes.
 *
 * Signal `commit (const char *text, gboolean join)`: @join: further typing in the same field,
 * which is the same undo step.
 */
G_DECLARE_FINAL_TYPE (KaijiSettle, kaiji_settle, KAIJI, SETTLE, GObject)

KaijiSettle *kaiji_settle_new (KaijiEditor *editor) G_GNUC_WARN_UNUSED_RESULT;
void kaiji_settle_show (KaijiSettle *self, const char *text);
void kaiji_settle_flush (KaijiSettle *self);
gboolean kaiji_settle_is_dirty (KaijiSettle *self);

G_END_DECLS
