/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"

#define TEXT(place, text) "<c r=\"" place "\" t=\"inlineStr\"><is><t>" text "</t></is></c>"

typedef struct
{
  const char *name;
  const char *workbook; /* (nullable) */
  const char *sheet;
  const char *strings; /* (nullable) */
  const char *styles;  /* (nullable) */
  const char *expected;
} Case;

static const Case cases[] = {
  { "shared", NULL,
    "<sheetData><row r=\"2\"><c r=\"A2\" t=\"s\"><v>1</v></c><c r=\"C2\" t=\"s\"><v>0</v></c></row>"
    "</sheetData>",
    "<si><t>項目</t></si><si><t xml:space=\"preserve\"> 番号 &amp; &#38;amp; </t></si>", NULL,
    "2: 番号 & &amp; ||項目" },
  { "rich", NULL, "<sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row></sheetData>",
    "<si><r><rPr><b/></rPr><t>事業</t></r><r><t>者名</t></r><rPh sb=\"0\" eb=\"2\"><t>ジギョウ</t>"
    "</rPh><phoneticPr fontId=\"1\"/></si>",
    NULL, "1:事業者名" },
  { "inline-rich", NULL,
    "<sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><r><t>資本</t></r><rPh sb=\"0\" "
    "eb=\"2\"><t>シホン</t></rPh><r><t>金</t></r></is></c></row></sheetData>",
    NULL, NULL, "1:資本金" },
  { "escapes", NULL,
    "<sheetData><row r=\"1\">" TEXT ("A1", "一_x000D_\n二_x005F_x_") TEXT ("B1", "_x00")
        TEXT ("C1", "_xD800__x0000_") "</row></sheetData>",
    NULL, NULL, "1:一\n二_x_|_x00|_xD800_" },
  { "kinds", NULL,
    "<sheetData><row r=\"1\"><c r=\"A1\"><v>12</v></c><c r=\"B1\"><v>0.1</v></c><c r=\"C1\" "
    "t=\"b\"><v>1</v></c><c r=\"D1\" t=\"b\"><v>0</v></c><c r=\"E1\" t=\"e\"><v>#REF!</v></c><c "
    "r=\"F1\" t=\"str\"><f>A1</f><v>x</v></c><c r=\"G1\"><f>A1*2</f></c><c r=\"H1\" "
    "t=\"d\"><v>2024-04-01T00:00:00</v></c><c r=\"I1\"><v>1.2E-3</v></c><c "
    "r=\"J1\"><v>209716524</v></c></row></sheetData>",
    NULL, NULL, "1:12|0.1|TRUE|FALSE|!#REF!|x|?|2024-04-01|0.0012|209716524" },
  { "no-places", NULL,
    "<sheetData><row><c><v>1</v></c><c/><c><v>3</v></c></row><row "
    "hidden=\"1\"><c><v>4</v></c></row></sheetData>",
    NULL, NULL, "1:1||3/2:4||" },
  { "merged", NULL,
    "<sheetData><row r=\"1\">" TEXT ("A1", "a") TEXT ("C1", "c") "</row><row r=\"2\">" TEXT ("B2",
                                                                                             "b")
        TEXT ("D2", "d") "</row><row r=\"3\"><c r=\"A3\" s=\"0\"/></row><row r=\"4\">" TEXT (
            "D4",
            "x") "</row></sheetData><mergeCells count=\"3\"><mergeCell ref=\"A1:A4\"/><mergeCell "
                 "ref=\"B2:C2\"/><mergeCell ref=\"D4:XFD1048576\"/></mergeCells>",
    NULL, NULL, "1:a||c|/2:~a|b|~b|d/4:~a|||x" },
  { "merged-over-text", NULL,
    "<sheetData><row r=\"1\">" TEXT ("A1", "a")
        TEXT ("B1", "hidden") "</row></sheetData><mergeCells>"
                              "<mergeCell ref=\"A1:B1\"/><mergeCell ref=\"A1:B1\"/></mergeCells>",
    NULL, NULL, "1:a|~a" },
  { "dates", NULL,
    "<sheetData><row r=\"1\"><c r=\"A1\" s=\"1\"><v>45383</v></c><c r=\"B1\" "
    "s=\"2\"><v>45383.5</v></c><c r=\"C1\" s=\"3\"><v>0.395833333333333</v></c><c r=\"D1\" "
    "s=\"4\"><v>45383</v></c><c r=\"E1\" s=\"5\"><v>0.999</v></c><c r=\"F1\" "
    "s=\"6\"><v>1.5</v></c><c r=\"G1\" s=\"7\"><v>45383</v></c><c r=\"H1\" "
    "s=\"8\"><v>45383</v></c><c r=\"I1\" s=\"1\"><v>60</v></c><c r=\"J1\" "
    "s=\"1\"><v>59</v></c><c r=\"K1\" s=\"1\"><v>-1</v></c><c r=\"L1\" "
    "s=\"99\"><v>7</v></c></row></sheetData>",
    NULL,
    "<numFmts><numFmt numFmtId=\"164\" "
    "formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;\"/>"
    "<numFmt numFmtId=\"165\" formatCode=\"[$-411]ggge&quot;年&quot;\"/><numFmt numFmtId=\"166\" "
    "formatCode=\"0.00E+00&quot;day&quot;\"/></numFmts><cellStyleXfs><xf "
    "numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf "
    "numFmtId=\"22\"/><xf numFmtId=\"20\"/><xf numFmtId=\"164\"/><xf numFmtId=\"10\"/><xf "
    "numFmtId=\"46\"/><xf numFmtId=\"165\"/><xf numFmtId=\"166\"/></cellXfs>",
    "1:2024-04-01|2024-04-01 12:00|09:30|2024-04-01|99.9%|36:00|2024-04-01|45383|1900-02-29|"
    "1900-02-28|-1|7" },
  { "dates-1904", "<workbookPr date1904=\"1\"/>",
    "<sheetData><row r=\"1\"><c r=\"A1\" s=\"0\"><v>43921</v></c><c r=\"B1\" s=\"0\"><v>0</v></c>"
    "</row></sheetData>",
    NULL, "<cellXfs><xf numFmtId=\"14\"/></cellXfs>", "1:2024-04-01|1904-01-01" },
};

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  char *folder = fixture_make_folder ();
  g_autofree char *path = fixture_write_book (folder, c->workbook, c->sheet, c->strings, c->styles);
  g_autofree char *got = fixture_read (path);

  g_assert_cmpstr (got, ==, c->expected);
  fixture_drop_folder (folder);
}

/* What LibreOffice writes: merged cells, a hidden row, a date, three sheets, the day of saving. */
static void
test_libreoffice (void)
{
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "data", "sheet", "libreoffice.xlsx", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (KaijiBook) book = kaiji_book_open (path, NULL, &error);
  g_autoptr (KaijiSheet) sheet = NULL;
  g_autofree char *got = NULL;
  g_autofree char *names = NULL;

  g_assert_no_error (error);
  names = g_strjoinv ("|", (char **) kaiji_book_get_names (book));
  g_assert_cmpstr (names, ==, "表紙|開示項目|空");
  g_assert_cmpstr (kaiji_book_get_date (book), ==, "2024-09-30");
  sheet = kaiji_book_read (book, "開示項目", NULL, &error);
  g_assert_no_error (error);
  got = fixture_dump (sheet);
  g_assert_cmpstr (got, ==,
                   "1:開示項目一覧|~開示項目一覧|~開示項目一覧|~開示項目一覧/"
                   "2:番号|項目|記述内容|必須/選択/"
                   "3:1|代表者|代表者氏名|必須/"
                   "4:~1|~代表者|代表者写真|選択/"
                   "5:~1|~代表者|代表者経歴\n(生年月日、学歴)|~選択/"
                   "6:2|設立年月日|2024-04-01|必須");
}

static void
test_names (void)
{
  char *folder = fixture_make_folder ();
  g_autofree char *path = fixture_write_book (folder, NULL, "<sheetData/>", NULL, NULL);
  g_autoptr (KaijiBook) book = kaiji_book_open (path, NULL, NULL);
  g_autoptr (KaijiSheet) sheet = kaiji_book_read (book, "A & B", NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (kaiji_sheet_get_n_rows (sheet), ==, 0);
  g_assert_null (kaiji_book_read (book, "A", NULL, &error));
  g_assert_error (error, KAIJI_SHEET_ERROR, KAIJI_SHEET_ERROR_UNKNOWN);
  g_assert_cmpstr (error->message, ==, "シート「A」はファイルにありません。あるシート: A & B");
  fixture_drop_folder (folder);
}

/* A sheet outlives its book. */
static void
test_lifetime (void)
{
  char *folder = fixture_make_folder ();
  g_autofree char *path =
      fixture_write_book (folder, NULL, "<sheetData><row><c t=\"s\"><v>0</v></c></row></sheetData>",
                          "<si><t>x</t></si>", NULL);
  KaijiBook *book = kaiji_book_open (path, NULL, NULL);
  g_autoptr (KaijiSheet) sheet = kaiji_book_read (book, "A & B", NULL, NULL);

  kaiji_book_free (book);
  g_assert_cmpstr (kaiji_sheet_get_text (sheet, 0, 0), ==, "x");
  fixture_drop_folder (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_speak_japanese ();
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/sheet/xlsx/", cases[i].name, NULL);
      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/sheet/xlsx/libreoffice", test_libreoffice);
  g_test_add_func ("/sheet/xlsx/names", test_names);
  g_test_add_func ("/sheet/xlsx/lifetime", test_lifetime);
  return g_test_run ();
}
