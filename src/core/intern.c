/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One copy of each id. The packs hold thousands of them; GLib's quarks are made for a few hundred
 * names and lose their table each time it grows.
 */
#include "core/intern.h"

#define CHUNK_BYTES (16 * 1024)

/**
 * kaiji_intern:
 * @text: (nullable): a text
 *
 * Thread: any. Returns: (transfer none) (nullable): its one copy, which is never freed
 */
const char *
kaiji_intern (const char *text)
{
  static GMutex mutex;
  static GHashTable *known;
  static GStringChunk *strings;
  const char *copy;

  if (!text)
    return NULL;
  g_mutex_lock (&mutex);
  if (!known)
    {
      known = g_hash_table_new (g_str_hash, g_str_equal);
      strings = g_string_chunk_new (CHUNK_BYTES);
    }
  copy = g_hash_table_lookup (known, text);
  if (!copy)
    {
      copy = g_string_chunk_insert (strings, text);
      g_hash_table_add (known, (gpointer) copy);
    }
  g_mutex_unlock (&mutex);
  return copy;
}
