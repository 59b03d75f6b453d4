/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The process of a scheme as facts: settings with both readings where the documents contradict each
 * other, what the office laid down, fees, and the documents themselves. */
#include "app/scheme-facts.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jobs/settings.h"

static const struct
{
  const char *prefix;
  const char *label;
} groups[] = {
  { "scheme", N_ ("Scheme") },
  { "guideline", N_ ("Guideline") },
  { "body", N_ ("Certifying body") },
  { "desk", N_ ("Contact desk") },
  { "unit", N_ ("Unit of an application") },
  { "applicant", N_ ("Applicants") },
  { "filing", N_ ("Handing in") },
  { "submission", N_ ("Handing in") },
  { "delegate", N_ ("Contact desk") },
  { "paper", N_ ("Papers") },
  { "citation", N_ ("Citations") },
  { "review", N_ ("Review") },
  { "gate", N_ ("Minimum numbers") },
  { "minimum", N_ ("Minimum numbers") },
  { "fee", N_ ("Fees") },
  { "number", N_ ("Certification number") },
  { "certificate", N_ ("Certificate") },
  { "mark", N_ ("Mark") },
  { "publish", N_ ("Publication") },
  { "term", N_ ("Term") },
  { "renewal", N_ ("Renewal") },
  { "days", N_ ("Counting of days") },
  { "change", N_ ("Changes and notices") },
  { "notice", N_ ("Changes and notices") },
  { "revoked", N_ ("Revocation") },
  { "revocation", N_ ("Revocation") },
  { "transfer", N_ ("Lapse") },
  { "lapse", N_ ("Lapse") },
  { "related", N_ ("Related schemes and documents") },
};

static const char *
get_group (const char *key)
{
  gsize length = strcspn (key, ".");

  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    if (strlen (groups[i].prefix) == length && strncmp (groups[i].prefix, key, length) == 0)
      return _ (groups[i].label);
  return _ ("Other");
}

static const KaijiReading *
find_reading (const KaijiSetting *setting, const char *value)
{
  for (guint i = 0; setting->readings && i < setting->readings->len; i++)
    {
      const KaijiReading *reading = g_ptr_array_index (setting->readings, i);
      if (g_str_equal (reading->value, value))
        return reading;
    }
  return NULL;
}

/* A value that is a key of the pack is said by its reading; a value in words stands for itself. */
static const char *
get_words (const KaijiSetting *setting, const char *value)
{
  const KaijiReading *reading = find_reading (setting, value);

  return reading && g_str_is_ascii (value) ? reading->text : value;
}

static char *
dup_reading (const KaijiReading *reading)
{
  g_autofree char *text = g_str_is_ascii (reading->value)
                              ? g_strdup (reading->text)
                              : g_strdup_printf (_ ("%s, %s"), reading->value, reading->text);

  return *reading->source ? g_strdup_printf ("%s (%s)", text, reading->source)
                          : g_steal_pointer (&text);
}

static void
add_readings (KaijiFact *fact, const KaijiSetting *setting)
{
  const char *present = setting->set ? setting->value : setting->provisional;

  for (guint i = 0; setting->readings && i < setting->readings->len; i++)
    {
      const KaijiReading *reading = g_ptr_array_index (setting->readings, i);
      g_autofree char *said = dup_reading (reading);
      g_autofree char *text = NULL;
      if (!g_str_equal (reading->value, present))
        text = g_strdup_printf (_ ("Reading: %s"), said);
      else if (setting->set)
        text = g_strdup_printf (_ ("Reading in use: %s"), said);
      else
        text = g_strdup_printf (_ ("Reading used for the time being: %s"), said);
      kaiji_fact_add_detail (fact, text);
    }
}

static void
add_choice (KaijiFact *fact, const KaijiSetting *setting)
{
  const KaijiChoice *choice = setting->choice;
  g_autofree char *day = g_strndup (choice->at, MIN (strlen (choice->at), strlen ("0000-00-00")));
  g_autofree char *by = g_strdup_printf (_ ("Laid down by %s, %s"), choice->by, day);

  kaiji_fact_add_detail (fact, by);
  if (*setting->stated)
    {
      g_autofree char *stated =
          g_strdup_printf (_ ("The documents say: %s (%s)"), get_words (setting, setting->stated),
                           setting->stated_source);
      kaiji_fact_add_detail (fact, stated);
    }
}

static void
add_setting (GPtrArray *facts, KaijiScheme *scheme, const KaijiSetting *setting)
{
  g_autofree char *label = kaiji_settings_dup_label (scheme, setting->key);
  KaijiFact *fact = kaiji_fact_array_add (facts, label, NULL, setting->source);

  fact->id = g_strdup (setting->key);
  fact->text = g_strdup (setting->set ? get_words (setting, setting->value) : _ ("Not set"));
  fact->missing = !setting->set;
  if (setting->choice)
    add_choice (fact, setting);
  else if (setting->set)
    fact->verified = setting->verified;
  add_readings (fact, setting);
  kaiji_fact_add_detail (fact, setting->note);
  if (!setting->choosable)
    return;
  fact->button = g_strdup (setting->set ? _ ("Change…") : _ ("Set…"));
  fact->action = g_strdup_printf ("win.set('%s')", setting->key);
}

/* Group by group, in the order in which the pack begins them. */
static void
add_settings (GPtrArray *facts, KaijiScheme *scheme)
{
  GPtrArray *settings = kaiji_scheme_get_settings (scheme);
  g_autoptr (GHashTable) done = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < settings->len; i++)
    {
      const char *group = get_group (((KaijiSetting *) g_ptr_array_index (settings, i))->key);
      if (!g_hash_table_add (done, (gpointer) group))
        continue;
      g_ptr_array_add (facts, kaiji_fact_new_heading (group));
      for (guint k = i; k < settings->len; k++)
        {
          const KaijiSetting *setting = g_ptr_array_index (settings, k);
          if (g_str_equal (get_group (setting->key), group))
            add_setting (facts, scheme, setting);
        }
    }
}

/* Thousands with commas, in every locale. */
static char *
dup_yen (gint64 yen)
{
  GString *text = g_string_new (NULL);

  g_string_printf (text, "%" G_GINT64_FORMAT, yen);
  for (gssize i = (gssize) text->len - 3; i > 0; i -= 3)
    g_string_insert_c (text, i, ',');
  return g_string_free (text, FALSE);
}

static void
add_fees (GPtrArray *facts, KaijiScheme *scheme)
{
  GPtrArray *fees = kaiji_scheme_get_fees (scheme);

  g_ptr_array_add (facts, kaiji_fact_new_heading (_ ("Amounts of the fees")));
  if (fees->len == 0)
    kaiji_fact_array_add (facts, _ ("Review fee"), _ ("Not set"), NULL)->missing = TRUE;
  for (guint i = 0; i < fees->len; i++)
    {
      const KaijiFee *fee = g_ptr_array_index (fees, i);
      g_autofree char *net = dup_yen (fee->net_yen);
      g_autofree char *tax = dup_yen (fee->tax_yen);
      g_autofree char *sum = dup_yen (fee->net_yen + fee->tax_yen);
      g_autofree char *text =
          g_strdup_printf (_ ("%s yen (net %s yen, tax %s yen)"), sum, net, tax);
      kaiji_fact_add_detail (kaiji_fact_array_add (facts, fee->name, text, fee->source), fee->note);
    }
}

static void
add_documents (GPtrArray *facts, KaijiScheme *scheme)
{
  GPtrArray *documents = kaiji_scheme_get_documents (scheme);

  if (documents->len > 0)
    g_ptr_array_add (facts, kaiji_fact_new_heading (_ ("Documents")));
  for (guint i = 0; i < documents->len; i++)
    {
      const KaijiDocument *document = g_ptr_array_index (documents, i);
      KaijiFact *fact =
          kaiji_fact_array_add (facts, document->short_name, document->title, document->date);
      kaiji_fact_add_detail (fact, document->publisher);
    }
}

/**
 * kaiji_scheme_facts_of_process:
 * @scheme: a scheme
 *
 * Returns: (transfer full) (element-type KaijiFact): how the scheme works, as far as it is stated
 */
GPtrArray *
kaiji_scheme_facts_of_process (KaijiScheme *scheme)
{
  GPtrArray *facts = kaiji_fact_array_new ();

  add_settings (facts, scheme);
  add_fees (facts, scheme);
  add_documents (facts, scheme);
  return facts;
}
