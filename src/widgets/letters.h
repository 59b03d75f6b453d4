/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * KaijiLetters: the sizes and weights of letters that every window of a case has.
 * @KAIJI_LETTERS_PLAIN: what is asked and found
 * @KAIJI_LETTERS_SMALL: sources, labels, help
 * @KAIJI_LETTERS_ANSWER: answers
 * @KAIJI_LETTERS_NAME: names of items, in bold
 * @KAIJI_LETTERS_STRONG: headings and figures, in bold
 * @KAIJI_LETTERS_SMALL_STRONG: categories, in bold
 * @KAIJI_LETTERS_TITLE: the section's title
 */
typedef enum
{
  KAIJI_LETTERS_PLAIN,
  KAIJI_LETTERS_SMALL,
  KAIJI_LETTERS_ANSWER,
  KAIJI_LETTERS_NAME,
  KAIJI_LETTERS_STRONG,
  KAIJI_LETTERS_SMALL_STRONG,
  KAIJI_LETTERS_TITLE,
  KAIJI_N_LETTERS,
} KaijiLetters;

void kaiji_letters_find (void);
void kaiji_letters_settle (void);
void kaiji_letters_load (char **texts);

G_END_DECLS
