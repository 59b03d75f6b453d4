/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One open case: the case file, its scheme, the rules over it, and what screens tell each other.
 *
 * Invariants:
 * 1. The session writes only through the journal; the rules never write.
 * 2. Whoever asks for the checker gets one that has seen every change; the signal follows once a
 *    turn of the main loop.
 * 3. Background work never outlives the case file: closing cancels it and waits.
 */
#include "jobs/session-private.h"

#include <string.h>

#include "core/text.h"

/* The field that names a case (facts of Form A, the same for every scheme). */
#define FIELD_SERVICE_NAME "A.service_name"
/* More changes than this are cheaper to evaluate as a whole. */
#define MAX_SINGLE_CHANGES 32

typedef struct
{
  KaijiEditKind kind;
  char *key;
  char *target;
} Change;

enum
{
  PROP_CURRENT_TARGET = 1,
  N_PROPS
};

enum
{
  FINDINGS_CHANGED,
  REVEAL_TARGET,
  REVEAL_CITATION,
  REVEAL_EVIDENCE,
  CITE_REQUESTED,
  SEARCH_REQUESTED,
  CONFIRM_REQUESTED,
  DESCRIBE_REQUESTED,
  PLACE_WANTED,
  CITATION_READ,
  MESSAGE,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KaijiSession, kaiji_session, G_TYPE_OBJECT)
G_DEFINE_QUARK (kaiji_jobs_error_quark, kaiji_jobs_error)

static void
change_free (gpointer data)
{
  Change *change = data;

  g_free (change->key);
  g_free (change->target);
  g_free (change);
}

static gboolean
same_change (const Change *change, KaijiEditKind kind, const char *key, const char *target)
{
  return change->kind == kind && g_str_equal (change->key, key)
         && g_str_equal (change->target, target);
}

/* Brings the rules up to the newest change; says nothing. */
static void
evaluate (KaijiSession *self)
{
  g_autoptr (GPtrArray) changes = NULL;

  if (!self->today_pinned)
    {
      KaijiDate today = kaiji_date_today ();
      if (kaiji_date_compare (today, kaiji_checker_get_today (self->checker)) != 0)
        kaiji_checker_set_today (self->checker, today);
    }
  if (self->changes->len == 0)
    return;
  changes = g_steal_pointer (&self->changes);
  self->changes = g_ptr_array_new_with_free_func (change_free);
  if (changes->len > MAX_SINGLE_CHANGES)
    {
      kaiji_checker_run (self->checker);
      return;
    }
  for (guint i = 0; i < changes->len; i++)
    {
      Change *change = g_ptr_array_index (changes, i);
      kaiji_checker_update (self->checker, change->kind, change->key, change->target);
    }
}

static void
drop_update (KaijiSession *self)
{
  if (!self->update)
    return;
  g_source_destroy (self->update);
  g_clear_pointer (&self->update, g_source_unref);
}

void
kaiji_session_tell_findings (KaijiSession *self)
{
  drop_update (self);
  evaluate (self);
  g_signal_emit (self, signals[FINDINGS_CHANGED], 0);
}

static gboolean
update_cb (gpointer user_data)
{
  g_autoptr (KaijiSession) self = g_object_ref (user_data);

  kaiji_session_tell_findings (self);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (KaijiCaseSource *source,
            guint kind,
            const char *key,
            const char *target,
            gpointer user_data)
{
  KaijiSession *self = user_data;
  gboolean known = FALSE;

  if (kind == KAIJI_EDIT_EVIDENCE)
    kaiji_session_update_index (self, key);
  for (guint i = 0; i < self->changes->len && !known; i++)
    known = same_change (g_ptr_array_index (self->changes, i), kind, key, target);
  if (!known)
    {
      Change *change = g_new0 (Change, 1);
      change->kind = (KaijiEditKind) kind;
      change->key = g_strdup (key);
      change->target = g_strdup (target);
      g_ptr_array_add (self->changes, change);
    }
  if (self->immediate)
    {
      kaiji_session_tell_findings (self);
      return;
    }
  if (self->update)
    return;
  self->update = g_idle_source_new ();
  g_source_set_priority (self->update, G_PRIORITY_HIGH_IDLE);
  g_source_set_callback (self->update, update_cb, self, NULL);
  g_source_set_static_name (self->update, "[kaiji] evaluate the rules");
  g_source_attach (self->update, g_main_context_get_thread_default ());
}

static void
kaiji_session_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  KaijiSession *self = KAIJI_SESSION (object);

  if (prop_id == PROP_CURRENT_TARGET)
    g_value_set_string (value, self->current_target);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
kaiji_session_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  if (prop_id == PROP_CURRENT_TARGET)
    kaiji_session_set_current_target (KAIJI_SESSION (object), g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
kaiji_session_dispose (GObject *object)
{
  KaijiSession *self = KAIJI_SESSION (object);
  g_autoptr (GError) error = NULL;

  if (self->casefile && !self->closed && !kaiji_session_close (self, &error))
    g_message ("%s", error->message);
  kaiji_session_drop_indexer (self);
  drop_update (self);
  if (self->casefile)
    g_signal_handlers_disconnect_by_data (self->casefile, self);
  g_clear_pointer (&self->checker, kaiji_checker_free);
  g_clear_object (&self->casefile);
  g_clear_object (&self->pdf);
  G_OBJECT_CLASS (kaiji_session_parent_class)->dispose (object);
}

static void
kaiji_session_finalize (GObject *object)
{
  KaijiSession *self = KAIJI_SESSION (object);

  g_queue_clear (&self->recent);
  g_hash_table_unref (self->documents);
  g_hash_table_unref (self->fetched);
  g_hash_table_unref (self->looked_at);
  g_hash_table_unref (self->opening);
  g_clear_pointer (&self->reads, g_hash_table_unref);
  g_ptr_array_unref (self->changes);
  g_object_unref (self->closing);
  g_clear_pointer (&self->scheme, kaiji_scheme_unref);
  g_free (self->current_target);
  g_free (self->path);
  G_OBJECT_CLASS (kaiji_session_parent_class)->finalize (object);
}

static guint
new_signal (const char *name, guint n_params, GType first, GType second)
{
  return g_signal_new (name, KAIJI_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, n_params, first, second);
}

static void
kaiji_session_class_init (KaijiSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = kaiji_session_get_property;
  object_class->set_property = kaiji_session_set_property;
  object_class->dispose = kaiji_session_dispose;
  object_class->finalize = kaiji_session_finalize;

  props[PROP_CURRENT_TARGET] =
      g_param_spec_string ("current-target", NULL, NULL, NULL,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[FINDINGS_CHANGED] = new_signal ("findings-changed", 0, G_TYPE_NONE, G_TYPE_NONE);
  signals[REVEAL_TARGET] = new_signal ("reveal-target", 1, G_TYPE_STRING, G_TYPE_NONE);
  signals[REVEAL_CITATION] = new_signal ("reveal-citation", 1, KAIJI_TYPE_CITATION, G_TYPE_NONE);
  signals[REVEAL_EVIDENCE] = new_signal ("reveal-evidence", 2, G_TYPE_STRING, G_TYPE_INT);
  signals[CITE_REQUESTED] = new_signal ("cite-requested", 1, G_TYPE_STRING, G_TYPE_NONE);
  signals[CONFIRM_REQUESTED] = new_signal ("confirm-requested", 1, G_TYPE_STRING, G_TYPE_NONE);
  signals[DESCRIBE_REQUESTED] = new_signal ("describe-requested", 1, G_TYPE_STRING, G_TYPE_NONE);
  signals[PLACE_WANTED] =
      g_signal_new ("place-wanted", KAIJI_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0,
                    g_signal_accumulator_first_wins, NULL, NULL, KAIJI_TYPE_CITATION, 0);
  signals[CITATION_READ] = new_signal ("citation-read", 1, KAIJI_TYPE_CITATION, G_TYPE_NONE);
  signals[SEARCH_REQUESTED] = new_signal ("search-requested", 1, G_TYPE_STRING, G_TYPE_NONE);
  signals[MESSAGE] = new_signal ("message", 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
}

static void
kaiji_session_init (KaijiSession *self)
{
  self->changes = g_ptr_array_new_with_free_func (change_free);
  self->fetched = kaiji_session_new_fetched ();
  self->looked_at = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->documents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->opening =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  g_queue_init (&self->recent);
  self->closing = g_cancellable_new ();
}

/* Whether there is a newer revision than the one that the case is pinned to is no part of either:
 * the library knows. */
static void
look_for_newer (KaijiSession *self, KaijiSchemeLibrary *library)
{
  g_autoptr (KaijiScheme) in_use =
      kaiji_scheme_library_load (library, kaiji_scheme_get_id (self->scheme), NULL);

  if (in_use
      && strcmp (kaiji_scheme_get_revision (in_use), kaiji_scheme_get_revision (self->scheme)) > 0)
    kaiji_checker_set_newer_revision (self->checker, kaiji_scheme_get_revision (in_use));
}

/* Takes the case file and the scheme. */
static KaijiSession *
session_new (KaijiCasefile *casefile,
             KaijiScheme *scheme,
             KaijiSchemeLibrary *library,
             KaijiPdfService *pdf,
             KaijiDate today)
{
  KaijiSession *self = g_object_new (KAIJI_TYPE_SESSION, NULL);

  self->path = g_strdup (kaiji_casefile_get_path (casefile));
  self->casefile = casefile;
  self->scheme = scheme;
  self->pdf = pdf ? g_object_ref (pdf) : NULL;
  self->today_pinned = kaiji_date_is_valid (today);
  self->checker = kaiji_checker_new (scheme, KAIJI_CASE_SOURCE (casefile),
                                     self->today_pinned ? today : kaiji_date_today ());
  kaiji_checker_run (self->checker);
  look_for_newer (self, library);
  g_signal_connect (casefile, "changed", G_CALLBACK (changed_cb), self);
  return self;
}

/**
 * kaiji_session_open:
 * @path: a case file
 * @read_only: do not lock it and refuse edits
 * @library: where the scheme that it is pinned to is found
 * @pdf: (nullable): shared service of the program, %NULL = started when first needed
 * @today: the day that the rules take, %KAIJI_DATE_NONE = the clock in JST
 * @error: as kaiji_casefile_open(), or the scheme's revision is not known here
 *
 * Opens a case.
 *
 * Thread: main. Returns: (transfer full): a session
 */
KaijiSession *
kaiji_session_open (const char *path,
                    gboolean read_only,
                    KaijiSchemeLibrary *library,
                    KaijiPdfService *pdf,
                    KaijiDate today,
                    GError **error)
{
  g_autoptr (KaijiCasefile) casefile = kaiji_casefile_open (path, read_only, error);
  g_autoptr (KaijiScheme) scheme = NULL;
  g_autofree char *spec = NULL;

  if (!casefile)
    return NULL;
  spec = g_strdup_printf ("%s@%s", kaiji_case_source_get_scheme_id (KAIJI_CASE_SOURCE (casefile)),
                          kaiji_case_source_get_revision (KAIJI_CASE_SOURCE (casefile)));
  scheme = kaiji_scheme_library_load (library, spec, error);
  if (!scheme)
    {
      g_prefix_error (error, "%s: ", path);
      return NULL;
    }
  return session_new (g_steal_pointer (&casefile), g_steal_pointer (&scheme), library, pdf, today);
}

/**
 * kaiji_session_create:
 * @path: where the case file is made
 * @scheme_spec: "ID" (the revision in use) or "ID@REV"
 * @overwrite: replace a file that is there
 * @library: where the scheme is found
 * @pdf: (nullable): as kaiji_session_open()
 * @today: as kaiji_session_open()
 * @error: as kaiji_casefile_create(), or there is no such scheme
 *
 * Begins a case.
 *
 * Thread: main. Returns: (transfer full): a session
 */
KaijiSession *
kaiji_session_create (const char *path,
                      const char *scheme_spec,
                      gboolean overwrite,
                      KaijiSchemeLibrary *library,
                      KaijiPdfService *pdf,
                      KaijiDate today,
                      GError **error)
{
  g_autoptr (KaijiScheme) scheme = kaiji_scheme_library_load (library, scheme_spec, error);
  KaijiCasefile *casefile;

  if (!scheme)
    return NULL;
  casefile = kaiji_casefile_create (path, kaiji_scheme_get_id (scheme),
                                    kaiji_scheme_get_revision (scheme), overwrite, error);
  if (!casefile)
    return NULL;
  return session_new (casefile, g_steal_pointer (&scheme), library, pdf, today);
}

/**
 * kaiji_session_close:
 * @self: a session
 * @error: an edit could not be committed; the session is still open, so that it can be tried again
 *
 * Ends background work, commits what is pending and gives the lock back.
 *
 * Thread: main. Returns: %FALSE when something could not be committed
 */
gboolean
kaiji_session_close (KaijiSession *self, GError **error)
{
  if (self->closed)
    return TRUE;
  if (!kaiji_journal_flush (KAIJI_JOURNAL (self->casefile), error))
    return FALSE;
  g_cancellable_cancel (self->closing);
  while (self->running > 0)
    g_main_context_iteration (g_main_context_get_thread_default (), TRUE);
  if (!kaiji_casefile_close (self->casefile, error))
    return FALSE;
  self->closed = TRUE;
  drop_update (self);
  g_queue_clear (&self->recent);
  g_hash_table_remove_all (self->documents);
  g_hash_table_remove_all (self->fetched);
  return TRUE;
}

void
kaiji_session_begin_work (KaijiSession *self)
{
  self->running++;
}

void
kaiji_session_end_work (KaijiSession *self)
{
  g_assert (self->running > 0);
  self->running--;
}

/** kaiji_session_get_path: Returns: (transfer none): path of the case file. */
const char *
kaiji_session_get_path (KaijiSession *self)
{
  return self->path;
}

/** kaiji_session_get_scheme: Returns: (transfer none): the revision that the case is pinned to. */
KaijiScheme *
kaiji_session_get_scheme (KaijiSession *self)
{
  return self->scheme;
}

/** kaiji_session_get_source: Returns: (transfer none): the case, to be read. */
KaijiCaseSource *
kaiji_session_get_source (KaijiSession *self)
{
  return KAIJI_CASE_SOURCE (self->casefile);
}

/** kaiji_session_get_journal: Returns: (transfer none): the case's writing side. */
KaijiJournal *
kaiji_session_get_journal (KaijiSession *self)
{
  return KAIJI_JOURNAL (self->casefile);
}

/** kaiji_session_get_evidence_source: Returns: (transfer none): the bytes of its evidence. */
KaijiEvidenceSource *
kaiji_session_get_evidence_source (KaijiSession *self)
{
  return KAIJI_EVIDENCE_SOURCE (self->casefile);
}

/** kaiji_session_get_checker: Returns: (transfer none): the rules, up to the newest change. */
KaijiChecker *
kaiji_session_get_checker (KaijiSession *self)
{
  evaluate (self);
  return self->checker;
}

/** kaiji_session_get_pdf: Returns: (transfer none): the service, started when it is not yet. */
KaijiPdfService *
kaiji_session_get_pdf (KaijiSession *self)
{
  if (!self->pdf)
    self->pdf = kaiji_pdf_service_new (NULL);
  return self->pdf;
}

/** kaiji_session_dup_title: Returns: (transfer full): the service's name, else the file's. */
char *
kaiji_session_dup_title (KaijiSession *self)
{
  const char *name =
      kaiji_case_source_get_answer (KAIJI_CASE_SOURCE (self->casefile), FIELD_SERVICE_NAME);

  return kaiji_text_is_blank (name) ? g_filename_display_basename (self->path) : g_strdup (name);
}

/** kaiji_session_get_current_target: Returns: (transfer none) (nullable): see the property. */
const char *
kaiji_session_get_current_target (KaijiSession *self)
{
  return self->current_target;
}

/** kaiji_session_set_current_target: @id: (nullable): the prompt that a citation would go to. */
void
kaiji_session_set_current_target (KaijiSession *self, const char *id)
{
  if (g_strcmp0 (self->current_target, id) == 0)
    return;
  g_free (self->current_target);
  self->current_target = g_strdup (id);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CURRENT_TARGET]);
}

/** kaiji_session_reveal_target: asks screens to show and focus a field or prompt. */
void
kaiji_session_reveal_target (KaijiSession *self, const char *id)
{
  g_signal_emit (self, signals[REVEAL_TARGET], 0, id);
}

/** kaiji_session_reveal_citation: asks screens to show a citation's page. */
void
kaiji_session_reveal_citation (KaijiSession *self, KaijiCitation *citation)
{
  g_signal_emit (self, signals[REVEAL_CITATION], 0, citation);
}

/** kaiji_session_reveal_evidence: asks screens to show evidence; @page 0 = where it was left. */
void
kaiji_session_reveal_evidence (KaijiSession *self, const char *evidence_id, int page)
{
  g_signal_emit (self, signals[REVEAL_EVIDENCE], 0, evidence_id, page);
}

/** kaiji_session_request_cite: says that a citation is wanted on @target. */
void
kaiji_session_request_cite (KaijiSession *self, const char *target)
{
  g_signal_emit (self, signals[CITE_REQUESTED], 0, target);
}

/** kaiji_session_request_search: pages that back @target are to be looked for. */
void
kaiji_session_request_search (KaijiSession *self, const char *target)
{
  g_signal_emit (self, signals[SEARCH_REQUESTED], 0, target);
}

/** kaiji_session_request_confirm: @target: (nullable): whose citations come first */
void
kaiji_session_request_confirm (KaijiSession *self, const char *target)
{
  g_signal_emit (self, signals[CONFIRM_REQUESTED], 0, target ? target : "");
}

/** kaiji_session_request_describe: says that the properties of evidence are wanted. */
void
kaiji_session_request_describe (KaijiSession *self, const char *evidence_id)
{
  g_signal_emit (self, signals[DESCRIBE_REQUESTED], 0, evidence_id);
}

/** kaiji_session_dup_shown_place: Returns: (transfer full) (nullable): what the viewer shows. */
KaijiCitation *
kaiji_session_dup_shown_place (KaijiSession *self)
{
  KaijiCitation *place = NULL;

  g_signal_emit (self, signals[PLACE_WANTED], 0, &place);
  return place;
}

/** kaiji_session_tell: tells the user something, in their language. */
void
kaiji_session_tell (KaijiSession *self, const char *text, gboolean is_error)
{
  g_signal_emit (self, signals[MESSAGE], 0, text, is_error);
}

/**
 * kaiji_session_reread_settings:
 * @self: a session
 * @library: where its scheme is found, with the choices of the office
 *
 * Checks with what the office has laid down by now. When the pack cannot be read any more, all stays
 * as it was read.
 *
 * Thread: main
 */
void
kaiji_session_reread_settings (KaijiSession *self, KaijiSchemeLibrary *library)
{
  g_autofree char *spec = g_strdup_printf ("%s@%s", kaiji_scheme_get_id (self->scheme),
                                           kaiji_scheme_get_revision (self->scheme));
  g_autoptr (KaijiScheme) newer = kaiji_scheme_library_load (library, spec, NULL);

  if (!newer || newer == self->scheme)
    return;
  kaiji_scheme_take_settings (self->scheme, newer);
  kaiji_checker_run (self->checker);
  kaiji_session_tell_findings (self);
}

/** kaiji_session_set_immediate: whether findings follow each change at once. */
void
kaiji_session_set_immediate (KaijiSession *self, gboolean immediate)
{
  self->immediate = immediate;
  if (immediate && self->update)
    kaiji_session_tell_findings (self);
}
