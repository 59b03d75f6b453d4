/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words and options of a call, and what is printed.
 *
 * Invariants:
 * 1. Options may stand anywhere; behind "--" every word is a word.
 * 2. An option that the command does not know is wrong use, never ignored.
 */
#include "cli/cli.h"

#include <stdio.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#define PROGRAM "kaiji-cli"
#define COMMON_OPTIONS "json today= help version"

static const CliCommand *const tables[] = {
  cli_scheme_commands,  cli_settings_commands, cli_case_commands,  cli_evidence_commands,
  cli_replace_commands, cli_check_commands,    cli_paper_commands, cli_transfer_commands,
};

/* ---- printing ---- */

/* What a command says: printed when it has ended, for a change is made only when its case is closed. */
static GString *said;

void
cli_print (const char *text)
{
  if (!said)
    said = g_string_new (NULL);
  g_string_append (said, text);
}

gboolean
cli_flush (void)
{
  if (said)
    {
      fwrite (said->str, 1, said->len, stdout);
      g_string_free (g_steal_pointer (&said), TRUE);
    }
  return fflush (stdout) == 0 && !ferror (stdout);
}

void
cli_printf (const char *format, ...)
{
  va_list args;
  g_autofree char *text = NULL;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  cli_print (text);
}

void
cli_complain (const char *format, ...)
{
  va_list args;
  g_autofree char *text = NULL;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  fprintf (stderr, "%s: %s\n", PROGRAM, text);
}

CliStatus
cli_fail (const char *file, GError *error)
{
  g_autofree char *base = file ? g_path_get_basename (file) : NULL;

  if (base && !strstr (error->message, base))
    cli_complain ("%s: %s", file, error->message);
  else
    cli_complain ("%s", error->message);
  g_error_free (error);
  return CLI_ERROR;
}

CliStatus
cli_take (char *text)
{
  cli_print (text);
  g_free (text);
  return CLI_DONE;
}

/* ---- help ---- */

/* "--limit N" for each option of a list. */
static char *
describe_options (const char *options)
{
  g_auto (GStrv) names = g_strsplit (options ? options : "", " ", -1);
  GString *out = g_string_new (NULL);

  for (gsize i = 0; names[i]; i++)
    {
      gsize n = strlen (names[i]);
      if (n == 0)
        continue;
      if (names[i][n - 1] == '=')
        g_string_append_printf (out, " [--%.*s …]", (int) n - 1, names[i]);
      else
        g_string_append_printf (out, " [--%s]", names[i]);
    }
  return g_string_free (out, FALSE);
}

static void
print_usage (FILE *file, const CliCommand *command)
{
  g_autofree char *options = describe_options (command->options);

  fprintf (file, "  %s %s%s%s%s%s%s\n", PROGRAM, command->group, *command->group ? " " : "",
           command->verb, *command->usage ? " " : "", command->usage, options);
}

static void
print_help (void)
{
  printf (_ ("%s – cases of the information-disclosure certification, without a window\n\n"),
          PROGRAM);
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    for (const CliCommand *command = tables[i]; command->verb; command++)
      {
        print_usage (stdout, command);
        printf ("      %s\n", _ (command->summary));
      }
  printf ("\n%s\n", _ ("Common options:"));
  printf ("  --json              %s\n", _ ("print JSON"));
  printf ("  --today YYYY-MM-DD  %s\n", _ ("the day that the rules take"));
  printf ("  --help, --version\n");
  printf ("\n%s\n", _ ("Exit status: 0 done or yes, 1 the answer is no, 2 wrong use or unreadable "
                       "input."));
}

/* ---- parsing ---- */

static const CliCommand *
find_command (const char *first, const char *second)
{
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    for (const CliCommand *command = tables[i]; command->verb; command++)
      if (*command->group
              ? g_str_equal (command->group, first) && g_strcmp0 (command->verb, second) == 0
              : g_str_equal (command->verb, first))
        return command;
  return NULL;
}

static gboolean
is_group (const char *word)
{
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    for (const CliCommand *command = tables[i]; command->verb; command++)
      if (g_str_equal (command->group, word))
        return TRUE;
  return FALSE;
}

typedef enum
{
  OPTION_UNKNOWN,
  OPTION_FLAG,
  OPTION_VALUE,
} OptionForm;

static OptionForm
find_form (const char *list, const char *name)
{
  g_auto (GStrv) names = g_strsplit (list ? list : "", " ", -1);
  gsize n = strlen (name);

  for (gsize i = 0; names[i]; i++)
    if (g_str_has_prefix (names[i], name))
      {
        if (names[i][n] == '\0')
          return OPTION_FLAG;
        if (g_str_equal (names[i] + n, "="))
          return OPTION_VALUE;
      }
  return OPTION_UNKNOWN;
}

/* Whether any command knows an option: which one it is may stand behind it. */
static OptionForm
find_form_anywhere (const char *name)
{
  OptionForm form = find_form (COMMON_OPTIONS, name);

  for (gsize i = 0; i < G_N_ELEMENTS (tables) && form == OPTION_UNKNOWN; i++)
    for (const CliCommand *command = tables[i]; command->verb && form == OPTION_UNKNOWN; command++)
      form = find_form (command->options, name);
  return form;
}

/* Takes the option at @argv[*i], and its value. */
static gboolean
take_option (Cli *cli, int argc, char **argv, int *i)
{
  const char *word = argv[*i] + 2;
  const char *equals = strchr (word, '=');
  g_autofree char *name = equals ? g_strndup (word, (gsize) (equals - word)) : g_strdup (word);
  OptionForm form = find_form_anywhere (name);

  if (form == OPTION_UNKNOWN)
    {
      cli_complain (_ ("There is no option “--%s”. See --help."), name);
      return FALSE;
    }
  if (form == OPTION_FLAG && equals)
    {
      cli_complain (_ ("The option “--%s” takes no value."), name);
      return FALSE;
    }
  if (form == OPTION_VALUE && !equals && *i + 1 >= argc)
    {
      cli_complain (_ ("The option “--%s” needs a value."), name);
      return FALSE;
    }
  if (g_hash_table_contains (cli->options, name))
    {
      cli_complain (_ ("The option “--%s” is given twice."), name);
      return FALSE;
    }
  g_hash_table_insert (cli->options, g_steal_pointer (&name),
                       g_strdup (form == OPTION_FLAG ? ""
                                 : equals            ? equals + 1
                                                     : argv[++*i]));
  return TRUE;
}

static gboolean
split (Cli *cli, int argc, char **argv)
{
  gboolean words_only = FALSE;

  for (int i = 1; i < argc; i++)
    {
      if (!g_utf8_validate (argv[i], -1, NULL) && g_str_has_prefix (argv[i], "--"))
        {
          cli_complain (_ ("An option is not UTF-8."));
          return FALSE;
        }
      if (!words_only && g_str_equal (argv[i], "--"))
        words_only = TRUE;
      else if (!words_only && g_str_has_prefix (argv[i], "--"))
        {
          if (!take_option (cli, argc, argv, &i))
            return FALSE;
        }
      else if (!words_only && g_str_equal (argv[i], "-h"))
        g_hash_table_insert (cli->options, g_strdup ("help"), g_strdup (""));
      else
        g_ptr_array_add (cli->args, argv[i]);
    }
  return TRUE;
}

static gboolean
take_command (Cli *cli)
{
  const char *first = cli_arg (cli, 0);
  const char *second = cli_arg (cli, 1);

  if (!first)
    {
      cli_complain (_ ("A command is missing. See --help."));
      return FALSE;
    }
  cli->command = find_command (first, second);
  if (cli->command)
    {
      g_ptr_array_remove_range (cli->args, 0, *cli->command->group ? 2 : 1);
      return TRUE;
    }
  if (!is_group (first))
    cli_complain (_ ("There is no command “%s”. See --help."), first);
  else if (!second)
    cli_complain (_ ("“%s” needs one more word. See --help."), first);
  else
    cli_complain (_ ("There is no command “%s %s”. See --help."), first, second);
  return FALSE;
}

static gboolean
check_options (Cli *cli)
{
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, cli->options);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (find_form (COMMON_OPTIONS, name) == OPTION_UNKNOWN
        && find_form (cli->command->options, name) == OPTION_UNKNOWN)
      {
        cli_complain (_ ("“%s” takes no option “--%s”."), cli->command->verb, (char *) name);
        print_usage (stderr, cli->command);
        return FALSE;
      }
  return TRUE;
}

static gboolean
check_args (Cli *cli)
{
  int n = (int) cli->args->len;

  if (n >= cli->command->min_args && (cli->command->max_args < 0 || n <= cli->command->max_args))
    return TRUE;
  cli_complain (n < cli->command->min_args ? _ ("There are words missing.")
                                           : _ ("There are too many words."));
  print_usage (stderr, cli->command);
  return FALSE;
}

/* "" as a file would be taken for the folder itself. */
static gboolean
check_file (Cli *cli)
{
  const char *file = cli_arg (cli, 0);

  if (!file || *file)
    return TRUE;
  cli_complain (_ ("The name of the file is empty. Give a name."));
  return FALSE;
}

static gboolean
take_today (Cli *cli)
{
  const char *text = cli_option (cli, "today");
  g_autofree char *iso = NULL;

  cli->today = KAIJI_DATE_NONE;
  if (!text)
    return TRUE;
  if (kaiji_date_parse (text, &cli->today))
    iso = kaiji_date_to_iso (cli->today);
  if (iso && g_str_equal (iso, text))
    return TRUE;
  cli_complain (_ ("--today: “%s” is no day. Write it as YYYY-MM-DD."), text);
  return FALSE;
}

gboolean
cli_parse (Cli *cli, int argc, char **argv, gboolean *done)
{
  *done = FALSE;
  if (!split (cli, argc, argv))
    return FALSE;
  if (cli_option (cli, "version"))
    {
      printf ("%s %s\n", PROGRAM, KAIJI_VERSION);
      *done = TRUE;
      return TRUE;
    }
  if (cli_option (cli, "help"))
    {
      const char *first = cli_arg (cli, 0);
      const CliCommand *command = first ? find_command (first, cli_arg (cli, 1)) : NULL;
      if (command)
        {
          print_usage (stdout, command);
          printf ("      %s\n", _ (command->summary));
        }
      else
        print_help ();
      *done = TRUE;
      return TRUE;
    }
  cli->json = cli_option (cli, "json") != NULL;
  return take_command (cli) && check_options (cli) && check_args (cli) && check_file (cli)
         && take_today (cli);
}

const char *
cli_arg (Cli *cli, guint index)
{
  return index < cli->args->len ? g_ptr_array_index (cli->args, index) : NULL;
}

const char *
cli_option (Cli *cli, const char *name)
{
  return g_hash_table_lookup (cli->options, name);
}

gboolean
cli_int_option (Cli *cli, const char *name, gint64 min, gint64 max, gint64 fallback, gint64 *value)
{
  const char *text = cli_option (cli, name);

  *value = fallback;
  if (!text || g_ascii_string_to_signed (text, 10, min, max, value, NULL))
    return TRUE;
  cli_complain (_ ("--%s: “%s” is no number from %s on."), name, text, min > 0 ? "1" : "0");
  return FALSE;
}

/* ---- cases ---- */

KaijiSession *
cli_open (Cli *cli, gboolean read_only)
{
  GError *error = NULL;
  KaijiSession *session =
      kaiji_session_open (cli_arg (cli, 0), read_only, cli->library, NULL, cli->today, &error);

  if (!session)
    cli_fail (cli_arg (cli, 0), error);
  return session;
}

CliStatus
cli_close (KaijiSession *session, CliStatus status)
{
  GError *error = NULL;

  if (!kaiji_session_close (session, &error))
    {
      /* The session's own words promise another try, which comes only while a program stays. */
      cli_complain (_ ("%s: the change could not be saved and is lost. Make room on the disk, or "
                       "check it, and run the command again."),
                    kaiji_session_get_path (session));
      g_error_free (error);
      /* What was said about it is not true. */
      if (said)
        g_string_truncate (said, 0);
      status = CLI_ERROR;
    }
  g_object_unref (session);
  return status;
}
