/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sample: a plainly fictitious case made from a folder of PDFs and one JSON file, sample.json:
 *
 *   {"scheme": "ID" or "ID@REV",
 *    "answers": {"ID": "text", …},
 *    "evidence": [{"file": "x.pdf", "name": "…", "kind": "document", "url": "…", "captured_on": "…",
 *                  "signed_by": "…", "valid_until": "…"}, …],
 *    "citations": [{"target": "ID", "evidence": "x.pdf", "page": 4, "section": "…", "quote": "…"}, …],
 *    "open": {"unset": ["ID", …], "uncite": ["target", …], "set": {"ID": "text"}}}
 *
 * All but "file" and "name", "target", "evidence" and "page" may be left out. "section" is taken
 * from the outline when it is left out. Pages are physical. "open" is what the variant with
 * findings leaves open; the complete one ignores it.
 *
 * Invariant: a sample that cannot be made as a whole leaves no file.
 */
#include "jobs/sample.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "core/paths.h"
#include "jobs/citing.h"
#include "jobs/json.h"

typedef struct
{
  KaijiSession *session;
  const char *dir;
  const char *file;     /* for messages */
  JsonObject *open;     /* (nullable): what is left open */
  GHashTable *evidence; /* file -> id of the evidence */
} Sample;

static const char *
get_text (JsonObject *object, const char *name)
{
  return json_object_get_string_member_with_default (object, name, NULL);
}

static gboolean
refuse (const Sample *sample, const char *where, const char *cause, GError **error)
{
  g_set_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT, "%s: %s: %s", sample->file, where,
               cause);
  return FALSE;
}

/* Whether "open" names @value in its list @name. */
static gboolean
leaves_open (const Sample *sample, const char *name, const char *value)
{
  JsonArray *list = sample->open && json_object_has_member (sample->open, name)
                        ? json_object_get_array_member (sample->open, name)
                        : NULL;

  for (guint i = 0; list && i < json_array_get_length (list); i++)
    if (g_strcmp0 (json_array_get_string_element (list, i), value) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
add_answers (Sample *sample, JsonObject *answers, GError **error)
{
  JsonObject *set = sample->open && json_object_has_member (sample->open, "set")
                        ? json_object_get_object_member (sample->open, "set")
                        : NULL;
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();
  JsonObjectIter iter;
  const char *id;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, answers);
  while (json_object_iter_next_ordered (&iter, &id, &value))
    {
      if (!JSON_NODE_HOLDS_VALUE (value) || json_node_get_value_type (value) != G_TYPE_STRING)
        return refuse (sample, id, _ ("an answer must be a text"), error);
      if (leaves_open (sample, "unset", id))
        continue;
      g_ptr_array_add (ids, (char *) id);
      g_ptr_array_add (texts, (char *) json_node_get_string (value));
    }
  if (set)
    {
      json_object_iter_init_ordered (&iter, set);
      while (json_object_iter_next_ordered (&iter, &id, &value))
        {
          g_ptr_array_add (ids, (char *) id);
          g_ptr_array_add (texts, (char *) json_node_get_string (value));
        }
    }
  g_ptr_array_add (ids, NULL);
  return kaiji_session_set_answers (sample->session, (const char *const *) ids->pdata,
                                    (const char *const *) texts->pdata, _ ("Fill in the sample"),
                                    error);
}

static gboolean
add_one_evidence (Sample *sample, JsonObject *object, GError **error)
{
  const char *file = get_text (object, "file");
  const char *kind = get_text (object, "kind");
  g_autofree char *path = file ? g_build_filename (sample->dir, file, NULL) : NULL;
  g_autoptr (KaijiEvidence) evidence = NULL;
  KaijiEvidenceRequest request = {
    .path = path,
    .name = get_text (object, "name"),
    .url = get_text (object, "url"),
    .captured_on = get_text (object, "captured_on"),
    .signed_by = get_text (object, "signed_by"),
    .valid_until = get_text (object, "valid_until"),
  };

  if (!file)
    return refuse (sample, "$.evidence", _ ("“file” is missing"), error);
  if (kind && !kaiji_evidence_kind_from_string (kind, &request.kind))
    return refuse (sample, file, _ ("“kind” is none of the known kinds"), error);
  evidence = kaiji_session_add_evidence (sample->session, &request, error);
  if (!evidence)
    return FALSE;
  g_hash_table_insert (sample->evidence, g_strdup (file),
                       g_strdup (kaiji_evidence_get_info (evidence)->id));
  return TRUE;
}

static gboolean
add_one_citation (Sample *sample, JsonObject *object, GError **error)
{
  const char *file = get_text (object, "evidence");
  KaijiCiteRequest request = {
    .target = get_text (object, "target"),
    .evidence_id = file ? g_hash_table_lookup (sample->evidence, file) : NULL,
    .page = (int) json_object_get_int_member_with_default (object, "page", 0),
    .section = get_text (object, "section"),
    .quote = get_text (object, "quote"),
  };
  g_autoptr (KaijiCitation) citation = NULL;

  if (!request.target)
    return refuse (sample, "$.citations", _ ("“target” is missing"), error);
  if (!request.evidence_id)
    return refuse (sample, request.target, _ ("“evidence” names no file of the sample"), error);
  if (leaves_open (sample, "uncite", request.target))
    return TRUE;
  citation = kaiji_citing_add (sample->session, &request, error);
  if (!citation)
    g_prefix_error (error, "%s: %s: ", sample->file, request.target);
  return citation != NULL;
}

typedef gboolean (*AddFunc) (Sample *sample, JsonObject *object, GError **error);

static gboolean
add_each (Sample *sample, JsonObject *root, const char *name, AddFunc add, GError **error)
{
  JsonArray *list;

  if (!json_object_has_member (root, name))
    return TRUE;
  list = kaiji_json_get_array (root, name, sample->file, error);
  for (guint i = 0; list && i < json_array_get_length (list); i++)
    {
      JsonNode *node = json_array_get_element (list, i);
      if (!JSON_NODE_HOLDS_OBJECT (node))
        return refuse (sample, name, _ ("an object is expected here"), error);
      if (!add (sample, json_node_get_object (node), error))
        return FALSE;
    }
  return list != NULL;
}

static gboolean
fill (Sample *sample, JsonObject *root, GError **error)
{
  JsonObject *answers = kaiji_json_get_object (root, "answers", sample->file, error);

  return answers && add_answers (sample, answers, error)
         && add_each (sample, root, "evidence", add_one_evidence, error)
         && add_each (sample, root, "citations", add_one_citation, error)
         && kaiji_journal_flush (kaiji_session_get_journal (sample->session), error);
}

/**
 * kaiji_sample_create:
 * @path: where the case file is made; must not be there
 * @complete: ready to hand in, else with findings left open
 * @dir: (nullable): folder of sample.json, %NULL = that of the program
 * @library: where the scheme is found
 * @pdf: (nullable): as kaiji_session_open()
 * @today: as kaiji_session_open()
 * @error: the sample cannot be read, or the file cannot be made; no file is left then
 *
 * Thread: main; blocks. Returns: (transfer full): the open case
 */
KaijiSession *
kaiji_sample_create (const char *path,
                     gboolean complete,
                     const char *dir,
                     KaijiSchemeLibrary *library,
                     KaijiPdfService *pdf,
                     KaijiDate today,
                     GError **error)
{
  g_autofree char *folder =
      dir ? g_strdup (dir) : g_build_filename (kaiji_paths_get_data_dir (), "sample", NULL);
  g_autofree char *file = g_build_filename (folder, "sample.json", NULL);
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GHashTable) evidence = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (KaijiSession) session = NULL;
  Sample sample = { .dir = folder, .file = file, .evidence = evidence };
  JsonObject *object;
  const char *scheme;

  if (!g_file_get_contents (file, &text, NULL, error))
    return NULL;
  root = kaiji_json_parse (file, text, error);
  if (!root)
    return NULL;
  object = json_node_get_object (root);
  scheme = get_text (object, "scheme");
  if (!scheme)
    {
      refuse (&sample, "$", _ ("“scheme” is missing"), error);
      return NULL;
    }
  if (!complete && json_object_has_member (object, "open"))
    {
      sample.open = kaiji_json_get_object (object, "open", file, error);
      if (!sample.open)
        return NULL;
    }
  session = kaiji_session_create (path, scheme, FALSE, library, pdf, today, error);
  if (!session)
    return NULL;
  sample.session = session;
  if (fill (&sample, object, error))
    return g_steal_pointer (&session);
  g_clear_object (&session);
  g_unlink (path);
  return NULL;
}

/* ---- in a thread ---- */

typedef struct
{
  char *path;
  gboolean complete;
  KaijiDate today;
} Order;

static void
order_free (gpointer data)
{
  Order *order = data;

  g_free (order->path);
  g_free (order);
}

/* The session belongs to this thread and to a main context of its own. */
static gboolean
make_and_close (const Order *order, GError **error)
{
  g_autofree char *packs = g_build_filename (kaiji_paths_get_data_dir (), "schemes", NULL);
  g_autoptr (KaijiSchemeLibrary) library = kaiji_scheme_library_new (packs);
  g_autoptr (KaijiSession) session =
      kaiji_sample_create (order->path, order->complete, NULL, library, NULL, order->today, error);

  return session && kaiji_session_close (session, error);
}

static void
create_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  GError *error = NULL;
  gboolean done;

  g_main_context_push_thread_default (context);
  done = make_and_close (task_data, &error);
  while (g_main_context_iteration (context, FALSE))
    ;
  g_main_context_pop_thread_default (context);
  if (done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * kaiji_sample_create_async:
 * @path: where the case file is made; must not be there
 * @complete: ready to hand in, else with findings left open
 * @today: as kaiji_session_open()
 * @callback: called when the file is there
 * @user_data: for @callback
 *
 * As kaiji_sample_create(), for programs with a window.
 *
 * Thread: main
 */
void
kaiji_sample_create_async (const char *path,
                           gboolean complete,
                           KaijiDate today,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  Order *order = g_new0 (Order, 1);

  order->path = g_strdup (path);
  order->complete = complete;
  order->today = today;
  g_task_set_source_tag (task, kaiji_sample_create_async);
  g_task_set_task_data (task, order, order_free);
  g_task_run_in_thread (task, create_thread);
}

/** kaiji_sample_create_finish: Returns: whether the file is there. */
gboolean
kaiji_sample_create_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
