/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The program. Until the first frame it does only what the first window needs: the PDF worker is
 * started before anything else, so that it warms up while GTK does, and the case that is named on the
 * command line is read in a thread meanwhile. */

#include "app/application.h"

#include <glib/gi18n-lib.h>

#include "app/application-actions.h"
#include "app/case-window.h"
#include "app/start-window.h"
#include "casefile/casefile.h"
#include "core/paths.h"
#include "jobs/indexer.h"
#include "jobs/settings.h"
#include "widgets/dialogs.h"
#include "widgets/fonts.h"
#include "widgets/style.h"

/* The window stands by then, and nothing that is seen waits for the disk. */
#define INDEX_AFTER_SECONDS 8
#define PREFETCH_AFTER_MS 1000
/* A second worker would take the processor from the first window. */
#define SECOND_WORKER_AFTER_MS 1500

struct _KaijiApplication
{
  GtkApplication parent_instance;

  KaijiSchemeLibrary *library;
  KaijiPdfService *pdf;
  GSettings *settings;
  KaijiRecentStore *recent;
  KaijiDate today;
  GtkWidget *start; /* (nullable) */
  char *early_path; /* (nullable): the case of the command line */
  GThread *early;   /* (nullable): gives its KaijiSession, or nothing */
};

G_DEFINE_FINAL_TYPE (KaijiApplication, kaiji_application, GTK_TYPE_APPLICATION)

static void
theme_changed_cb (GSettings *settings, const char *key, gpointer user_data)
{
  kaiji_style_set_theme (g_settings_get_enum (settings, "theme"));
}

/* Why it cannot be opened is told when it is opened in the usual way. */
static gpointer
open_early (gpointer user_data)
{
  KaijiApplication *self = user_data;

  return kaiji_session_open (self->early_path, FALSE, self->library, self->pdf, self->today, NULL);
}

/* The session that was opened early, when it is the one of @path; any other is closed again. The
 * thread has ended then, and the library is the main one's. */
static KaijiSession *
take_early (KaijiApplication *self, const char *path)
{
  g_autoptr (KaijiSession) session = NULL;

  if (!self->early)
    return NULL;
  session = g_thread_join (g_steal_pointer (&self->early));
  if (!session || g_strcmp0 (path, self->early_path) == 0)
    return g_steal_pointer (&session);
  kaiji_session_close (session, NULL);
  return NULL;
}

static gboolean
kaiji_application_local_command_line (GApplication *application, char ***arguments, int *status)
{
  KaijiApplication *self = KAIJI_APPLICATION (application);

  for (char **word = *arguments + 1; *word && !self->early_path; word++)
    if (**word != '-' && g_file_test (*word, G_FILE_TEST_IS_REGULAR))
      {
        g_autoptr (GFile) file = g_file_new_for_commandline_arg (*word);
        self->early_path = g_file_get_path (file);
      }
  return G_APPLICATION_CLASS (kaiji_application_parent_class)
      ->local_command_line (application, arguments, status);
}

static gboolean
started_cb (gpointer user_data)
{
  KaijiApplication *self = user_data;

  kaiji_pdf_service_set_workers (self->pdf, KAIJI_PDF_N_WORKERS);
  return G_SOURCE_REMOVE;
}

static void
kaiji_application_startup (GApplication *application)
{
  KaijiApplication *self = KAIJI_APPLICATION (application);
  g_autofree char *language = NULL;

  self->pdf = kaiji_pdf_service_new (NULL);
  kaiji_pdf_service_set_workers (self->pdf, 1);
  g_timeout_add_full (G_PRIORITY_LOW, SECOND_WORKER_AFTER_MS, started_cb, g_object_ref (self),
                      g_object_unref);
  self->settings = g_settings_new ("jp.kaiji.Kaiji");
  language = g_settings_get_string (self->settings, "language");
  kaiji_i18n_init (*language ? language : NULL);
  kaiji_style_register ();
  kaiji_application_get_library (self);
  if (self->early_path)
    self->early = g_thread_new ("early", open_early, self);
  G_APPLICATION_CLASS (kaiji_application_parent_class)->startup (application);

  gtk_window_set_default_icon_name ("jp.kaiji.Kaiji");
  kaiji_style_init (gdk_display_get_default ());
  g_signal_connect (self->settings, "changed::theme", G_CALLBACK (theme_changed_cb), NULL);
  theme_changed_cb (self->settings, "theme", NULL);
  if (self->early)
    kaiji_fonts_find ();
  kaiji_application_add_actions (self);
}

static void
kaiji_application_activate (GApplication *application)
{
  kaiji_application_show_start (KAIJI_APPLICATION (application));
}

static void
kaiji_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  for (int i = 0; i < n_files; i++)
    {
      g_autofree char *path = g_file_get_path (files[i]);
      if (path)
        kaiji_application_open_case (KAIJI_APPLICATION (application), path, NULL);
    }
}

static int
kaiji_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  KaijiApplication *self = KAIJI_APPLICATION (application);
  const char *today;

  if (g_variant_dict_lookup (options, "today", "&s", &today)
      && !kaiji_date_parse (today, &self->today))
    {
      g_printerr (_ ("“%s” is no date. Write it as 2026-04-01.\n"), today);
      return 2;
    }
  if (g_variant_dict_contains (options, "standalone"))
    g_application_set_flags (application,
                             g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);
  return -1;
}

static void
kaiji_application_finalize (GObject *object)
{
  KaijiApplication *self = KAIJI_APPLICATION (object);

  take_early (self, NULL);
  g_free (self->early_path);
  g_clear_pointer (&self->library, kaiji_scheme_library_free);
  g_clear_object (&self->pdf);
  g_clear_object (&self->settings);
  g_clear_object (&self->recent);
  G_OBJECT_CLASS (kaiji_application_parent_class)->finalize (object);
}

static void
kaiji_application_class_init (KaijiApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = kaiji_application_finalize;
  application_class->startup = kaiji_application_startup;
  application_class->local_command_line = kaiji_application_local_command_line;
  application_class->activate = kaiji_application_activate;
  application_class->open = kaiji_application_open;
  application_class->handle_local_options = kaiji_application_handle_local_options;
}

static void
kaiji_application_init (KaijiApplication *self)
{
  const GOptionEntry options[] = {
    { "today", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("Evaluate the rules as on this day"),
      N_ ("YYYY-MM-DD") },
    { "standalone", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Start a program of its own"), NULL },
    { 0 },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
  g_application_set_option_context_parameter_string (G_APPLICATION (self), _ ("[FILE…]"));
  g_application_set_option_context_summary (
      G_APPLICATION (self), _ ("Prepares applications for the certification of information "
                               "disclosure by cloud services."));
}

/** kaiji_application_new: Returns: (transfer full): the program. */
KaijiApplication *
kaiji_application_new (void)
{
  return g_object_new (KAIJI_TYPE_APPLICATION, "application-id", "jp.kaiji.Kaiji", "flags",
                       G_APPLICATION_HANDLES_OPEN, NULL);
}

/** kaiji_application_get_library: Returns: (transfer none): the packs, each read when needed. */
KaijiSchemeLibrary *
kaiji_application_get_library (KaijiApplication *self)
{
  if (!self->library)
    {
      g_autofree char *folder = g_build_filename (kaiji_paths_get_data_dir (), "schemes", NULL);
      self->library = kaiji_scheme_library_new (folder);
      kaiji_settings_attach (self->library);
    }
  return self->library;
}

/** kaiji_application_get_pdf: Returns: (transfer none): the worker that all cases share. */
KaijiPdfService *
kaiji_application_get_pdf (KaijiApplication *self)
{
  return self->pdf;
}

/** kaiji_application_get_settings: Returns: (transfer none): the settings. */
GSettings *
kaiji_application_get_settings (KaijiApplication *self)
{
  return self->settings;
}

/** kaiji_application_get_recent: Returns: (transfer none): the recent cases. */
KaijiRecentStore *
kaiji_application_get_recent (KaijiApplication *self)
{
  if (!self->recent)
    self->recent = kaiji_recent_store_new (NULL);
  return self->recent;
}

/** kaiji_application_get_today: Returns: the day on which rules are evaluated. */
KaijiDate
kaiji_application_get_today (KaijiApplication *self)
{
  return kaiji_date_is_valid (self->today) ? self->today : kaiji_date_today ();
}

/** kaiji_application_remember: keeps the facts of @session for the start window. */
void
kaiji_application_remember (KaijiApplication *self, KaijiSession *session)
{
  kaiji_recent_store_remember (kaiji_application_get_recent (self), session);
}

static void
start_destroyed_cb (KaijiApplication *self)
{
  self->start = NULL;
}

/** kaiji_application_show_start: shows the start window. */
void
kaiji_application_show_start (KaijiApplication *self)
{
  if (!self->start)
    {
      self->start = kaiji_start_window_new (self);
      g_signal_connect_object (self->start, "destroy", G_CALLBACK (start_destroyed_cb), self,
                               G_CONNECT_SWAPPED);
    }
  gtk_window_present (GTK_WINDOW (self->start));
}

static gboolean
remember_later_cb (gpointer user_data)
{
  KaijiCaseWindow *window = user_data;
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (window));

  if (application)
    kaiji_application_remember (KAIJI_APPLICATION (application),
                                kaiji_case_window_get_session (window));
  return G_SOURCE_REMOVE;
}

static gboolean
prefetch_cb (gpointer session)
{
  kaiji_session_prefetch (session);
  return G_SOURCE_REMOVE;
}

/* Long after the window stands: what an older version indexed, or what was broken off. */
static gboolean
index_cb (gpointer session)
{
  kaiji_indexer_start (kaiji_session_get_indexer (session));
  return G_SOURCE_REMOVE;
}

/* The findings would differ, had these choices been read. */
static void
tell_of_overlay (KaijiSession *session)
{
  GPtrArray *problems = kaiji_scheme_get_overlay_problems (kaiji_session_get_scheme (session));

  if (problems->len > 0)
    kaiji_session_tell (session, g_ptr_array_index (problems, 0), TRUE);
}

/* The first document may have been opened while its window was made: told of it now, the pane has the
 * page drawn while the window is measured, and not after that. Only results of threads are heard:
 * what waits for the main loop to be idle expects a window that has its size. Only while the program
 * starts: nothing that the results could disturb is there yet. */
static void
hear_results (void)
{
  GMainContext *context = g_main_context_default ();
  int priority;

  if (g_main_context_prepare (context, &priority) && priority <= G_PRIORITY_DEFAULT)
    g_main_context_iteration (context, FALSE);
}

static void
show_window (KaijiApplication *self, GtkWidget *window)
{
  KaijiSession *session = kaiji_case_window_get_session (KAIJI_CASE_WINDOW (window));

  gtk_window_present (GTK_WINDOW (window));
  tell_of_overlay (session);
  g_timeout_add_full (G_PRIORITY_LOW, PREFETCH_AFTER_MS, prefetch_cb, g_object_ref (session),
                      g_object_unref);
  g_timeout_add_seconds_full (G_PRIORITY_LOW, INDEX_AFTER_SECONDS, index_cb, g_object_ref (session),
                              g_object_unref);
  if (self->start)
    gtk_window_destroy (GTK_WINDOW (self->start));
  g_timeout_add_seconds_full (G_PRIORITY_LOW, 1, remember_later_cb, g_object_ref (window),
                              g_object_unref);
}

/** kaiji_application_show_session: shows the window of a case that is open in @session. */
void
kaiji_application_show_session (KaijiApplication *self, KaijiSession *session)
{
  show_window (self, kaiji_case_window_new (GTK_APPLICATION (self), session));
}

static GtkWindow *
find_window (KaijiApplication *self, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);

  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l; l = l->next)
    if (KAIJI_IS_CASE_WINDOW (l->data))
      {
        KaijiSession *session = kaiji_case_window_get_session (l->data);
        g_autoptr (GFile) other = g_file_new_for_path (kaiji_session_get_path (session));
        if (g_file_equal (file, other))
          return l->data;
      }
  return NULL;
}

typedef struct
{
  KaijiApplication *self;
  char *path;
} Locked;

static gboolean
open_case (KaijiApplication *self, const char *path, gboolean read_only, GtkWindow *parent);

static void
locked_answered_cb (int response, gpointer user_data)
{
  Locked *locked = user_data;

  if (response == 1)
    open_case (locked->self, locked->path, TRUE, NULL);
  g_object_unref (locked->self);
  g_free (locked->path);
  g_free (locked);
}

static void
explain (KaijiApplication *self, const char *path, const GError *error, GtkWindow *parent)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *title = g_strdup_printf (_ ("“%s” cannot be opened."), name);
  const char *const buttons[] = { _ ("Cancel"), _ ("Open Read-Only"), NULL };

  if (!parent)
    {
      kaiji_application_show_start (self);
      parent = GTK_WINDOW (self->start);
    }
  if (g_error_matches (error, KAIJI_CASEFILE_ERROR, KAIJI_CASEFILE_ERROR_LOCKED))
    {
      Locked *locked = g_new0 (Locked, 1);
      locked->self = g_object_ref (self);
      locked->path = g_strdup (path);
      kaiji_dialog_message (parent, title, error->message, buttons, locked_answered_cb, locked);
    }
  else
    kaiji_dialog_message (parent, title, error->message, NULL, NULL, NULL);
}

static gboolean
open_case (KaijiApplication *self, const char *path, gboolean read_only, GtkWindow *parent)
{
  g_autoptr (GError) error = NULL;
  GtkWidget *window = self->early ? kaiji_case_window_new_empty (GTK_APPLICATION (self)) : NULL;
  g_autoptr (KaijiSession) session = take_early (self, read_only ? NULL : path);

  if (!session)
    session = kaiji_session_open (path, read_only, kaiji_application_get_library (self), self->pdf,
                                  self->today, &error);
  if (!session)
    {
      if (window)
        gtk_window_destroy (GTK_WINDOW (window));
      explain (self, path, error, parent);
      return FALSE;
    }
  if (window)
    {
      kaiji_case_window_take_session (KAIJI_CASE_WINDOW (window), session);
      hear_results ();
    }
  else
    window = kaiji_case_window_new (GTK_APPLICATION (self), session);
  show_window (self, window);
  return TRUE;
}

/** kaiji_application_open_case: shows the window of the case at @path. */
void
kaiji_application_open_case (KaijiApplication *self, const char *path, GtkWindow *parent)
{
  GtkWindow *window = find_window (self, path);

  if (window)
    gtk_window_present (window);
  else
    open_case (self, path, FALSE, parent);
}
