/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every window is made with: fonts that are found beforehand, tooltips. */
#include "widgets/fonts.h"
#include "widgets/style.h"
#include "widgets/tooltip.h"

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

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  kaiji_style_register ();
  kaiji_style_init (gdk_display_get_default ());
  g_test_add_func ("/widgets/fonts", test_fonts);
  g_test_add_func ("/widgets/tooltip", test_tooltip);
  return g_test_run ();
}
