/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of kaiji-cli share. Exit status: 0 done or yes, 1 the answer is no, 2 wrong use or
 * input that cannot be read. Results go to stdout, messages to stderr. */
#pragma once

#include "jobs/session.h"

G_BEGIN_DECLS

typedef enum
{
  CLI_DONE = 0,
  CLI_NO = 1,
  CLI_ERROR = 2,
} CliStatus;

typedef struct _Cli Cli;

/**
 * CliCommand: one line of a group's table.
 * @group: first word, "" for a command of one word
 * @verb: its name
 * @run: does it
 * @min_args: words that must follow
 * @max_args: words that may follow, -1 for any number
 * @usage: those words, for help
 * @options: (nullable): space-separated; one that takes a value ends in "="
 * @summary: what it does, untranslated
 */
typedef struct
{
  const char *group;
  const char *verb;
  CliStatus (*run) (Cli *cli);
  int min_args;
  int max_args;
  const char *usage;
  const char *options;
  const char *summary;
} CliCommand;

/**
 * Cli: one call of the program.
 * @args: the words behind the command's name
 * @options: name without dashes -> value ("" for a flag)
 * @json: print JSON
 * @today: the day that the rules take, none = the clock
 */
struct _Cli
{
  const CliCommand *command;
  GPtrArray *args;
  GHashTable *options;
  gboolean json;
  KaijiDate today;
  KaijiSchemeLibrary *library;
};

/* Tables of the groups; each ends with an empty line. */
extern const CliCommand cli_scheme_commands[];
extern const CliCommand cli_settings_commands[];
extern const CliCommand cli_case_commands[];
extern const CliCommand cli_evidence_commands[];
extern const CliCommand cli_replace_commands[];
extern const CliCommand cli_check_commands[];
extern const CliCommand cli_paper_commands[];
extern const CliCommand cli_transfer_commands[];

/* Splits the words of the call into the command, its words and its options. FALSE = wrong use,
 * a message was printed; *done = help or version was printed, nothing is left to do. */
gboolean cli_parse (Cli *cli, int argc, char **argv, gboolean *done);
const char *cli_arg (Cli *cli, guint index);         /* a word; NULL behind the last */
const char *cli_option (Cli *cli, const char *name); /* its value; NULL when it was not given */
/* A whole number in [min, max]; @fallback when the option was not given. FALSE + message else. */
gboolean
cli_int_option (Cli *cli, const char *name, gint64 min, gint64 max, gint64 fallback, gint64 *value);

void cli_print (const char *text); /* to stdout, as it is, when the command has ended */
gboolean cli_flush (void);         /* prints what was said; whether that could be written */
void cli_printf (const char *format, ...) G_GNUC_PRINTF (1, 2);
void cli_complain (const char *format, ...) G_GNUC_PRINTF (1, 2); /* one line to stderr */
/* Prints an error, with @file in front unless the message names it already; frees it. */
CliStatus cli_fail (const char *file, GError *error);
/* Prints (transfer full) text to stdout. */
CliStatus cli_take (char *text);

/* What --password-fd gives; NULL when it was not given. FALSE: a message was printed. */
gboolean cli_read_password (Cli *cli, char **password);
/* As cli_fail(), and says how to give a password when one is needed. */
CliStatus cli_fail_with_password_hint (const char *file, GError *error);

/* Opens the case named by the first word. NULL: a message was printed. */
KaijiSession *cli_open (Cli *cli, gboolean read_only);
/* Commits and closes. @status is given back unless that fails. */
CliStatus cli_close (KaijiSession *session, CliStatus status);

G_END_DECLS
