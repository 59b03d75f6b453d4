/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jobs/either.h"

static void
cancelled_cb (GCancellable *source, gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

/**
 * kaiji_either_connect:
 * @self: zeroes
 * @closing: (nullable): the session's
 * @caller: (nullable): the caller's
 *
 * Makes @self's cancellable; it is cancelled at once when one of the two is already.
 */
void
kaiji_either_connect (KaijiEither *self, GCancellable *closing, GCancellable *caller)
{
  GCancellable *sources[] = { closing, caller };

  g_return_if_fail (!self->cancellable);

  self->cancellable = g_cancellable_new ();
  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    if (sources[i])
      {
        self->sources[i] = g_object_ref (sources[i]);
        self->handlers[i] =
            g_cancellable_connect (sources[i], G_CALLBACK (cancelled_cb),
                                   g_object_ref (self->cancellable), g_object_unref);
      }
}

/** kaiji_either_disconnect: Hears of neither from now on. */
void
kaiji_either_disconnect (KaijiEither *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->sources); i++)
    if (self->sources[i])
      {
        g_cancellable_disconnect (self->sources[i], self->handlers[i]);
        self->handlers[i] = 0;
      }
}

/** kaiji_either_clear: Gives up what @self holds. */
void
kaiji_either_clear (KaijiEither *self)
{
  kaiji_either_disconnect (self);
  for (guint i = 0; i < G_N_ELEMENTS (self->sources); i++)
    g_clear_object (&self->sources[i]);
  g_clear_object (&self->cancellable);
}
