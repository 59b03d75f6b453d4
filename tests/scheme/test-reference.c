/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Time line and table of guidelines: as shipped, and damaged. */
#include <glib/gstdio.h>
#include <string.h>

#include "scheme/reference.h"

static char *
data_dir (void)
{
  return g_build_filename (g_getenv ("KAIJI_DATADIR"), "schemes", NULL);
}

/* A source begins with the short name of a document, or names a public page. */
static void
assert_source (GPtrArray *documents, const char *source)
{
  for (guint i = 0; i < documents->len; i++)
    if (g_str_has_prefix (source, ((KaijiDocument *) documents->pdata[i])->short_name))
      return;
  if (!g_str_has_prefix (source, "公表ページ"))
    g_error ("no document for the source “%s”", source);
}

static void
assert_schemes (KaijiSchemeLibrary *library, char **schemes)
{
  for (guint i = 0; schemes[i]; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (KaijiScheme) scheme = kaiji_scheme_library_load (library, schemes[i], &error);

      g_assert_no_error (error);
    }
}

static void
test_shipped (void)
{
  g_autofree char *dir = data_dir ();
  g_autoptr (KaijiSchemeLibrary) library = kaiji_scheme_library_new (dir);
  g_autoptr (GError) error = NULL;
  g_autoptr (KaijiReference) reference = kaiji_reference_load (dir, &error);
  GPtrArray *documents, *timeline, *guidelines;
  gboolean founded = FALSE;

  g_assert_no_error (error);
  documents = kaiji_reference_get_documents (reference);
  timeline = kaiji_reference_get_timeline (reference);
  guidelines = kaiji_reference_get_guidelines (reference);
  g_assert_cmpuint (documents->len, ==, 5);
  for (guint i = 0; i < timeline->len; i++)
    {
      const KaijiEvent *event = timeline->pdata[i];

      assert_source (documents, event->source);
      assert_schemes (library, event->schemes);
      if (g_str_equal (event->date, "2017-10-01"))
        {
          founded = TRUE;
          g_assert_cmpint (event->kind, ==, KAIJI_EVENT_SCHEME);
          g_assert_cmpstr (kaiji_event_kind_to_string (event->kind), ==, "scheme");
          g_assert_cmpstr (event->schemes[0], ==, "iryo");
        }
    }
  g_assert_true (founded);
  g_assert_cmpuint (guidelines->len, >=, 25);
  for (guint i = 0; i < guidelines->len; i++)
    {
      const KaijiGuideline *guideline = guidelines->pdata[i];

      assert_source (documents, guideline->source);
      assert_schemes (library, guideline->schemes);
    }
}

typedef struct
{
  const char *name;
  const char *text;
  const char *path;
} Damage;

#define HEAD "{\"format\": 1, \"documents\": [], "
static const Damage damages[] = {
  { "format", "{\"format\": 2, \"documents\": [], \"timeline\": [], \"guidelines\": []}",
    "$.format" },
  { "missing", HEAD "\"timeline\": []}", "$.guidelines" },
  { "unknown", HEAD "\"timeline\": [], \"guidelines\": [], \"more\": 1}", "$.more" },
  { "date",
    HEAD "\"guidelines\": [], \"timeline\": [{\"date\": \"2017-13\", \"kind\": \"body\", \"text\": "
         "\"a\", \"source\": \"b\"}]}",
    "$.timeline[0].date" },
  { "kind",
    HEAD "\"guidelines\": [], \"timeline\": [{\"date\": \"2017\", \"kind\": \"war\", \"text\": "
         "\"a\", \"source\": \"b\"}]}",
    "$.timeline[0].kind" },
  { "source",
    HEAD "\"guidelines\": [], \"timeline\": [{\"date\": \"2017\", \"kind\": \"body\", \"text\": "
         "\"a\"}]}",
    "$.timeline[0].source" },
  { "order",
    HEAD "\"guidelines\": [], \"timeline\": [{\"date\": \"2017-02\", \"kind\": \"body\", \"text\": "
         "\"a\", \"source\": \"b\"}, {\"date\": \"2017-01-31\", \"kind\": \"body\", \"text\": "
         "\"a\", \"source\": \"b\"}]}",
    "$.timeline[1].date" },
  { "twice",
    HEAD "\"timeline\": [], \"guidelines\": [{\"name\": \"n\", \"publisher\": \"p\", \"field\": "
         "\"f\", \"audience\": \"a\", \"source\": \"s\"}, {\"name\": \"n\", \"publisher\": \"p\", "
         "\"field\": \"f\", \"audience\": \"a\", \"source\": \"s\"}]}",
    "$.guidelines[1].name" },
  { "list", "[]", "$" },
};

static void
test_damage (gconstpointer data)
{
  const Damage *damage = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *dir = g_dir_make_tmp ("kaiji-reference-XXXXXX", &error);
  g_autofree char *path = g_build_filename (dir, "reference.json", NULL);
  g_autofree char *place = g_strdup_printf ("%s: %s: ", path, damage->path);
  g_autoptr (KaijiReference) reference = NULL;

  g_assert_no_error (error);
  g_file_set_contents (path, damage->text, -1, &error);
  g_assert_no_error (error);
  reference = kaiji_reference_load (dir, &error);
  g_assert_null (reference);
  g_assert_error (error, KAIJI_SCHEME_ERROR, KAIJI_SCHEME_ERROR_INVALID);
  g_test_message ("%s", error->message);
  g_assert_true (g_str_has_prefix (error->message, place));
  g_unlink (path);
  g_rmdir (dir);
}

static void
test_missing (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KaijiReference) reference = kaiji_reference_load ("/nowhere", &error);

  g_assert_null (reference);
  g_assert_error (error, KAIJI_SCHEME_ERROR, KAIJI_SCHEME_ERROR_PARSE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scheme/reference/shipped", test_shipped);
  g_test_add_func ("/scheme/reference/missing", test_missing);
  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autofree char *name = g_strconcat ("/scheme/reference/damage/", damages[i].name, NULL);

      g_test_add_data_func (name, &damages[i], test_damage);
    }
  return g_test_run ();
}
