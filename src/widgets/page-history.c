/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Back and forward. Invariant: neither side holds more than LIMIT visits. */

#include "widgets/page-history.h"

#define LIMIT 100

struct _KaijiPageHistory
{
  GQueue back;
  GQueue ahead;
  KaijiPageVisit *taken;
};

static void
visit_free (KaijiPageVisit *visit)
{
  g_free (visit->document);
  g_free (visit);
}

KaijiPageHistory *
kaiji_page_history_new (void)
{
  return g_new0 (KaijiPageHistory, 1);
}

void
kaiji_page_history_free (KaijiPageHistory *self)
{
  g_queue_clear_full (&self->back, (GDestroyNotify) visit_free);
  g_queue_clear_full (&self->ahead, (GDestroyNotify) visit_free);
  g_clear_pointer (&self->taken, visit_free);
  g_free (self);
}

static void
push (GQueue *queue, const char *document, const KaijiPagePlace *place)
{
  KaijiPageVisit *last = g_queue_peek_tail (queue);
  KaijiPageVisit *visit;

  if (document == NULL || place->page < 1)
    return;
  if (last != NULL && g_str_equal (last->document, document) && last->place.page == place->page
      && ABS (last->place.fy - place->fy) < 0.01)
    return;
  visit = g_new0 (KaijiPageVisit, 1);
  visit->document = g_strdup (document);
  visit->place = *place;
  g_queue_push_tail (queue, visit);
  if (g_queue_get_length (queue) > LIMIT)
    visit_free (g_queue_pop_head (queue));
}

void
kaiji_page_history_leave (KaijiPageHistory *self, const char *document, const KaijiPagePlace *place)
{
  push (&self->back, document, place);
  g_queue_clear_full (&self->ahead, (GDestroyNotify) visit_free);
}

gboolean
kaiji_page_history_can_go (KaijiPageHistory *self, int direction)
{
  return !g_queue_is_empty (direction < 0 ? &self->back : &self->ahead);
}

const KaijiPageVisit *
kaiji_page_history_go (KaijiPageHistory *self,
                       int direction,
                       const char *document,
                       const KaijiPagePlace *place)
{
  GQueue *from = direction < 0 ? &self->back : &self->ahead;
  GQueue *to = direction < 0 ? &self->ahead : &self->back;

  g_clear_pointer (&self->taken, visit_free);
  self->taken = g_queue_pop_tail (from);
  if (self->taken != NULL)
    push (to, document, place);
  return self->taken;
}

static void
forget (GQueue *queue, const char *document)
{
  GList *link = queue->head;

  while (link != NULL)
    {
      KaijiPageVisit *visit = link->data;
      GList *next = link->next;

      if (g_str_equal (visit->document, document))
        {
          visit_free (visit);
          g_queue_delete_link (queue, link);
        }
      link = next;
    }
}

void
kaiji_page_history_forget (KaijiPageHistory *self, const char *document)
{
  forget (&self->back, document);
  forget (&self->ahead, document);
}
