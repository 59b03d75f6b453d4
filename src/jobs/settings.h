/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Settings of a scheme as the office sees them: what the documents leave open, and what the office
 * lays down for it, with its source. Thread: main. */
#pragma once

#include "scheme/overlay.h"
#include "scheme/scheme.h"

G_BEGIN_DECLS

/**
 * KaijiSettingRow:
 * @setting: value, readings, choice, source … borrowed from the scheme
 * @label: what it is called, Japanese; its key when nothing better is known
 */
typedef struct
{
  const KaijiSetting *setting;
  char *label;
} KaijiSettingRow;

/* All settings of a scheme in the pack's order; those an office may set have setting->choosable.
 * Returns: (transfer full) (element-type KaijiSettingRow); rows live as long as the scheme */
GPtrArray *kaiji_settings_list (KaijiScheme *scheme) G_GNUC_WARN_UNUSED_RESULT;
/* One setting's label. (transfer full) */
char *kaiji_settings_dup_label (KaijiScheme *scheme, const char *key) G_GNUC_WARN_UNUSED_RESULT;

/* Where a library finds choices: schemes/ in the user's own folder. Call once for each library. */
void kaiji_settings_attach (KaijiSchemeLibrary *library);

/* Lays a value down. @spec: "ID" or "ID@REV"; @value: as typed (a reading's value or text, a
 * number with unit, …); @source: what it rests on, must not be blank; @by: (nullable): who, NULL =
 * the person at the machine. Schemes that are open already stay as they are; what the library
 * gives out next has it.
 * Errors: KAIJI_OVERLAY_ERROR_VALUE (unknown setting, value it cannot take, no source),
 * KAIJI_OVERLAY_ERROR_READ/WRITE, KAIJI_SCHEME_ERROR */
gboolean kaiji_settings_set (KaijiSchemeLibrary *library,
                             const char *spec,
                             const char *key,
                             const char *value,
                             const char *source,
                             const char *by,
                             GError **error);
/* Takes it back. Errors: as above; KAIJI_OVERLAY_ERROR_VALUE when nothing was laid down. */
gboolean kaiji_settings_unset (KaijiSchemeLibrary *library,
                               const char *spec,
                               const char *key,
                               GError **error);

G_END_DECLS
