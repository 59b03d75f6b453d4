/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Citing by page number and words: the label is taken from the PDF, the section from its outline,
 * the quote is found on the page.
 *
 * Invariant: a quote that does not stand on the page is never cited.
 */
#include "jobs/citing.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/text.h"
#include "jobs/documents.h"
#include "jobs/media.h"
#include "jobs/session-private.h"

/* Digits of a digest that name evidence. */
#define MIN_DIGEST 8

static gboolean
check_pages (const KaijiEvidenceInfo *info, int first, int last, GError **error)
{
  int page = first < 1 ? first : last;

  if (last < first)
    {
      g_set_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT,
                   _ ("The last page, %d, lies before the first one, %d. Give them the other way "
                      "round."),
                   last, first);
      return FALSE;
    }
  if (page >= 1 && (info->pages == 0 || page <= info->pages))
    return TRUE;
  g_set_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT,
               _ ("“%s” has %d pages; there is no page %d in it."), info->name, info->pages, page);
  return FALSE;
}

/* (transfer full) (element-type KaijiPdfHit): where @quote stands on the page, one place at least. */
static GPtrArray *
find_quote (KaijiPdfDocument *document,
            const char *name,
            int page,
            const char *quote,
            GError **error)
{
  g_autoptr (KaijiPdfText) text =
      kaiji_pdf_document_text_sync (document, page, KAIJI_PDF_PRIORITY_VISIBLE, NULL, error);
  g_autoptr (GPtrArray) hits = NULL;

  if (!text)
    {
      g_prefix_error (error, "%s: ", name);
      return NULL;
    }
  hits = kaiji_pdf_text_find (text, page, quote);
  if (hits->len > 0)
    return g_steal_pointer (&hits);
  if (kaiji_text_is_blank (text->text))
    g_set_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT,
                 _ ("Page %d of “%s” holds no text. Cite the whole page, without a quote."), page,
                 name);
  else
    g_set_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT,
                 _ ("“%s” does not stand on page %d of “%s”. Copy the quote from that page, or "
                    "choose the page that it stands on."),
                 quote, page, name);
  return NULL;
}

static KaijiCitation *
locate_in (KaijiPdfDocument *document,
           const KaijiEvidenceInfo *evidence,
           const char *target,
           const KaijiCiteRequest *request,
           GError **error)
{
  const KaijiPdfPageInfo *page = kaiji_pdf_document_get_page (document, request->page);
  KaijiCitationInfo info = { 0 };
  g_autoptr (GPtrArray) hits = NULL;
  KaijiPdfHit *hit = NULL;
  /* A whole page belongs to what fills it, not to what ends at its top. */
  double top = page->height_pt / 2;
  const char *section = request->section;

  if (request->quote && *request->quote)
    {
      hits = find_quote (document, evidence->name, request->page, request->quote, error);
      if (!hits)
        return NULL;
      hit = g_ptr_array_index (hits, 0);
      if (hit->n_rects > 0)
        top = hit->rects[0].y1;
    }
  if (!section)
    {
      const KaijiPdfOutlineEntry *entry =
          kaiji_pdf_document_find_section (document, request->page, top);
      section = entry ? entry->title : "";
    }
  info = (KaijiCitationInfo){
    .target = target,
    .evidence_id = evidence->id,
    .sha256 = evidence->sha256,
    .page = request->page,
    .last_page = MAX (request->page, request->last_page),
    .label = page->label,
    .section = section,
    .quote = hit ? hit->text : "",
    .rects = hit ? hit->rects : NULL,
    .n_rects = hit ? hit->n_rects : 0,
    .state = KAIJI_CITATION_CONFIRMED,
  };
  info.last_label = kaiji_pdf_document_get_page (document, info.last_page)->label;
  return kaiji_citation_new_from_info (&info);
}

/**
 * kaiji_citing_locate:
 * @session: a session
 * @request: what is cited
 * @error: no such target, evidence or page; the quote is not on the page; a password is needed
 *
 * Thread: the one that owns the session; blocks. Returns: (transfer full): a citation, number 0
 */
KaijiCitation *
kaiji_citing_locate (KaijiSession *session, const KaijiCiteRequest *request, GError **error)
{
  const char *target = kaiji_session_resolve_target (session, request->target, error);
  KaijiEvidence *evidence =
      target ? kaiji_session_require_evidence (session, request->evidence_id, error) : NULL;
  const KaijiEvidenceInfo *info;
  g_autoptr (KaijiPdfDocument) document = NULL;

  if (!evidence)
    return NULL;
  info = kaiji_evidence_get_info (evidence);
  if (!kaiji_media_check_pages (info, error)
      || !check_pages (info, request->page, request->last_page ? request->last_page : request->page,
                       error))
    return NULL;
  document = kaiji_documents_open_sync (session, info->id, request->password, error);
  return document ? locate_in (document, info, target, request, error) : NULL;
}

/** kaiji_citing_add: As kaiji_citing_locate(), and adds it. Returns: (transfer full): as added. */
KaijiCitation *
kaiji_citing_add (KaijiSession *session, const KaijiCiteRequest *request, GError **error)
{
  g_autoptr (KaijiCitation) citation = kaiji_citing_locate (session, request, error);

  return citation ? kaiji_session_cite (session, citation, error) : NULL;
}

/* The item of a prompt, when citations stand on the item as a whole. */
static KaijiItem *
find_cited_parent (KaijiSession *session, const char *target)
{
  KaijiPrompt *prompt = kaiji_scheme_lookup_prompt (kaiji_session_get_scheme (session), target);
  KaijiItem *item = prompt ? prompt->item : NULL;
  GPtrArray *citations =
      item ? kaiji_case_source_get_citations (kaiji_session_get_source (session), item->id) : NULL;

  return citations && citations->len > 0 ? item : NULL;
}

/**
 * kaiji_citing_nth:
 * @session: a session
 * @id: a prompt, an item, or an evidence field of Form A
 * @position: from 1
 * @error: no such target, or it has fewer citations
 *
 * Thread: main. Returns: (transfer none): the citation
 */
KaijiCitation *
kaiji_citing_nth (KaijiSession *session, const char *id, guint position, GError **error)
{
  KaijiCaseSource *source = kaiji_session_get_source (session);
  const char *target = kaiji_session_resolve_target (session, id, error);
  KaijiItem *item, *parent;
  GPtrArray *own;
  guint left = position;

  if (!target)
    return NULL;
  own = kaiji_case_source_get_citations (source, target);
  if (own && position >= 1 && position <= own->len)
    return g_ptr_array_index (own, position - 1);
  item = own ? NULL : kaiji_scheme_lookup_item (kaiji_session_get_scheme (session), target);
  for (guint i = 0; item && position >= 1 && i < item->prompts->len; i++)
    {
      KaijiPrompt *prompt = g_ptr_array_index (item->prompts, i);
      GPtrArray *citations = kaiji_case_source_get_citations (source, prompt->id);
      guint n = citations ? citations->len : 0;

      if (left <= n)
        return g_ptr_array_index (citations, left - 1);
      left -= n;
    }
  parent = own ? NULL : find_cited_parent (session, target);
  if (parent)
    g_set_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT,
                 _ ("“%s” has no citation of its own; those on its item “%s” stand for it. Name "
                    "the item."),
                 id, parent->id);
  else
    g_set_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT,
                 _ ("There is no citation number %u on “%s”; it has %u."), position, id,
                 own ? own->len : position - left);
  return NULL;
}

/* How well @text names evidence: 0 not at all; each way goes before the next. */
static guint
match (const KaijiEvidenceInfo *info, const char *text)
{
  gsize n = strlen (text);

  if (n >= MIN_DIGEST && n <= 64 && g_ascii_strncasecmp (info->sha256, text, n) == 0)
    return 3;
  if (g_str_equal (info->name, text))
    return 2;
  return g_str_equal (info->file_name, text) ? 1 : 0;
}

/**
 * kaiji_citing_find_evidence:
 * @session: a session
 * @text: id, beginning of the digest, name or name of the file
 * @error: none, or more than one
 *
 * Thread: main. Returns: (transfer none): the evidence
 */
KaijiEvidence *
kaiji_citing_find_evidence (KaijiSession *session, const char *text, GError **error)
{
  KaijiCaseSource *source = kaiji_session_get_source (session);
  GListModel *list = kaiji_case_source_get_evidence (source);
  KaijiEvidence *found = kaiji_case_source_lookup_evidence (source, text);
  guint best = 0;
  gboolean several = FALSE;

  if (found)
    return found;
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (KaijiEvidence) evidence = g_list_model_get_item (list, i);
      guint how = match (kaiji_evidence_get_info (evidence), text);

      if (how == 0 || how < best)
        continue;
      several = how == best;
      best = how;
      found = evidence; /* the list holds it */
    }
  if (found && !several)
    return found;
  if (found)
    g_set_error (
        error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT,
        _ ("“%s” names more than one piece of evidence. Use its id, as the list shows it."), text);
  else
    g_set_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT,
                 _ ("There is no evidence “%s” in this case."), text);
  return NULL;
}
