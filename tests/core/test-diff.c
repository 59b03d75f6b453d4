/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/diff.h"

/* "same[-removed-]{+added+}" */
static char *
show (const char *before, const char *after)
{
  g_autoptr (GPtrArray) spans = kaiji_text_diff (before, after);
  GString *out = g_string_new (NULL);
  GString *one = g_string_new (NULL);
  GString *other = g_string_new (NULL);

  for (guint i = 0; i < spans->len; i++)
    {
      KaijiDiffSpan *span = g_ptr_array_index (spans, i);

      g_string_append_printf (out,
                              span->kind == KAIJI_DIFF_SAME      ? "%s"
                              : span->kind == KAIJI_DIFF_REMOVED ? "[-%s-]"
                                                                 : "{+%s+}",
                              span->text);
      if (span->kind != KAIJI_DIFF_ADDED)
        g_string_append (one, span->text);
      if (span->kind != KAIJI_DIFF_REMOVED)
        g_string_append (other, span->text);
    }
  /* The spans give both texts again. */
  g_assert_cmpstr (one->str, ==, before);
  g_assert_cmpstr (other->str, ==, after);
  g_string_free (one, TRUE);
  g_string_free (other, TRUE);
  return g_string_free (out, FALSE);
}

static void
test_spans (void)
{
  static const struct
  {
    const char *before, *after, *expected;
  } rows[] = {
    { "", "", "" },
    { "同じ", "同じ", "同じ" },
    { "", "新しい", "{+新しい+}" },
    { "古い", "", "[-古い-]" },
    { "告知時期(1ヶ月前)", "通知時期(1ヶ月前)", "[-告-]{+通+}知時期(1ヶ月前)" },
    { "ウイルス対策の有無と更新間隔", "ウイルス対策の有無", "ウイルス対策の有無[-と更新間隔-]" },
    /* Half a number means nothing. */
    { "売上高 1,209円", "売上高 1,210円", "売上高 [-1,209-]{+1,210+}円" },
    /* A lone character that is the same is no rest. */
    { "甲と乙", "丙と丁", "[-甲と乙-]{+丙と丁+}" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *shown = show (rows[i].before, rows[i].after);

      g_assert_cmpstr (shown, ==, rows[i].expected);
    }
}

/* Very long texts are told as a whole, and at once. */
static void
test_long (void)
{
  GString *a = g_string_new (NULL);
  GString *b = g_string_new (NULL);
  g_autofree char *shown = NULL;

  for (guint i = 0; i < 5000; i++)
    {
      g_string_append (a, "甲");
      g_string_append (b, "乙");
    }
  shown = show (a->str, b->str);
  g_assert_true (g_str_has_prefix (shown, "[-甲"));
  g_string_free (a, TRUE);
  g_string_free (b, TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/diff/spans", test_spans);
  g_test_add_func ("/diff/long", test_long);
  return g_test_run ();
}
