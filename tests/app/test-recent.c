/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../support/folder.h"
#include "app/recent-store.h"

static const KaijiRecentFacts *
facts_at (KaijiRecentStore *store, guint i)
{
  g_autoptr (KaijiRecentCase) one = g_list_model_get_item (kaiji_recent_store_get_model (store), i);

  return kaiji_recent_case_get_facts (one);
}

static void
test_keeps (void)
{
  g_autofree char *folder = g_dir_make_tmp ("kaiji-test-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "state", "recent.ini", NULL);
  g_autofree char *there = g_build_filename (folder, "there.kaiji", NULL);
  g_autoptr (KaijiRecentStore) store = kaiji_recent_store_new (path);
  KaijiRecentFacts facts = { .path = there,
                             .service = "みほん\n=カルテ",
                             .provider = "例示",
                             .scheme = "S 1",
                             .answered = 3,
                             .total = 9,
                             .block = 2,
                             .used_at = 100,
                             .edited_at = 90 };
  KaijiRecentFacts other = { .path = "/nowhere/gone.kaiji", .used_at = 200 };

  g_assert_cmpuint (g_list_model_get_n_items (kaiji_recent_store_get_model (store)), ==, 0);
  kaiji_recent_store_put (store, &facts);
  kaiji_recent_store_put (store, &other);
  g_assert_cmpstr (facts_at (store, 0)->path, ==, "/nowhere/gone.kaiji");
  facts.used_at = 300;
  kaiji_recent_store_put (store, &facts);

  g_autoptr (KaijiRecentStore) again = kaiji_recent_store_new (path);
  g_assert_cmpuint (g_list_model_get_n_items (kaiji_recent_store_get_model (again)), ==, 2);
  g_assert_cmpstr (facts_at (again, 0)->service, ==, "みほん\n=カルテ");
  g_assert_cmpuint (facts_at (again, 0)->answered, ==, 3);
  g_assert_cmpuint (facts_at (again, 0)->block, ==, 2);
  g_assert_cmpint (facts_at (again, 0)->edited_at, ==, 90);

  /* Which files are gone is found out beside the main loop. */
  g_assert_true (g_file_set_contents (there, "", 0, NULL));
  kaiji_recent_store_look (again);
  for (int i = 0; i < 5000 && !facts_at (again, 1)->missing; i++)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
  g_assert_false (facts_at (again, 0)->missing);
  g_assert_true (facts_at (again, 1)->missing);

  kaiji_recent_store_remove (again, "/nowhere/gone.kaiji");
  g_autoptr (KaijiRecentStore) third = kaiji_recent_store_new (path);
  g_assert_cmpuint (g_list_model_get_n_items (kaiji_recent_store_get_model (third)), ==, 1);
  test_folder_remove (folder);
}

static void
test_damaged (void)
{
  g_autofree char *folder = g_dir_make_tmp ("kaiji-test-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "recent.ini", NULL);

  g_assert_true (g_file_set_contents (path, "\377\376no key file", -1, NULL));
  g_autoptr (KaijiRecentStore) store = kaiji_recent_store_new (path);
  g_assert_cmpuint (g_list_model_get_n_items (kaiji_recent_store_get_model (store)), ==, 0);
  test_folder_remove (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/recent/keeps", test_keeps);
  g_test_add_func ("/app/recent/damaged", test_damaged);
  return g_test_run ();
}
