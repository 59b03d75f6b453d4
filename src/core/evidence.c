/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Evidence (疎明資料): an immutable description; bytes lie elsewhere, by SHA-256.
 *
 * Invariants:
 * 1. The description never changes after it was made; an edit puts a new one with the same id.
 * 2. Bytes with one digest are kept once, however many descriptions name them.
 */
#include "core/evidence.h"

struct _KaijiEvidence
{
  GObject parent_instance;

  KaijiEvidenceInfo info; /* its strings are owned */
};

G_DEFINE_FINAL_TYPE (KaijiEvidence, kaiji_evidence, G_TYPE_OBJECT)

static const char *const kind_names[] = { "document", "web",         "registry",
                                          "identity", "translation", "contractor" };
static const char *const media_names[] = { "pdf", "image", "office" };

static void
kaiji_evidence_finalize (GObject *object)
{
  KaijiEvidence *self = KAIJI_EVIDENCE (object);
  const char *const strings[] = {
    self->info.id,        self->info.sha256,      self->info.name,      self->info.file_name,
    self->info.url,       self->info.captured_on, self->info.signed_by, self->info.signer_post,
    self->info.signed_on, self->info.valid_until, self->info.original,  self->info.previous
  };

  for (gsize i = 0; i < G_N_ELEMENTS (strings); i++)
    g_free ((char *) strings[i]);
  G_OBJECT_CLASS (kaiji_evidence_parent_class)->finalize (object);
}

static void
kaiji_evidence_class_init (KaijiEvidenceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kaiji_evidence_finalize;
}

static void
kaiji_evidence_init (KaijiEvidence *self)
{
}

/**
 * kaiji_evidence_new:
 * @info: the fields; strings are copied, id, sha256 and name must not be %NULL
 *
 * Makes a description of evidence.
 *
 * Thread: any. Returns: (transfer full): a new description
 */
KaijiEvidence *
kaiji_evidence_new (const KaijiEvidenceInfo *info)
{
  KaijiEvidence *self = g_object_new (KAIJI_TYPE_EVIDENCE, NULL);

  self->info = *info;
  self->info.id = g_strdup (info->id);
  self->info.sha256 = g_strdup (info->sha256);
  self->info.name = g_strdup (info->name);
  self->info.file_name = g_strdup (info->file_name ? info->file_name : info->name);
  self->info.url = g_strdup (info->url);
  self->info.captured_on = g_strdup (info->captured_on);
  self->info.signed_by = g_strdup (info->signed_by);
  self->info.signer_post = g_strdup (info->signer_post);
  self->info.signed_on = g_strdup (info->signed_on);
  self->info.valid_until = g_strdup (info->valid_until);
  self->info.original = g_strdup (info->original);
  self->info.previous = g_strdup (info->previous);
  return self;
}

/** kaiji_evidence_get_info: Returns: (transfer none): the fields. Thread: any. */
const KaijiEvidenceInfo *
kaiji_evidence_get_info (KaijiEvidence *self)
{
  return &self->info;
}

static void
insert_string (GVariantDict *dict, const char *key, const char *value)
{
  if (value)
    g_variant_dict_insert (dict, key, "s", value);
}

/**
 * kaiji_evidence_to_variant:
 * @self: a description
 *
 * Writes the description as a dictionary (a{sv}), the form that the journal keeps.
 *
 * Thread: any. Returns: (transfer full): a variant that is not floating
 */
GVariant *
kaiji_evidence_to_variant (KaijiEvidence *self)
{
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);
  const KaijiEvidenceInfo *info = &self->info;

  insert_string (&dict, "id", info->id);
  insert_string (&dict, "sha256", info->sha256);
  insert_string (&dict, "name", info->name);
  insert_string (&dict, "file-name", info->file_name);
  insert_string (&dict, "kind", kaiji_evidence_kind_to_string (info->kind));
  if (info->media != KAIJI_EVIDENCE_MEDIA_PDF)
    insert_string (&dict, "media", kaiji_evidence_media_to_string (info->media));
  g_variant_dict_insert (&dict, "size", "x", info->size);
  g_variant_dict_insert (&dict, "pages", "i", info->pages);
  g_variant_dict_insert (&dict, "text-pages", "i", info->text_pages);
  if (info->scan_dpi > 0)
    g_variant_dict_insert (&dict, "scan-dpi", "i", info->scan_dpi);
  g_variant_dict_insert (&dict, "encrypted", "b", info->encrypted);
  insert_string (&dict, "url", info->url);
  insert_string (&dict, "captured-on", info->captured_on);
  insert_string (&dict, "signed-by", info->signed_by);
  insert_string (&dict, "signer-post", info->signer_post);
  insert_string (&dict, "signed-on", info->signed_on);
  insert_string (&dict, "valid-until", info->valid_until);
  insert_string (&dict, "original", info->original);
  insert_string (&dict, "previous", info->previous);
  if (info->masked)
    g_variant_dict_insert (&dict, "masked", "b", TRUE);
  if (info->japanese > 0)
    g_variant_dict_insert (&dict, "japanese", "b", info->japanese == KAIJI_JAPANESE_SOME);
  g_variant_dict_insert (&dict, "added-at", "x", info->added_at);
  return g_variant_ref_sink (g_variant_dict_end (&dict));
}

/**
 * kaiji_evidence_new_from_variant:
 * @variant: what kaiji_evidence_to_variant() wrote
 *
 * Reads a description back.
 *
 * Thread: any. Returns: (transfer full) (nullable): a description, %NULL when @variant has no
 * id, digest or name
 */
KaijiEvidence *
kaiji_evidence_new_from_variant (GVariant *variant)
{
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (variant);
  KaijiEvidenceInfo info = { .text_pages = -1 };
  const char *kind = NULL, *media = NULL;
  gboolean japanese;

  g_variant_dict_lookup (&dict, "id", "&s", &info.id);
  g_variant_dict_lookup (&dict, "sha256", "&s", &info.sha256);
  g_variant_dict_lookup (&dict, "name", "&s", &info.name);
  g_variant_dict_lookup (&dict, "file-name", "&s", &info.file_name);
  g_variant_dict_lookup (&dict, "kind", "&s", &kind);
  g_variant_dict_lookup (&dict, "media", "&s", &media);
  g_variant_dict_lookup (&dict, "size", "x", &info.size);
  g_variant_dict_lookup (&dict, "pages", "i", &info.pages);
  g_variant_dict_lookup (&dict, "text-pages", "i", &info.text_pages);
  g_variant_dict_lookup (&dict, "scan-dpi", "i", &info.scan_dpi);
  g_variant_dict_lookup (&dict, "encrypted", "b", &info.encrypted);
  g_variant_dict_lookup (&dict, "url", "&s", &info.url);
  g_variant_dict_lookup (&dict, "captured-on", "&s", &info.captured_on);
  g_variant_dict_lookup (&dict, "signed-by", "&s", &info.signed_by);
  g_variant_dict_lookup (&dict, "signer-post", "&s", &info.signer_post);
  g_variant_dict_lookup (&dict, "signed-on", "&s", &info.signed_on);
  g_variant_dict_lookup (&dict, "valid-until", "&s", &info.valid_until);
  g_variant_dict_lookup (&dict, "original", "&s", &info.original);
  g_variant_dict_lookup (&dict, "previous", "&s", &info.previous);
  g_variant_dict_lookup (&dict, "masked", "b", &info.masked);
  if (g_variant_dict_lookup (&dict, "japanese", "b", &japanese))
    info.japanese = japanese ? KAIJI_JAPANESE_SOME : KAIJI_JAPANESE_NONE;
  g_variant_dict_lookup (&dict, "added-at", "x", &info.added_at);
  if (!info.id || !info.sha256 || !info.name)
    return NULL;
  if (!kind || !kaiji_evidence_kind_from_string (kind, &info.kind))
    info.kind = KAIJI_EVIDENCE_DOCUMENT;
  if (!media || !kaiji_evidence_media_from_string (media, &info.media))
    info.media = KAIJI_EVIDENCE_MEDIA_PDF;
  return kaiji_evidence_new (&info);
}

/**
 * kaiji_evidence_is_personal:
 * @self: a description
 *
 * Whether it is a paper about a person (a photo ID), which may stand in nothing but what it was
 * handed in for: no snippet of a search, no excerpt, no export for others.
 *
 * Source: 概要 4(4)イ注1. Thread: any
 */
gboolean
kaiji_evidence_is_personal (KaijiEvidence *self)
{
  return self->info.kind == KAIJI_EVIDENCE_IDENTITY;
}

static gboolean
find_name (const char *const *names, gsize n, const char *text, guint *found)
{
  for (gsize i = 0; i < n; i++)
    if (g_str_equal (text, names[i]))
      {
        *found = (guint) i;
        return TRUE;
      }
  return FALSE;
}

/** kaiji_evidence_kind_to_string: Returns: (transfer none): the word used in files and commands. */
const char *
kaiji_evidence_kind_to_string (KaijiEvidenceKind kind)
{
  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (kind_names), kind_names[0]);
  return kind_names[kind];
}

/**
 * kaiji_evidence_kind_from_string:
 * @text: a word as in kaiji_evidence_kind_to_string()
 * @kind: (out): the kind
 *
 * Returns: %FALSE when @text is no such word
 */
gboolean
kaiji_evidence_kind_from_string (const char *text, KaijiEvidenceKind *kind)
{
  guint found;

  if (!find_name (kind_names, G_N_ELEMENTS (kind_names), text, &found))
    return FALSE;
  *kind = (KaijiEvidenceKind) found;
  return TRUE;
}

/** kaiji_evidence_media_to_string: Returns: (transfer none): the word used in files. */
const char *
kaiji_evidence_media_to_string (KaijiEvidenceMedia media)
{
  g_return_val_if_fail ((guint) media < G_N_ELEMENTS (media_names), media_names[0]);
  return media_names[media];
}

/**
 * kaiji_evidence_media_from_string:
 * @text: a word as in kaiji_evidence_media_to_string()
 * @media: (out): what bytes it means
 *
 * Returns: %FALSE when @text is no such word
 */
gboolean
kaiji_evidence_media_from_string (const char *text, KaijiEvidenceMedia *media)
{
  guint found;

  if (!find_name (media_names, G_N_ELEMENTS (media_names), text, &found))
    return FALSE;
  *media = (KaijiEvidenceMedia) found;
  return TRUE;
}
