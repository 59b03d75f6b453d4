/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  KAIJI_DIFF_SAME,
  KAIJI_DIFF_REMOVED,
  KAIJI_DIFF_ADDED,
} KaijiDiffKind;

/**
 * KaijiDiffSpan:
 * @kind: in both texts, only in the first, or only in the second
 * @text: what it says
 */
typedef struct
{
  KaijiDiffKind kind;
  char *text;
} KaijiDiffSpan;

/* (transfer full) (element-type KaijiDiffSpan): the spans that lead from one text to the other, in
 * order; those of one text alone give that text again. */
GPtrArray *kaiji_text_diff (const char *before, const char *after) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
