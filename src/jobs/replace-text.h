/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The texts of one version of a document as one long run of folded characters, and where four of
 * them in a row stand. Pure: no files, no PDF. Only for the comparison of two versions. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KaijiReplaceText:
 * @n_pages: pages
 * @chars: all pages one after the other, folded (core/text.h)
 * @length: characters of @chars
 * @starts: (array length=n_pages+1): where each page begins in @chars
 *
 * Immutable once made; thread: any.
 */
typedef struct
{
  guint n_pages;
  gunichar *chars;
  guint length;
  guint *starts;

  /* private */
  char **pages;
  guint **maps;
  char **sections;
  guint bits;
  guint *heads;
  guint *positions;
  guint *sizes;
  guint common;
} KaijiReplaceText;

/* @pages: (array length=n_pages): text as it stands on each; %NULL or "" = none.
 * @sections: (nullable) (array length=n_pages): title of the section that fills the page, "" = none */
KaijiReplaceText *kaiji_replace_text_new (const char *const *pages,
                                          const char *const *sections,
                                          guint n_pages) G_GNUC_WARN_UNUSED_RESULT;
void kaiji_replace_text_free (KaijiReplaceText *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaijiReplaceText, kaiji_replace_text_free)

/* Pages count from 1 in all that follows; offsets are positions in @chars. */
const char *kaiji_replace_text_get_page (const KaijiReplaceText *self, int page);
const char *kaiji_replace_text_get_section (const KaijiReplaceText *self, int page);
gboolean kaiji_replace_text_is_blank (const KaijiReplaceText *self, int page);
gboolean kaiji_replace_text_has_text (const KaijiReplaceText *self);
int kaiji_replace_text_find_page (const KaijiReplaceText *self, guint offset);
/* The character of the page's own text that an offset on it came from, and the way back: the first
 * offset that came from @index or a later character of the page. */
guint kaiji_replace_text_to_page (const KaijiReplaceText *self, int page, guint offset);
guint kaiji_replace_text_from_page (const KaijiReplaceText *self, int page, guint index);

/* (transfer full) (element-type guint): where @needle stands, at most @limit places, rising. */
GArray *kaiji_replace_text_find (const KaijiReplaceText *self,
                                 const gunichar *needle,
                                 guint length,
                                 guint limit) G_GNUC_WARN_UNUSED_RESULT;
/* (element-type guint): where @needle may lie with changes: offsets of its first character, the
 * most likely first. */
GArray *kaiji_replace_text_find_alike (const KaijiReplaceText *self,
                                       const gunichar *needle,
                                       guint length,
                                       guint limit) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full) (array length=n_pages): how alike page @page of @other and each of these are,
 * 0 to 1: what most pages share hardly counts. */
double *kaiji_replace_text_compare_page (const KaijiReplaceText *self,
                                         const KaijiReplaceText *other,
                                         int page) G_GNUC_WARN_UNUSED_RESULT;

/* Dice coefficient of the letter pairs of two runs; 1 for two empty ones. */
double kaiji_replace_dice (const gunichar *a, guint n, const gunichar *b, guint m);

G_END_DECLS
