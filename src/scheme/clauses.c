/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of clauses: what each demands, and the places where the program does it.
 *
 * 1. A clause has at least one source and one place.
 * 2. A place of the kind "later" says what will be done; every other names what is there.
 */
#include "scheme/clauses.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "scheme/scheme-private.h"

#define FILE_NAME "clauses.json"
#define FORMAT 1

typedef struct
{
  const char *id;
  const char *document;
} SchemeDocument;

struct _KaijiClauses
{
  GStringChunk *strings;
  GPtrArray *schemes; /* SchemeDocument */
  char **general;     /* documents that hold for every scheme */
  GPtrArray *clauses;
};

static const char *const place_names[] = {
  "rule", "setting", "question", "datum", "command", "absent", "later", NULL,
};
G_STATIC_ASSERT (G_N_ELEMENTS (place_names) == KAIJI_PLACE_LATER + 2);

/** kaiji_place_kind_to_string: Returns: as in the file */
const char *
kaiji_place_kind_to_string (KaijiPlaceKind kind)
{
  return place_names[kind];
}

static void
free_place (gpointer data)
{
  KaijiClausePlace *place = data;

  g_free (place->schemes);
  g_free (place);
}

static void
free_clause (gpointer data)
{
  KaijiClause *clause = data;

  g_free (clause->kinds);
  g_ptr_array_unref (clause->sources);
  g_ptr_array_unref (clause->places);
  g_free (clause);
}

static gpointer
parse_scheme (Parse *parse, JsonObject *object)
{
  static const char *const keys[] = { "id", "document", NULL };
  SchemeDocument *row = g_new0 (SchemeDocument, 1);

  parse_only (parse, object, keys);
  row->id = parse_id (parse, object, "id");
  row->document = parse_string (parse, object, "document", TRUE);
  parse_claim (parse, "scheme", row->id, "id");
  return row;
}

static gpointer
parse_source (Parse *parse, JsonObject *object)
{
  static const char *const keys[] = { "document", "clause", NULL };
  KaijiClauseSource *source = g_new0 (KaijiClauseSource, 1);

  parse_only (parse, object, keys);
  source->document = parse_string (parse, object, "document", TRUE);
  source->clause = parse_string (parse, object, "clause", TRUE);
  return source;
}

static gpointer
parse_place (Parse *parse, JsonObject *object)
{
  static const char *const keys[] = { "kind", "ref", "text", "schemes", NULL };
  KaijiClausePlace *place = g_new0 (KaijiClausePlace, 1);
  gboolean later;

  parse_only (parse, object, keys);
  place->kind = MAX (parse_enum (parse, object, "kind", place_names, TRUE), 0);
  later = place->kind == KAIJI_PLACE_LATER;
  place->ref = parse_string (parse, object, "ref", !later);
  place->text = parse_string (parse, object, "text", later);
  place->schemes = parse_strings (parse, object, "schemes");
  return place;
}

static void
need_rows (Parse *parse, GPtrArray *rows, const char *key)
{
  if (rows->len == 0)
    parse_problem_at (parse, key, _ ("This must not be empty."));
}

static gpointer
parse_clause (Parse *parse, JsonObject *object)
{
  static const char *const keys[] = { "id", "kinds", "demand", "sources", "places", NULL };
  KaijiClause *clause = g_new0 (KaijiClause, 1);

  parse_only (parse, object, keys);
  clause->id = parse_id (parse, object, "id");
  clause->kinds = parse_strings (parse, object, "kinds");
  if (!clause->kinds)
    clause->kinds = g_new0 (char *, 1);
  if (!clause->kinds[0])
    parse_problem_at (parse, "kinds", _ ("This must not be empty."));
  clause->demand = parse_string (parse, object, "demand", TRUE);
  clause->sources = g_ptr_array_new_with_free_func (g_free);
  clause->places = g_ptr_array_new_with_free_func (free_place);
  parse_rows (parse, object, "sources", TRUE, parse_source, clause->sources);
  parse_rows (parse, object, "places", TRUE, parse_place, clause->places);
  need_rows (parse, clause->sources, "sources");
  need_rows (parse, clause->places, "places");
  parse_claim (parse, "clause", clause->id, "id");
  return clause;
}

static void
parse_clauses (Parse *parse, JsonNode *root, gpointer data)
{
  static const char *const keys[] = { "format", "schemes", "general", "clauses", NULL };
  KaijiClauses *self = data;
  JsonObject *object = parse_as_object (parse, root);

  if (!object)
    return;
  parse_only (parse, object, keys);
  if (parse_int (parse, object, "format", 0, G_MAXINT32) != FORMAT)
    parse_problem_at (parse, "format", _ ("Only format %d can be read."), FORMAT);
  parse_rows (parse, object, "schemes", TRUE, parse_scheme, self->schemes);
  self->general = parse_strings (parse, object, "general");
  parse_rows (parse, object, "clauses", TRUE, parse_clause, self->clauses);
}

/**
 * kaiji_clauses_load:
 * @dir: the directory of the packs
 * @error: %KAIJI_SCHEME_ERROR_PARSE, %KAIJI_SCHEME_ERROR_INVALID
 *
 * Thread: any. Returns: (transfer full) (nullable): the table
 */
KaijiClauses *
kaiji_clauses_load (const char *dir, GError **error)
{
  g_autoptr (KaijiClauses) self = NULL;
  g_autoptr (GPtrArray) problems =
      g_ptr_array_new_with_free_func ((GDestroyNotify) kaiji_scheme_problem_free);
  g_autofree char *path = NULL;

  g_return_val_if_fail (dir != NULL, NULL);

  path = g_build_filename (dir, FILE_NAME, NULL);
  self = g_new0 (KaijiClauses, 1);
  self->strings = g_string_chunk_new (4096);
  self->schemes = g_ptr_array_new_with_free_func (g_free);
  self->clauses = g_ptr_array_new_with_free_func (free_clause);
  parse_file (path, self->strings, problems, parse_clauses, self);
  if (!parse_set_error (problems, error))
    return NULL;
  return g_steal_pointer (&self);
}

/** kaiji_clauses_free: Frees the table and all that was got from it. */
void
kaiji_clauses_free (KaijiClauses *self)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_unref (self->schemes);
  g_ptr_array_unref (self->clauses);
  g_free (self->general);
  g_string_chunk_free (self->strings);
  g_free (self);
}

/** kaiji_clauses_get_all: Returns: (transfer none) (element-type KaijiClause): in their order */
GPtrArray *
kaiji_clauses_get_all (KaijiClauses *self)
{
  return self->clauses;
}

/* The clause of the scheme's own document, else NULL. */
static const KaijiClauseSource *
find_own (KaijiClauses *self, const KaijiClause *clause, KaijiScheme *scheme)
{
  const char *id = kaiji_scheme_get_id (scheme);

  for (guint i = 0; i < self->schemes->len; i++)
    {
      const SchemeDocument *row = g_ptr_array_index (self->schemes, i);

      for (guint j = 0; g_str_equal (row->id, id) && j < clause->sources->len; j++)
        {
          const KaijiClauseSource *source = g_ptr_array_index (clause->sources, j);

          if (g_str_equal (source->document, row->document))
            return source;
        }
    }
  return NULL;
}

/**
 * kaiji_clauses_is_stated:
 * @self: the table
 * @clause: one of its clauses
 * @scheme: a scheme
 *
 * Returns: whether a document that holds for @scheme states @clause
 */
gboolean
kaiji_clauses_is_stated (KaijiClauses *self, const KaijiClause *clause, KaijiScheme *scheme)
{
  if (find_own (self, clause, scheme))
    return TRUE;
  for (guint i = 0; self->general && i < clause->sources->len; i++)
    {
      const KaijiClauseSource *source = g_ptr_array_index (clause->sources, i);

      if (g_strv_contains ((const char *const *) self->general, source->document))
        return TRUE;
    }
  return FALSE;
}

/**
 * kaiji_clauses_dup_reference:
 * @self: the table
 * @clause: one of its clauses
 * @scheme: a scheme
 *
 * Returns: (transfer full): where @clause stands, the scheme's own document alone if it is there
 */
char *
kaiji_clauses_dup_reference (KaijiClauses *self, const KaijiClause *clause, KaijiScheme *scheme)
{
  const KaijiClauseSource *own = find_own (self, clause, scheme);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < clause->sources->len; i++)
    {
      const KaijiClauseSource *source = g_ptr_array_index (clause->sources, i);

      if (!own || own == source)
        g_string_append_printf (text, "%s%s %s", text->len > 0 ? "; " : "", source->document,
                                source->clause);
    }
  return g_string_free (text, FALSE);
}

static gboolean
has_rule (KaijiScheme *scheme, const char *ref)
{
  GPtrArray *rules = kaiji_scheme_get_rules (scheme);
  gsize length = strlen (ref);

  for (guint i = 0; i < rules->len; i++)
    {
      const KaijiRule *rule = g_ptr_array_index (rules, i);

      if (g_str_has_prefix (rule->id, ref) && (rule->id[length] == '\0' || rule->id[length] == '/'))
        return TRUE;
    }
  return FALSE;
}

/**
 * kaiji_clause_place_find_setting:
 * @place: a place that is a setting
 * @scheme: a scheme
 *
 * A key that ends in "*" stands for the first setting that begins so.
 *
 * Returns: (transfer none) (nullable): the setting
 */
const KaijiSetting *
kaiji_clause_place_find_setting (const KaijiClausePlace *place, KaijiScheme *scheme)
{
  GPtrArray *settings = kaiji_scheme_get_settings (scheme);
  gsize length = strlen (place->ref);

  if (length == 0 || place->ref[length - 1] != '*')
    return kaiji_scheme_get_setting (scheme, place->ref);
  for (guint i = 0; i < settings->len; i++)
    {
      const KaijiSetting *setting = g_ptr_array_index (settings, i);

      if (strncmp (setting->key, place->ref, length - 1) == 0)
        return setting;
    }
  return NULL;
}

static gboolean
has_minimum (KaijiScheme *scheme)
{
  GPtrArray *prompts = kaiji_scheme_get_prompts (scheme);

  for (guint i = 0; i < prompts->len; i++)
    if (((KaijiPrompt *) g_ptr_array_index (prompts, i))->gate == KAIJI_GATE_MINIMUM)
      return TRUE;
  return FALSE;
}

static gboolean
has_datum (KaijiScheme *scheme, const char *ref)
{
  if (g_str_has_prefix (ref, "words."))
    return kaiji_scheme_get_words (scheme, ref + strlen ("words.")) != NULL;
  if (g_str_equal (ref, "fees"))
    return kaiji_scheme_get_fees (scheme)->len > 0;
  if (g_str_equal (ref, "grounds"))
    return kaiji_scheme_get_grounds (scheme)->len > 0;
  if (g_str_equal (ref, "classes"))
    return kaiji_scheme_get_classes (scheme)->len > 0;
  if (g_str_equal (ref, "unit_conditions"))
    return kaiji_scheme_get_unit_conditions (scheme)->len > 0;
  if (g_str_equal (ref, "gates"))
    return kaiji_scheme_get_counts (scheme)->gate > 0;
  if (g_str_equal (ref, "minimum"))
    return has_minimum (scheme);
  /* Beside the packs, or in every one. */
  return g_str_equal (ref, "timeline") || g_str_equal (ref, "guidelines")
         || g_str_equal (ref, "in_use");
}

static gboolean
has_words (KaijiScheme *scheme, const char *words)
{
  GPtrArray *prompts = kaiji_scheme_get_prompts (scheme);

  for (guint i = 0; i < prompts->len; i++)
    if (strstr (((KaijiPrompt *) g_ptr_array_index (prompts, i))->text, words))
      return TRUE;
  return FALSE;
}

/**
 * kaiji_clause_place_holds:
 * @place: a place
 * @scheme: a scheme
 *
 * Returns: whether @scheme has what @place names
 */
gboolean
kaiji_clause_place_holds (const KaijiClausePlace *place, KaijiScheme *scheme)
{
  if (place->schemes
      && !g_strv_contains ((const char *const *) place->schemes, kaiji_scheme_get_id (scheme)))
    return FALSE;
  switch (place->kind)
    {
    case KAIJI_PLACE_RULE:
      return has_rule (scheme, place->ref);
    case KAIJI_PLACE_SETTING:
      return kaiji_clause_place_find_setting (place, scheme) != NULL;
    case KAIJI_PLACE_QUESTION:
      return *place->ref == '*' || kaiji_scheme_lookup_prompt (scheme, place->ref);
    case KAIJI_PLACE_DATUM:
      return has_datum (scheme, place->ref);
    case KAIJI_PLACE_ABSENT:
      return !has_words (scheme, place->ref);
    case KAIJI_PLACE_COMMAND:
    case KAIJI_PLACE_LATER:
    default:
      return TRUE;
    }
}

/**
 * kaiji_clause_find_place:
 * @clause: a clause
 * @scheme: a scheme
 *
 * Returns: (transfer none) (nullable): the first place that holds in @scheme
 */
const KaijiClausePlace *
kaiji_clause_find_place (const KaijiClause *clause, KaijiScheme *scheme)
{
  for (guint i = 0; i < clause->places->len; i++)
    {
      const KaijiClausePlace *place = g_ptr_array_index (clause->places, i);

      if (kaiji_clause_place_holds (place, scheme))
        return place;
    }
  return NULL;
}
