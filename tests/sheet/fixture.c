/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"

#include <string.h>

#include <archive.h>
#include <archive_entry.h>
#include <glib/gstdio.h>

#include "core/paths.h"

#define HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006/relationships"

char *
fixture_make_folder (void)
{
  char *folder = g_dir_make_tmp ("kaiji-sheet-XXXXXX", NULL);

  g_assert_nonnull (folder);
  return folder;
}

void
fixture_drop_folder (char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_remove (path);
    }
  g_rmdir (folder);
  g_free (folder);
}

char *
fixture_write (const char *folder, const char *name, const void *data, gssize length)
{
  char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, data, length, NULL));
  return path;
}

char *
fixture_write_zip (const char *folder, const char *name, const Part *parts)
{
  char *path = g_build_filename (folder, name, NULL);
  struct archive *archive = archive_write_new ();

  g_assert_cmpint (archive_write_set_format_zip (archive), ==, ARCHIVE_OK);
  g_assert_cmpint (archive_write_open_filename (archive, path), ==, ARCHIVE_OK);
  for (; parts->name; parts++)
    {
      struct archive_entry *entry = archive_entry_new ();

      archive_entry_set_pathname (entry, parts->name);
      archive_entry_set_filetype (entry, AE_IFREG);
      archive_entry_set_perm (entry, 0644);
      archive_entry_set_size (entry, (la_int64_t) strlen (parts->text));
      g_assert_cmpint (archive_write_header (archive, entry), ==, ARCHIVE_OK);
      g_assert_cmpint (archive_write_data (archive, parts->text, strlen (parts->text)), ==,
                       strlen (parts->text));
      archive_entry_free (entry);
    }
  g_assert_cmpint (archive_write_close (archive), ==, ARCHIVE_OK);
  archive_write_free (archive);
  return path;
}

char *
fixture_write_book (const char *folder,
                    const char *workbook,
                    const char *sheet,
                    const char *strings,
                    const char *styles)
{
  g_autofree char *book = g_strdup_printf (
      HEAD "<workbook xmlns=\"" MAIN "\" xmlns:r=\"" OFFICE "\">%s<sheets>"
           "<sheet name=\"A &amp; B\" sheetId=\"7\" r:id=\"rId1\"/></sheets></workbook>",
      workbook ? workbook : "");
  g_autofree char *cells =
      g_strdup_printf (HEAD "<worksheet xmlns=\"" MAIN "\">%s</worksheet>", sheet);
  g_autofree char *texts =
      g_strdup_printf (HEAD "<sst xmlns=\"" MAIN "\">%s</sst>", strings ? strings : "");
  g_autofree char *looks =
      g_strdup_printf (HEAD "<styleSheet xmlns=\"" MAIN "\">%s</styleSheet>", styles ? styles : "");
  const Part parts[] = {
    { "_rels/.rels", HEAD "<Relationships xmlns=\"" PACKAGE "\"><Relationship Id=\"r1\" "
                          "Type=\"" OFFICE "/officeDocument\" Target=\"xl/workbook.xml\"/>"
                          "</Relationships>" },
    { "xl/workbook.xml", book },
    { "xl/_rels/workbook.xml.rels", HEAD
      "<Relationships xmlns=\"" PACKAGE "\">"
      "<Relationship Id=\"rId1\" Type=\"" OFFICE
      "/worksheet\" Target=\"/xl/worksheets/sheet7.xml\"/>"
      "<Relationship Id=\"rId2\" Type=\"" OFFICE "/sharedStrings\" Target=\"sharedStrings.xml\"/>"
      "<Relationship Id=\"rId3\" Type=\"" OFFICE "/styles\" Target=\"./x/../styles.xml\"/>"
      "</Relationships>" },
    { "xl/worksheets/sheet7.xml", cells },
    { "xl/sharedStrings.xml", texts },
    { "xl/styles.xml", looks },
    { NULL, NULL },
  };

  return fixture_write_zip (folder, "book.xlsx", parts);
}

static void
dump_cell (GString *out, const KaijiCell *cell)
{
  if (!cell)
    return;
  if (!cell->own)
    g_string_append_c (out, '~');
  if (cell->state == KAIJI_CELL_FAULT)
    g_string_append_c (out, '!');
  if (cell->state == KAIJI_CELL_NO_RESULT)
    g_string_append_c (out, '?');
  g_string_append (out, cell->text);
}

char *
fixture_dump (KaijiSheet *sheet)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < kaiji_sheet_get_n_rows (sheet); i++)
    {
      g_string_append_printf (out, "%s%u:", i > 0 ? "/" : "",
                              kaiji_sheet_get_row_number (sheet, i));
      for (guint c = 0; c < kaiji_sheet_get_n_columns (sheet); c++)
        {
          if (c > 0)
            g_string_append_c (out, '|');
          dump_cell (out, kaiji_sheet_get_cell (sheet, i, c));
        }
    }
  return g_string_free (out, FALSE);
}

char *
fixture_read (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KaijiBook) book = kaiji_book_open (path, NULL, &error);
  g_autoptr (KaijiSheet) sheet =
      book ? kaiji_book_read (book, kaiji_book_get_names (book)[0], NULL, &error) : NULL;

  if (sheet)
    return fixture_dump (sheet);
  g_assert_nonnull (error);
  g_assert_true (error->domain == KAIJI_SHEET_ERROR);
  return g_strdup_printf ("error %d: %s", error->code, error->message);
}

void
fixture_speak_japanese (void)
{
  kaiji_i18n_init ("ja");
}
