/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/evidence-pane.h"

struct _KaijiEvidencePane
{
  GtkWidget parent_instance;

  gboolean compact;
};

enum
{
  PROP_COMPACT = 1,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (KaijiEvidencePane, kaiji_evidence_pane, GTK_TYPE_WIDGET)

static void
kaiji_evidence_pane_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_COMPACT)
    g_value_set_boolean (value, KAIJI_EVIDENCE_PANE (object)->compact);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
kaiji_evidence_pane_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_COMPACT)
    KAIJI_EVIDENCE_PANE (object)->compact = g_value_get_boolean (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
kaiji_evidence_pane_class_init (KaijiEvidencePaneClass *klass)
{
  G_OBJECT_CLASS (klass)->get_property = kaiji_evidence_pane_get_property;
  G_OBJECT_CLASS (klass)->set_property = kaiji_evidence_pane_set_property;
  props[PROP_COMPACT] = g_param_spec_boolean ("compact", NULL, NULL, FALSE,
                                              G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, props);
}

static void
kaiji_evidence_pane_init (KaijiEvidencePane *self)
{
}

/** kaiji_evidence_pane_new: Returns: (transfer full): a pane on @session. */
GtkWidget *
kaiji_evidence_pane_new (KaijiSession *session)
{
  return g_object_new (KAIJI_TYPE_EVIDENCE_PANE, NULL);
}

/** kaiji_evidence_pane_cite: cites the selection, or the page that is shown. */
void
kaiji_evidence_pane_cite (KaijiEvidencePane *self)
{
}

/** kaiji_evidence_pane_find: opens the search. */
void
kaiji_evidence_pane_find (KaijiEvidencePane *self)
{
}
