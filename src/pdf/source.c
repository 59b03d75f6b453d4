/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is known of one PDF.
 *
 * 1. Written by the lanes, under the source's lock, and read by any without: a fact is published by
 *    one atomic store of a pointer to memory that does not change and lives as long as the source.
 * 2. Replies are hostile: a function that takes one believes no number in it. */
#include "pdf/source.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

#define TELL_MICROSECONDS 100000

static GMutex ids_lock;
static guint64 last_id; /* locked */

static void
entry_free (gpointer data)
{
  KaijiPdfOutlineEntry *entry = data;

  g_free (entry->title);
  g_free (entry);
}

/* The worker gets a descriptor that cannot write, also when ours can. */
static int
open_for_reading (int fd)
{
  g_autofree char *path = NULL;
  int flags = fcntl (fd, F_GETFL);
  int copy;

  if (flags < 0)
    return -1;
  if ((flags & O_ACCMODE) == O_RDONLY)
    return fcntl (fd, F_DUPFD_CLOEXEC, 0);
  path = g_strdup_printf ("/proc/self/fd/%d", fd);
  copy = open (path, O_RDONLY | O_CLOEXEC);
  return copy >= 0 ? copy : fcntl (fd, F_DUPFD_CLOEXEC, 0);
}

KaijiPdfSource *
kaiji_pdf_source_new (int fd, const char *password, GError **error)
{
  int copy = open_for_reading (fd);
  KaijiPdfSource *self;

  if (copy < 0)
    {
      g_set_error (error, KAIJI_PDF_ERROR, KAIJI_PDF_ERROR_DAMAGED,
                   _ ("The file cannot be read: %s. Choose another one."), g_strerror (errno));
      return NULL;
    }
  self = g_new0 (KaijiPdfSource, 1);
  g_mutex_lock (&ids_lock);
  self->id = ++last_id;
  g_mutex_unlock (&ids_lock);
  g_atomic_ref_count_init (&self->refs);
  self->fd = copy;
  self->password = g_strdup (password);
  self->next_page = 1;
  self->told_page = 1;
  self->no_outline = g_ptr_array_new ();
  self->blocks = g_ptr_array_new ();
  self->deaths = g_hash_table_new (NULL, NULL);
  g_weak_ref_init (&self->document, NULL);
  g_mutex_init (&self->lock);
  return self;
}

KaijiPdfSource *
kaiji_pdf_source_ref (KaijiPdfSource *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
kaiji_pdf_source_unref (KaijiPdfSource *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  close (self->fd);
  if (self->password)
    explicit_bzero (self->password, strlen (self->password));
  g_free (self->password);
  for (guint i = 0; i < self->blocks->len; i++)
    {
      KaijiPdfPageInfo *info = g_ptr_array_index (self->blocks, i);

      g_free ((char *) info->label);
      g_free (info);
    }
  g_ptr_array_unref (self->blocks);
  g_free (self->pages);
  g_clear_pointer (&self->outline, g_ptr_array_unref);
  g_clear_pointer (&self->outline_so_far, g_ptr_array_unref);
  g_ptr_array_unref (self->no_outline);
  g_hash_table_unref (self->deaths);
  g_weak_ref_clear (&self->document);
  g_mutex_clear (&self->lock);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_free (self);
}

/* --- telling the document --- */

typedef struct
{
  KaijiPdfSource *source;
  guint first;
  guint count; /* 0: the outline */
} News;

static gboolean
tell_cb (gpointer data)
{
  News *news = data;
  g_autoptr (GObject) document = g_weak_ref_get (&news->source->document);

  if (document && news->count > 0)
    g_signal_emit_by_name (document, "pages-changed", news->first, news->count);
  else if (document)
    g_signal_emit_by_name (document, "outline-changed");
  return G_SOURCE_REMOVE;
}

static void
news_free (gpointer data)
{
  News *news = data;

  kaiji_pdf_source_unref (news->source);
  g_free (news);
}

static void
tell (KaijiPdfSource *self, guint first, guint count)
{
  g_autoptr (GSource) idle = NULL;
  News *news;

  if (!self->context)
    return;
  news = g_new (News, 1);
  news->source = kaiji_pdf_source_ref (self);
  news->first = first;
  news->count = count;
  idle = g_idle_source_new ();
  g_source_set_priority (idle, G_PRIORITY_DEFAULT);
  g_source_set_callback (idle, tell_cb, news, news_free);
  g_source_set_static_name (idle, "[kaiji] pdf facts");
  g_source_attach (idle, self->context);
}

/* --- pages --- */

static gboolean
is_text (const char *text, gsize size)
{
  const char *end = memchr (text, '\0', size);

  return end && g_utf8_validate (text, end - text, NULL);
}

static gboolean
is_length (double length)
{
  return isfinite (length) && length >= 0 && length <= KAIJI_PDF_MAX_POINTS;
}

static gboolean
is_record (const KaijiPdfPageRecord *record)
{
  return is_length (record->width_pt) && is_length (record->height_pt)
         && is_text (record->label, sizeof record->label);
}

/* Returns whether there is something new. A size of 0 means that the worker does not know. */
static gboolean
publish (KaijiPdfSource *self, guint page, const KaijiPdfPageRecord *record)
{
  KaijiPdfPageInfo *info;

  if (record->width_pt <= 0 || record->height_pt <= 0
      || g_atomic_pointer_get (&self->pages[page - 1]))
    return FALSE;
  info = g_new (KaijiPdfPageInfo, 1);
  info->width_pt = record->width_pt;
  info->height_pt = record->height_pt;
  info->label = g_strdup (record->label);
  g_ptr_array_add (self->blocks, info);
  g_atomic_pointer_set (&self->pages[page - 1], info);
  return TRUE;
}

gboolean
kaiji_pdf_source_take_open (KaijiPdfSource *self, const KaijiPdfReply *reply)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (reply->n_pages < 1 || reply->n_pages > KAIJI_PDF_MAX_PAGES || !is_record (&reply->page))
    return FALSE;
  if (self->pages) /* opened again: the same bytes have the same pages */
    return reply->n_pages == self->n_pages;
  self->n_pages = reply->n_pages;
  self->encrypted = (reply->flags & KAIJI_PDF_FLAG_ENCRYPTED) != 0;
  self->pages = g_new0 (KaijiPdfPageInfo *, self->n_pages);
  publish (self, 1, &reply->page);
  self->guess.width_pt = self->pages[0] ? self->pages[0]->width_pt : 595;
  self->guess.height_pt = self->pages[0] ? self->pages[0]->height_pt : 842;
  self->guess.label = "";
  return TRUE;
}

gboolean
kaiji_pdf_source_take_page (KaijiPdfSource *self, guint page, const KaijiPdfPageRecord *record)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (page < 1 || page > self->n_pages || !is_record (record))
    return FALSE;
  if (publish (self, page, record))
    tell (self, page, 1);
  return TRUE;
}

gboolean
kaiji_pdf_source_take_facts (KaijiPdfSource *self,
                             const KaijiPdfReply *reply,
                             gconstpointer payload)
{
  const KaijiPdfPageRecord *records = payload;
  const gint64 now = g_get_monotonic_time ();
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (reply->count < 1 || reply->count > KAIJI_PDF_MAX_BATCH
      || reply->count > self->n_pages - self->next_page + 1
      || reply->payload_size != reply->count * sizeof *records)
    return FALSE;
  for (guint i = 0; i < reply->count; i++)
    {
      /* The memory is sealed: what is checked here cannot change any more. */
      if (!is_record (&records[i]))
        return FALSE;
      publish (self, self->next_page + i, &records[i]);
    }
  self->next_page += reply->count;
  if (now - self->told_at > TELL_MICROSECONDS || self->next_page > self->n_pages)
    {
      tell (self, self->told_page, self->next_page - self->told_page);
      self->told_page = self->next_page;
      self->told_at = now;
    }
  return TRUE;
}

void
kaiji_pdf_source_finish_facts (KaijiPdfSource *self)
{
  g_mutex_lock (&self->lock);
  self->next_page = self->n_pages + 1;
  g_mutex_unlock (&self->lock);
}

gboolean
kaiji_pdf_source_find_gap (KaijiPdfSource *self, gboolean *facts, guint *first)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  *facts = self->next_page <= self->n_pages;
  *first = *facts ? self->next_page : self->outline_so_far ? self->outline_so_far->len : 0;
  return *facts || !g_atomic_int_get (&self->loaded);
}

/* --- outline --- */

static void
finish_outline (KaijiPdfSource *self)
{
  if (g_atomic_int_get (&self->loaded))
    return;
  g_atomic_pointer_set (&self->outline, g_steal_pointer (&self->outline_so_far));
  g_atomic_int_set (&self->loaded, TRUE);
  tell (self, 0, 0);
}

gboolean
kaiji_pdf_source_take_outline (KaijiPdfSource *self,
                               const KaijiPdfReply *reply,
                               gconstpointer payload)
{
  const KaijiPdfOutlineRecord *records = payload;
  const gboolean more = (reply->flags & KAIJI_PDF_FLAG_MORE) != 0;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (reply->count > KAIJI_PDF_MAX_BATCH || (more && reply->count == 0)
      || reply->payload_size != reply->count * sizeof *records)
    return FALSE;
  if (!self->outline_so_far)
    self->outline_so_far = g_ptr_array_new_with_free_func (entry_free);
  if (self->outline_so_far->len + reply->count > KAIJI_PDF_MAX_OUTLINE)
    return FALSE;
  for (guint i = 0; i < reply->count; i++)
    {
      KaijiPdfOutlineEntry *entry;

      if (!is_text (records[i].title, sizeof records[i].title) || !is_length (records[i].top_pt)
          || records[i].level >= KAIJI_PDF_MAX_OUTLINE_DEPTH || records[i].page > self->n_pages)
        return FALSE;
      entry = g_new (KaijiPdfOutlineEntry, 1);
      entry->title = g_strdup (records[i].title);
      entry->level = (int) records[i].level;
      entry->page = (int) records[i].page;
      entry->top_pt = records[i].top_pt;
      g_ptr_array_add (self->outline_so_far, entry);
    }
  if (!more)
    finish_outline (self);
  return TRUE;
}

void
kaiji_pdf_source_finish_outline (KaijiPdfSource *self)
{
  g_mutex_lock (&self->lock);
  finish_outline (self);
  g_mutex_unlock (&self->lock);
}

/* --- deaths --- */

#define DEATHS_BITS 8

guint
kaiji_pdf_source_get_deaths (KaijiPdfSource *self, guint page, KaijiPdfOutcome *outcome)
{
  guint found;

  g_mutex_lock (&self->lock);
  found = GPOINTER_TO_UINT (g_hash_table_lookup (self->deaths, GUINT_TO_POINTER (page)));
  g_mutex_unlock (&self->lock);
  *outcome = (KaijiPdfOutcome) (found >> DEATHS_BITS);
  return found & ((1u << DEATHS_BITS) - 1);
}

guint
kaiji_pdf_source_count_death (KaijiPdfSource *self, guint page, guint more, KaijiPdfOutcome outcome)
{
  KaijiPdfOutcome last;
  guint deaths = kaiji_pdf_source_get_deaths (self, page, &last) + more;

  if (more == 0)
    return deaths;
  deaths = MIN (deaths, (1u << DEATHS_BITS) - 1);
  g_mutex_lock (&self->lock);
  g_hash_table_insert (self->deaths, GUINT_TO_POINTER (page),
                       GUINT_TO_POINTER (deaths | (guint) outcome << DEATHS_BITS));
  g_mutex_unlock (&self->lock);
  return deaths;
}

void
kaiji_pdf_source_forgive (KaijiPdfSource *self, guint page)
{
  g_mutex_lock (&self->lock);
  g_hash_table_remove (self->deaths, GUINT_TO_POINTER (page));
  g_mutex_unlock (&self->lock);
}
