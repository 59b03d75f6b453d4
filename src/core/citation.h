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
KaijiCitation *kaiji_citation_new_from_variant (GVariant *variant) G_GNUC_WARN_UNUSED_RESULT;
GVariant *kaiji_citation_to_variant (KaijiCitation *self) G_GNUC_WARN_UNUSED_RESULT;
KaijiCitation *kaiji_citation_with_number (KaijiCitation *self,
                                           gint64 number) G_GNUC_WARN_UNUSED_RESULT;
KaijiCitation *kaiji_citation_with_section (KaijiCitation *self,
                                            const char *section) G_GNUC_WARN_UNUSED_RESULT;

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

G_END_DECLS
