/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One row of a plan as an object of a list. */
#include "app/transfer-line.h"

struct _KaijiTransferLine
{
  GObject parent_instance;

  KaijiTransfer *transfer;
  KaijiTransferRow *row; /* the plan's */
  gboolean done;
};

enum
{
  PROP_TAKE = 1,
  PROP_DONE,
  N_PROPS,
};

enum
{
  TAKE_OVER,
  N_SIGNALS,
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KaijiTransferLine, kaiji_transfer_line, G_TYPE_OBJECT)

static void
kaiji_transfer_line_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KaijiTransferLine *self = KAIJI_TRANSFER_LINE (object);

  if (id == PROP_TAKE)
    g_value_set_boolean (value, self->row->take);
  else if (id == PROP_DONE)
    g_value_set_boolean (value, self->done);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
kaiji_transfer_line_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_TAKE)
    kaiji_transfer_line_set_take (KAIJI_TRANSFER_LINE (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
kaiji_transfer_line_finalize (GObject *object)
{
  g_object_unref (KAIJI_TRANSFER_LINE (object)->transfer);
  G_OBJECT_CLASS (kaiji_transfer_line_parent_class)->finalize (object);
}

static void
kaiji_transfer_line_class_init (KaijiTransferLineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = kaiji_transfer_line_finalize;
  object_class->get_property = kaiji_transfer_line_get_property;
  object_class->set_property = kaiji_transfer_line_set_property;
  props[PROP_TAKE] =
      g_param_spec_boolean ("take", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  props[PROP_DONE] =
      g_param_spec_boolean ("done", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[TAKE_OVER] = g_signal_new ("take-over", KAIJI_TYPE_TRANSFER_LINE, G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kaiji_transfer_line_init (KaijiTransferLine *self)
{
}

/** kaiji_transfer_line_new: Returns: (transfer full): row @index of the plan. */
KaijiTransferLine *
kaiji_transfer_line_new (KaijiTransfer *transfer, guint index)
{
  KaijiTransferLine *self = g_object_new (KAIJI_TYPE_TRANSFER_LINE, NULL);

  self->transfer = g_object_ref (transfer);
  self->row = g_ptr_array_index (kaiji_transfer_get_rows (transfer), index);
  return self;
}

/** kaiji_transfer_line_get_row: Returns: (transfer none): the plan's row. */
KaijiTransferRow *
kaiji_transfer_line_get_row (KaijiTransferLine *self)
{
  return self->row;
}

/** kaiji_transfer_line_set_take: decides; what cannot be taken stays left. */
void
kaiji_transfer_line_set_take (KaijiTransferLine *self, gboolean take)
{
  take = take && self->row->can_take && !self->done;
  if (self->row->take == take)
    return;
  self->row->take = take;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TAKE]);
}

/** kaiji_transfer_line_set_done: says that the answer was brought over. */
void
kaiji_transfer_line_set_done (KaijiTransferLine *self)
{
  self->done = TRUE;
  kaiji_transfer_line_set_take (self, FALSE);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_DONE]);
}

/** kaiji_transfer_line_is_done: Returns: whether the answer was brought over. */
gboolean
kaiji_transfer_line_is_done (KaijiTransferLine *self)
{
  return self->done;
}

/** kaiji_transfer_line_describe: Returns: (transfer none): what became of the prompt. */
const char *
kaiji_transfer_line_describe (KaijiTransferLine *self)
{
  return kaiji_transfer_describe_state (self->row->state);
}

/** kaiji_transfer_line_get_text: Returns: (transfer none): the words of the prompt. */
const char *
kaiji_transfer_line_get_text (KaijiTransferLine *self)
{
  return self->row->to ? self->row->to->text : self->row->from->text;
}
