/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a system that knows only ASCII and JIS X 0208 can write. */
#include "core/jis.h"

typedef struct
{
  const char *text;
  const char *outside; /* (nullable) */
} Row;

static const Row rows[] = {
  { "", NULL },
  { "rules-2026_v1 (final).pdf", NULL },
  { "就業規則 第2版.pdf", NULL },
  { "アイウ・ヴー、。「」", NULL },
  { "ＡＢＣ１２３", NULL },
  { "※〒★○◎△□→", NULL },
  { "ΑαЯя", NULL },
  { "高橋 崎", NULL },
  /* ASCII has these; CP932 shows the one as an overline, the other as a yen. */
  { "~\\", NULL },
  /* One character of JIS X 0208, two code points: by the standard, and as Windows writes it. */
  { "〜", NULL },
  { "～", NULL },
  { "−－", NULL },
  { "‖∥", NULL },
  { "¢￠£￡¬￢", NULL },
  { "—―", NULL },
  /* What CP932 has beyond JIS X 0208: row 13 of NEC, and the kanji of IBM. */
  { "①②.pdf", "①②" },
  { "㈱例示", "㈱" },
  { "Ⅲ版㎡№℡㍻", "Ⅲ㎡№℡㍻" },
  { "髙橋 﨑 德", "髙﨑德" },
  { "ⅰ", "ⅰ" },
  { "￤＇＂", "￤＇＂" },
  /* JIS X 0201, JIS X 0212 and 0213, and beyond. */
  { "ｱｲｳ", "ｱｲｳ" },
  { "¥‾", "¥‾" },
  { "鷗", "鷗" },
  { "é€", "é€" },
  { "𠮷野家", "𠮷" },
  { "資料😀", "😀" },
  { "한글", "한글" },
  /* Kana and voice mark apart, as a Mac writes names. */
  { "が", NULL },
  { "か\u3099", "\u3099" },
  /* Each once; and what no name should have. */
  { "髙①髙①", "髙①" },
  { "a\tb", "\t" },
  { "a\u00a0b", "\u00a0" },
  { "a\u200bb", "\u200b" },
};

static void
test_outside (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *outside = kaiji_jis_dup_outside (rows[i].text);

      g_assert_cmpstr (outside, ==, rows[i].outside);
    }
}

static gpointer
in_thread (gpointer data)
{
  for (int i = 0; i < 100; i++)
    test_outside ();
  return NULL;
}

/* Each thread has a converter of its own. */
static void
test_threads (void)
{
  GThread *threads[4];

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("jis", in_thread, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/jis/outside", test_outside);
  g_test_add_func ("/core/jis/threads", test_threads);
  return g_test_run ();
}
