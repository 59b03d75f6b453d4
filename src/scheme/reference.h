/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "scheme/scheme.h"

G_BEGIN_DECLS

/* What the scheme documents tell beside the schemes themselves: how these came about, and which
 * guidelines there are. Read-only data with sources; all strings are UTF-8, never NULL. */
typedef struct _KaijiReference KaijiReference;

typedef enum
{
  KAIJI_EVENT_GUIDELINE,
  KAIJI_EVENT_SCHEME,
  KAIJI_EVENT_REVISION, /* of a scheme's rules or overview */
  KAIJI_EVENT_BODY,
} KaijiEventKind;

/**
 * KaijiEvent: a line of the time line (年表).
 */
typedef struct
{
  const char *date; /* as precise as its source: "2018-10-26", "2018-10", "2018" */
  KaijiEventKind kind;
  const char *text;
  char **schemes; /* ids of the schemes that it is about; may be empty */
  const char *source;
  const char *note; /* "" */
} KaijiEvent;

/**
 * KaijiGuideline: (指針・ガイドライン)
 */
typedef struct
{
  const char *name;
  const char *publisher;
  const char *date;     /* "" when no source states it */
  const char *field;    /* 分野 */
  const char *audience; /* 事業者, 利用者 */
  char **schemes;       /* ids of the schemes that rest on it or name it; may be empty */
  const char *source;
  const char *note; /* "" */
} KaijiGuideline;

/* Reads DIR/reference.json; an error names file and JSON path. */
KaijiReference *kaiji_reference_load (const char *dir, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void kaiji_reference_free (KaijiReference *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaijiReference, kaiji_reference_free)

GPtrArray *kaiji_reference_get_documents (KaijiReference *self);  /* KaijiDocument */
GPtrArray *kaiji_reference_get_timeline (KaijiReference *self);   /* KaijiEvent, by date */
GPtrArray *kaiji_reference_get_guidelines (KaijiReference *self); /* KaijiGuideline */
const char *kaiji_event_kind_to_string (KaijiEventKind kind);     /* "guideline" */

G_END_DECLS
