/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What all papers share: their fonts and how their wording is filled in. */
#include "render/paper.h"

#include <string.h>

static const char *
font_of (KaijiScheme *scheme, const char *key, const char *usual)
{
  const char *family = kaiji_scheme_get_text (scheme, key);

  return *family ? family : usual;
}

/** kaiji_paper_get_serif: Returns: (transfer none): the Mincho family of certificates and letters. */
const char *
kaiji_paper_get_serif (KaijiScheme *scheme)
{
  return font_of (scheme, "paper.serif", "Noto Serif CJK JP");
}

/** kaiji_paper_get_sans: Returns: (transfer none): the Gothic family of forms and marks. */
const char *
kaiji_paper_get_sans (KaijiScheme *scheme)
{
  return font_of (scheme, "paper.sans", "Noto Sans CJK JP");
}

/**
 * kaiji_paper_fill:
 * @pattern: wording with places "{name}"
 * @values: (array zero-terminated=1): name, value, name, value, …
 *
 * Puts the values into their places; unknown places stay as they are.
 *
 * Thread: any. Returns: (transfer full): the wording
 */
char *
kaiji_paper_fill (const char *pattern, const char *const *values)
{
  GString *out = g_string_new (pattern);

  for (guint i = 0; values[i]; i += 2)
    {
      g_autofree char *place = g_strdup_printf ("{%s}", values[i]);

      g_string_replace (out, place, values[i + 1], 0);
    }
  return g_string_free (out, FALSE);
}
