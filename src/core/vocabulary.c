/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The calendar and number words of Japanese, and how contents are headed: the one place in C where
 * Japanese text stands. They are how dates and amounts are written and what is looked for in
 * documents, not text of a scheme or of the interface.
 *
 * Source of the eras' first days: 明治 (太政官布告 1872, taken here from the Gregorian calendar on),
 * 大正, 昭和, 平成, 令和 (改元の政令).
 */
#include "core/vocabulary.h"

const KaijiEra kaiji_eras[] = {
  { "令和", 'R', 2019, 2019, 5, 1 },   { "平成", 'H', 1989, 1989, 1, 8 },
  { "昭和", 'S', 1926, 1926, 12, 25 }, { "大正", 'T', 1912, 1912, 7, 30 },
  { "明治", 'M', 1868, 1873, 1, 1 },   { NULL, 0, 0, 0, 0, 0 },
};

const KaijiMultiplier kaiji_multipliers[] = {
  { "兆", 1e12 }, { "億", 1e8 }, { "百万", 1e6 }, { "万", 1e4 }, { "千", 1e3 }, { NULL, 0 },
};

/* How the contents of a document are headed, folded and without spaces. */
const char *const kaiji_contents_words[] = { "目次",     "総目次",          "もくじ",
                                             "contents", "tableofcontents", "inhaltsverzeichnis",
                                             NULL };

const char kaiji_word_year[] = "年";
const char kaiji_word_month[] = "月";
const char kaiji_word_day[] = "日";
const char kaiji_word_first_year[] = "元";
const char *const kaiji_weekdays[7] = { "月", "火", "水", "木", "金", "土", "日" };
