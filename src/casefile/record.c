/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is written to the log at once, and what a step of undo amounts to. */
#include "casefile/store.h"

/** kaiji_record_copy_edit: Returns: (transfer full): the same change; its values are shared. */
KaijiEdit *
kaiji_record_copy_edit (const KaijiEdit *edit)
{
  return kaiji_edit_new (edit->kind, edit->key, edit->before, edit->after);
}

/** kaiji_record_new: Returns: (transfer full): an empty record, to be filled in. Thread: any. */
KaijiRecord *
kaiji_record_new (KaijiRecordAction action)
{
  KaijiRecord *self = g_atomic_rc_box_new0 (KaijiRecord);

  self->action = action;
  self->edits = g_ptr_array_new_with_free_func ((GDestroyNotify) kaiji_edit_free);
  return self;
}

/** kaiji_record_ref: Returns: (transfer full): the same record. Thread: any. */
KaijiRecord *
kaiji_record_ref (KaijiRecord *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_record (gpointer data)
{
  KaijiRecord *self = data;

  g_free (self->who);
  g_free (self->label);
  g_ptr_array_unref (self->edits);
}

/** kaiji_record_unref: Gives a record back; the last one frees it. Thread: any. */
void
kaiji_record_unref (KaijiRecord *self)
{
  g_atomic_rc_box_release_full (self, clear_record);
}

/** kaiji_step_new: Returns: (transfer full): a step whose edits are not read yet. */
KaijiStep *
kaiji_step_new (gint64 step)
{
  KaijiStep *self = g_new0 (KaijiStep, 1);

  self->step = step;
  return self;
}

/** kaiji_step_free: Frees a step. */
void
kaiji_step_free (KaijiStep *self)
{
  g_free (self->label);
  g_clear_pointer (&self->edits, g_ptr_array_unref);
  g_free (self);
}

/** kaiji_step_absorb: Adds a change to a step: a key that it touched already keeps its `before`. */
void
kaiji_step_absorb (KaijiStep *self, const KaijiEdit *edit)
{
  if (!self->edits)
    self->edits = g_ptr_array_new_with_free_func ((GDestroyNotify) kaiji_edit_free);
  for (guint i = 0; i < self->edits->len; i++)
    {
      KaijiEdit *old = g_ptr_array_index (self->edits, i);

      if (old->kind == edit->kind && g_str_equal (old->key, edit->key))
        {
          GVariant *after = edit->after ? g_variant_ref (edit->after) : NULL;

          g_clear_pointer (&old->after, g_variant_unref);
          old->after = after;
          return;
        }
    }
  g_ptr_array_add (self->edits, kaiji_record_copy_edit (edit));
}
