/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which files can be evidence, told by their bytes. */
#pragma once

#include "core/evidence.h"

G_BEGIN_DECLS

/* Whether the file at @fd can be evidence, and as what. @file_name: its ending tells the files of
 * office programs from other archives. FALSE: it cannot. */
gboolean kaiji_media_recognize (int fd, const char *file_name, KaijiEvidenceMedia *media);
/* Endings of all such files, without dot; NULL-terminated. */
const char *const *kaiji_media_get_endings (KaijiEvidenceMedia media);
/* The name of a file without such an ending. (transfer full) */
char *kaiji_media_dup_stem (const char *file_name) G_GNUC_WARN_UNUSED_RESULT;
/* Why the pages of an office file are not shown, and what to do; NULL for all others.
 * (transfer full) */
char *kaiji_media_dup_hint (const KaijiEvidenceInfo *info) G_GNUC_WARN_UNUSED_RESULT;
/* FALSE with that hint as error where evidence has no pages to show or to cite. */
gboolean kaiji_media_check_pages (const KaijiEvidenceInfo *info, GError **error);

G_END_DECLS
