/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/json-text.h"

#include <string.h>

static KaijiJsonFault
look (const char *text, guint *line)
{
  return kaiji_json_look_over (text, strlen (text), line);
}

static void
test_sound (void)
{
  static const char *const texts[] = { "",
                                       "{}",
                                       " [1, -2.5e+3, true, null]\n",
                                       "{\"a\":\"]}\\\"[\"}",
                                       "{\"a\":\"\\\\u0000\"}",
                                       "{\"a\":\"// '\"}" };
  guint line;

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_cmpint (look (texts[i], &line), ==, KAIJI_JSON_SOUND);
}

static void
test_faults (void)
{
  guint line;

  /* What only lenient parsers take could hide brackets from the look. */
  g_assert_cmpint (look ("{}\n// \"\n", &line), ==, KAIJI_JSON_SYNTAX);
  g_assert_cmpuint (line, ==, 2);
  g_assert_cmpint (look ("{'a':1}", &line), ==, KAIJI_JSON_SYNTAX);
  g_assert_cmpint (look ("[] []", &line), ==, KAIJI_JSON_SYNTAX);
  g_assert_cmpint (kaiji_json_look_over ("[\0]", 3, &line), ==, KAIJI_JSON_SYNTAX);
  g_assert_cmpint (look ("{\"a\":\n\"b\\u0000c\"}", &line), ==, KAIJI_JSON_NUL);
  g_assert_cmpuint (line, ==, 2);
}

static void
test_depth (void)
{
  g_autofree char *deep = g_strnfill (65, '[');
  guint line;

  g_assert_cmpint (look (deep, &line), ==, KAIJI_JSON_DEEP);
  g_assert_cmpint (look (deep + 1, &line), ==, KAIJI_JSON_SOUND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json-text/sound", test_sound);
  g_test_add_func ("/json-text/faults", test_faults);
  g_test_add_func ("/json-text/depth", test_depth);
  return g_test_run ();
}
