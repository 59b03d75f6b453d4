/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * KaijiFonts: the sizes and weights of letters that every window of a case has.
 * @KAIJI_FONTS_PLAIN: what is asked and found
 * @KAIJI_FONTS_SMALL: sources, labels, help
 * @KAIJI_FONTS_ANSWER: answers
 * @KAIJI_FONTS_NAME: names of items, in bold
 * @KAIJI_FONTS_STRONG: headings and figures, in bold
 * @KAIJI_FONTS_SMALL_STRONG: categories, in bold
 * @KAIJI_FONTS_TITLE: the section's title
 */
typedef enum
{
  KAIJI_FONTS_PLAIN,
  KAIJI_FONTS_SMALL,
  KAIJI_FONTS_ANSWER,
  KAIJI_FONTS_NAME,
  KAIJI_FONTS_STRONG,
  KAIJI_FONTS_SMALL_STRONG,
  KAIJI_FONTS_TITLE,
  KAIJI_N_FONTS,
} KaijiFonts;

void kaiji_fonts_find (void);
void kaiji_fonts_settle (void);
void kaiji_fonts_load (char **texts);

G_END_DECLS
