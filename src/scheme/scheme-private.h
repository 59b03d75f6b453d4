/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the scheme layer share: the scheme itself, and how a pack is read into it.
 *
 * Invariants:
 * 1. Ids are interned; every other string lies in the scheme's string chunk. Structures own their
 *    arrays, never their strings.
 * 2. A reading function reports what is wrong and gives a harmless value back, so that one run
 *    finds all problems; a scheme with a problem is never handed out.
 */
#pragma once

#include <json-glib/json-glib.h>

#include "scheme/overlay.h"
#include "core/intern.h"
#include "scheme/scheme.h"

G_BEGIN_DECLS

typedef enum
{
  WORDS_YES,
  WORDS_NO,
  WORDS_NONE,
  WORDS_UNDISCLOSED,
  WORDS_TENTATIVE,
  WORDS_CHOICES,
  WORDS_YES_NO,
  N_WORDS,
} KaijiWordClass;

/* Words of the pack, as written and as compared. */
typedef struct
{
  const char *key;
  char **values;
  char **folded; /* owned strings */
  const char *source;
  KaijiVerified verified;
} KaijiWords;

struct _KaijiScheme
{
  gatomicrefcount ref_count;
  GStringChunk *strings;
  const char *path;
  const char *id;
  const char *table;
  const char *revision;
  const char *name;
  gboolean in_use;
  gboolean superseded; /* in use, but the office took in a newer one */
  GPtrArray *documents;
  GPtrArray *settings;
  GHashTable *settings_by_key;
  GPtrArray *overlay_problems;
  KaijiWords words[N_WORDS];
  GPtrArray *sections;
  GPtrArray *items;
  GPtrArray *prompts;
  GPtrArray *rules;
  GPtrArray *fees;
  GPtrArray *grounds;
  GPtrArray *unit_conditions;
  GPtrArray *classes;
  KaijiMinimum minimum;
  gboolean has_minimum;
  KaijiSchemeCounts counts;
  GHashTable *items_by_id;
  GHashTable *prompts_by_id;
  GHashTable *rules_by_id;
};

KaijiScheme *kaiji_scheme_new (void);

/* What a reference must lead to. */
typedef enum
{
  REFERENCE_PROMPT, /* a prompt or field */
  REFERENCE_ITEM_OR_PROMPT,
} ReferenceKind;

typedef struct
{
  ReferenceKind kind;
  const char *id;
  char *path;
  char **words; /* (nullable) what must be among the choices of the prompt */
} Reference;

/* One run over one pack. */
typedef struct
{
  const char *file;
  const char *text;      /* (nullable): of a pack that is no file yet */
  GStringChunk *strings; /* where strings that were read lie */
  KaijiScheme *scheme;   /* (nullable) when a pack is read */
  GString *path;         /* JSON path of where we are */
  GPtrArray *problems;
  GHashTable *seen;   /* id -> where it was first */
  GArray *references; /* Reference */
} Parse;

/* Moves into a member or an element; the value is for parse_leave(). */
gsize parse_enter (Parse *parse, const char *key);
gsize parse_enter_index (Parse *parse, guint index);
void parse_leave (Parse *parse, gsize mark);
/* Takes @message. */
void parse_add_problem (Parse *parse, KaijiSchemeError code, char *message);
void parse_problem (Parse *parse, const char *format, ...) G_GNUC_PRINTF (2, 3);
void parse_problem_at (Parse *parse, const char *key, const char *format, ...) G_GNUC_PRINTF (3, 4);

/* Reports members that are not in the list; the list ends with NULL. */
void parse_only (Parse *parse, JsonObject *object, const char *const *keys);
JsonObject *parse_as_object (Parse *parse, JsonNode *node);
/* An array member, empty or not; NULL when it is missing (reported when @required) or no array. */
JsonArray *parse_array (Parse *parse, JsonObject *object, const char *key, gboolean required);
const char *parse_string (Parse *parse, JsonObject *object, const char *key, gboolean required);
const char *parse_id (Parse *parse, JsonObject *object, const char *key);
gboolean parse_bool (Parse *parse, JsonObject *object, const char *key, gboolean fallback);
gint64 parse_int (Parse *parse, JsonObject *object, const char *key, gint64 least, gint64 most);
gboolean parse_number (Parse *parse, JsonObject *object, const char *key, double *number);
/* Strings in the chunk, the array owned; NULL when the member is missing. */
char **parse_strings (Parse *parse, JsonObject *object, const char *key);
/* One of @names, which ends with NULL; -1 when it is none or missing (reported when @required). */
int parse_enum (Parse *parse,
                JsonObject *object,
                const char *key,
                const char *const *names,
                gboolean required);
/* "verified" and "source", which goes with it. */
KaijiVerified parse_verified (Parse *parse, JsonObject *object, const char **source);
/* Claims an id for the element that we are in; @space keeps ids of different sorts apart. */
void parse_claim (Parse *parse, const char *space, const char *id, const char *key);
/* @key: (nullable): the member that refers; @words: (nullable): choices that it names. */
void parse_refer (Parse *parse, ReferenceKind kind, const char *id, const char *key, char **words);
/* A day, month or year; reported when it is none. */
const char *parse_date (Parse *parse, JsonObject *object, const char *key, gboolean required);
/* Reads one row of a list into a structure of its own. */
typedef gpointer (*ParseRow) (Parse *parse, JsonObject *object);
void parse_rows (Parse *parse,
                 JsonObject *object,
                 const char *key,
                 gboolean required,
                 ParseRow parse_row,
                 GPtrArray *rows);
/* KaijiDocument */
gpointer parse_document (Parse *parse, JsonObject *object);
/* A calendar day, month or year: "2022-04-01", "2018-10", "2022". */
gboolean parse_is_partial_date (const char *text);

void parse_pack (Parse *parse, JsonNode *root);
void parse_form (Parse *parse, JsonObject *pack);
void parse_rules (Parse *parse, JsonObject *pack);
/* Fees, grounds for revocation, conditions of one unit, classes of services. */
void parse_lists (Parse *parse, JsonObject *pack);
KaijiCondition *parse_condition (Parse *parse, JsonObject *object, const char *key);
/* Free one part of a pack with all below it. */
void kaiji_condition_free (KaijiCondition *condition);
void kaiji_column_free (KaijiColumn *column);
void kaiji_prompt_free (KaijiPrompt *prompt);
void kaiji_item_free (KaijiItem *item);
void kaiji_section_free (KaijiSection *section);
void kaiji_rule_free (KaijiRule *rule);
void kaiji_setting_free (KaijiSetting *setting);
/* What can only be seen when all is read: references, and parts that need each other. */
void parse_check (Parse *parse);
/* Reads @path, gives its root to @read; what is wrong is in @problems afterwards. */
typedef void (*ParseRoot) (Parse *parse, JsonNode *root, gpointer data);
void parse_file (const char *path,
                 GStringChunk *strings,
                 GPtrArray *problems,
                 ParseRoot read,
                 gpointer data);
/* The same of a text; NULL = of the file. @path: what it is called in messages */
void parse_text (const char *path,
                 const char *text,
                 GStringChunk *strings,
                 GPtrArray *problems,
                 ParseRoot read,
                 gpointer data);
/* Makes an error of the first problem. Returns: whether there is none. */
gboolean parse_set_error (GPtrArray *problems, GError **error);
/* Reads @path. Returns: (transfer full) (nullable): NULL when a problem was found. */
KaijiScheme *kaiji_scheme_read (const char *path, const char *text, GPtrArray *problems);

/* settings.c: what kind of choice each setting takes, and the settings of the minima. */
void parse_settings_done (Parse *parse);
/* Takes the choices that fit; notes what does not. Only before the scheme is shared. */
void kaiji_scheme_adopt (KaijiScheme *self, KaijiOverlay *overlay);
void kaiji_scheme_add_overlay_problem (KaijiScheme *self, const char *text);

extern const char *const kaiji_kind_names[];
extern const char *const kaiji_verified_names[];

G_END_DECLS
