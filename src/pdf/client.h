/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/citation.h"

G_BEGIN_DECLS

#define KAIJI_PDF_ERROR (kaiji_pdf_error_quark ())
GQuark kaiji_pdf_error_quark (void);

/**
 * KaijiPdfError:
 * @KAIJI_PDF_ERROR_DAMAGED: no PDF, or one that cannot be read
 * @KAIJI_PDF_ERROR_ENCRYPTED: a password is needed, or the one given is wrong
 * @KAIJI_PDF_ERROR_PAGE: no such page, or the page cannot be shown
 * @KAIJI_PDF_ERROR_CRASHED: the worker died on this request
 * @KAIJI_PDF_ERROR_UNAVAILABLE: the worker cannot be started, or not be sandboxed
 * @KAIJI_PDF_ERROR_TOO_LARGE: more memory is needed than a worker is allowed
 * @KAIJI_PDF_ERROR_TOO_SLOW: it took longer than a request may
 */
typedef enum
{
  KAIJI_PDF_ERROR_DAMAGED,
  KAIJI_PDF_ERROR_ENCRYPTED,
  KAIJI_PDF_ERROR_PAGE,
  KAIJI_PDF_ERROR_CRASHED,
  KAIJI_PDF_ERROR_UNAVAILABLE,
  KAIJI_PDF_ERROR_TOO_LARGE,
  KAIJI_PDF_ERROR_TOO_SLOW,
} KaijiPdfError;
/* Whether it is the file's or the page's fault, so that others can still be read. */
gboolean kaiji_pdf_error_is_of_contents (const GError *error);

/**
 * KaijiPdfPriority: which request goes first; requests of one priority in their order.
 */
typedef enum
{
  KAIJI_PDF_PRIORITY_VISIBLE,
  KAIJI_PDF_PRIORITY_NEAR,
  KAIJI_PDF_PRIORITY_THUMBNAIL,
  KAIJI_PDF_PRIORITY_BACKGROUND,
} KaijiPdfPriority;

#define KAIJI_TYPE_PDF_SERVICE (kaiji_pdf_service_get_type ())
/**
 * KaijiPdfService:
 *
 * Keeps up to two sandboxed worker processes; starts them anew when they die. All *_sync functions may be
 * called on any thread but the main one of a GUI (they block); *_async functions on a thread with
 * a main context, where their callback runs.
 */
G_DECLARE_FINAL_TYPE (KaijiPdfService, kaiji_pdf_service, KAIJI, PDF_SERVICE, GObject)

#define KAIJI_TYPE_PDF_DOCUMENT (kaiji_pdf_document_get_type ())
/**
 * KaijiPdfDocument:
 *
 * One PDF, open in the worker (and opened there again when the worker was restarted).
 *
 * Opened by open_sync() all its facts are known. Opened by open_async() it comes as soon as its
 * first page can be drawn: sizes and labels of the others, then the outline, follow by themselves
 * once a page was drawn. A page that was drawn or read has its facts in any case.
 *
 * Signals, on the main context that open_async() was called on:
 * - pages-changed (guint first, guint n): facts of pages became known
 * - outline-changed: the outline has come
 */
G_DECLARE_FINAL_TYPE (KaijiPdfDocument, kaiji_pdf_document, KAIJI, PDF_DOCUMENT, GObject)

/* Starts the worker at once, so that it is ready when the first document comes.
 * @worker: (nullable) path of the program, NULL = kaiji_paths_get_worker(). */
KaijiPdfService *kaiji_pdf_service_new (const char *worker) G_GNUC_WARN_UNUSED_RESULT;
#define KAIJI_PDF_N_WORKERS 2
/* Process ids of the workers that run (tests, benchmarks). @pids: (out): room for
 * KAIJI_PDF_N_WORKERS of them, the first worker first. Returns how many run. */
guint kaiji_pdf_service_get_pids (KaijiPdfService *self, GPid *pids);
/* The first of them, 0 while there is none. */
GPid kaiji_pdf_service_get_pid (KaijiPdfService *self);
/* How often one had to be started anew. */
guint kaiji_pdf_service_get_restarts (KaijiPdfService *self);
/* How many may run at most; at first KAIJI_PDF_N_WORKERS. The second is started only when work
 * waits for it, and ended when there is none. */
void kaiji_pdf_service_set_workers (KaijiPdfService *self, guint most);

/**
 * KaijiPdfSandbox: which walls stand around the worker.
 * @KAIJI_PDF_SANDBOX_SECCOMP: system calls are filtered: no network, no programs, no writing
 * @KAIJI_PDF_SANDBOX_LANDLOCK: of the file system only fonts and tables can be read
 * @KAIJI_PDF_SANDBOX_LIMITS: memory and processor time are limited
 */
typedef enum
{
  KAIJI_PDF_SANDBOX_NONE = 0,
  KAIJI_PDF_SANDBOX_SECCOMP = 1 << 0,
  KAIJI_PDF_SANDBOX_LANDLOCK = 1 << 1,
  KAIJI_PDF_SANDBOX_LIMITS = 1 << 2,
  KAIJI_PDF_SANDBOX_ALL = 7,
} KaijiPdfSandbox;

/* As the worker that runs now has told; NONE before it has. */
KaijiPdfSandbox kaiji_pdf_service_get_sandbox (KaijiPdfService *self);
/* Opens documents also where a part of the sandbox is missing; without it (the default, unless
 * KAIJI_PDF_UNSANDBOXED=1 is in the environment) they fail with KAIJI_PDF_ERROR_UNAVAILABLE. */
void kaiji_pdf_service_set_insist (KaijiPdfService *self, gboolean insist);
gboolean kaiji_pdf_service_get_insist (KaijiPdfService *self);
/* How long one request may take before its worker is ended; at first 20,000 ms. */
void kaiji_pdf_service_set_timeout (KaijiPdfService *self, guint milliseconds);

/* @fd: readable, seekable, best a sealed memfd; duplicated, the caller keeps its own. */
KaijiPdfDocument *kaiji_pdf_service_open_sync (KaijiPdfService *self,
                                               int fd,
                                               const char *password,
                                               GCancellable *cancellable,
                                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
void kaiji_pdf_service_open_async (KaijiPdfService *self,
                                   int fd,
                                   const char *password,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
KaijiPdfDocument *kaiji_pdf_service_open_finish (KaijiPdfService *self,
                                                 GAsyncResult *result,
                                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * KaijiPdfPageInfo:
 * @width_pt: as shown (crop box and /Rotate applied), points
 * @height_pt: likewise
 * @label: printed page number; "" when the file gives none, or the physical number itself
 */
typedef struct
{
  double width_pt;
  double height_pt;
  const char *label;
} KaijiPdfPageInfo;

/**
 * KaijiPdfOutlineEntry: one line of the outline, flattened in reading order.
 */
typedef struct
{
  char *title;
  int level;     /* from 0 */
  int page;      /* physical, from 1; 0 = leads nowhere */
  double top_pt; /* distance from the top of the page, points; 0 when unknown */
} KaijiPdfOutlineEntry;

int kaiji_pdf_document_get_n_pages (KaijiPdfDocument *self);
/* A guess (the size of the first page, no label) until the page's facts are known; NULL only for a
 * page that does not exist. What it points to does not change and lives as long as the document;
 * thread: any. */
const KaijiPdfPageInfo *kaiji_pdf_document_get_page (KaijiPdfDocument *self, int page);
/* Whether size and label of a page are known, not a guess; so once it was drawn or read. */
gboolean kaiji_pdf_document_knows_page (KaijiPdfDocument *self, int page);
/* Whether facts and outline are all known. */
gboolean kaiji_pdf_document_is_loaded (KaijiPdfDocument *self);
/* Waits until they are. */
gboolean
kaiji_pdf_document_load_sync (KaijiPdfDocument *self, GCancellable *cancellable, GError **error);
/* (transfer none) (element-type KaijiPdfOutlineEntry), empty when there is none (yet). */
GPtrArray *kaiji_pdf_document_get_outline (KaijiPdfDocument *self);
/* The innermost outline entry that page @page, @top_pt from its top, lies in; NULL for none. */
const KaijiPdfOutlineEntry *
kaiji_pdf_document_find_section (KaijiPdfDocument *self, int page, double top_pt);
gboolean kaiji_pdf_document_is_encrypted (KaijiPdfDocument *self);

/**
 * KaijiPdfImage: pixels of a page, in shared memory: 32 bit, B8G8R8A8 premultiplied, opaque.
 */
typedef struct
{
  GBytes *pixels;
  int width;
  int height;
  int stride;
} KaijiPdfImage;
void kaiji_pdf_image_free (KaijiPdfImage *image);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaijiPdfImage, kaiji_pdf_image_free)

/* @scale: pixels a point (96 dpi = 96/72). @rotation: 0, 90, 180, 270 clockwise. The worker
 * refuses more than 64 megapixels by drawing at the largest scale that fits. */
KaijiPdfImage *kaiji_pdf_document_render_sync (KaijiPdfDocument *self,
                                               int page,
                                               double scale,
                                               int rotation,
                                               KaijiPdfPriority priority,
                                               GCancellable *cancellable,
                                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
void kaiji_pdf_document_render_async (KaijiPdfDocument *self,
                                      int page,
                                      double scale,
                                      int rotation,
                                      KaijiPdfPriority priority,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
KaijiPdfImage *kaiji_pdf_document_render_finish (KaijiPdfDocument *self,
                                                 GAsyncResult *result,
                                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A page that ended the worker twice, or took too long, is not tried again: it fails at once, until
 * a person asks for it once more. */
void kaiji_pdf_document_forgive (KaijiPdfDocument *self, int page);

/**
 * KaijiPdfText: text of a page with one rectangle a character (Unicode code point).
 */
typedef struct
{
  char *text;       /* UTF-8, in reading order; lines end in \n */
  guint n_rects;    /* = characters of @text */
  KaijiRect *rects; /* points, origin top left, unrotated view */
} KaijiPdfText;
void kaiji_pdf_text_free (KaijiPdfText *text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaijiPdfText, kaiji_pdf_text_free)

/* Text of a page; @page from 1. Returns: (transfer full), NULL on error. Thread: any but a GUI's
 * main one. */
KaijiPdfText *kaiji_pdf_document_text_sync (KaijiPdfDocument *self,
                                            int page,
                                            KaijiPdfPriority priority,
                                            GCancellable *cancellable,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same beside the main loop. */
void kaiji_pdf_document_text_async (KaijiPdfDocument *self,
                                    int page,
                                    KaijiPdfPriority priority,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
KaijiPdfText *kaiji_pdf_document_text_finish (KaijiPdfDocument *self,
                                              GAsyncResult *result,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * KaijiPdfLinkKind:
 * @KAIJI_PDF_LINK_PAGE: leads to a page of the same document
 * @KAIJI_PDF_LINK_URI: an address of the web or of mail, as text: nothing here opens it
 * @KAIJI_PDF_LINK_BLOCKED: would start a program, run a script or open another file: never followed
 */
typedef enum
{
  KAIJI_PDF_LINK_PAGE,
  KAIJI_PDF_LINK_URI,
  KAIJI_PDF_LINK_BLOCKED,
} KaijiPdfLinkKind;

/**
 * KaijiPdfLink: a place on a page that can be clicked.
 */
typedef struct
{
  KaijiRect rect; /* points, origin top left, unrotated view */
  KaijiPdfLinkKind kind;
  int page;      /* PAGE: physical, from 1; otherwise 0 */
  double top_pt; /* PAGE: distance from the top of that page; 0 when unknown */
  char *text;    /* URI: the address; BLOCKED: the file it names; "" for none */
} KaijiPdfLink;
void kaiji_pdf_link_free (KaijiPdfLink *link);

/* Links of a page, those that lie on top last; @page from 1.
 * Returns: (transfer full) (element-type KaijiPdfLink), empty for none, NULL on error.
 * Thread: any but a GUI's main one. */
GPtrArray *kaiji_pdf_document_links_sync (KaijiPdfDocument *self,
                                          int page,
                                          KaijiPdfPriority priority,
                                          GCancellable *cancellable,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same beside the main loop. */
void kaiji_pdf_document_links_async (KaijiPdfDocument *self,
                                     int page,
                                     KaijiPdfPriority priority,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
GPtrArray *kaiji_pdf_document_links_finish (KaijiPdfDocument *self,
                                            GAsyncResult *result,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * KaijiPdfHit: one place where a text stands. A hit over several lines has several rectangles.
 */
typedef struct
{
  int page;
  char *text; /* as it stands on the page */
  KaijiRect *rects;
  guint n_rects;
} KaijiPdfHit;
void kaiji_pdf_hit_free (KaijiPdfHit *hit);

/* Finds a text on one page (folded as kaiji_text_fold(), white space and line ends skipped).
 * (transfer full) (element-type KaijiPdfHit), empty for none. Pure; thread: any. */
GPtrArray *kaiji_pdf_text_find (const KaijiPdfText *text, int page, const char *query);
/* Text and merged line rectangles between two characters [start, end).
 * Pure; thread: any. @rects: (out) (transfer full). Returns: (transfer full) */
char *kaiji_pdf_text_get_range (const KaijiPdfText *text,
                                guint start,
                                guint end,
                                KaijiRect **rects,
                                guint *n_rects);
/* Puts a page that is written downwards into the order in which it is read, column by column from
 * the right; another is left as it is. What comes from a document has gone through it. Pure. */
void kaiji_pdf_text_arrange (KaijiPdfText *text);
/* Whether a character belongs to a line that is written downwards. Pure. */
gboolean kaiji_pdf_text_is_downward (const KaijiPdfText *text, guint index);
/* The character nearest to a point (selection), n_rects when the page has no text. */
guint kaiji_pdf_text_nearest (const KaijiPdfText *text, double x_pt, double y_pt);

G_END_DECLS
