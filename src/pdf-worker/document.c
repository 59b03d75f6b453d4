/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document, its pages' facts and its outline.
 *
 * 1. poppler reads from the mapped descriptor, which outlives the PopplerDocument.
 * 2. Fetching a page of a long document costs a quarter of a millisecond and an outline as much an
 *    entry, so both are done in small portions: a page that someone waits for comes in between.
 * 3. A picture is a document whose pages become PDFs one at a time: poppler holds the last of them.
 * 4. What leaves this file counts pages from 1 and points from the top left of the page as shown. */
#include "pdf-worker/document.h"

#include <gio/gio.h>
#include <math.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include "pdf-worker/image.h"

#define PORTION_MICROSECONDS 8000

typedef struct
{
  void *data;
  size_t size;
} Mapping;

struct _WorkerDocument
{
  GBytes *bytes;
  char *password;
  bool encrypted;
  PopplerDocument *poppler;
  WorkerImage *image;  /* (nullable): it is a picture */
  uint32_t image_page; /* which of its pages poppler holds, 0 for none */
  GPtrArray *outline;  /* (nullable): iterators from the top level down to where we are */
  uint32_t outline_next;
};

static void
unmap (gpointer data)
{
  Mapping *mapping = data;

  munmap (mapping->data, mapping->size);
  g_free (mapping);
}

/* poppler 22.12 writes beyond its stack when it tries a longer one; and a wrong one it tries once more
 * as it got it. A Japanese one of more than 21 letters is therefore found wrong. */
#define MOST_PASSWORD 127

/* poppler-glib 22.12 turns passwords into Latin-1 and dies on one that has none, a Japanese one for
 * example. AES-256 takes the bytes of UTF-8 (ISO 32000-2, 7.6.4.3.3): each of them as one letter
 * comes out of that conversion as it went in. */
static char *
dup_poppler_password (const char *password)
{
  g_autofree char *latin =
      password ? g_convert (password, -1, "ISO-8859-1", "UTF-8", NULL, NULL, NULL) : NULL;

  if (!password || latin)
    return g_strdup (password);
  return g_convert (password, -1, "UTF-8", "ISO-8859-1", NULL, NULL, NULL);
}

/* Poppler's part of a picture: a PDF of this page alone. */
static bool
open_image_page (WorkerDocument *self, uint32_t page, KaijiPdfStatus *status)
{
  g_autoptr (GBytes) pdf = NULL;

  if (self->poppler && self->image_page == page)
    return true;
  g_clear_object (&self->poppler);
  self->image_page = 0;
  pdf = worker_image_make_pdf (self->image, page, status);
  if (!pdf)
    return false;
  self->poppler = poppler_document_new_from_bytes (pdf, NULL, NULL);
  if (!self->poppler)
    *status = KAIJI_PDF_STATUS_IMAGE_DAMAGED;
  self->image_page = self->poppler ? page : 0;
  return self->poppler != NULL;
}

static void
open_image (WorkerDocument *self, KaijiPdfStatus *status)
{
  self->image = worker_image_open (self->bytes, status);
  if (self->image && !open_image_page (self, 1, status))
    g_clear_object (&self->poppler);
}

static PopplerDocument *
open_poppler (WorkerDocument *self, const char *password, KaijiPdfStatus *status)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *usable = dup_poppler_password (password);
  PopplerDocument *poppler;

  if (usable && strlen (usable) > MOST_PASSWORD)
    {
      *status = KAIJI_PDF_STATUS_ENCRYPTED;
      return NULL;
    }
  if (usable)
    {
      /* poppler_document_new_from_bytes() of 22.12 crashes when a password is wrong. */
      g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (self->bytes);

      poppler = poppler_document_new_from_stream (stream, (goffset) g_bytes_get_size (self->bytes),
                                                  usable, NULL, &error);
    }
  else
    poppler = poppler_document_new_from_bytes (self->bytes, NULL, &error);
  *status = KAIJI_PDF_STATUS_OK;
  if (!poppler)
    *status = g_error_matches (error, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED)
                  ? KAIJI_PDF_STATUS_ENCRYPTED
                  : KAIJI_PDF_STATUS_DAMAGED;
  else if (poppler_document_get_n_pages (poppler) < 1)
    {
      g_clear_object (&poppler);
      *status = KAIJI_PDF_STATUS_DAMAGED;
    }
  return poppler;
}

static GBytes *
map_descriptor (int fd)
{
  struct stat facts;
  Mapping *mapping;
  void *data;

  if (fstat (fd, &facts) != 0 || facts.st_size <= 0)
    return NULL;
  data = mmap (NULL, (size_t) facts.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
  if (data == MAP_FAILED)
    return NULL;
  mapping = g_new (Mapping, 1);
  mapping->data = data;
  mapping->size = (size_t) facts.st_size;
  return g_bytes_new_with_free_func (data, mapping->size, unmap, mapping);
}

WorkerDocument *
worker_document_open (int fd, const char *password, KaijiPdfStatus *status)
{
  WorkerDocument *self = g_new0 (WorkerDocument, 1);

  *status = KAIJI_PDF_STATUS_DAMAGED;
  self->bytes = map_descriptor (fd);
  if (self->bytes && worker_image_recognize (self->bytes))
    open_image (self, status);
  else if (self->bytes)
    {
      /* First without: what opens so is not encrypted, whatever the client has in mind. */
      self->poppler = open_poppler (self, NULL, status);
      if (!self->poppler && *status == KAIJI_PDF_STATUS_ENCRYPTED)
        {
          self->encrypted = true;
          self->password = g_strdup (password);
          if (password)
            self->poppler = open_poppler (self, password, status);
        }
    }
  if (!self->poppler)
    g_clear_pointer (&self, worker_document_free);
  return self;
}

static void
drop_outline (WorkerDocument *self)
{
  g_clear_pointer (&self->outline, g_ptr_array_unref);
  self->outline_next = 0;
}

void
worker_document_free (WorkerDocument *self)
{
  drop_outline (self);
  g_clear_object (&self->poppler);
  g_clear_pointer (&self->image, worker_image_free);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  if (self->password)
    explicit_bzero (self->password, strlen (self->password));
  g_free (self->password);
  g_free (self);
}

uint64_t
worker_document_get_size (WorkerDocument *self)
{
  /* The page of a picture that is held counts as well. */
  return g_bytes_get_size (self->bytes) + (self->image ? worker_image_get_room (self->image) : 0);
}

bool
worker_document_is_encrypted (WorkerDocument *self)
{
  return self->encrypted;
}

uint32_t
worker_document_get_n_pages (WorkerDocument *self)
{
  int n_pages = self->image     ? (int) worker_image_get_n_pages (self->image)
                : self->poppler ? poppler_document_get_n_pages (self->poppler)
                                : 0;

  return (uint32_t) CLAMP (n_pages, 0, (int) KAIJI_PDF_MAX_PAGES);
}

bool
worker_document_renew (WorkerDocument *self)
{
  size_t size;
  gconstpointer data = g_bytes_get_data (self->bytes, &size);
  KaijiPdfStatus status;

  drop_outline (self);
  g_clear_object (&self->poppler);
  madvise ((void *) data, size, MADV_DONTNEED); /* read again from the file when needed */
  if (self->image)
    return true; /* its page is made when it is asked for */
  self->poppler = open_poppler (self, self->password, &status);
  return self->poppler != NULL;
}

PopplerPage *
worker_document_get_page (WorkerDocument *self, uint32_t page)
{
  if (page < 1 || page > worker_document_get_n_pages (self))
    return NULL;
  if (self->image)
    return open_image_page (self, page, &(KaijiPdfStatus){ 0 })
               ? poppler_document_get_page (self->poppler, 0)
               : NULL;
  return poppler_document_get_page (self->poppler, (int) page - 1);
}

void
worker_copy_text (char *target, size_t size, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text ? text : "", -1);
  const char *end = valid + strlen (valid);

  if ((size_t) (end - valid) >= size)
    end = g_utf8_find_prev_char (valid, valid + size);
  memset (target, 0, size);
  if (end)
    memcpy (target, valid, (size_t) (end - valid));
}

void
worker_page_describe (PopplerPage *page, KaijiPdfPageRecord *record)
{
  g_autofree char *label = poppler_page_get_label (page);
  g_autofree char *number = g_strdup_printf ("%d", poppler_page_get_index (page) + 1);

  poppler_page_get_size (page, &record->width_pt, &record->height_pt);
  /* What no paper has is not known: the client goes on with a guess. */
  if (!(record->width_pt > 0 && record->width_pt <= KAIJI_PDF_MAX_POINTS && record->height_pt > 0
        && record->height_pt <= KAIJI_PDF_MAX_POINTS))
    record->width_pt = record->height_pt = 0;
  /* poppler makes up the number where the file has no labels: that is none. */
  worker_copy_text (record->label, sizeof record->label,
                    g_strcmp0 (label, number) == 0 ? NULL : label);
}

uint32_t
worker_document_get_facts (WorkerDocument *self,
                           uint32_t first,
                           KaijiPdfPageRecord *records,
                           uint32_t most)
{
  const gint64 end = g_get_monotonic_time () + PORTION_MICROSECONDS;
  const uint32_t n_pages = worker_document_get_n_pages (self);
  uint32_t count = 0;

  for (; self->image && count < most && first + count <= n_pages; count++)
    worker_image_describe (self->image, first + count, &records[count]);
  while (count < most && first + count <= n_pages && (count == 0 || g_get_monotonic_time () < end))
    {
      g_autoptr (WorkerPage) page = worker_document_get_page (self, first + count);

      /* A page that cannot be read keeps its zeros: the client goes on with a guess. */
      memset (&records[count], 0, sizeof records[count]);
      if (page)
        worker_page_describe (page, &records[count]);
      count++;
    }
  return count;
}

/* The place a destination names, as distance from the top of the page as shown; 0 where it names
 * none. poppler gives it in the page's own coordinates. On a page that is turned by a quarter these
 * run sideways, and which side is up it does not tell: unknown as well. */
static double
get_top (PopplerPage *page, const PopplerDest *dest)
{
  PopplerRectangle box;
  double width, height, top;

  if (dest->type != POPPLER_DEST_XYZ && dest->type != POPPLER_DEST_FITH
      && dest->type != POPPLER_DEST_FITBH && dest->type != POPPLER_DEST_FITR)
    return 0;
  if (dest->type != POPPLER_DEST_FITR && !dest->change_top)
    return 0;
  poppler_page_get_size (page, &width, &height);
  poppler_page_get_crop_box (page, &box);
  if (fabs ((box.x2 - box.x1) - width) > 0.5)
    return 0;
  top = box.y2 - dest->top;
  return isfinite (top) ? CLAMP (top, 0, height) : 0;
}

static uint32_t
find_explicit (WorkerDocument *self, const PopplerDest *dest, double *top_pt)
{
  g_autoptr (WorkerPage) page = NULL;

  if (dest->page_num < 1)
    return 0;
  page = worker_document_get_page (self, (uint32_t) dest->page_num);
  if (!page)
    return 0;
  *top_pt = get_top (page, dest);
  return (uint32_t) dest->page_num;
}

uint32_t
worker_document_find_place (WorkerDocument *self, const PopplerDest *dest, double *top_pt)
{
  PopplerDest *found;
  uint32_t page;

  *top_pt = 0;
  if (dest->type != POPPLER_DEST_NAMED)
    return find_explicit (self, dest, top_pt);
  found = dest->named_dest ? poppler_document_find_dest (self->poppler, dest->named_dest) : NULL;
  if (!found)
    return 0;
  page = find_explicit (self, found, top_pt);
  poppler_dest_free (found);
  return page;
}

static void
describe_entry (WorkerDocument *self, PopplerIndexIter *iter, KaijiPdfOutlineRecord *record)
{
  PopplerAction *action = poppler_index_iter_get_action (iter);

  memset (record, 0, sizeof *record);
  record->level = self->outline->len - 1;
  if (!action)
    return;
  worker_copy_text (record->title, sizeof record->title, action->any.title);
  if (action->type == POPPLER_ACTION_GOTO_DEST && action->goto_dest.dest)
    record->page = worker_document_find_place (self, action->goto_dest.dest, &record->top_pt);
  poppler_action_free (action);
}

/* To the next entry in reading order: down, else on, else up and on. */
static void
advance (GPtrArray *stack)
{
  PopplerIndexIter *top = g_ptr_array_index (stack, stack->len - 1);
  PopplerIndexIter *child = NULL;

  if (stack->len < KAIJI_PDF_MAX_OUTLINE_DEPTH)
    child = poppler_index_iter_get_child (top);
  if (child)
    {
      g_ptr_array_add (stack, child);
      return;
    }
  while (stack->len > 0 && !poppler_index_iter_next (g_ptr_array_index (stack, stack->len - 1)))
    g_ptr_array_set_size (stack, (int) stack->len - 1);
}

static void
begin_outline (WorkerDocument *self)
{
  PopplerIndexIter *iter = self->image ? NULL : poppler_index_iter_new (self->poppler);

  drop_outline (self);
  self->outline = g_ptr_array_new_with_free_func ((GDestroyNotify) poppler_index_iter_free);
  if (iter)
    g_ptr_array_add (self->outline, iter);
}

uint32_t
worker_document_get_outline (WorkerDocument *self,
                             uint32_t first,
                             KaijiPdfOutlineRecord *records,
                             uint32_t most,
                             bool *more)
{
  const gint64 end = g_get_monotonic_time () + PORTION_MICROSECONDS;
  uint32_t count = 0;

  if (!self->outline || first < self->outline_next)
    begin_outline (self);
  /* After a fresh start of the process: what the client has already is passed over. */
  for (; self->outline->len > 0 && self->outline_next < first; self->outline_next++)
    advance (self->outline);
  while (self->outline->len > 0 && count < most && self->outline_next < KAIJI_PDF_MAX_OUTLINE
         && (count == 0 || g_get_monotonic_time () < end))
    {
      describe_entry (self, g_ptr_array_index (self->outline, self->outline->len - 1),
                      &records[count++]);
      advance (self->outline);
      self->outline_next++;
    }
  *more = self->outline->len > 0 && self->outline_next < KAIJI_PDF_MAX_OUTLINE;
  if (!*more)
    drop_outline (self);
  return count;
}
