/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days that are known above, days that follow from them below. Nothing here counts: that is the
 * calendar's. */
#include "app/scheme-dates-page.h"

#include <glib/gi18n-lib.h>

#include "app/scheme-facts.h"
#include "jobs/calendar.h"
#include "widgets/date-entry.h"
#include "widgets/wrap-box.h"

enum
{
  CERTIFIED,
  DISCLOSED,
  RENEWED,
  REVOKED,
  NOTIFIED,
  N_DAYS,
};

struct _KaijiSchemeDatesPage
{
  GtkWidget parent_instance;

  KaijiScheme *scheme;
  GtkWidget *box;
  GtkWidget *entries[N_DAYS];
  KaijiFactList *list;
};

G_DEFINE_FINAL_TYPE (KaijiSchemeDatesPage, kaiji_scheme_dates_page, GTK_TYPE_WIDGET)

static KaijiDate
read_day (KaijiSchemeDatesPage *self, int which)
{
  KaijiDate date = KAIJI_DATE_NONE;
  const char *text = kaiji_editor_get_text (KAIJI_EDITOR (self->entries[which]));

  return text && kaiji_date_parse (text, &date) ? date : KAIJI_DATE_NONE;
}

static void
update (KaijiSchemeDatesPage *self)
{
  KaijiCalendarDays days = {
    .certified_on = read_day (self, CERTIFIED),
    .disclosed_on = read_day (self, DISCLOSED),
    .renewed_on = read_day (self, RENEWED),
    .revoked_on = read_day (self, REVOKED),
    .notified_on = read_day (self, NOTIFIED),
  };

  if (self->scheme)
    kaiji_fact_list_show (self->list, kaiji_scheme_facts_of_days (self->scheme, &days));
}

/**
 * kaiji_scheme_dates_page_set_scheme:
 * @self: a page
 * @scheme: the scheme whose law counts
 */
void
kaiji_scheme_dates_page_set_scheme (KaijiSchemeDatesPage *self, KaijiScheme *scheme)
{
  g_clear_pointer (&self->scheme, kaiji_scheme_unref);
  self->scheme = kaiji_scheme_ref (scheme);
  update (self);
}

/** kaiji_scheme_dates_page_get_n_days: Returns: how many days are listed */
guint
kaiji_scheme_dates_page_get_n_days (KaijiSchemeDatesPage *self)
{
  return kaiji_fact_list_get_n_facts (self->list);
}

static GtkWidget *
create_day (KaijiSchemeDatesPage *self, int which, const char *name, KaijiDate today)
{
  GtkWidget *day = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *label = gtk_label_new (name);

  self->entries[which] = kaiji_date_entry_new (today);
  kaiji_date_entry_set_compact (KAIJI_DATE_ENTRY (self->entries[which]));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "small");
  kaiji_editor_set_name (KAIJI_EDITOR (self->entries[which]), name);
  gtk_box_append (GTK_BOX (day), label);
  gtk_box_append (GTK_BOX (day), self->entries[which]);
  g_signal_connect_object (self->entries[which], "edited", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  return day;
}

static void
kaiji_scheme_dates_page_dispose (GObject *object)
{
  KaijiSchemeDatesPage *self = KAIJI_SCHEME_DATES_PAGE (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->scheme, kaiji_scheme_unref);
  G_OBJECT_CLASS (kaiji_scheme_dates_page_parent_class)->dispose (object);
}

static void
kaiji_scheme_dates_page_class_init (KaijiSchemeDatesPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kaiji_scheme_dates_page_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
kaiji_scheme_dates_page_init (KaijiSchemeDatesPage *self)
{
}

/**
 * kaiji_scheme_dates_page_new:
 * @today: where the calendars begin, and the certification that is tried first
 *
 * Returns: (transfer floating): a page without a scheme
 */
GtkWidget *
kaiji_scheme_dates_page_new (KaijiDate today)
{
  static const char *const names[N_DAYS] = {
    N_ ("Certified on"), N_ ("Date of the disclosed information"), N_ ("Renewal decided on"),
    N_ ("Revoked on"),   N_ ("Formal review complete on"),
  };
  KaijiSchemeDatesPage *self = g_object_new (KAIJI_TYPE_SCHEME_DATES_PAGE, NULL);
  GtkWidget *days = kaiji_wrap_box_new (12, 6, GTK_ACCESSIBLE_ROLE_GROUP);
  GtkWidget *list = kaiji_fact_list_new (_ ("Days that follow"), FALSE);
  g_autofree char *text = kaiji_date_to_iso (today);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_add_css_class (days, "days");
  gtk_accessible_update_property (GTK_ACCESSIBLE (days), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Days that are known"), -1);
  for (int i = 0; i < N_DAYS; i++)
    kaiji_wrap_box_append (KAIJI_WRAP_BOX (days), create_day (self, i, _ (names[i]), today));
  kaiji_editor_set_text (KAIJI_EDITOR (self->entries[CERTIFIED]), text);
  gtk_box_append (GTK_BOX (self->box), days);
  self->list = KAIJI_FACT_LIST (list);
  gtk_widget_set_vexpand (list, TRUE);
  gtk_box_append (GTK_BOX (self->box), list);
  return GTK_WIDGET (self);
}
