/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KaijiVerified:
 * @KAIJI_VERIFIED_DOCUMENT: stands in a scheme document
 * @KAIJI_VERIFIED_PUBLIC: seen on a public page
 * @KAIJI_VERIFIED_UNVERIFIED: 出典未確認: recalled or supposed; shown as such. A field, rule or 要件
 *   that is only supposed does not block; an item that the table calls 必須 must be answered.
 *
 * How sure a demand is; a greater value is less sure.
 */
typedef enum
{
  KAIJI_VERIFIED_DOCUMENT,
  KAIJI_VERIFIED_PUBLIC,
  KAIJI_VERIFIED_UNVERIFIED,
} KaijiVerified;

G_END_DECLS
