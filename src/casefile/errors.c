/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What went wrong, in the words of the person who uses the file. */
#include "casefile/casefile-private.h"

#include "db/header.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

G_DEFINE_QUARK (kaiji_casefile_error_quark, kaiji_casefile_error)

/** kaiji_casefile_set_damaged: Says that @path is damaged. */
void
kaiji_casefile_set_damaged (const char *path, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);

  g_set_error (
      error, KAIJI_CASEFILE_ERROR, KAIJI_CASEFILE_ERROR_DAMAGED,
      _ ("“%s” is damaged or cut short. Nothing was changed in it; take it again from where "
         "it came from, or from a backup."),
      name);
}

/** kaiji_casefile_set_read_only: Says that @path is open for reading only. */
void
kaiji_casefile_set_read_only (const char *path, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);

  g_set_error (error, KAIJI_CASEFILE_ERROR, KAIJI_CASEFILE_ERROR_READ_ONLY,
               _ ("“%s” is open for reading only. Open it for writing to change it."), name);
}

static void
set_full (const char *path, KaijiCasefilePurpose purpose, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);

  g_set_error (
      error, KAIJI_CASEFILE_ERROR, KAIJI_CASEFILE_ERROR_NO_SPACE,
      purpose == KAIJI_CASEFILE_COMMITTING
          ? _ ("“%s” could not be saved because the disk is full. Nothing is lost while Kaiji "
               "is open; make room on the disk and it is saved by itself.")
          : _ ("“%s” could not be written because the disk is full. Make room on the disk and "
               "try again."),
      name);
}

static void
set_io (const char *path, KaijiCasefilePurpose purpose, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);
  const char *format;

  if (purpose == KAIJI_CASEFILE_COMMITTING)
    format =
        _ ("“%s” could not be saved. Nothing is lost while Kaiji is open; check the disk, it is "
           "tried again by itself.");
  else if (purpose == KAIJI_CASEFILE_WRITING)
    format = _ ("“%s” could not be written. Check the disk and try again.");
  else
    format = _ ("“%s” could not be read. Check the disk and try again.");
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  g_set_error (error, KAIJI_CASEFILE_ERROR, KAIJI_CASEFILE_ERROR_IO, format, name);
#pragma GCC diagnostic pop
}

static void
set_cannot_open (const char *path, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    g_set_error (error, KAIJI_CASEFILE_ERROR, KAIJI_CASEFILE_ERROR_NOT_FOUND,
                 _ ("“%s” is not there. Check its name and place."), name);
  else
    g_set_error (error, KAIJI_CASEFILE_ERROR, KAIJI_CASEFILE_ERROR_NOT_FOUND,
                 _ ("“%s” cannot be opened. Check that it is a file and that you may read it."),
                 name);
}

/**
 * kaiji_casefile_take_db_error:
 * @path: the case file
 * @purpose: what was tried
 * @db_error: (transfer full): what the layer below says
 * @error: (out): the same for the user; errors of other domains are handed on
 *
 * Returns: FALSE
 */
gboolean
kaiji_casefile_take_db_error (const char *path,
                              KaijiCasefilePurpose purpose,
                              GError *db_error,
                              GError **error)
{
  g_autoptr (GError) cause = db_error;

  g_debug ("%s", cause->message);
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      || cause->domain == KAIJI_CASEFILE_ERROR)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  if (cause->domain != KAIJI_DB_ERROR)
    {
      /* A value that cannot be read. */
      kaiji_casefile_set_damaged (path, error);
      return FALSE;
    }
  switch ((KaijiDbError) cause->code)
    {
    case KAIJI_DB_ERROR_FULL:
      set_full (path, purpose, error);
      break;
    case KAIJI_DB_ERROR_CANNOT_OPEN:
      if (purpose == KAIJI_CASEFILE_OPENING)
        set_cannot_open (path, error);
      else
        set_io (path, purpose, error);
      break;
    case KAIJI_DB_ERROR_READ_ONLY:
      kaiji_casefile_set_read_only (path, error);
      break;
    case KAIJI_DB_ERROR_CORRUPT:
    case KAIJI_DB_ERROR_FAILED:
    case KAIJI_DB_ERROR_CONSTRAINT:
      kaiji_casefile_set_damaged (path, error);
      break;
    case KAIJI_DB_ERROR_BUSY:
    case KAIJI_DB_ERROR_IO:
    default:
      set_io (path, purpose, error);
    }
  return FALSE;
}

/**
 * kaiji_casefile_check_header:
 * @path: a file
 * @error: NOT_FOUND, FOREIGN, DAMAGED, NEWER
 *
 * Looks at the first bytes, before SQLite does. Changes nothing.
 *
 * Returns: whether it looks like a case file of this version or an older one
 */
gboolean
kaiji_casefile_check_header (const char *path, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);
  GError *db_error = NULL;
  KaijiDbHeader header;

  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    {
      set_cannot_open (path, error);
      return FALSE;
    }
  if (!kaiji_db_read_header (path, &header, &db_error))
    return kaiji_casefile_take_db_error (path, KAIJI_CASEFILE_OPENING, db_error, error);
  if (header.shape == KAIJI_DB_SHAPE_FOREIGN
      || (header.shape == KAIJI_DB_SHAPE_SOUND
          && header.application_id != KAIJI_STORE_APPLICATION_ID))
    {
      g_set_error (error, KAIJI_CASEFILE_ERROR, KAIJI_CASEFILE_ERROR_FOREIGN,
                   _ ("“%s” is not a case file of Kaiji. It was not changed; choose another file."),
                   name);
      return FALSE;
    }
  if (header.shape != KAIJI_DB_SHAPE_SOUND || header.user_version == 0)
    {
      kaiji_casefile_set_damaged (path, error);
      return FALSE;
    }
  if (header.user_version > KAIJI_STORE_VERSION)
    {
      g_set_error (
          error, KAIJI_CASEFILE_ERROR, KAIJI_CASEFILE_ERROR_NEWER,
          _ ("“%s” was made by a newer version of Kaiji. It was not changed; update Kaiji to "
             "open it."),
          name);
      return FALSE;
    }
  return TRUE;
}
