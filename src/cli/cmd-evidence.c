/* SPDX-License-Identifier: GPL-3.0-or-later */
/* kaiji-cli evidence …: papers and what is cited from them. */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "cli/cmd-excerpt.h"
#include "jobs/cited.h"
#include "jobs/citing.h"
#include "jobs/describe.h"
#include "jobs/report.h"
#include "jobs/search.h"
#include "jobs/verify.h"

#define MAX_PASSWORD 1024

/* The first line that can be read from --password-fd; NULL when the option was not given. */
gboolean
cli_read_password (Cli *cli, char **password)
{
  g_autofree char *buffer = g_malloc0 (MAX_PASSWORD + 1);
  gsize length = 0;
  gint64 fd;

  *password = NULL;
  if (!cli_option (cli, "password-fd"))
    return TRUE;
  if (!cli_int_option (cli, "password-fd", 0, G_MAXINT, 0, &fd))
    return FALSE;
  while (length < MAX_PASSWORD)
    {
      gssize n = read ((int) fd, buffer + length, MAX_PASSWORD - length);
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          cli_complain ("--password-fd %d: %s", (int) fd, g_strerror (errno));
          return FALSE;
        }
      if (n == 0)
        break;
      length += (gsize) n;
      if (memchr (buffer, '\n', length))
        break;
    }
  *password = g_strndup (buffer, strcspn (buffer, "\r\n"));
  return TRUE;
}

static void
message_cb (KaijiSession *session, const char *text, gboolean is_error, gpointer user_data)
{
  cli_complain ("%s", text);
}

static gboolean
read_kind (Cli *cli, KaijiEvidenceKind *kind)
{
  const char *text = cli_option (cli, "kind");

  *kind = KAIJI_EVIDENCE_DOCUMENT;
  if (!text || kaiji_evidence_kind_from_string (text, kind))
    return TRUE;
  cli_complain (_ ("--kind: “%s” is none of document, web, registry, identity, translation, "
                   "contractor."),
                text);
  return FALSE;
}

/* An encrypted file: how to give the password here. */
CliStatus
cli_fail_with_password_hint (const char *file, GError *error)
{
  gboolean encrypted = g_error_matches (error, KAIJI_PDF_ERROR, KAIJI_PDF_ERROR_ENCRYPTED);
  CliStatus status = cli_fail (file, error);

  if (encrypted)
    cli_complain (
        _ ("Give the password with --password-fd N, for example: --password-fd 3 3<FILE"));
  return status;
}

static CliStatus
run_add (Cli *cli)
{
  GError *error = NULL;
  g_autofree char *password = NULL;
  g_autoptr (KaijiEvidence) evidence = NULL;
  KaijiSession *session;
  KaijiEvidenceRequest request = {
    .path = cli_arg (cli, 1),
    .name = cli_option (cli, "name"),
    .url = cli_option (cli, "url"),
    .captured_on = cli_option (cli, "captured-on"),
    .signed_by = cli_option (cli, "signed-by"),
    .signer_post = cli_option (cli, "signer-post"),
    .signed_on = cli_option (cli, "signed-on"),
    .valid_until = cli_option (cli, "valid-until"),
    .original = cli_option (cli, "original"),
  };

  if (!read_kind (cli, &request.kind) || !cli_read_password (cli, &password))
    return CLI_ERROR;
  request.password = password;
  session = cli_open (cli, FALSE);
  if (!session)
    return CLI_ERROR;
  g_signal_connect (session, "message", G_CALLBACK (message_cb), NULL);
  evidence = kaiji_session_add_evidence (session, &request, &error);
  if (!evidence)
    return cli_close (session, cli_fail_with_password_hint (request.path, error));
  if (cli->json)
    cli_take (kaiji_report_dup_one_evidence (session, evidence));
  else
    cli_printf ("%s\n", kaiji_evidence_get_info (evidence)->id);
  return cli_close (session, CLI_DONE);
}

/* Describes it anew in one field, and shows how it stands. */
static CliStatus
set_field (Cli *cli, KaijiSession *session)
{
  const char *texts[KAIJI_N_EVIDENCE_FIELDS] = { 0 };
  GError *error = NULL;
  KaijiEvidence *evidence = kaiji_citing_find_evidence (session, cli_arg (cli, 1), &error);
  g_autofree char *id = NULL;
  KaijiEvidenceField field;

  if (!evidence)
    return cli_fail (cli_arg (cli, 0), error);
  if (!kaiji_evidence_field_from_string (cli_arg (cli, 2), &field))
    {
      cli_complain (_ ("“%s” is none of name, kind, url, captured-on, signed-by, signer-post, "
                       "signed-on, valid-until, original, masked."),
                    cli_arg (cli, 2));
      return CLI_ERROR;
    }
  id = g_strdup (kaiji_evidence_get_info (evidence)->id);
  texts[field] = cli_arg (cli, 3);
  if (!kaiji_session_describe_evidence (session, id, texts, NULL, &error))
    return cli_fail (cli_arg (cli, 0), error);
  if (!kaiji_evidence_field_is_for (
          field, kaiji_evidence_get_info (
                     kaiji_case_source_lookup_evidence (kaiji_session_get_source (session), id))
                     ->kind))
    cli_complain (_ ("%s: Its kind has no use for “%s”. It was kept all the same."), id,
                  cli_arg (cli, 2));
  if (cli->json)
    return cli_take (kaiji_report_dup_one_evidence (
        session, kaiji_case_source_lookup_evidence (kaiji_session_get_source (session), id)));
  return CLI_DONE;
}

static CliStatus
run_set (Cli *cli)
{
  KaijiSession *session = cli_open (cli, FALSE);

  return session ? cli_close (session, set_field (cli, session)) : CLI_ERROR;
}

static CliStatus
run_list (Cli *cli)
{
  KaijiSession *session = cli_open (cli, TRUE);
  GListModel *list;

  if (!session)
    return CLI_ERROR;
  if (cli->json)
    return cli_close (session, cli_take (kaiji_report_dup_evidence (session)));
  list = kaiji_case_source_get_evidence (kaiji_session_get_source (session));
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (KaijiEvidence) evidence = g_list_model_get_item (list, i);
      const KaijiEvidenceInfo *info = kaiji_evidence_get_info (evidence);
      cli_printf (_ ("%s  %.8s  %s  %s, %d pages, cited %u times\n"), info->id, info->sha256,
                  info->name, kaiji_evidence_kind_to_string (info->kind), info->pages,
                  kaiji_report_count_citations (session, info->id));
    }
  return cli_close (session, CLI_DONE);
}

static CliStatus
cite (Cli *cli, KaijiSession *session, int page, int last_page, const char *password)
{
  GError *error = NULL;
  KaijiEvidence *evidence = kaiji_citing_find_evidence (session, cli_arg (cli, 2), &error);
  g_autoptr (KaijiCitation) citation = NULL;
  g_autofree char *wording = NULL;

  if (evidence)
    {
      KaijiCiteRequest request = {
        .target = cli_arg (cli, 1),
        .evidence_id = kaiji_evidence_get_info (evidence)->id,
        .page = page,
        .last_page = last_page,
        .section = cli_option (cli, "section"),
        .quote = cli_option (cli, "quote"),
        .password = password,
      };
      citation = kaiji_citing_add (session, &request, &error);
    }
  if (!citation)
    return cli_fail_with_password_hint (cli_arg (cli, 0), error);
  if (cli->json)
    return cli_take (kaiji_report_dup_citation (citation));
  wording = kaiji_session_dup_attachment_text (session, kaiji_citation_get_target (citation));
  cli_printf ("%s: %s\n", kaiji_citation_get_target (citation), wording);
  return CLI_DONE;
}

static CliStatus
run_cite (Cli *cli)
{
  g_autofree char *password = NULL;
  KaijiSession *session;
  gint64 page, last_page;

  if (!cli_option (cli, "page"))
    {
      cli_complain (_ ("--page is missing: the sheet of the PDF, from 1."));
      return CLI_ERROR;
    }
  if (!cli_int_option (cli, "page", 1, G_MAXINT, 0, &page)
      || !cli_int_option (cli, "last-page", 1, G_MAXINT, 0, &last_page)
      || !cli_read_password (cli, &password))
    return CLI_ERROR;
  session = cli_open (cli, FALSE);
  if (!session)
    return CLI_ERROR;
  return cli_close (session, cite (cli, session, (int) page, (int) last_page, password));
}

static CliStatus
uncite (Cli *cli, KaijiSession *session)
{
  GError *error = NULL;
  guint64 position;
  KaijiCitation *citation;

  if (!g_ascii_string_to_unsigned (cli_arg (cli, 2), 10, 1, G_MAXUINT, &position, NULL))
    {
      cli_complain (_ ("“%s” is no number from %s on."), cli_arg (cli, 2), "1");
      return CLI_ERROR;
    }
  citation = kaiji_citing_nth (session, cli_arg (cli, 1), (guint) position, &error);
  if (!citation || !kaiji_session_uncite (session, kaiji_citation_get_number (citation), &error))
    return cli_fail (cli_arg (cli, 0), error);
  return CLI_DONE;
}

static CliStatus
run_uncite (Cli *cli)
{
  KaijiSession *session = cli_open (cli, FALSE);

  return session ? cli_close (session, uncite (cli, session)) : CLI_ERROR;
}

static CliStatus
run_cited (Cli *cli)
{
  static const char *const states[] = { "", NC_ ("state", "moved"), NC_ ("state", "lost") };
  KaijiSession *session = cli_open (cli, TRUE);
  g_autoptr (GPtrArray) rows = NULL;

  if (!session)
    return CLI_ERROR;
  if (cli->json)
    return cli_close (session, cli_take (kaiji_report_dup_cited (session)));
  rows = kaiji_cited_list (session, NULL);
  for (guint i = 0; i < rows->len; i++)
    {
      const KaijiCitedInfo *info = kaiji_cited_row_get_info (g_ptr_array_index (rows, i));
      const char *section = info->citation ? kaiji_citation_get_section (info->citation) : "";
      const char *state = info->citation ? states[kaiji_citation_get_state (info->citation)] : "";

      if (info->citation)
        cli_printf ("%s %u  %s %s%s%s%s%s%s%s%s\n", info->target, info->position, info->name,
                    info->pages, *info->sheets ? " (" : "", info->sheets, *info->sheets ? ")" : "",
                    *section ? " " : "", section, *state ? "  " : "",
                    *state ? g_dpgettext2 (NULL, "state", state) : "");
    }
  return cli_close (session, CLI_DONE);
}

static CliStatus
run_search (Cli *cli)
{
  GError *error = NULL;
  g_autoptr (GPtrArray) hits = NULL;
  KaijiSearchRequest request;
  KaijiSession *session;
  gint64 limit;

  if (!cli_int_option (cli, "limit", 1, G_MAXINT, 0, &limit))
    return CLI_ERROR;
  session = cli_open (cli, TRUE);
  if (!session)
    return CLI_ERROR;
  request = (KaijiSearchRequest){
    .text = cli_arg (cli, 1),
    .mode = KAIJI_SEARCH_PHRASE,
    .limit = (guint) limit,
    .with_rects = cli->json,
  };
  hits = kaiji_search_evidence (session, &request, &error);
  if (!hits)
    return cli_close (session, cli_fail (cli_arg (cli, 0), error));
  if (cli->json)
    return cli_close (session, cli_take (kaiji_report_dup_hits (hits)));
  for (guint i = 0; i < hits->len; i++)
    {
      KaijiEvidenceHit *hit = g_ptr_array_index (hits, i);
      cli_printf (_ ("%s sheet %d%s%s: %s\n"), hit->evidence_id, hit->page,
                  *hit->label ? " p." : "", hit->label, hit->snippet);
    }
  return cli_close (session, CLI_DONE);
}

static CliStatus
run_verify (Cli *cli)
{
  GError *error = NULL;
  KaijiSession *session = cli_open (cli, TRUE);
  g_autoptr (GPtrArray) states = NULL;
  gboolean intact;

  if (!session)
    return CLI_ERROR;
  states = kaiji_verify_evidence (session, NULL, &intact, &error);
  if (!states)
    return cli_close (session, cli_fail (cli_arg (cli, 0), error));
  if (cli->json)
    cli_take (kaiji_verify_dup_json (states, intact));
  for (guint i = 0; i < states->len; i++)
    {
      KaijiEvidenceState *state = g_ptr_array_index (states, i);
      g_autofree char *line =
          g_strdup_printf ("%s  %.8s  %s%s: %s", state->id, state->sha256, state->name,
                           state->replaced ? _ (" (version before)") : "",
                           state->missing   ? _ ("the bytes are missing")
                           : state->changed ? _ ("the bytes have changed")
                                            : _ ("intact"));
      if (state->missing || state->changed)
        cli_complain ("%s: %s", cli_arg (cli, 0), line);
      else if (!cli->json)
        cli_printf ("%s\n", line);
    }
  return cli_close (session, intact ? CLI_DONE : CLI_NO);
}

const CliCommand cli_evidence_commands[] = {
  { "evidence", "add", run_add, 2, 2, "FILE DOC",
    "name= kind= url= captured-on= signed-by= signer-post= signed-on= valid-until= original= "
    "password-fd=",
    N_ ("adds a PDF, a picture or a file of an office program, and prints its id") },
  { "evidence", "set", run_set, 4, 4, "FILE EVIDENCE KEY VALUE", NULL,
    N_ ("describes evidence: KEY is name, kind, url, captured-on, signed-by, signer-post, "
        "signed-on, valid-until, original or masked; an empty VALUE takes it away") },
  { "evidence", "list", run_list, 1, 1, "FILE", NULL, N_ ("lists the evidence") },
  { "evidence", "cite", run_cite, 3, 3, "FILE ID EVIDENCE",
    "page= last-page= section= quote= password-fd=",
    N_ ("cites a page (physical, from 1), or those up to --last-page, for a prompt, an item or an "
        "evidence field; EVIDENCE is its id, the beginning of its digest, or its name") },
  { "evidence", "uncite", run_uncite, 3, 3, "FILE ID N", NULL,
    N_ ("removes the N-th citation on ID (from 1, in their order)") },
  { "evidence", "cited", run_cited, 1, 1, "FILE", NULL,
    N_ ("lists all citations in the order of the form") },
  { "evidence", "search", run_search, 2, 2, "FILE TEXT",
    "limit=", N_ ("finds pages on which a text stands; every page without --limit") },
  { "evidence", "excerpt", cli_run_excerpt, 3, 3, "FILE EVIDENCE OUT.pdf",
    "around= front= contents= pages= password-fd=",
    N_ ("writes cover, contents and cited pages (--around N: and N beside each) as a new PDF; "
        "--contents 2-3 or none says where the contents are, --pages adds others") },
  { "evidence", "verify", run_verify, 1, 1, "FILE", NULL,
    N_ ("hashes all evidence again and compares") },
  { NULL },
};
