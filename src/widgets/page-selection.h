/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KaijiPageCaret: a gap between two characters: before character @index of page @page.
 */
typedef struct
{
  int page;
  guint index;
} KaijiPageCaret;

/**
 * KaijiPageSelection: text between two carets, in either order; empty when they are equal.
 */
typedef struct
{
  KaijiPageCaret anchor;
  KaijiPageCaret focus;
} KaijiPageSelection;

/* Below, at or above 0 as @a stands before, at or behind @b. */
int kaiji_page_caret_compare (const KaijiPageCaret *a, const KaijiPageCaret *b);
gboolean kaiji_page_selection_is_empty (const KaijiPageSelection *self);
/* First and last page that are touched; 0, 0 when empty. A page of which only its very beginning
 * is reached is not touched. */
void kaiji_page_selection_get_pages (const KaijiPageSelection *self, int *first, int *last);
/* The selected characters [start, end) of a page that has @n_chars. FALSE for none. */
gboolean kaiji_page_selection_get_range (const KaijiPageSelection *self,
                                         int page,
                                         guint n_chars,
                                         guint *start,
                                         guint *end);
/* Widens a caret to the word, or to the line, that it stands in. Pure. */
void kaiji_page_selection_word (const char *text, guint index, guint *start, guint *end);
void kaiji_page_selection_line (const char *text, guint index, guint *start, guint *end);
/* What is kept of a selected text: lines joined (without a space between Japanese characters),
 * runs of white space made one, at most @max_chars (then ended by …). (transfer full) */
char *kaiji_page_selection_tidy (const char *text, guint max_chars) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
