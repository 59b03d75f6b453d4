/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Boxes of findings, one below the other, in the order of the rules. A box whose finding is solved
 * may stand on for as long as it fades; it counts no more. */
#include "app/field-findings.h"

#include "widgets/pile.h"
#include "widgets/finding-box.h"

struct _KaijiFieldFindings
{
  GtkWidget parent_instance;

  gboolean with_action;
};

G_DEFINE_FINAL_TYPE (KaijiFieldFindings, kaiji_field_findings, GTK_TYPE_WIDGET)

static guint remedy_signal;

static void
remedy_cb (KaijiFieldFindings *self, KaijiFindingBox *box)
{
  g_autoptr (KaijiFinding) finding = g_object_ref (kaiji_finding_box_get_finding (box));

  g_signal_emit (self, remedy_signal, 0, finding);
}

static gboolean
contains (GPtrArray *findings, KaijiFinding *finding)
{
  for (guint i = 0; findings != NULL && i < findings->len; i++)
    if (kaiji_finding_equal (findings->pdata[i], finding))
      return TRUE;
  return FALSE;
}

/* @box, or the first after it that is not on its way out. */
static GtkWidget *
skip_solved (GtkWidget *box)
{
  while (box != NULL && kaiji_finding_box_is_solved (KAIJI_FINDING_BOX (box)))
    box = gtk_widget_get_next_sibling (box);
  return box;
}

static GtkWidget *
get_first (KaijiFieldFindings *self)
{
  return skip_solved (gtk_widget_get_first_child (GTK_WIDGET (self)));
}

static GtkWidget *
get_next (GtkWidget *box)
{
  return skip_solved (gtk_widget_get_next_sibling (box));
}

static GtkWidget *
find_box (GtkWidget *from, KaijiFinding *finding)
{
  for (GtkWidget *box = from; box != NULL; box = get_next (box))
    if (kaiji_finding_equal (kaiji_finding_box_get_finding (KAIJI_FINDING_BOX (box)), finding))
      return box;
  return NULL;
}

static void
update_visible (KaijiFieldFindings *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_widget_set_visible (widget, gtk_widget_get_first_child (widget) != NULL);
}

static void
gone_cb (KaijiFieldFindings *self, KaijiFindingBox *box)
{
  gtk_widget_unparent (GTK_WIDGET (box));
  update_visible (self);
}

static GtkWidget *
create_box (KaijiFieldFindings *self, KaijiFinding *finding)
{
  GtkWidget *box = kaiji_finding_box_new (finding, self->with_action);

  g_signal_connect_object (box, "remedy", G_CALLBACK (remedy_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (box, "gone", G_CALLBACK (gone_cb), self, G_CONNECT_SWAPPED);
  return box;
}

/**
 * kaiji_field_findings_set:
 * @self: findings of a row
 * @findings: (nullable) (element-type KaijiFinding): what is said now
 */
void
kaiji_field_findings_set (KaijiFieldFindings *self, GPtrArray *findings)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkWidget *next;

  for (GtkWidget *box = get_first (self); box != NULL; box = next)
    {
      next = get_next (box);
      if (!contains (findings, kaiji_finding_box_get_finding (KAIJI_FINDING_BOX (box))))
        kaiji_finding_box_solve (KAIJI_FINDING_BOX (box));
    }
  /* @next: the box that the next finding stands in, if it stands there already. */
  next = get_first (self);
  for (guint i = 0; findings != NULL && i < findings->len; i++)
    {
      GtkWidget *box = find_box (next, findings->pdata[i]);

      if (box == NULL)
        gtk_widget_insert_before (create_box (self, findings->pdata[i]), widget, next);
      else if (box != next)
        gtk_widget_insert_before (box, widget, next);
      else
        next = get_next (box);
    }
  update_visible (self);
}

/** kaiji_field_findings_get_first: Returns: (transfer none) (nullable): the first box */
GtkWidget *
kaiji_field_findings_get_first (KaijiFieldFindings *self)
{
  return get_first (self);
}

/** kaiji_field_findings_get_blocking: Returns: (transfer none) (nullable): the first that blocks */
GtkWidget *
kaiji_field_findings_get_blocking (KaijiFieldFindings *self)
{
  for (GtkWidget *box = get_first (self); box != NULL; box = get_next (box))
    {
      KaijiFinding *finding = kaiji_finding_box_get_finding (KAIJI_FINDING_BOX (box));

      if (kaiji_finding_get_severity (finding) == KAIJI_SEVERITY_BLOCK)
        return box;
    }
  return NULL;
}

/** kaiji_field_findings_get_n: Returns: number of findings */
guint
kaiji_field_findings_get_n (KaijiFieldFindings *self)
{
  guint n = 0;

  for (GtkWidget *box = get_first (self); box != NULL; box = get_next (box))
    n++;
  return n;
}

static void
kaiji_field_findings_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (kaiji_field_findings_parent_class)->dispose (object);
}

static void
kaiji_field_findings_class_init (KaijiFieldFindingsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kaiji_field_findings_dispose;
  remedy_signal = g_signal_new ("remedy", KAIJI_TYPE_FIELD_FINDINGS, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, KAIJI_TYPE_FINDING);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), KAIJI_TYPE_PILE_LAYOUT);
}

static void
kaiji_field_findings_init (KaijiFieldFindings *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  kaiji_pile_layout_set_spacing (KAIJI_PILE_LAYOUT (layout), 6);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * kaiji_field_findings_new:
 * @with_action: whether the action that solves a finding is offered as a button
 *
 * Returns: (transfer floating): no findings
 */
GtkWidget *
kaiji_field_findings_new (gboolean with_action)
{
  KaijiFieldFindings *self = g_object_new (KAIJI_TYPE_FIELD_FINDINGS, NULL);

  self->with_action = with_action;
  return GTK_WIDGET (self);
}
