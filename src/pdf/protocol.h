/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the client and the worker say to each other, over a SOCK_SEQPACKET pair.
 *
 * 1. One message is one of the two structures below, whole; a message of another length is refused.
 * 2. The client asks, the worker answers each request once and in order; before the first request
 *    the worker says HELLO by itself.
 * 3. What does not fit into a message (document, pixels, text, tables) travels as a descriptor
 *    beside it. The worker's are memfds sealed against change, so that the client can map them.
 * 4. Each side takes what the other says as hostile: lengths, counts and indices are checked before
 *    they are used, strings are copied with their length.
 * 5. Plain C of fixed sizes, no GLib: the worker and its test doubles need nothing else. */
#pragma once

#include <stddef.h>
#include <stdint.h>

#define KAIJI_PDF_PROTOCOL_MAGIC 0x4b504446u /* "KPDF" */
#define KAIJI_PDF_PROTOCOL_VERSION 1u

/* The descriptor number that the worker finds its socket at. */
#define KAIJI_PDF_WORKER_FD 3
/* How it ends when memory was wanting. */
#define KAIJI_PDF_EXIT_MEMORY 77

#define KAIJI_PDF_N_SLOTS 3u /* documents that the worker keeps open */
#define KAIJI_PDF_MAX_PAGES 1000000u
#define KAIJI_PDF_MAX_PIXELS (64u * 1000u * 1000u)
#define KAIJI_PDF_MAX_SIDE 32767u /* cairo's limit, pixels */
#define KAIJI_PDF_MAX_POINTS 2000000.0
#define KAIJI_PDF_MAX_CHARACTERS 4000000u
#define KAIJI_PDF_MAX_TEXT_BYTES (4u * KAIJI_PDF_MAX_CHARACTERS)
#define KAIJI_PDF_MAX_BATCH 4096u      /* records in one reply */
#define KAIJI_PDF_MAX_OUTLINE 20000u   /* entries of a whole outline */
#define KAIJI_PDF_MAX_OUTLINE_DEPTH 32 /* deeper ones are left out */
#define KAIJI_PDF_MAX_LINKS 4096u      /* of a page; further ones are left out */
#define KAIJI_PDF_MAX_PASSWORD 128u    /* PDF 2.0 knows 127 bytes */

typedef enum
{
  KAIJI_PDF_KIND_HELLO = 1,
  KAIJI_PDF_KIND_OPEN,    /* slot, password; the document's descriptor beside it */
  KAIJI_PDF_KIND_CLOSE,   /* slot */
  KAIJI_PDF_KIND_FACTS,   /* slot, first: facts of pages from @first on, as many as time allows */
  KAIJI_PDF_KIND_OUTLINE, /* slot, first: entries from @first on; 0 begins anew */
  KAIJI_PDF_KIND_RENDER,  /* slot, page, scale, rotation */
  KAIJI_PDF_KIND_TEXT,    /* slot, page */
  KAIJI_PDF_KIND_LINKS,   /* slot, page */
  /* What kaiji-pdf-extractor is asked, after OPEN: */
  KAIJI_PDF_KIND_EXCERPT, /* slot; a KaijiPdfExcerptOrder beside it; a PDF comes back */
  KAIJI_PDF_KIND_SCAN,    /* slot: how coarse are the pages that are scans? */
  KAIJI_PDF_KIND_MAP,     /* slot: which pages is this an excerpt of? */
} KaijiPdfKind;

typedef enum
{
  KAIJI_PDF_STATUS_OK,
  KAIJI_PDF_STATUS_DAMAGED,
  KAIJI_PDF_STATUS_ENCRYPTED,
  KAIJI_PDF_STATUS_PAGE,
  KAIJI_PDF_STATUS_UNSANDBOXED,   /* the kernel lacks what the sandbox needs */
  KAIJI_PDF_STATUS_REFUSED,       /* a request that makes no sense */
  KAIJI_PDF_STATUS_IMAGE_DAMAGED, /* a picture that is cut off, or of a kind that is not read */
  KAIJI_PDF_STATUS_TOO_LARGE,     /* a picture of more pixels than are shown */
  KAIJI_PDF_STATUS_MEMORY,        /* more memory is needed than is allowed */
} KaijiPdfStatus;

typedef enum
{
  KAIJI_PDF_FLAG_ENCRYPTED = 1 << 0, /* OPEN: the document needed a password */
  KAIJI_PDF_FLAG_MORE = 1 << 1,      /* OUTLINE: there are further entries */
  KAIJI_PDF_FLAG_REPAIRED = 1 << 2,  /* EXCERPT: the source was damaged and has been mended */
  /* HELLO: what of the sandbox holds */
  KAIJI_PDF_FLAG_SECCOMP = 1 << 8,
  KAIJI_PDF_FLAG_LANDLOCK = 1 << 9,
  KAIJI_PDF_FLAG_LIMITS = 1 << 10,
} KaijiPdfFlags;

typedef struct
{
  uint32_t magic;
  uint32_t version;
  uint32_t kind;
  uint32_t serial;
  uint32_t slot;
  uint32_t page;  /* from 1 */
  uint32_t first; /* see KaijiPdfKind */
  int32_t rotation;
  double scale;
  uint32_t cpu_seconds; /* that this request may use */
  uint32_t has_password;
  char password[KAIJI_PDF_MAX_PASSWORD]; /* ends in NUL */
} KaijiPdfRequest;

typedef struct
{
  double width_pt;
  double height_pt;
  char label[64]; /* UTF-8, ends in NUL */
} KaijiPdfPageRecord;

typedef struct
{
  double top_pt;
  uint32_t level;
  uint32_t page;
  char title[496]; /* UTF-8, ends in NUL */
} KaijiPdfOutlineRecord;

typedef struct
{
  float x1, y1, x2, y2;
} KaijiPdfRectRecord;

typedef enum
{
  KAIJI_PDF_LINK_RECORD_PAGE,
  KAIJI_PDF_LINK_RECORD_URI,
  KAIJI_PDF_LINK_RECORD_BLOCKED,
} KaijiPdfLinkRecordKind;

typedef struct
{
  KaijiPdfRectRecord rect;
  double top_pt;
  uint32_t kind;
  uint32_t page;  /* PAGE: where it leads */
  char text[992]; /* UTF-8, ends in NUL */
} KaijiPdfLinkRecord;

typedef struct
{
  uint32_t magic;
  uint32_t version;
  uint32_t kind;
  uint32_t serial;
  uint32_t status;
  uint32_t flags;
  uint32_t n_pages;        /* OPEN */
  uint32_t width;          /* RENDER, pixels */
  uint32_t height;         /* RENDER, pixels */
  uint32_t stride;         /* RENDER, bytes */
  uint32_t count;          /* records or rectangles in the payload */
  uint32_t text_bytes;     /* TEXT: bytes after the rectangles */
  uint64_t payload_size;   /* 0 = no descriptor comes with it */
  KaijiPdfPageRecord page; /* OPEN: page 1; RENDER, TEXT, LINKS: the page asked for */
} KaijiPdfReply;

/* What travels beside EXCERPT: this; @n_pages numbers of pages (uint32_t, from 1, rising);
 * @text_bytes of text: title, digest, name, day as PDF writes it, then one label a page, each ending
 * in NUL; @stamp_bytes of a PDF of one page that is laid onto each page. */
typedef struct
{
  uint32_t n_pages;
  uint32_t text_bytes;
  uint32_t stamp_bytes;
  uint32_t reserved;
} KaijiPdfExcerptOrder;

/* The payload of MAP: this, then KaijiPdfReply.count numbers of pages (uint32_t). */
typedef struct
{
  uint32_t n_sheets; /* of the original */
  char sha256[68];   /* of the original, ends in NUL */
} KaijiPdfMapRecord;

#define KAIJI_PDF_MAX_EXCERPT (300u * 1024u * 1024u)
#define KAIJI_PDF_MAX_ORDER (64u * 1024u * 1024u)

_Static_assert(sizeof (KaijiPdfRequest) == 48 + KAIJI_PDF_MAX_PASSWORD, "no padding");
_Static_assert(sizeof (KaijiPdfPageRecord) == 80, "no padding");
_Static_assert(sizeof (KaijiPdfOutlineRecord) == 512, "no padding");
_Static_assert(sizeof (KaijiPdfRectRecord) == 16, "no padding");
_Static_assert(sizeof (KaijiPdfLinkRecord) == 1024, "no padding");
_Static_assert(sizeof (KaijiPdfReply) == 56 + sizeof (KaijiPdfPageRecord), "no padding");
_Static_assert(sizeof (KaijiPdfExcerptOrder) == 16, "no padding");
_Static_assert(sizeof (KaijiPdfMapRecord) == 72, "no padding");
