/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far work in a thread is, told where the work was asked for. */
#include "jobs/relay.h"

struct _KaijiRelay
{
  gatomicrefcount refs;
  KaijiProgressFunc func; /* (nullable): also once it was stopped */
  gpointer user_data;
  GMainContext *context;

  GMutex mutex; /* guards what follows */
  double fraction;
  const char *what;
  gboolean on_its_way;
};

/** kaiji_relay_new: Thread: any with a main context. Returns: (transfer full): a relay to it. */
KaijiRelay *
kaiji_relay_new (KaijiProgressFunc func, gpointer user_data)
{
  KaijiRelay *self = g_new0 (KaijiRelay, 1);

  g_atomic_ref_count_init (&self->refs);
  g_mutex_init (&self->mutex);
  self->func = func;
  self->user_data = user_data;
  self->context = g_main_context_ref_thread_default ();
  return self;
}

/** kaiji_relay_ref: Returns: (transfer full): @self. Thread: any. */
KaijiRelay *
kaiji_relay_ref (KaijiRelay *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

/** kaiji_relay_unref: @self: (nullable) (transfer full). Thread: any. */
void
kaiji_relay_unref (KaijiRelay *self)
{
  if (!self || !g_atomic_ref_count_dec (&self->refs))
    return;
  g_main_context_unref (self->context);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

static gboolean
tell_cb (gpointer user_data)
{
  KaijiRelay *self = user_data;
  double fraction;
  const char *what;

  g_mutex_lock (&self->mutex);
  self->on_its_way = FALSE;
  fraction = self->fraction;
  what = self->what;
  g_mutex_unlock (&self->mutex);
  if (self->func)
    self->func (fraction, what, self->user_data);
  return G_SOURCE_REMOVE;
}

/** kaiji_relay_tell: Thread: any. */
void
kaiji_relay_tell (KaijiRelay *self, double fraction, const char *what)
{
  gboolean send;

  g_mutex_lock (&self->mutex);
  self->fraction = CLAMP (fraction, 0, 1);
  self->what = what;
  send = !self->on_its_way;
  self->on_its_way = TRUE;
  g_mutex_unlock (&self->mutex);
  if (send)
    {
      g_autoptr (GSource) source = g_idle_source_new ();

      g_source_set_callback (source, tell_cb, kaiji_relay_ref (self),
                             (GDestroyNotify) kaiji_relay_unref);
      g_source_set_static_name (source, "[kaiji] tell the progress");
      g_source_attach (source, self->context);
    }
}

/** kaiji_relay_stop: Nothing is told from now on. Thread: the one it was made on. */
void
kaiji_relay_stop (KaijiRelay *self)
{
  self->func = NULL;
}
