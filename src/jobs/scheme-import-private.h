/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the import of a sheet share. */
#pragma once

#include <json-glib/json-glib.h>

#include "jobs/scheme-import.h"
#include "jobs/sheet-table.h"

G_BEGIN_DECLS

/* How a pack is made of a sheet and today's pack. */
typedef struct
{
  KaijiScheme *today;
  const KaijiSheetTable *table;
  const char *revision;
  const char *source; /* of the rows */
  const char *title;  /* of the document: the file's name */
  const char *date;   /* of the document, "" */
  GPtrArray *notes;
} KaijiPackPlan;

/* Today's pack as JSON that may be changed; NULL + error. */
JsonNode *kaiji_pack_read (KaijiScheme *today, GError **error);
/* A pack that holds nothing but the sheet's items under ids of their own, to be matched. */
JsonNode *kaiji_pack_make_draft (KaijiPackPlan *plan, JsonNode *today);
/* The pack: @today is changed into it. @matching: of today's pack and the draft */
void kaiji_pack_make (KaijiPackPlan *plan, JsonNode *today, KaijiMatching *matching);
/* Takes away what refers to prompts and items that are gone; tells it in @notes. @gone: a set */
void kaiji_pack_prune (JsonObject *pack, GHashTable *gone, GPtrArray *notes);
/* Id of the table of the draft. */
#define KAIJI_PACK_DRAFT "sheet"

G_END_DECLS
