/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/form-pane.h"

struct _KaijiFormPane
{
  GtkWidget parent_instance;

  KaijiSection *section;
};

enum
{
  PROP_SECTION = 1,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (KaijiFormPane, kaiji_form_pane, GTK_TYPE_WIDGET)

static void
kaiji_form_pane_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SECTION)
    g_value_set_pointer (value, KAIJI_FORM_PANE (object)->section);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
kaiji_form_pane_class_init (KaijiFormPaneClass *klass)
{
  G_OBJECT_CLASS (klass)->get_property = kaiji_form_pane_get_property;
  props[PROP_SECTION] = g_param_spec_pointer (
      "section", NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, props);
}

static void
kaiji_form_pane_init (KaijiFormPane *self)
{
}

/** kaiji_form_pane_new: Returns: (transfer full): a pane on @session. */
GtkWidget *
kaiji_form_pane_new (KaijiSession *session)
{
  return g_object_new (KAIJI_TYPE_FORM_PANE, NULL);
}

/** kaiji_form_pane_show_section: shows @section. */
void
kaiji_form_pane_show_section (KaijiFormPane *self, KaijiSection *section)
{
  if (self->section == section)
    return;
  self->section = section;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SECTION]);
}

/** kaiji_form_pane_get_section: Returns: (nullable): the section that is shown. */
KaijiSection *
kaiji_form_pane_get_section (KaijiFormPane *self)
{
  return self->section;
}
