/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding in a document.
 *
 * Invariants:
 * 1. One text is asked for at a time, at background priority: pages on the screen go first.
 * 2. hits is sorted by page and holds at most MAX_HITS. */

#include "widgets/document-find.h"

#define MAX_HITS 5000

struct _KaijiDocumentFind
{
  GObject parent_instance;

  KaijiPdfDocument *document;
  char *query;
  int n_pages;
  int from;
  int done; /* pages read */
  gboolean any_text;
  gboolean cut;
  GPtrArray *hits;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (KaijiDocumentFind, kaiji_document_find, G_TYPE_OBJECT)

typedef struct
{
  GWeakRef find;
  int page;
  GCancellable *cancellable;
} Step;

static void read_next (KaijiDocumentFind *self);

static void
stop (KaijiDocumentFind *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

/* Hits of one page go in front of those of later pages. */
static void
add_hits (KaijiDocumentFind *self, GPtrArray *found, int page)
{
  guint at = self->hits->len;

  if (found->len == 0)
    return;
  while (at > 0 && ((KaijiPdfHit *) g_ptr_array_index (self->hits, at - 1))->page > page)
    at--;
  for (guint i = 0; i < found->len && self->hits->len < MAX_HITS; i++)
    {
      g_ptr_array_insert (self->hits, (int) (at + i), g_ptr_array_index (found, i));
      g_ptr_array_index (found, i) = NULL;
    }
  self->cut = self->hits->len >= MAX_HITS;
}

static void
text_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Step *step = data;
  g_autoptr (KaijiDocumentFind) self = g_weak_ref_get (&step->find);
  g_autoptr (KaijiPdfText) text =
      kaiji_pdf_document_text_finish (KAIJI_PDF_DOCUMENT (source), result, NULL);

  if (self != NULL && !g_cancellable_is_cancelled (step->cancellable))
    {
      guint n_before = self->hits->len;

      /* A page that cannot be read has no hits; the search goes on. */
      if (text != NULL && text->n_rects > 0)
        {
          GPtrArray *found = kaiji_pdf_text_find (text, step->page, self->query);

          self->any_text = TRUE;
          add_hits (self, found, step->page);
          for (guint i = 0; i < found->len; i++)
            g_clear_pointer (&g_ptr_array_index (found, i), kaiji_pdf_hit_free);
          g_ptr_array_set_free_func (found, NULL);
          g_ptr_array_unref (found);
        }
      self->done++;
      if (self->cut)
        self->done = self->n_pages;
      if (self->done >= self->n_pages)
        g_clear_object (&self->cancellable);
      else
        read_next (self);
      if (self->hits->len != n_before || self->done >= self->n_pages)
        g_signal_emit_by_name (self, "changed");
    }
  g_weak_ref_clear (&step->find);
  g_object_unref (step->cancellable);
  g_free (step);
}

static void
read_next (KaijiDocumentFind *self)
{
  Step *step = g_new0 (Step, 1);

  g_weak_ref_init (&step->find, self);
  step->page = (self->from - 1 + self->done) % self->n_pages + 1;
  step->cancellable = g_object_ref (self->cancellable);
  kaiji_pdf_document_text_async (self->document, step->page, KAIJI_PDF_PRIORITY_BACKGROUND,
                                 self->cancellable, text_cb, step);
}

static void
kaiji_document_find_dispose (GObject *object)
{
  KaijiDocumentFind *self = KAIJI_DOCUMENT_FIND (object);

  stop (self);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (kaiji_document_find_parent_class)->dispose (object);
}

static void
kaiji_document_find_finalize (GObject *object)
{
  KaijiDocumentFind *self = KAIJI_DOCUMENT_FIND (object);

  g_free (self->query);
  g_ptr_array_unref (self->hits);
  G_OBJECT_CLASS (kaiji_document_find_parent_class)->finalize (object);
}

static void
kaiji_document_find_class_init (KaijiDocumentFindClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kaiji_document_find_dispose;
  G_OBJECT_CLASS (klass)->finalize = kaiji_document_find_finalize;
  g_signal_new ("changed", KAIJI_TYPE_DOCUMENT_FIND, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
}

static void
kaiji_document_find_init (KaijiDocumentFind *self)
{
  self->hits = g_ptr_array_new_with_free_func ((GDestroyNotify) kaiji_pdf_hit_free);
}

/** kaiji_document_find_new: Returns: (transfer full): a search for nothing. */
KaijiDocumentFind *
kaiji_document_find_new (void)
{
  return g_object_new (KAIJI_TYPE_DOCUMENT_FIND, NULL);
}

void
kaiji_document_find_start (KaijiDocumentFind *self,
                           KaijiPdfDocument *document,
                           const char *query,
                           int from_page)
{
  g_return_if_fail (KAIJI_IS_DOCUMENT_FIND (self));

  stop (self);
  g_set_object (&self->document, document);
  g_free (self->query);
  self->query = g_strdup (query != NULL ? query : "");
  self->n_pages = document != NULL ? kaiji_pdf_document_get_n_pages (document) : 0;
  self->from = MAX (from_page, 1);
  self->done = 0;
  self->any_text = self->cut = FALSE;
  g_ptr_array_set_size (self->hits, 0);
  if (self->n_pages > 0 && self->query[0] != '\0')
    {
      self->cancellable = g_cancellable_new ();
      read_next (self);
    }
  g_signal_emit_by_name (self, "changed");
}

gboolean
kaiji_document_find_is_running (KaijiDocumentFind *self)
{
  return self->cancellable != NULL;
}

gboolean
kaiji_document_find_has_no_text (KaijiDocumentFind *self)
{
  return self->n_pages > 0 && self->done >= self->n_pages && !self->any_text;
}

gboolean
kaiji_document_find_is_cut (KaijiDocumentFind *self)
{
  return self->cut;
}

guint
kaiji_document_find_get_n_hits (KaijiDocumentFind *self)
{
  return self->hits->len;
}

const KaijiPdfHit *
kaiji_document_find_get_hit (KaijiDocumentFind *self, guint i)
{
  g_return_val_if_fail (i < self->hits->len, NULL);
  return g_ptr_array_index (self->hits, i);
}

guint
kaiji_document_find_first_from (KaijiDocumentFind *self, int page)
{
  for (guint i = 0; i < self->hits->len; i++)
    if (((KaijiPdfHit *) g_ptr_array_index (self->hits, i))->page >= page)
      return i;
  return 0;
}

/** kaiji_document_find_index_of: where @hit stands now; earlier pages may have come in front. */
guint
kaiji_document_find_index_of (KaijiDocumentFind *self, const KaijiPdfHit *hit)
{
  guint i = 0;

  return g_ptr_array_find (self->hits, hit, &i) ? i : 0;
}
