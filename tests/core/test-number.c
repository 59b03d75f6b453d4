/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers in free text, and the check digit of corporate numbers. */
#include "core/number.h"

#include <locale.h>

static const struct
{
  const char *text;
  double value;
  const char *unit;
} readings[] = {
  { "5名", 5, "名" },
  { "36", 36, "" },
  { "209,716,524円(2021年10月期)", 209716524, "円" },
  { "16,859,430(千円)[2022年12月期]", 16859430000.0, "円" },
  { "国内69カ所", 69, "カ所" },
  { "３億２，０００万円", 320000000, "円" },
  { "約1.5ヶ月前", 1.5, "ヶ月前" },
  { "100百万円", 100000000, "円" },
  { "12(社外取締役2名を含む)", 12, "" },
  { "2、3日", 2, "" },
};

static void
test_read (void)
{
  KaijiNumber number;

  for (gsize i = 0; i < G_N_ELEMENTS (readings); i++)
    {
      g_test_message ("%s", readings[i].text);
      g_assert_true (kaiji_number_read (readings[i].text, &number));
      g_assert_cmpfloat_with_epsilon (number.value, readings[i].value, 1e-6);
      g_assert_cmpstr (number.unit, ==, readings[i].unit);
    }
  g_assert_false (kaiji_number_read ("なし", &number));
  g_assert_false (kaiji_number_read ("", &number));
}

static void
test_corporate_number (void)
{
  /* 国税庁 */
  g_assert_true (kaiji_corporate_number_check ("7000012050002"));
  g_assert_true (kaiji_corporate_number_check ("７０００-０１２０-５０００２"));
  g_assert_false (kaiji_corporate_number_check ("1234567890123"));
  g_assert_true (kaiji_corporate_number_is_well_formed ("1234567890123"));
  g_assert_false (kaiji_corporate_number_is_well_formed ("123456789012"));
  g_assert_false (kaiji_corporate_number_check ("700001205000"));
  g_assert_false (kaiji_corporate_number_check ("T7000012050002"));
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/number/read", test_read);
  g_test_add_func ("/core/number/corporate-number", test_corporate_number);
  return g_test_run ();
}
