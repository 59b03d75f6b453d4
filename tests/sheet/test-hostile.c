/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that are damaged, or made to do harm: an error with its place, never more. */
#include <string.h>

#include "fixture.h"

#define ROW "<sheetData><row r=\"1\">"
#define END "</row></sheetData>"

typedef struct
{
  const char *name;
  const char *sheet;
  const char *styles; /* (nullable) */
  int code;
} Case;

static const Case cases[] = {
  { "shared-beyond", ROW "<c t=\"s\"><v>1</v></c>" END, NULL, KAIJI_SHEET_ERROR_FORMAT },
  { "shared-negative", ROW "<c t=\"s\"><v>-1</v></c>" END, NULL, KAIJI_SHEET_ERROR_FORMAT },
  { "row-zero", "<sheetData><row r=\"0\"/></sheetData>", NULL, KAIJI_SHEET_ERROR_FORMAT },
  { "row-word", "<sheetData><row r=\"x\"/></sheetData>", NULL, KAIJI_SHEET_ERROR_FORMAT },
  { "row-back", "<sheetData><row r=\"2\"/><row r=\"2\"/></sheetData>", NULL,
    KAIJI_SHEET_ERROR_FORMAT },
  { "row-far", "<sheetData><row r=\"1048577\"/></sheetData>", NULL, KAIJI_SHEET_ERROR_TOO_LARGE },
  { "cell-back", ROW "<c r=\"B1\"><v>1</v></c><c r=\"A1\"><v>1</v></c>" END, NULL,
    KAIJI_SHEET_ERROR_FORMAT },
  { "cell-far", ROW "<c r=\"XFE1\"><v>1</v></c>" END, NULL, KAIJI_SHEET_ERROR_TOO_LARGE },
  { "cell-elsewhere", ROW "<c r=\"A2\"><v>1</v></c>" END, NULL, KAIJI_SHEET_ERROR_FORMAT },
  { "cell-long", ROW "<c r=\"AAAAAAAAAAAAAAAAAAAAAAAAA1\"><v>1</v></c>" END, NULL,
    KAIJI_SHEET_ERROR_FORMAT },
  { "cell-without-row", "<sheetData><c><v>1</v></c></sheetData>", NULL, KAIJI_SHEET_ERROR_FORMAT },
  { "style-word", ROW "<c s=\"x\"><v>1</v></c>" END, NULL, KAIJI_SHEET_ERROR_FORMAT },
  { "merge-word", "<mergeCells><mergeCell ref=\"A1:\"/></mergeCells>", NULL,
    KAIJI_SHEET_ERROR_FORMAT },
  { "not-closed", "<sheetData>", NULL, KAIJI_SHEET_ERROR_FORMAT },
  { "entity", ROW "<c t=\"str\"><v>&file;</v></c>" END, NULL, KAIJI_SHEET_ERROR_FORMAT },
  { "styles-broken", "<sheetData/>", "<cellXfs>", KAIJI_SHEET_ERROR_FORMAT },
};

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  char *folder = fixture_make_folder ();
  g_autofree char *path = fixture_write_book (folder, NULL, c->sheet, NULL, c->styles);
  g_autofree char *got = fixture_read (path);
  g_autofree char *expected = g_strdup_printf ("error %d: ", c->code);

  if (!g_str_has_prefix (got, expected))
    g_error ("%s: %s", c->name, got);
  fixture_drop_folder (folder);
}

/* All that is read of a file with one part in place of the workbook. */
static char *
read_with_workbook (const char *text)
{
  const Part parts[] = {
    { "_rels/.rels", "<Relationships><Relationship Id=\"1\" Type=\"x/officeDocument\" "
                     "Target=\"xl/workbook.xml\"/></Relationships>" },
    { "xl/workbook.xml", text },
    { NULL, NULL },
  };
  char *folder = fixture_make_folder ();
  g_autofree char *path = fixture_write_zip (folder, "a.xlsx", parts);
  char *got = fixture_read (path);

  fixture_drop_folder (folder);
  return got;
}

/* Entities that grow a billionfold, and ones that name a file. */
static void
test_document_type (void)
{
  g_autofree char *bomb = read_with_workbook (
      "<?xml version=\"1.0\"?><!DOCTYPE w [<!ENTITY a \"0123456789\"><!ENTITY b "
      "\"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]><w>&c;</w>");
  g_autofree char *file = read_with_workbook ("<!DOCTYPE w SYSTEM \"file:///etc/passwd\"><w/>");

  g_assert_true (g_str_has_prefix (bomb, "error 1: xl/workbook.xml に文書型"));
  g_assert_true (g_str_has_prefix (file, "error 1: xl/workbook.xml に文書型"));
}

static void
test_depth (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *got = NULL;

  for (int i = 0; i < 100000; i++)
    g_string_append (text, "<a>");
  got = read_with_workbook (text->str);
  g_assert_true (g_str_has_prefix (got, "error 1: "));
}

/* 70 MB of blanks that take 70 kB in the archive. */
static void
test_zip_bomb (void)
{
  g_autofree char *blanks = g_strnfill (70 * 1024 * 1024, ' ');
  g_autofree char *got = read_with_workbook (blanks);

  g_assert_cmpstr (
      got, ==,
      "error 3: ファイルのデータが 64 MB を超えています。表のあるシートだけを残してください。");
}

/* A range over the whole sheet costs what its rows and columns cost; a million of cells is it. */
static void
test_many_cells (void)
{
  g_autoptr (GString) sheet = g_string_new ("<sheetData>");
  char *folder = fixture_make_folder ();
  g_autofree char *path = NULL;
  g_autofree char *got = NULL;

  for (int i = 1; i <= 70; i++)
    g_string_append (sheet, "<row><c><v>1</v></c></row>");
  g_string_append (sheet,
                   "<row><c r=\"XFD71\"><v>1</v></c></row></sheetData><mergeCells><mergeCell "
                   "ref=\"A1:XFD1048576\"/></mergeCells>");
  path = fixture_write_book (folder, NULL, sheet->str, NULL, NULL);
  got = fixture_read (path);
  g_assert_true (g_str_has_prefix (got, "error 3: "));
  fixture_drop_folder (folder);
}

static char *
read_bytes (const char *data, gsize length)
{
  char *folder = fixture_make_folder ();
  g_autofree char *path = fixture_write (folder, "a.xlsx", data, (gssize) length);
  char *got = fixture_read (path);

  fixture_drop_folder (folder);
  return got;
}

#define COMPOUND "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"

static void
test_other_formats (void)
{
  static const char locked[] = COMPOUND "....E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0...";
  static const char old[] = COMPOUND "....W\0o\0r\0k\0b\0o\0o\0k\0...";
  const Part ods[] = {
    { "mimetype", "application/vnd.oasis.opendocument.spreadsheet" },
    { "content.xml", "<x/>" },
    { NULL, NULL },
  };
  char *folder = fixture_make_folder ();
  g_autofree char *path = fixture_write_zip (folder, "a.ods", ods);
  g_autofree char *got_locked = read_bytes (locked, sizeof locked);
  g_autofree char *got_old = read_bytes (old, sizeof old);
  g_autofree char *got_ods = fixture_read (path);

  g_assert_cmpstr (got_locked, ==,
                   "error 2: "
                   "パスワードがないと開けないファイルです。表計算ソフトで開き、パスワードなしの写"
                   "しを保存してください。");
  g_assert_cmpstr (got_old, ==,
                   "error 1: 古い形式(.xls)のファイルです。表計算ソフトで開き、.xlsx または CSV "
                   "で保存してください。");
  g_assert_cmpstr (got_ods, ==,
                   "error 1: .xlsx ファイルではありません。表計算ソフトで開き、.xlsx または CSV "
                   "で保存してください。");
  fixture_drop_folder (folder);
}

/* Cut off anywhere, one byte turned anywhere: read, or an error that says something. */
static void
test_damage (void)
{
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "data", "sheet", "libreoffice.xlsx", NULL);
  g_autofree char *data = NULL;
  gsize length;
  guint refused = 0;

  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  for (guint i = 0; i < 50; i++)
    {
      g_autofree char *got = read_bytes (data, length * i / 50);

      if (i > 0)
        g_assert_true (g_str_has_prefix (got, "error "));
    }
  for (guint i = 0; i < 400; i++)
    {
      gsize at = length * i / 400;
      g_autofree char *got = NULL;

      data[at] = (char) (data[at] ^ (1 << i % 8));
      got = read_bytes (data, length);
      refused += g_str_has_prefix (got, "error ");
      data[at] = (char) (data[at] ^ (1 << i % 8));
    }
  g_assert_cmpuint (refused, >, 100);
}

static void
test_cancelled (void)
{
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "data", "sheet", "libreoffice.xlsx", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (kaiji_book_open (path, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_speak_japanese ();
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/sheet/hostile/", cases[i].name, NULL);
      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/sheet/hostile/document-type", test_document_type);
  g_test_add_func ("/sheet/hostile/depth", test_depth);
  g_test_add_func ("/sheet/hostile/zip-bomb", test_zip_bomb);
  g_test_add_func ("/sheet/hostile/many-cells", test_many_cells);
  g_test_add_func ("/sheet/hostile/other-formats", test_other_formats);
  g_test_add_func ("/sheet/hostile/damage", test_damage);
  g_test_add_func ("/sheet/hostile/cancelled", test_cancelled);
  return g_test_run ();
}
