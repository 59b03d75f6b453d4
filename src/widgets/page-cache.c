/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pixels of pages that were drawn.
 *
 * Invariants:
 * 1. bytes = sum of the entries' bytes.
 * 2. After an insert bytes <= max_bytes, unless only the pages to keep and the new one are left.
 * 3. "order" holds every entry once, the least recently used first. */

#include "widgets/page-cache.h"

typedef struct
{
  int page;
  GdkTexture *texture;
  double scale;
  int rotation;
  gsize bytes;
  GList link;
} Entry;

struct _KaijiPageCache
{
  GHashTable *entries;
  GQueue order;
  gsize bytes;
  gsize max_bytes;
};

static void
entry_free (Entry *entry)
{
  g_object_unref (entry->texture);
  g_free (entry);
}

KaijiPageCache *
kaiji_page_cache_new (gsize max_bytes)
{
  KaijiPageCache *self = g_new0 (KaijiPageCache, 1);

  self->entries = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) entry_free);
  g_queue_init (&self->order);
  self->max_bytes = max_bytes;
  return self;
}

void
kaiji_page_cache_free (KaijiPageCache *self)
{
  g_hash_table_unref (self->entries);
  g_free (self);
}

static void
drop (KaijiPageCache *self, Entry *entry)
{
  g_queue_unlink (&self->order, &entry->link);
  self->bytes -= entry->bytes;
  g_hash_table_remove (self->entries, GINT_TO_POINTER (entry->page));
}

static void
trim (KaijiPageCache *self, int page, int keep_first, int keep_last)
{
  GList *link = self->order.head;

  while (link != NULL && self->bytes > self->max_bytes)
    {
      Entry *entry = link->data;

      link = link->next;
      if (entry->page != page && (entry->page < keep_first || entry->page > keep_last))
        drop (self, entry);
    }
}

void
kaiji_page_cache_insert (KaijiPageCache *self,
                         int page,
                         GdkTexture *texture,
                         double scale,
                         int rotation,
                         int keep_first,
                         int keep_last)
{
  Entry *entry;

  kaiji_page_cache_remove (self, page);
  entry = g_new0 (Entry, 1);
  entry->page = page;
  entry->texture = g_object_ref (texture);
  entry->scale = scale;
  entry->rotation = rotation;
  entry->bytes = (gsize) gdk_texture_get_width (texture) * gdk_texture_get_height (texture) * 4;
  entry->link.data = entry;
  self->bytes += entry->bytes;
  g_hash_table_insert (self->entries, GINT_TO_POINTER (page), entry);
  g_queue_push_tail_link (&self->order, &entry->link);
  trim (self, page, keep_first, keep_last);
}

GdkTexture *
kaiji_page_cache_lookup (KaijiPageCache *self, int page, int rotation, double *scale)
{
  Entry *entry = g_hash_table_lookup (self->entries, GINT_TO_POINTER (page));

  if (entry == NULL || entry->rotation != rotation)
    return NULL;
  g_queue_unlink (&self->order, &entry->link);
  g_queue_push_tail_link (&self->order, &entry->link);
  if (scale != NULL)
    *scale = entry->scale;
  return entry->texture;
}

void
kaiji_page_cache_remove (KaijiPageCache *self, int page)
{
  Entry *entry = g_hash_table_lookup (self->entries, GINT_TO_POINTER (page));

  if (entry != NULL)
    drop (self, entry);
}

void
kaiji_page_cache_clear (KaijiPageCache *self)
{
  g_queue_init (&self->order);
  g_hash_table_remove_all (self->entries);
  self->bytes = 0;
}

void
kaiji_page_cache_outdate (KaijiPageCache *self)
{
  for (GList *link = self->order.head; link != NULL; link = link->next)
    ((Entry *) link->data)->scale = 0;
}

gsize
kaiji_page_cache_get_bytes (KaijiPageCache *self)
{
  return self->bytes;
}

guint
kaiji_page_cache_get_n_pages (KaijiPageCache *self)
{
  return g_hash_table_size (self->entries);
}
