/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Equal texts are one, also when many threads ask for many of them. */
#include "core/intern.h"

#include <locale.h>

#define N_TEXTS 5000

static void
test_one (void)
{
  g_autofree char *text = g_strdup ("iryo.022.1");
  const char *kept = kaiji_intern (text);

  g_assert_true (kept != text);
  g_assert_cmpstr (kept, ==, "iryo.022.1");
  g_assert_true (kaiji_intern ("iryo.022.1") == kept);
  g_assert_true (kaiji_intern ("iryo.022.2") != kept);
  g_assert_true (kaiji_intern ("") == kaiji_intern (""));
  g_assert_null (kaiji_intern (NULL));
}

static gpointer
ask (gpointer data)
{
  const char **kept = data;

  for (guint i = 0; i < N_TEXTS; i++)
    {
      g_autofree char *text = g_strdup_printf ("架空.%u", i);
      kept[i] = kaiji_intern (text);
    }
  return NULL;
}

static void
test_many (void)
{
  g_autofree const char **first = g_new0 (const char *, N_TEXTS);
  g_autofree const char **second = g_new0 (const char *, N_TEXTS);
  GThread *one = g_thread_new ("one", ask, first);
  GThread *two = g_thread_new ("two", ask, second);

  g_thread_join (one);
  g_thread_join (two);
  for (guint i = 0; i < N_TEXTS; i++)
    {
      g_autofree char *text = g_strdup_printf ("架空.%u", i);

      g_assert_true (first[i] == second[i]);
      g_assert_cmpstr (first[i], ==, text);
    }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/intern/one", test_one);
  g_test_add_func ("/core/intern/many", test_many);
  return g_test_run ();
}
