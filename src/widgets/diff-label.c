/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two texts on one label. */
#include "widgets/diff-label.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/diff.h"

/* Share of full ink of what is gone. */
#define GONE_ALPHA (G_MAXUINT16 / 100 * 65)

static void
insert (PangoAttrList *attributes, PangoAttribute *attribute, gsize start, gsize end)
{
  attribute->start_index = (guint) start;
  attribute->end_index = (guint) end;
  pango_attr_list_insert (attributes, attribute);
}

static void
name_label (GtkLabel *label, const char *before, const char *after, gboolean differs)
{
  g_autofree char *name = NULL;

  if (differs && *before && *after)
    name = g_strdup_printf (_ ("Before: %s. After: %s."), before, after);
  else if (differs && *before)
    name = g_strdup_printf (_ ("Before: %s. After: nothing."), before);
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name ? name : after, -1);
}

void
kaiji_diff_label_show (GtkLabel *label, const char *before, const char *after)
{
  g_autoptr (GPtrArray) spans = kaiji_text_diff (before, after);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  GString *text = g_string_new (NULL);
  gboolean plain = !*before;

  for (guint i = 0; i < spans->len; i++)
    {
      KaijiDiffSpan *span = g_ptr_array_index (spans, i);
      gsize start = text->len;

      g_string_append (text, span->text);
      if (span->kind == KAIJI_DIFF_REMOVED)
        {
          insert (attributes, pango_attr_strikethrough_new (TRUE), start, text->len);
          insert (attributes, pango_attr_foreground_alpha_new (GONE_ALPHA), start, text->len);
        }
      else if (span->kind == KAIJI_DIFF_ADDED && !plain)
        {
          insert (attributes, pango_attr_underline_new (PANGO_UNDERLINE_SINGLE), start, text->len);
          insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD), start, text->len);
        }
    }
  gtk_label_set_text (label, text->str);
  gtk_label_set_attributes (label, attributes);
  name_label (label, before, after, !g_str_equal (before, after));
  g_string_free (text, TRUE);
}
