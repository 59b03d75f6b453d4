/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KaijiDate:
 *
 * A calendar day of the proleptic Gregorian calendar. All zero = no date.
 */
typedef struct
{
  gint16 year;
  guint8 month;
  guint8 day;
} KaijiDate;

#define KAIJI_DATE_NONE ((KaijiDate){ 0, 0, 0 })

gboolean kaiji_date_is_valid (KaijiDate date);
gboolean kaiji_date_parse (const char *text, KaijiDate *date);
int kaiji_date_compare (KaijiDate a, KaijiDate b);
KaijiDate kaiji_date_add_days (KaijiDate date, int days);
KaijiDate kaiji_date_add_months (KaijiDate date, int months);
KaijiDate kaiji_date_add_years (KaijiDate date, int years);
int kaiji_date_days_between (KaijiDate from, KaijiDate to);
int kaiji_date_weekday (KaijiDate date);
KaijiDate kaiji_date_today (void);
char *kaiji_date_to_iso (KaijiDate date) G_GNUC_WARN_UNUSED_RESULT;
char *kaiji_date_to_japanese (KaijiDate date) G_GNUC_WARN_UNUSED_RESULT;
char *kaiji_date_to_era (KaijiDate date) G_GNUC_WARN_UNUSED_RESULT;
char *kaiji_date_to_era_weekday (KaijiDate date) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
