/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "fixture.h"
#include "sheet/csv.h"

typedef struct
{
  const char *name;
  const char *text;
  const char *expected;
} Case;

static const Case cases[] = {
  { "commas", "a,b\nc,d\n", "1:a|b/2:c|d" },
  { "crlf", "a,b\r\nc,d\r\n", "1:a|b/2:c|d" },
  { "cr", "a,b\rc,d\r", "1:a|b/2:c|d" },
  { "tabs", "a\tb, c\n1\t2\n", "1:a|b, c/2:1|2" },
  { "semicolons", "a;b\n1,5;2\n", "1:a|b/2:1,5|2" },
  { "title-first", "Title\n\na;b\n", "1:Title|/3:a|b" },
  { "line-break", "a,\"b\r\nc\"\nd,e\n", "1:a|b\nc/3:d|e" },
  { "quotes", "\"say \"\"hi\"\"\",\"x,y\"\n", "1:say \"hi\"|x,y" },
  { "empty-cells", ",,c\n,,\na,,\n", "1:||c/3:a||" },
  { "no-last-end", "a,b", "1:a|b" },
  { "nothing", "", "" },
  { "mark", "\xEF\xBB\xBF番号,項目\n", "1:番号|項目" },
  { "not-closed", "a,b\nc,\"d\ne\n",
    "error 1: 2行目: ここで始まる引用符が閉じられていません。直してからもう一度お試しください。" },
  { "behind-quote", "\"a\"b,c\n",
    "error 1: 1行目: "
    "閉じる引用符の後は、カンマか行末でなければなりません。直してからもう一度お試しください。" },
  { "one-nul", "a,b\0\nc,d\n",
    "error 1: 1行目に文字 U+0000 が含まれており、テキストファイルではありません。CSV または .xlsx "
    "のファイルを選んでください。" },
};

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  char *folder = fixture_make_folder ();
  gsize length = g_str_equal (c->name, "one-nul") ? 9 : strlen (c->text);
  g_autofree char *path = fixture_write (folder, "a.xlsx", c->text, (gssize) length);
  g_autofree char *got = fixture_read (path);

  g_assert_cmpstr (got, ==, c->expected);
  fixture_drop_folder (folder);
}

/* The same table in each encoding that Japanese programs write. */
static void
test_encoding (gconstpointer data)
{
  const char *charset = data;
  static const char text[] = "番号,項目\r\n1,①〜髙﨑 表(㈱)\r\n";
  gboolean marked = g_str_has_suffix (charset, "+");
  g_autofree char *name = g_strndup (charset, strlen (charset) - marked);
  g_autofree char *source = marked ? g_strconcat ("\xEF\xBB\xBF", text, NULL) : g_strdup (text);
  /* CP932 knows the full-width tilde in place of the wave dash. */
  g_autofree char *tilde = NULL;
  g_auto (GStrv) parts = g_strsplit (source, "〜", -1);
  gsize length;
  g_autofree char *bytes = NULL;
  char *folder = fixture_make_folder ();
  g_autofree char *path = NULL;
  g_autofree char *got = NULL;

  tilde = g_strjoinv ("～", parts);
  bytes = g_convert (tilde, -1, name, "UTF-8", NULL, &length, NULL);
  g_assert_nonnull (bytes);
  path = fixture_write (folder, "a.csv", bytes, (gssize) length);
  got = fixture_read (path);
  g_assert_cmpstr (got, ==, "1:番号|項目/2:1|①～髙﨑 表(㈱)");
  fixture_drop_folder (folder);
}

static void
test_wrong_encoding (void)
{
  char *folder = fixture_make_folder ();
  g_autofree char *path = fixture_write (folder, "a.csv", "a,b\n\x81\xFF,\xFF\n", -1);
  g_autofree char *got = fixture_read (path);

  g_assert_cmpstr (got, ==,
                   "error 1: 2行目は UTF-8 でも CP932(Shift_JIS)でもありません。UTF-8 "
                   "で保存し直してから、もう一度お試しください。");
  fixture_drop_folder (folder);
}

static void
test_missing (void)
{
  g_autofree char *got = fixture_read ("/nonexistent/a.csv");
  g_autofree char *folder = fixture_read ("/");

  g_assert_cmpstr (got, ==, "error 0: ファイルがありません。名前と場所を確認してください。");
  g_assert_true (g_str_has_prefix (folder, "error 0: "));
}

static void
test_places (void)
{
  char *folder = fixture_make_folder ();
  g_autofree char *path = fixture_write (folder, "a.csv", "x\n\ny,z\n", -1);
  g_autoptr (KaijiBook) book = kaiji_book_open (path, NULL, NULL);
  g_autoptr (KaijiSheet) sheet = kaiji_book_read (book, "", NULL, NULL);
  g_autofree char *place = kaiji_sheet_dup_place (sheet, 1, 1);
  g_autofree char *far = kaiji_sheet_dup_place (sheet, 0, 16383);
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (place, ==, "B3");
  g_assert_cmpstr (far, ==, "XFD1");
  g_assert_cmpstr (kaiji_sheet_get_text (sheet, 0, 1), ==, "");
  g_assert_cmpstr (kaiji_book_get_date (book), ==, "");
  g_assert_null (kaiji_book_read (book, "x", NULL, &error));
  g_assert_error (error, KAIJI_SHEET_ERROR, KAIJI_SHEET_ERROR_UNKNOWN);
  fixture_drop_folder (folder);
}

static void
test_append (void)
{
  g_autoptr (GString) out = g_string_new (NULL);

  kaiji_csv_append (out, "a");
  kaiji_csv_append (out, "b,\"c\"\n");
  g_assert_cmpstr (out->str, ==, "a\"b,\"\"c\"\"\n\"");
}

static gboolean
keep_cb (guint line, char **cells, gpointer user_data)
{
  g_ptr_array_add (user_data, g_strdupv (cells));
  return TRUE;
}

static void
test_round_trip (void)
{
  static const char *const fields[] = { "plain", "with, comma", "\"quoted\"", "two\r\nlines\n",
                                        "" };
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      kaiji_csv_append (out, fields[i]);
      g_string_append (out, i + 1 < G_N_ELEMENTS (fields) ? "," : "\r\n");
    }
  g_assert_true (kaiji_csv_parse (out->str, ',', keep_cb, rows, NULL));
  g_assert_cmpuint (rows->len, ==, 1);
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    g_assert_cmpstr (((GStrv) g_ptr_array_index (rows, 0))[i], ==, fields[i]);
}

int
main (int argc, char **argv)
{
  static const char *const charsets[] = { "UTF-8",    "UTF-8+",    "CP932",
                                          "UTF-16LE", "UTF-16BE+", "UTF-16LE+" };

  g_test_init (&argc, &argv, NULL);
  fixture_speak_japanese ();
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/sheet/csv/", cases[i].name, NULL);
      g_test_add_data_func (path, &cases[i], test_case);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (charsets); i++)
    {
      g_autofree char *path = g_strconcat ("/sheet/csv/encoding/", charsets[i], NULL);
      g_test_add_data_func (path, charsets[i], test_encoding);
    }
  g_test_add_func ("/sheet/csv/wrong-encoding", test_wrong_encoding);
  g_test_add_func ("/sheet/csv/missing", test_missing);
  g_test_add_func ("/sheet/csv/places", test_places);
  g_test_add_func ("/sheet/csv/append", test_append);
  g_test_add_func ("/sheet/csv/round-trip", test_round_trip);
  return g_test_run ();
}
