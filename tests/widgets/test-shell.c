/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every window is made with: fonts that are found beforehand, tooltips. */
#include "widgets/fonts.h"
#include "widgets/paragraph.h"
#include "widgets/style.h"
#include "widgets/tooltip.h"

#include <string.h>

static void
measure (const char *const *names, int *width, int *height)
{
  GtkWidget *label = g_object_ref_sink (gtk_label_new ("Kaiji 開示 2026"));

  gtk_widget_set_css_classes (label, (const char **) names);
  gtk_widget_measure (label, GTK_ORIENTATION_HORIZONTAL, -1, width, NULL, NULL, NULL);
  gtk_widget_measure (label, GTK_ORIENTATION_VERTICAL, -1, height, NULL, NULL, NULL);
  g_object_unref (label);
}

/* Text is as large as before, in each size and weight. */
static void
test_fonts (void)
{
  const char *const names[][3] = {
    { NULL }, { "small" }, { "answer-text", "strong" }, { "section-title" }
  };
  PangoFontMap *before = pango_cairo_font_map_get_default (), *after;
  int widths[G_N_ELEMENTS (names)], heights[G_N_ELEMENTS (names)];
  char **texts = g_new0 (char *, KAIJI_N_FONTS + 1);

  kaiji_fonts_settle (); /* nothing was begun */
  g_assert_true (pango_cairo_font_map_get_default () == before);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    measure (names[i], &widths[i], &heights[i]);
  g_assert_cmpint (widths[0], >, widths[1]);
  g_assert_cmpint (widths[3], >, widths[0]);
  kaiji_fonts_find ();
  kaiji_fonts_find ();
  for (guint i = 0; i < KAIJI_N_FONTS; i++)
    texts[i] = g_strdup ("a開\ndé示");
  kaiji_fonts_load (texts);
  kaiji_fonts_settle ();
  after = pango_cairo_font_map_get_default ();
  g_assert_true (after != before);
  kaiji_fonts_find ();
  kaiji_fonts_settle ();
  g_assert_true (pango_cairo_font_map_get_default () == after);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      int width, height;

      measure (names[i], &width, &height);
      g_assert_cmpint (width, ==, widths[i]);
      g_assert_cmpint (height, ==, heights[i]);
    }
}

static void
unmapped_cb (GtkWidget *widget, guint *times)
{
  ++*times;
}

static void
test_tooltip (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *shown = gtk_label_new ("a"), *hidden = gtk_label_new ("b");
  guint times = 0;

  gtk_widget_set_visible (hidden, FALSE);
  kaiji_tooltip_set (shown, "開示");
  kaiji_tooltip_set (hidden, "隠し");
  g_assert_cmpstr (gtk_widget_get_tooltip_text (shown), ==, "開示");
  g_assert_cmpstr (gtk_widget_get_tooltip_text (hidden), ==, "隠し");
  g_assert_true (gtk_widget_get_has_tooltip (shown));
  g_assert_true (gtk_widget_get_visible (shown));
  g_assert_false (gtk_widget_get_visible (hidden));
  g_object_ref_sink (hidden);
  g_object_unref (hidden);
  gtk_window_set_child (GTK_WINDOW (window), shown);
  gtk_window_present (GTK_WINDOW (window));
  g_assert_true (gtk_widget_get_mapped (shown));
  g_signal_connect (shown, "unmap", G_CALLBACK (unmapped_cb), &times);
  kaiji_tooltip_set (shown, "<b>");
  g_assert_cmpstr (gtk_widget_get_tooltip_text (shown), ==, "<b>");
  kaiji_tooltip_set (shown, "");
  g_assert_null (gtk_widget_get_tooltip_text (shown));
  g_assert_false (gtk_widget_get_has_tooltip (shown));
  g_assert_cmpuint (times, ==, 0);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* The fewest letters on the last of several lines, at any width. */
static int
count_last_letters (GtkLabel *label, const char *end)
{
  g_autoptr (PangoLayout) layout = pango_layout_copy (gtk_label_get_layout (label));
  int fewest = G_MAXINT;

  for (int width = 80; width < 400; width++)
    {
      PangoLayoutLine *line = NULL;
      const char *text = pango_layout_get_text (layout);
      const char *last = strstr (text, end) + strlen (end);

      pango_layout_set_width (layout, width * PANGO_SCALE);
      for (int i = 0; i < pango_layout_get_line_count (layout); i++)
        {
          line = pango_layout_get_line_readonly (layout, i);
          if (line->start_index + line->length == last - text && !line->is_paragraph_start)
            fewest =
                MIN (fewest, (int) g_utf8_strlen (text + line->start_index, (gssize) line->length));
        }
    }
  return fewest;
}

/* No letter is left alone at the end of a text, or of what other words follow. */
static void
test_paragraph (void)
{
  const char *first = "この資料には目次がありません。", *second = "添付書類を確認してください。";
  g_autofree char *both = g_strdup_printf ("%s\n%s", first, second);
  g_autofree char *markup = kaiji_paragraph_dup_markup ("<該当>ページを追加してください。");
  g_autofree char *followed = g_strdup_printf ("%s 4(4)ア", markup);
  GtkWidget *plain = g_object_ref_sink (gtk_label_new (both));
  GtkWidget *label = g_object_ref_sink (kaiji_paragraph_new (first));
  GtkWidget *box = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));
  GtkWidget *inner = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (plain), TRUE);
  g_assert_cmpint (count_last_letters (GTK_LABEL (plain), second), <, 4);
  g_assert_cmpint (count_last_letters (GTK_LABEL (label), first), ==, 4);
  gtk_label_set_text (GTK_LABEL (label), both);
  g_assert_cmpint (count_last_letters (GTK_LABEL (label), first), ==, 4);
  g_assert_cmpint (count_last_letters (GTK_LABEL (label), second), ==, 4);
  /* Others follow, and may stand on another line. */
  gtk_label_set_markup (GTK_LABEL (label), followed);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (label)), ==,
                   "<該当>ページを追加してください。 4(4)ア");
  g_assert_cmpint (count_last_letters (GTK_LABEL (label), "4(4)ア"), >=, 4);
  /* What is short may be broken, or it would not fit. */
  gtk_label_set_text (GTK_LABEL (label), "短い文です。");
  g_assert_null (pango_attr_list_get_attributes (gtk_label_get_attributes (GTK_LABEL (label))));
  gtk_label_set_wrap (GTK_LABEL (inner), TRUE);
  gtk_box_append (GTK_BOX (box), inner);
  kaiji_paragraph_keep_ends (box);
  gtk_label_set_text (GTK_LABEL (inner), first);
  g_assert_cmpint (count_last_letters (GTK_LABEL (inner), first), ==, 4);
  g_object_unref (plain);
  g_object_unref (label);
  g_object_unref (box);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  kaiji_style_register ();
  kaiji_style_init (gdk_display_get_default ());
  g_test_add_func ("/widgets/fonts", test_fonts);
  g_test_add_func ("/widgets/tooltip", test_tooltip);
  g_test_add_func ("/widgets/paragraph", test_paragraph);
  return g_test_run ();
}
