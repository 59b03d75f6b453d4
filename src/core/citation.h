/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * KaijiRect:
 *
 * A rectangle on a page. Unit: PDF point (1/72 inch). Origin: top left of the page as shown
 * (crop box and /Rotate applied); x to the right, y down. x1 < x2, y1 < y2.
 */
typedef struct
{
  double x1, y1, x2, y2;
} KaijiRect;

/**
 * KaijiCitationState:
 * @KAIJI_CITATION_CONFIRMED: a person chose this place
 * @KAIJI_CITATION_MOVED: the evidence was replaced, a new place is proposed
 * @KAIJI_CITATION_LOST: the evidence was replaced, the quote was not found
 */
typedef enum
{
  KAIJI_CITATION_CONFIRMED,
  KAIJI_CITATION_MOVED,
  KAIJI_CITATION_LOST,
} KaijiCitationState;

/**
 * KaijiCitationInfo:
 * @number: the citation's number within the case, 0 while it has none
 * @order: its place among the citations of its target, 0 = that of its number
 * @target: prompt or item that it proves, or a field of Form A
 * @evidence_id: id of the evidence within the case
 * @sha256: digest of the evidence's bytes, lower-case hex
 * @page: physical page, from 1
 * @last_page: last page of a range, = @page for a single one
 * @label: (nullable): number printed on the page
 * @last_label: (nullable): number printed on the last page of a range; %NULL = not known
 * @section: (nullable): chapter, section or article
 * @quote: (nullable): quoted text, kept as it stands
 * @rects: (array length=n_rects) (nullable): where the quote stands on @page, points, top left
 * @n_rects: how many
 * @state: whether a person confirmed the place
 * @proposal: (nullable): what a person has to decide since the evidence was replaced
 *
 * The fields of a #KaijiCitation; used to make one, or another that differs in some.
 */
typedef struct
{
  gint64 number;
  gint64 order;
  const char *target;
  const char *evidence_id;
  const char *sha256;
  int page;
  int last_page;
  const char *label;
  const char *last_label;
  const char *section;
  const char *quote;
  const KaijiRect *rects;
  guint n_rects;
  KaijiCitationState state;
  struct _KaijiProposal *proposal;
} KaijiCitationInfo;

#define KAIJI_TYPE_CITATION (kaiji_citation_get_type ())
/**
 * KaijiCitation: (記載箇所)
 *
 * An immutable pointer from an answer to the page that proves it. Changing one means putting
 * another with the same number in its place.
 *
 * Source: 概要 4(4)ア
 */
G_DECLARE_FINAL_TYPE (KaijiCitation, kaiji_citation, KAIJI, CITATION, GObject)

KaijiCitation *kaiji_citation_new (gint64 number,
                                   const char *target,
                                   const char *evidence_id,
                                   const char *sha256,
                                   int page,
                                   int last_page,
                                   const char *label,
                                   const char *section,
                                   const char *quote,
                                   const KaijiRect *rects,
                                   guint n_rects,
                                   KaijiCitationState state) G_GNUC_WARN_UNUSED_RESULT;
KaijiCitation *
kaiji_citation_new_from_info (const KaijiCitationInfo *info) G_GNUC_WARN_UNUSED_RESULT;
KaijiCitation *kaiji_citation_new_from_variant (GVariant *variant) G_GNUC_WARN_UNUSED_RESULT;
GVariant *kaiji_citation_to_variant (KaijiCitation *self) G_GNUC_WARN_UNUSED_RESULT;
KaijiCitation *kaiji_citation_with_number (KaijiCitation *self,
                                           gint64 number) G_GNUC_WARN_UNUSED_RESULT;
KaijiCitation *kaiji_citation_with_section (KaijiCitation *self,
                                            const char *section) G_GNUC_WARN_UNUSED_RESULT;

const KaijiCitationInfo *kaiji_citation_get_info (KaijiCitation *self);
gint64 kaiji_citation_get_number (KaijiCitation *self);
const char *kaiji_citation_get_target (KaijiCitation *self);
const char *kaiji_citation_get_evidence_id (KaijiCitation *self);
const char *kaiji_citation_get_sha256 (KaijiCitation *self);
int kaiji_citation_get_page (KaijiCitation *self);
int kaiji_citation_get_last_page (KaijiCitation *self);
const char *kaiji_citation_get_label (KaijiCitation *self);
const char *kaiji_citation_get_section (KaijiCitation *self);
const char *kaiji_citation_get_quote (KaijiCitation *self);
const KaijiRect *kaiji_citation_get_rects (KaijiCitation *self, guint *n_rects);
KaijiCitationState kaiji_citation_get_state (KaijiCitation *self);

/* ---- its place in words ---- */
gboolean kaiji_citation_is_range (KaijiCitation *self);
char *kaiji_citation_dup_printed (KaijiCitation *self, const char *dash) G_GNUC_WARN_UNUSED_RESULT;
char *kaiji_citation_dup_sheets (KaijiCitation *self) G_GNUC_WARN_UNUSED_RESULT;
char *kaiji_citation_dup_pages (KaijiCitation *self) G_GNUC_WARN_UNUSED_RESULT;
char *kaiji_citation_dup_place_key (KaijiCitation *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean kaiji_citation_parse_pages (const char *text, int *first, int *last);

/* ---- their order ---- */
gint64 kaiji_citation_get_order (KaijiCitation *self);
int kaiji_citation_compare (KaijiCitation *a, KaijiCitation *b);

G_END_DECLS
