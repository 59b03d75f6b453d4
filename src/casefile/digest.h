/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <nettle/sha2.h>

G_BEGIN_DECLS

/**
 * KaijiDigest: a SHA-256 under way; on the stack, made by kaiji_digest_init().
 */
typedef struct
{
  struct sha256_ctx state;
  char text[65];
} KaijiDigest;

void kaiji_digest_init (KaijiDigest *self);
void kaiji_digest_update (KaijiDigest *self, const guint8 *bytes, gsize n);
const char *kaiji_digest_get_string (KaijiDigest *self);

G_END_DECLS
