/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "scheme/scheme.h"

G_BEGIN_DECLS

/* What an office (or an applicant, told by the office) lays down where the documents say nothing
 * or two things: values of settings, each with its own source. They lie beside the packs, never in
 * them: DIR/ID/REVISION.settings.json. */
typedef struct _KaijiOverlay KaijiOverlay;

#define KAIJI_OVERLAY_ERROR (kaiji_overlay_error_quark ())
GQuark kaiji_overlay_error_quark (void);

/**
 * KaijiOverlayError:
 * @KAIJI_OVERLAY_ERROR_READ: the file cannot be read or is none of ours (message: file, place)
 * @KAIJI_OVERLAY_ERROR_WRITE: it cannot be written
 * @KAIJI_OVERLAY_ERROR_VALUE: a value that the setting cannot take, or a setting that is not open
 */
typedef enum
{
  KAIJI_OVERLAY_ERROR_READ,
  KAIJI_OVERLAY_ERROR_WRITE,
  KAIJI_OVERLAY_ERROR_VALUE,
} KaijiOverlayError;

char *kaiji_overlay_dup_path (const char *dir,
                              const char *id,
                              const char *revision) G_GNUC_WARN_UNUSED_RESULT;
/* A file that is not there is an empty overlay. */
KaijiOverlay *kaiji_overlay_load (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean kaiji_overlay_save (KaijiOverlay *self, const char *path, GError **error);
void kaiji_overlay_free (KaijiOverlay *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaijiOverlay, kaiji_overlay_free)

/* (transfer none) (nullable) */
const KaijiChoice *kaiji_overlay_get (KaijiOverlay *self, const char *key);
/* (transfer container): keys in the order of the alphabet */
GPtrArray *kaiji_overlay_list (KaijiOverlay *self) G_GNUC_WARN_UNUSED_RESULT;
/* @at: when, ISO 8601 */
void kaiji_overlay_set (KaijiOverlay *self,
                        const char *key,
                        const char *value,
                        const char *source,
                        const char *by,
                        const char *at);
/* Returns: whether there was one */
gboolean kaiji_overlay_unset (KaijiOverlay *self, const char *key);

/* What a setting keeps of a typed value: trimmed, a reading's value for its text, "6ヶ月前" for
 * "６か月前" … NULL and KAIJI_OVERLAY_ERROR_VALUE when it cannot take it. */
char *kaiji_setting_read_value (const KaijiSetting *setting,
                                const char *text,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
