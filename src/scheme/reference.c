/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Time line of the schemes and table of guidelines.
 *
 * 1. Every row has a source; a date is as precise as it.
 * 2. The time line is in the order of its dates: what is only known by year or month stands before
 *    what has a day in it. */
#include "scheme/reference.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "scheme/scheme-private.h"

#define FILE_NAME "reference.json"
#define FORMAT 1

struct _KaijiReference
{
  GStringChunk *strings;
  GPtrArray *documents;
  GPtrArray *timeline;
  GPtrArray *guidelines;
};

static const char *const kind_names[] = { "guideline", "scheme", "revision", "body", NULL };
G_STATIC_ASSERT (G_N_ELEMENTS (kind_names) == KAIJI_EVENT_BODY + 2);

/** kaiji_event_kind_to_string: Returns: as in the file */
const char *
kaiji_event_kind_to_string (KaijiEventKind kind)
{
  return kind_names[kind];
}

static void
free_event (gpointer data)
{
  KaijiEvent *event = data;

  g_free (event->schemes);
  g_free (event);
}

static void
free_guideline (gpointer data)
{
  KaijiGuideline *guideline = data;

  g_free (guideline->schemes);
  g_free (guideline);
}

static char **
parse_schemes (Parse *parse, JsonObject *object)
{
  char **schemes = parse_strings (parse, object, "schemes");

  return schemes ? schemes : g_new0 (char *, 1);
}

static gpointer
parse_event (Parse *parse, JsonObject *object)
{
  static const char *const keys[] = { "date", "kind", "text", "schemes", "source", "note", NULL };
  KaijiEvent *event = g_new0 (KaijiEvent, 1);

  parse_only (parse, object, keys);
  event->date = parse_date (parse, object, "date", TRUE);
  event->kind = MAX (parse_enum (parse, object, "kind", kind_names, TRUE), 0);
  event->text = parse_string (parse, object, "text", TRUE);
  event->schemes = parse_schemes (parse, object);
  event->source = parse_string (parse, object, "source", TRUE);
  event->note = parse_string (parse, object, "note", FALSE);
  return event;
}

static gpointer
parse_guideline (Parse *parse, JsonObject *object)
{
  static const char *const keys[] = { "name",    "publisher", "date", "field", "audience",
                                      "schemes", "source",    "note", NULL };
  KaijiGuideline *guideline = g_new0 (KaijiGuideline, 1);

  parse_only (parse, object, keys);
  guideline->name = parse_string (parse, object, "name", TRUE);
  guideline->publisher = parse_string (parse, object, "publisher", TRUE);
  guideline->date = parse_date (parse, object, "date", FALSE);
  guideline->field = parse_string (parse, object, "field", TRUE);
  guideline->audience = parse_string (parse, object, "audience", TRUE);
  guideline->schemes = parse_schemes (parse, object);
  guideline->source = parse_string (parse, object, "source", TRUE);
  guideline->note = parse_string (parse, object, "note", FALSE);
  parse_claim (parse, "guideline", guideline->name, "name");
  return guideline;
}

static void
check_order (Parse *parse, GPtrArray *timeline)
{
  gsize mark = parse_enter (parse, "timeline");

  for (guint i = 1; i < timeline->len; i++)
    {
      const KaijiEvent *before = timeline->pdata[i - 1];
      const KaijiEvent *event = timeline->pdata[i];
      gsize here = parse_enter_index (parse, i);

      if (strcmp (before->date, event->date) > 0)
        parse_problem_at (parse, "date", _ ("“%s” comes after “%s”, which is later."), event->date,
                          before->date);
      parse_leave (parse, here);
    }
  parse_leave (parse, mark);
}

static void
parse_reference (Parse *parse, JsonNode *root, gpointer data)
{
  static const char *const keys[] = { "format", "documents", "timeline", "guidelines", NULL };
  KaijiReference *self = data;
  JsonObject *object = parse_as_object (parse, root);

  if (!object)
    return;
  parse_only (parse, object, keys);
  if (parse_int (parse, object, "format", 0, G_MAXINT32) != FORMAT)
    parse_problem_at (parse, "format", _ ("Only format %d can be read."), FORMAT);
  parse_rows (parse, object, "documents", TRUE, parse_document, self->documents);
  parse_rows (parse, object, "timeline", TRUE, parse_event, self->timeline);
  parse_rows (parse, object, "guidelines", TRUE, parse_guideline, self->guidelines);
  check_order (parse, self->timeline);
}

/**
 * kaiji_reference_load:
 * @dir: the directory of the packs
 * @error: %KAIJI_SCHEME_ERROR_PARSE, %KAIJI_SCHEME_ERROR_INVALID
 *
 * Thread: any.
 *
 * Returns: (transfer full) (nullable): the reference data
 */
KaijiReference *
kaiji_reference_load (const char *dir, GError **error)
{
  g_autoptr (KaijiReference) self = NULL;
  g_autoptr (GPtrArray) problems =
      g_ptr_array_new_with_free_func ((GDestroyNotify) kaiji_scheme_problem_free);
  g_autofree char *path = NULL;

  g_return_val_if_fail (dir != NULL, NULL);

  path = g_build_filename (dir, FILE_NAME, NULL);
  self = g_new0 (KaijiReference, 1);
  self->strings = g_string_chunk_new (4096);
  self->documents = g_ptr_array_new_with_free_func (g_free);
  self->timeline = g_ptr_array_new_with_free_func (free_event);
  self->guidelines = g_ptr_array_new_with_free_func (free_guideline);
  parse_file (path, self->strings, problems, parse_reference, self);
  if (!parse_set_error (problems, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * kaiji_reference_free:
 * @self: reference data
 *
 * Frees it and all strings that were got from it.
 */
void
kaiji_reference_free (KaijiReference *self)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_unref (self->documents);
  g_ptr_array_unref (self->timeline);
  g_ptr_array_unref (self->guidelines);
  g_string_chunk_free (self->strings);
  g_free (self);
}

/** kaiji_reference_get_documents: Returns: (transfer none) (element-type KaijiDocument) */
GPtrArray *
kaiji_reference_get_documents (KaijiReference *self)
{
  return self->documents;
}

/** kaiji_reference_get_timeline: Returns: (transfer none) (element-type KaijiEvent): by date */
GPtrArray *
kaiji_reference_get_timeline (KaijiReference *self)
{
  return self->timeline;
}

/** kaiji_reference_get_guidelines: Returns: (transfer none) (element-type KaijiGuideline) */
GPtrArray *
kaiji_reference_get_guidelines (KaijiReference *self)
{
  return self->guidelines;
}
