/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers in free text: read, never rewritten.
 *
 * The first number of a text counts: 「5名」「36」「209,716,524円(2021年10月期)」
 * 「16,859,430(千円)[2022年12月期]」「国内69カ所」.
 */
#include "core/number.h"

#include <string.h>

#include "core/vocabulary.h"

/* A digit in any width, -1 for none. */
static int
digit_value (gunichar c)
{
  return g_unichar_isdigit (c) ? g_unichar_digit_value (c) : -1;
}

static gboolean
is_group_sign (gunichar c)
{
  return c == ',' || c == 0xFF0C;
}

static gboolean
is_decimal_sign (gunichar c)
{
  return c == '.' || c == 0xFF0E;
}

/* Reads digits with grouping signs from @p on; a grouping sign counts only before three digits. */
static const char *
read_digits (const char *p, double *value)
{
  double fraction = 0;

  *value = 0;
  while (*p)
    {
      gunichar c = g_utf8_get_char (p);
      const char *next = g_utf8_next_char (p);
      int digit = digit_value (c);

      if (digit >= 0 && fraction == 0)
        *value = *value * 10 + digit;
      else if (digit >= 0)
        {
          *value += digit * fraction;
          fraction /= 10;
        }
      else if (is_group_sign (c) && fraction == 0 && digit_value (g_utf8_get_char (next)) >= 0)
        ;
      else if (is_decimal_sign (c) && fraction == 0 && digit_value (g_utf8_get_char (next)) >= 0)
        fraction = 0.1;
      else
        break;
      p = next;
    }
  return p;
}

/* The multiplier word at @p, 1 when there is none. */
static double
take_multiplier (const char **p)
{
  for (const KaijiMultiplier *m = kaiji_multipliers; m->word; m++)
    if (g_str_has_prefix (*p, m->word))
      {
        *p += strlen (m->word);
        return m->factor;
      }
  return 1;
}

static gboolean
ends_unit (gunichar c)
{
  return c == 0 || g_unichar_isspace (c) || g_unichar_ispunct (c) || digit_value (c) >= 0;
}

/* 「3億2,000万」: amounts that go on behind a multiplier are added. */
static const char *
read_amount (const char *p, double *value)
{
  double factor;

  p = read_digits (p, value);
  factor = take_multiplier (&p);
  *value *= factor;
  while (factor > 1 && digit_value (g_utf8_get_char (p)) >= 0)
    {
      double part, smaller;
      const char *rest = read_digits (p, &part);

      smaller = take_multiplier (&rest);
      if (smaller >= factor)
        break;
      *value += part * smaller;
      factor = smaller;
      p = rest;
    }
  return p;
}

/**
 * kaiji_number_read:
 * @text: a free text
 * @number: (out): the first number in it
 *
 * Reads the first number of a text, with grouping commas, full-width digits, multipliers
 * (千, 万, 百万, 億, 兆; also in a bracketed unit as in 「(千円)」) and the unit behind it.
 *
 * Thread: any. Returns: %FALSE when no digit stands in @text
 */
gboolean
kaiji_number_read (const char *text, KaijiNumber *number)
{
  const char *p = text;
  const char *unit, *end;
  gsize length;

  memset (number, 0, sizeof *number);
  while (*p && digit_value (g_utf8_get_char (p)) < 0)
    p = g_utf8_next_char (p);
  if (!*p)
    return FALSE;
  number->start = (gsize) (p - text);
  p = read_amount (p, &number->value);
  unit = p;
  if (*unit == '(' || g_utf8_get_char (unit) == 0xFF08)
    {
      const char *inside = g_utf8_next_char (unit);
      double factor = take_multiplier (&inside);

      /* Only a bracket that holds a multiplied unit belongs to the number. */
      if (factor > 1)
        {
          number->value *= factor;
          unit = inside;
        }
    }
  for (end = unit; !ends_unit (g_utf8_get_char (end)); end = g_utf8_next_char (end))
    ;
  length = (gsize) (end - unit);
  if (length < sizeof number->unit)
    memcpy (number->unit, unit, length);
  number->end = (gsize) (end - text);
  return TRUE;
}

/* The digits of @text in ASCII, hyphens and white space left out; FALSE for anything else. */
static gboolean
plain_digits (const char *text, char *digits, gsize size)
{
  gsize n = 0;

  for (const char *p = text; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      int digit = digit_value (c);

      if (digit < 0)
        {
          if (c == '-' || c == 0x2010 || c == 0x2212 || c == 0xFF0D || g_unichar_isspace (c))
            continue;
          return FALSE;
        }
      if (n + 1 >= size)
        return FALSE;
      digits[n++] = (char) ('0' + digit);
    }
  digits[n] = 0;
  return TRUE;
}

/** kaiji_corporate_number_is_well_formed: Returns: whether @text is 13 digits. Thread: any. */
gboolean
kaiji_corporate_number_is_well_formed (const char *text)
{
  char digits[32];

  return plain_digits (text, digits, sizeof digits) && strlen (digits) == 13;
}

/**
 * kaiji_corporate_number_check:
 * @text: a 法人番号
 *
 * Whether the first digit is the check digit of the twelve that follow:
 * 9 − (Σ Pn·Qn mod 9), Pn counted from the right, Qn 1 for odd n and 2 for even n.
 *
 * Source: 法人番号の指定等に関する省令 2条. Thread: any.
 * Returns: %FALSE also when @text is not 13 digits
 */
gboolean
kaiji_corporate_number_check (const char *text)
{
  char digits[32];
  int sum = 0;

  if (!plain_digits (text, digits, sizeof digits) || strlen (digits) != 13)
    return FALSE;
  for (int n = 1; n <= 12; n++)
    sum += (digits[13 - n] - '0') * (n % 2 ? 1 : 2);
  return digits[0] - '0' == 9 - sum % 9;
}
