/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a match of texts to a citation with a proposal: rectangles, labels, section.
 *
 * Invariants:
 * 1. A citation that is not found keeps what it said; its place is the old one, as far as there is
 *    such a page.
 * 2. A section that a person wrote stays; one that came from the outline comes from the new one.
 */
#include "jobs/replace-private.h"

#include "core/text.h"

KaijiCitation *
kaiji_replace_get_origin (KaijiCitation *citation)
{
  KaijiProposal *proposal = kaiji_citation_get_proposal (citation);

  return proposal ? kaiji_proposal_get_origin (proposal) : citation;
}

KaijiCitation *
kaiji_replace_new_place (KaijiCitation *like,
                         const char *sha256,
                         KaijiPdfDocument *document,
                         int page,
                         int last_page,
                         const char *section,
                         const char *quote,
                         const KaijiRect *rects,
                         guint n_rects)
{
  KaijiCitationInfo info = *kaiji_citation_get_info (like);
  const KaijiPdfPageInfo *first = document ? kaiji_pdf_document_get_page (document, page) : NULL;
  const KaijiPdfPageInfo *last =
      document && last_page > page ? kaiji_pdf_document_get_page (document, last_page) : NULL;

  info.sha256 = sha256;
  info.page = page;
  info.last_page = last_page;
  info.label = first ? first->label : NULL;
  info.last_label = last ? last->label : NULL;
  info.section = section;
  info.quote = quote;
  info.rects = rects;
  info.n_rects = n_rects;
  info.state = KAIJI_CITATION_MOVED;
  info.proposal = NULL;
  return kaiji_citation_new_from_info (&info);
}

static const char *
find_section (KaijiPdfDocument *document, int page, const KaijiRect *rects, guint n_rects)
{
  const KaijiPdfPageInfo *info = document ? kaiji_pdf_document_get_page (document, page) : NULL;
  const KaijiPdfOutlineEntry *entry;

  if (!info)
    return "";
  entry = kaiji_pdf_document_find_section (document, page,
                                           n_rects > 0 ? rects[0].y1 : info->height_pt / 2);
  return entry ? entry->title : "";
}

/* The first @n words of a title. */
static char *
dup_words (const char *title, guint n)
{
  g_autofree char *plain = kaiji_text_normalize (title);
  g_auto (GStrv) words = g_strsplit (plain, " ", -1);

  for (guint i = g_strv_length (words); i > n; i--)
    g_clear_pointer (&words[i - 1], g_free);
  return g_strjoinv (" ", words);
}

static guint
count_words (const char *title)
{
  g_autofree char *plain = kaiji_text_normalize (title);
  g_auto (GStrv) words = g_strsplit (plain, " ", -1);

  return g_strv_length (words);
}

/* What the new outline says where the old one said what the citation says, or began with it: of
 * 「第4条 教育」 people keep 「第4条」. */
static char *
choose_section (KaijiCitation *origin,
                const KaijiReplaceVersion *older,
                const KaijiReplaceVersion *newer,
                int page,
                const KaijiRect *rects,
                guint n_rects)
{
  const char *said = kaiji_citation_get_section (origin);
  guint n_old, n_words = count_words (said);
  const KaijiRect *old_rects = kaiji_citation_get_rects (origin, &n_old);
  const char *old_title =
      find_section (older->document, kaiji_citation_get_page (origin), old_rects, n_old);
  const char *new_title = find_section (newer->document, page, rects, n_rects);
  g_autofree char *plain = kaiji_text_normalize (said);
  g_autofree char *old_words = dup_words (old_title, n_words);

  if (!*said || !*new_title || !g_str_equal (plain, old_words))
    return g_strdup (said);
  return g_str_equal (said, old_title) ? g_strdup (new_title) : dup_words (new_title, n_words);
}

/* The character that the quote begins with, where its rectangles are known. */
static guint
find_start (const KaijiReplaceVersion *older, KaijiCitation *origin, GCancellable *cancellable)
{
  guint n_rects;
  const KaijiRect *rects = kaiji_citation_get_rects (origin, &n_rects);
  g_autoptr (KaijiPdfText) text = NULL;

  if (n_rects == 0 || !older->document)
    return G_MAXUINT;
  text = kaiji_pdf_document_text_sync (older->document, kaiji_citation_get_page (origin),
                                       KAIJI_PDF_PRIORITY_BACKGROUND, cancellable, NULL);
  if (!text)
    return G_MAXUINT;
  return kaiji_pdf_text_nearest (text, rects[0].x1, (rects[0].y1 + rects[0].y2) / 2);
}

static KaijiCitation *
make_place (const KaijiReplaceVersion *older,
            const KaijiReplaceVersion *newer,
            KaijiCitation *origin,
            const KaijiReplaceMatch *match,
            GCancellable *cancellable)
{
  g_autofree char *words = kaiji_replace_match_dup_words (newer->text, match);
  g_autofree char *found = NULL, *section = NULL;
  g_autofree KaijiRect *rects = NULL;
  guint n_rects = 0;

  if (*words)
    {
      g_autoptr (KaijiPdfText) text = kaiji_pdf_document_text_sync (
          newer->document, match->page, KAIJI_PDF_PRIORITY_BACKGROUND, cancellable, NULL);
      guint end = text ? match->page == match->last_page ? match->end : text->n_rects : 0;

      if (text && match->start < end && end <= text->n_rects)
        found = kaiji_pdf_text_get_range (text, match->start, end, &rects, &n_rects);
    }
  section = choose_section (origin, older, newer, match->page, rects, n_rects);
  return kaiji_replace_new_place (origin, newer->sha256, newer->document, match->page,
                                  match->last_page, section, words, rects, n_rects);
}

static KaijiCitation *
make_lost (const KaijiReplaceVersion *newer, KaijiCitation *origin)
{
  int n_pages = kaiji_pdf_document_get_n_pages (newer->document);
  int page = MIN (kaiji_citation_get_page (origin), n_pages);

  return kaiji_replace_new_place (origin, newer->sha256, newer->document, page,
                                  CLAMP (kaiji_citation_get_last_page (origin), page, n_pages),
                                  kaiji_citation_get_section (origin),
                                  kaiji_citation_get_quote (origin), NULL, 0);
}

KaijiCitation *
kaiji_replace_propose (const KaijiReplaceVersion *older,
                       const KaijiReplaceVersion *newer,
                       KaijiReplaceMatcher *matcher,
                       KaijiCitation *citation,
                       GCancellable *cancellable,
                       GError **error)
{
  KaijiCitation *origin = kaiji_replace_get_origin (citation);
  const KaijiReplacePlace wanted = {
    .page = kaiji_citation_get_page (origin),
    .last_page = kaiji_citation_get_last_page (origin),
    .quote = kaiji_citation_get_quote (origin),
    .start = find_start (older, origin, cancellable),
  };
  g_autoptr (GArray) matches = NULL;
  g_autoptr (GPtrArray) places = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (KaijiProposal) proposal = NULL;
  g_autoptr (KaijiCitation) place = NULL;
  KaijiFound found = kaiji_replace_matcher_find (matcher, &wanted, &matches);
  int sure = 0;

  for (guint i = 0; i < matches->len; i++)
    g_ptr_array_add (places,
                     make_place (older, newer, origin,
                                 &g_array_index (matches, KaijiReplaceMatch, i), cancellable));
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (found == KAIJI_FOUND_NOT)
    place = make_lost (newer, origin);
  else
    {
      sure = g_array_index (matches, KaijiReplaceMatch, 0).sure;
      place = g_ptr_array_steal_index (places, 0);
    }
  proposal = kaiji_proposal_new (found, sure, origin, places);
  return kaiji_citation_with_proposal (
      place, found == KAIJI_FOUND_NOT ? KAIJI_CITATION_LOST : KAIJI_CITATION_MOVED, proposal);
}
