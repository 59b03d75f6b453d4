/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What forbids to give a text to a JSON parser. */
typedef enum
{
  KAIJI_JSON_SOUND,
  KAIJI_JSON_SYNTAX, /* it cannot be JSON */
  KAIJI_JSON_DEEP,   /* nested more deeply than anything of ours */
  KAIJI_JSON_NUL,    /* a text holds U+0000, behind which a C string would end unnoticed */
} KaijiJsonFault;

KaijiJsonFault kaiji_json_look_over (const char *text, gsize length, guint *line);

G_END_DECLS
