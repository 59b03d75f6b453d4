/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * KaijiEvidenceKind:
 * @KAIJI_EVIDENCE_DOCUMENT: a document of the provider's
 * @KAIJI_EVIDENCE_WEB: hard copy of a web page, with URL and date (概要 4(4)ウ(ウ))
 * @KAIJI_EVIDENCE_REGISTRY: 登記簿謄本 (概要 4(4)イ)
 * @KAIJI_EVIDENCE_IDENTITY: photo ID of a sole trader (概要 4(4)イ注1)
 * @KAIJI_EVIDENCE_TRANSLATION: 訳文 of another paper (概要 4(4)イ注1)
 * @KAIJI_EVIDENCE_CONTRACTOR: public or signed material of a contractor (概要 4(4)ウ(イ))
 */
typedef enum
{
  KAIJI_EVIDENCE_DOCUMENT,
  KAIJI_EVIDENCE_WEB,
  KAIJI_EVIDENCE_REGISTRY,
  KAIJI_EVIDENCE_IDENTITY,
  KAIJI_EVIDENCE_TRANSLATION,
  KAIJI_EVIDENCE_CONTRACTOR,
} KaijiEvidenceKind;

/**
 * KaijiEvidenceMedia: what its bytes are.
 * @KAIJI_EVIDENCE_MEDIA_PDF: a PDF
 * @KAIJI_EVIDENCE_MEDIA_IMAGE: a picture (PNG, JPEG, TIFF), shown as pages
 * @KAIJI_EVIDENCE_MEDIA_OFFICE: a file of an office program: listed, never shown
 */
typedef enum
{
  KAIJI_EVIDENCE_MEDIA_PDF,
  KAIJI_EVIDENCE_MEDIA_IMAGE,
  KAIJI_EVIDENCE_MEDIA_OFFICE,
} KaijiEvidenceMedia;

/**
 * KaijiJapanese: whether the text of a document has Japanese letters.
 * @KAIJI_JAPANESE_UNKNOWN: nobody looked, or it has no text
 * @KAIJI_JAPANESE_NONE: it has text, none of it Japanese
 * @KAIJI_JAPANESE_SOME: at least one page has some
 */
typedef enum
{
  KAIJI_JAPANESE_UNKNOWN,
  KAIJI_JAPANESE_NONE,
  KAIJI_JAPANESE_SOME,
} KaijiJapanese;

/**
 * KaijiEvidenceInfo:
 * @id: number within the case, "E1", "E2", …
 * @sha256: digest of the bytes, lower-case hex
 * @name: 資料名称, as it stands in 添付書類等
 * @file_name: name of the file that was added
 * @kind: what it is
 * @media: what its bytes are
 * @size: bytes
 * @pages: physical pages, 0 while unknown (encrypted, damaged)
 * @text_pages: pages with text, -1 while unknown
 * @scan_dpi: resolution of its coarsest scanned page, dots an inch; 0 = none, or unknown
 * @encrypted: a password is needed to read it
 * @url: (nullable): address of a web page
 * @captured_on: (nullable): date of the hard copy, ISO
 * @signed_by: (nullable): the contractor's signer: name, or name, post and date as one text
 * @signer_post: (nullable): post of that person
 * @signed_on: (nullable): day of the signature, ISO
 * @valid_until: (nullable): last day on which it holds, ISO
 * @original: (nullable): of a translation: the id of the evidence that it translates
 * @previous: (nullable): digest of the bytes that these took the place of
 * @masked: a person said that no マイナンバー can be read in it
 * @japanese: whether its text is Japanese
 * @added_at: seconds since the epoch
 *
 * The fields of a #KaijiEvidence; used to make one.
 */
typedef struct
{
  const char *id;
  const char *sha256;
  const char *name;
  const char *file_name;
  KaijiEvidenceKind kind;
  KaijiEvidenceMedia media;
  gint64 size;
  int pages;
  int text_pages;
  int scan_dpi;
  gboolean encrypted;
  const char *url;
  const char *captured_on;
  const char *signed_by;
  const char *signer_post;
  const char *signed_on;
  const char *valid_until;
  const char *original;
  const char *previous;
  gboolean masked;
  KaijiJapanese japanese;
  gint64 added_at;
} KaijiEvidenceInfo;

#define KAIJI_TYPE_EVIDENCE (kaiji_evidence_get_type ())
/**
 * KaijiEvidence: (疎明資料)
 *
 * An immutable description of one evidence document in a case; its bytes are kept by digest
 * (#KaijiEvidenceSource).
 *
 * Source: 概要 4(4)
 */
G_DECLARE_FINAL_TYPE (KaijiEvidence, kaiji_evidence, KAIJI, EVIDENCE, GObject)

KaijiEvidence *kaiji_evidence_new (const KaijiEvidenceInfo *info) G_GNUC_WARN_UNUSED_RESULT;
KaijiEvidence *kaiji_evidence_new_from_variant (GVariant *variant) G_GNUC_WARN_UNUSED_RESULT;
GVariant *kaiji_evidence_to_variant (KaijiEvidence *self) G_GNUC_WARN_UNUSED_RESULT;
const KaijiEvidenceInfo *kaiji_evidence_get_info (KaijiEvidence *self);

gboolean kaiji_evidence_is_personal (KaijiEvidence *self);

const char *kaiji_evidence_kind_to_string (KaijiEvidenceKind kind);
gboolean kaiji_evidence_kind_from_string (const char *text, KaijiEvidenceKind *kind);
const char *kaiji_evidence_media_to_string (KaijiEvidenceMedia media);
gboolean kaiji_evidence_media_from_string (const char *text, KaijiEvidenceMedia *media);

G_END_DECLS
