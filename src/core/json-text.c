/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A look over JSON before it is parsed. Parsers take more than JSON (comments, other quotes), do
 * not see what stands behind the end, and recurse as deeply as the text nests.
 */
#include "core/json-text.h"

#include <string.h>

/* More than any file of ours; few enough for every stack. */
#define MAX_DEPTH 64

#define NUL_ESCAPE "\\u0000"

/**
 * kaiji_json_look_over:
 * @text: UTF-8
 * @length: its length in bytes
 * @line: (out): line of the fault, from 1
 *
 * Thread: any
 * Returns: the first fault; %KAIJI_JSON_SOUND when a parser may have the text (which it may
 *   still refuse)
 */
KaijiJsonFault
kaiji_json_look_over (const char *text, gsize length, guint *line)
{
  guint depth = 0;
  gboolean quoted = FALSE;
  gboolean ended = FALSE;

  *line = 1;
  for (gsize i = 0; i < length; i++)
    {
      char c = text[i];

      *line += c == '\n';
      if (quoted)
        {
          if (c == '\\' && length - i >= strlen (NUL_ESCAPE)
              && memcmp (text + i, NUL_ESCAPE, strlen (NUL_ESCAPE)) == 0)
            return KAIJI_JSON_NUL;
          if (c == '\\')
            i++;
          else if (c == '"')
            quoted = FALSE;
          continue;
        }
      if (g_ascii_isspace (c))
        continue;
      if (c == '\0' || ended || !(g_ascii_isalnum (c) || strchr ("{}[]:,\"+-.", c)))
        return KAIJI_JSON_SYNTAX;
      if (c == '"')
        quoted = TRUE;
      else if ((c == '[' || c == '{') && ++depth > MAX_DEPTH)
        return KAIJI_JSON_DEEP;
      else if ((c == ']' || c == '}') && depth > 0)
        ended = --depth == 0;
    }
  return KAIJI_JSON_SOUND;
}
