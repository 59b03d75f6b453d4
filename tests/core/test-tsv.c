/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/tsv.h"

typedef struct
{
  const char *name;
  const char *text;
  const char *expected; /* cells joined by "|", rows by "/" */
} Case;

static const Case cases[] = {
  { "one", "有り", "有り" },
  { "column", "有り\n無し\n実施なし\n", "有り/無し/実施なし" },
  { "crlf", "a\tb\r\nc\td\r\n", "a|b/c|d" },
  { "old-mac", "a\rb\r", "a/b" },
  { "empty", "", "" },
  { "empty-cells", "a\t\tb\n\t\n", "a||b/|" },
  { "empty-row", "a\n\nb\n", "a//b" },
  { "no-last-line-end", "a\nb", "a/b" },
  { "quoted-line-break", "\"有り\n見本 太郎\"\t2\n無し\n", "有り\n見本 太郎|2/無し" },
  { "quoted-crlf", "\"a\r\nb\"\r\nc\r\n", "a\nb/c" },
  { "quoted-quote", "\"彼は\"\"はい\"\"と言った\"\n", "彼は\"はい\"と言った" },
  { "quoted-tab", "\"a\tb\"\tc", "a\tb|c" },
  { "not-quoted", "\"CISO\" 見本\n次", "\"CISO\" 見本/次" },
  { "never-closed", "\"a\nb", "\"a/b" },
  { "inner-quote", "a \"b\"\n", "a \"b\"" },
};

static void
test_parse (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (GPtrArray) rows = kaiji_tsv_parse (c->text);
  g_autoptr (GString) joined = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      g_autofree char *row = g_strjoinv ("|", rows->pdata[i]);

      if (i > 0)
        g_string_append_c (joined, '/');
      g_string_append (joined, row);
    }
  g_assert_cmpstr (joined->str, ==, c->expected);
}

static void
test_columns (void)
{
  g_autoptr (GPtrArray) rows = kaiji_tsv_parse ("a\t1\nb\nc\t3\tz\n");
  g_auto (GStrv) first = kaiji_tsv_dup_column (rows, 0);
  g_auto (GStrv) second = kaiji_tsv_dup_column (rows, 1);

  g_assert_cmpuint (kaiji_tsv_count_columns (rows), ==, 3);
  g_assert_cmpstrv (first, ((const char *const[]){ "a", "b", "c", NULL }));
  g_assert_cmpstrv (second, ((const char *const[]){ "1", "", "3", NULL }));
}

static void
test_row_as_column (void)
{
  g_autoptr (GPtrArray) rows = kaiji_tsv_parse ("a\tb\tc\n");
  g_auto (GStrv) cells = kaiji_tsv_dup_column (rows, 0);

  g_assert_cmpstrv (cells, ((const char *const[]){ "a", "b", "c", NULL }));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/core/tsv/parse/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_parse);
    }
  g_test_add_func ("/core/tsv/columns", test_columns);
  g_test_add_func ("/core/tsv/row-as-column", test_row_as_column);
  return g_test_run ();
}
