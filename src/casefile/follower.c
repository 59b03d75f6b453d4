/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading evidence and checking its digest take about the same time, and a person waits for both:
 * here they go side by side.
 *
 * Invariants:
 * 1. The follower reads only bytes before `ready`; the reader writes only bytes behind it.
 * 2. The bytes outlive the follower: kaiji_follower_finish() waits for the thread.
 */
#include "casefile/follower.h"

#include "casefile/digest.h"

struct _KaijiFollower
{
  const guint8 *bytes;
  GThread *thread;
  KaijiDigest digest;

  GMutex mutex; /* for the two below */
  GCond cond;
  gsize ready;
  gboolean complete;
};

static gpointer
follow (gpointer data)
{
  KaijiFollower *self = data;
  gsize done = 0;

  while (TRUE)
    {
      gsize ready;

      g_mutex_lock (&self->mutex);
      while (self->ready == done && !self->complete)
        g_cond_wait (&self->cond, &self->mutex);
      ready = self->ready;
      g_mutex_unlock (&self->mutex);
      if (ready == done)
        return NULL;
      kaiji_digest_update (&self->digest, self->bytes + done, ready - done);
      done = ready;
    }
}

/**
 * kaiji_follower_new:
 * @bytes: where the bytes will stand; must live until kaiji_follower_finish()
 *
 * Returns: (transfer full): a follower that has read nothing yet
 */
KaijiFollower *
kaiji_follower_new (const guint8 *bytes)
{
  KaijiFollower *self = g_new0 (KaijiFollower, 1);

  self->bytes = bytes;
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  kaiji_digest_init (&self->digest);
  self->thread = g_thread_new ("kaiji-digest", follow, self);
  return self;
}

/** kaiji_follower_advance: Says that the first @ready bytes stand. Thread: the reader's. */
void
kaiji_follower_advance (KaijiFollower *self, gsize ready)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->ready = ready;
  g_cond_signal (&self->cond);
}

/**
 * kaiji_follower_finish:
 * @self: (transfer full): a follower
 *
 * Waits until it has read all that stands, and frees it.
 *
 * Returns: (transfer full): the digest, lower-case hex
 */
char *
kaiji_follower_finish (KaijiFollower *self)
{
  char *digest;

  g_mutex_lock (&self->mutex);
  self->complete = TRUE;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);
  g_thread_join (self->thread);
  digest = g_strdup (kaiji_digest_get_string (&self->digest));
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
  g_free (self);
  return digest;
}
