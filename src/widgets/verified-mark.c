/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 出典未確認, and what stands in its place where the source is known. The dots say it to the eye, the
 * word and the description to everybody else. */
#include "widgets/verified-mark.h"

#include <glib/gi18n-lib.h>

#include "widgets/tooltip.h"

/** kaiji_verified_get_word: Returns: the word for @verified */
const char *
kaiji_verified_get_word (KaijiVerified verified)
{
  switch (verified)
    {
    case KAIJI_VERIFIED_DOCUMENT:
      return _ ("Document");
    case KAIJI_VERIFIED_PUBLIC:
      return _ ("Public page");
    case KAIJI_VERIFIED_UNVERIFIED:
      return _ ("Source unverified");
    }
  g_return_val_if_reached ("");
}

/** kaiji_verified_get_sentence: Returns: @verified in a sentence */
const char *
kaiji_verified_get_sentence (KaijiVerified verified)
{
  switch (verified)
    {
    case KAIJI_VERIFIED_DOCUMENT:
      return _ ("Stands in a document of the scheme.");
    case KAIJI_VERIFIED_PUBLIC:
      return _ ("Seen on a public page.");
    case KAIJI_VERIFIED_UNVERIFIED:
      return _ ("Source not verified. Compare the wording with the original of the form.");
    }
  g_return_val_if_reached ("");
}

static void
set_dots (GtkWidget *widget, gboolean dotted)
{
  if (dotted)
    gtk_widget_add_css_class (widget, "unverified");
  else
    gtk_widget_remove_css_class (widget, "unverified");
}

/**
 * kaiji_verified_mark_set:
 * @mark: a mark
 * @verified: what it says
 */
void
kaiji_verified_mark_set (GtkWidget *mark, KaijiVerified verified)
{
  gtk_label_set_text (GTK_LABEL (mark), kaiji_verified_get_word (verified));
  kaiji_tooltip_set (mark, kaiji_verified_get_sentence (verified));
  set_dots (mark, verified == KAIJI_VERIFIED_UNVERIFIED);
}

/**
 * kaiji_verified_mark_new:
 * @verified: what it says
 *
 * Returns: (transfer floating): a mark
 */
GtkWidget *
kaiji_verified_mark_new (KaijiVerified verified)
{
  GtkWidget *mark = gtk_label_new (NULL);

  gtk_widget_add_css_class (mark, "verified-mark");
  gtk_widget_set_halign (mark, GTK_ALIGN_END);
  gtk_widget_set_valign (mark, GTK_ALIGN_CENTER);
  kaiji_verified_mark_set (mark, verified);
  return mark;
}

/**
 * kaiji_verified_mark_label:
 * @label: a label that says something else
 * @verified: how sure that is
 */
void
kaiji_verified_mark_label (GtkWidget *label, KaijiVerified verified)
{
  gboolean dotted = verified == KAIJI_VERIFIED_UNVERIFIED;

  set_dots (label, dotted);
  kaiji_tooltip_set (label, dotted ? kaiji_verified_get_sentence (verified) : NULL);
  if (dotted)
    gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    kaiji_verified_get_word (verified), -1);
  else
    gtk_accessible_reset_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
}
