/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which files can be evidence.
 *
 * 1. Only the first bytes are looked at: what a file holds is read by the worker alone.
 * 2. The files of office programs are kept and listed and never opened: no reader of theirs shows
 *    the pages that their own program prints. */
#include "jobs/media.h"

#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "jobs/session.h"

/* Where a PDF's first line may stand (ISO 32000-1, annex H.3.4.1). */
#define HEADER_BYTES 1024

typedef struct
{
  const char *bytes;
  gsize size;
} Magic;

static const Magic pictures[] = {
  { "\xff\xd8\xff", 3 }, { "\x89PNG\r\n\x1a\n", 8 }, { "II*\0", 4 }, { "MM\0*", 4 }, { "II+\0", 4 },
  { "MM\0+", 4 },
};
/* ZIP, and Microsoft's compound file. */
static const Magic containers[] = { { "PK\3\4", 4 }, { "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8 } };

static const char *const pdf_endings[] = { "pdf", NULL };
static const char *const picture_endings[] = { "png", "jpg", "jpeg", "tif", "tiff", NULL };
static const char *const office_endings[] = { "docx", "xlsx", "pptx", "doc", "xls", "ppt", "docm",
                                              "xlsm", "pptm", "odt",  "ods", "odp", "rtf", NULL };

static gboolean
begins_with (const Magic *magics, gsize n, const char *head, gsize size)
{
  for (gsize i = 0; i < n; i++)
    if (size >= magics[i].size && memcmp (head, magics[i].bytes, magics[i].size) == 0)
      return TRUE;
  return FALSE;
}

/* The ending of @file_name, when it is one of @endings; NULL else. */
static const char *
find_ending (const char *file_name, const char *const *endings)
{
  const char *dot = strrchr (file_name, '.');

  for (gsize i = 0; dot && dot != file_name && endings[i]; i++)
    if (g_ascii_strcasecmp (dot + 1, endings[i]) == 0)
      return dot;
  return NULL;
}

gboolean
kaiji_media_recognize (int fd, const char *file_name, KaijiEvidenceMedia *media)
{
  char head[HEADER_BYTES];
  const gssize n = pread (fd, head, sizeof head, 0);
  const gsize size = n > 0 ? (gsize) n : 0;

  /* Pictures first: the words of a PDF may stand in the comment of one. */
  if (begins_with (pictures, G_N_ELEMENTS (pictures), head, size))
    *media = KAIJI_EVIDENCE_MEDIA_IMAGE;
  else if (memmem (head, size, "%PDF-", 5))
    *media = KAIJI_EVIDENCE_MEDIA_PDF;
  else if (find_ending (file_name, office_endings)
           && (begins_with (containers, G_N_ELEMENTS (containers), head, size)
               || (size > 5 && memcmp (head, "{\\rtf", 5) == 0)))
    *media = KAIJI_EVIDENCE_MEDIA_OFFICE;
  else
    return FALSE;
  return TRUE;
}

const char *const *
kaiji_media_get_endings (KaijiEvidenceMedia media)
{
  return media == KAIJI_EVIDENCE_MEDIA_IMAGE    ? picture_endings
         : media == KAIJI_EVIDENCE_MEDIA_OFFICE ? office_endings
                                                : pdf_endings;
}

char *
kaiji_media_dup_stem (const char *file_name)
{
  for (int media = KAIJI_EVIDENCE_MEDIA_PDF; media <= KAIJI_EVIDENCE_MEDIA_OFFICE; media++)
    {
      const char *dot = find_ending (file_name, kaiji_media_get_endings (media));

      if (dot)
        return g_strndup (file_name, (gsize) (dot - file_name));
    }
  return g_strdup (file_name);
}

char *
kaiji_media_dup_hint (const KaijiEvidenceInfo *info)
{
  if (info->media != KAIJI_EVIDENCE_MEDIA_OFFICE)
    return NULL;
  return g_strdup_printf (_ ("“%s” is a file of an office program (%s). It is kept and listed, but "
                             "its pages can neither be shown nor cited. Save it as PDF in that "
                             "program, and add the PDF."),
                          info->name, info->file_name);
}

gboolean
kaiji_media_check_pages (const KaijiEvidenceInfo *info, GError **error)
{
  g_autofree char *hint = kaiji_media_dup_hint (info);

  if (hint)
    g_set_error_literal (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_REFUSED, hint);
  return hint == NULL;
}
