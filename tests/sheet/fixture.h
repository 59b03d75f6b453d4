/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files with sheets, made part by part, and what is read from them as one text. */
#pragma once

#include "sheet/sheet.h"

typedef struct
{
  const char *name;
  const char *text;
} Part;

/* A folder for the files of one test; away with all that lies in it. */
/* Messages as the user reads them. */
void fixture_speak_japanese (void);
char *fixture_make_folder (void);
void fixture_drop_folder (char *folder);
/* Writes bytes; the path, transfer full. */
char *fixture_write (const char *folder, const char *name, const void *data, gssize length);
/* Writes a ZIP archive; @parts ends with an empty one. */
char *fixture_write_zip (const char *folder, const char *name, const Part *parts);
/* The usual parts around one sheet: the inside of <worksheet>, <sst> and <styleSheet>; the last
 * two may be NULL. @workbook: what stands before <sheets>. */
char *fixture_write_book (const char *folder,
                          const char *workbook,
                          const char *sheet,
                          const char *strings,
                          const char *styles);
/* "1:a|b|" for row 1 with a third column that is empty; "~" before what is spread, "!" before a
 * fault, "?" for a missing result; rows are joined by "/". */
char *fixture_dump (KaijiSheet *sheet);
/* The first sheet of a file, dumped; or "error CODE: MESSAGE". */
char *fixture_read (const char *path);
