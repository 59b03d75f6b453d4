/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Citations (記載箇所): immutable values that point from an answer to a page of evidence.
 *
 * Invariants:
 * 1. A citation never changes after it was made; an edit puts a new one with the same number.
 * 2. `page` is physical and counts from 1; `label` is what is printed on the page. They are
 *    never exchanged.
 * 3. Rectangles are in points, origin top left.
 * 4. Citations of one target stand in the order of `order`, which is the number until a person
 *    moves one.
 * 5. What was proposed goes along with every copy until a person decides.
 */
#include "core/citation.h"

#include "core/proposal.h"

struct _KaijiCitation
{
  GObject parent_instance;

  KaijiCitationInfo info; /* its texts and rectangles are this object's */
};

G_DEFINE_FINAL_TYPE (KaijiCitation, kaiji_citation, G_TYPE_OBJECT)

static void
kaiji_citation_finalize (GObject *object)
{
  KaijiCitationInfo *info = &KAIJI_CITATION (object)->info;

  g_free ((char *) info->target);
  g_free ((char *) info->evidence_id);
  g_free ((char *) info->sha256);
  g_free ((char *) info->label);
  g_free ((char *) info->last_label);
  g_free ((char *) info->section);
  g_free ((char *) info->quote);
  g_free ((KaijiRect *) info->rects);
  g_clear_pointer (&info->proposal, kaiji_proposal_unref);
  G_OBJECT_CLASS (kaiji_citation_parent_class)->finalize (object);
}

static void
kaiji_citation_class_init (KaijiCitationClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kaiji_citation_finalize;
}

static void
kaiji_citation_init (KaijiCitation *self)
{
}

/**
 * kaiji_citation_new_from_info:
 * @info: its fields; all is copied
 *
 * Makes a citation. To change one, take its fields, change some, and make another.
 *
 * Thread: any. Returns: (transfer full): a new citation
 */
KaijiCitation *
kaiji_citation_new_from_info (const KaijiCitationInfo *info)
{
  KaijiCitation *self = g_object_new (KAIJI_TYPE_CITATION, NULL);
  KaijiCitationInfo *own = &self->info;

  *own = *info;
  own->order = info->order == info->number ? 0 : info->order;
  own->target = g_strdup (info->target);
  own->evidence_id = g_strdup (info->evidence_id);
  own->sha256 = g_strdup (info->sha256);
  own->last_page = MAX (info->page, info->last_page);
  own->label = g_strdup (info->label ? info->label : "");
  own->last_label = own->last_page > own->page ? g_strdup (info->last_label) : NULL;
  own->proposal = info->proposal ? kaiji_proposal_ref (info->proposal) : NULL;
  own->section = g_strdup (info->section ? info->section : "");
  own->quote = g_strdup (info->quote ? info->quote : "");
  own->rects =
      info->n_rects > 0 ? g_memdup2 (info->rects, sizeof (KaijiRect) * info->n_rects) : NULL;
  return self;
}

/**
 * kaiji_citation_new:
 *
 * As kaiji_citation_new_from_info(), for the fields that most citations have.
 *
 * Thread: any. Returns: (transfer full): a new citation
 */
KaijiCitation *
kaiji_citation_new (gint64 number,
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
                    KaijiCitationState state)
{
  const KaijiCitationInfo info = {
    .number = number,
    .target = target,
    .evidence_id = evidence_id,
    .sha256 = sha256,
    .page = page,
    .last_page = last_page,
    .label = label,
    .section = section,
    .quote = quote,
    .rects = rects,
    .n_rects = n_rects,
    .state = state,
  };

  return kaiji_citation_new_from_info (&info);
}

/**
 * kaiji_citation_to_variant:
 * @self: a citation
 *
 * Writes the citation as a dictionary (a{sv}), the form that the journal keeps. "order" and
 * "last-label" stand in it only where they say something.
 *
 * Thread: any. Returns: (transfer full): a variant that is not floating
 */
GVariant *
kaiji_citation_to_variant (KaijiCitation *self)
{
  const KaijiCitationInfo *info = &self->info;
  g_auto (GVariantBuilder) rects = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a(dddd)"));
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);

  g_variant_dict_insert (&dict, "number", "x", info->number);
  g_variant_dict_insert (&dict, "target", "s", info->target);
  g_variant_dict_insert (&dict, "evidence", "s", info->evidence_id);
  g_variant_dict_insert (&dict, "sha256", "s", info->sha256);
  g_variant_dict_insert (&dict, "page", "i", info->page);
  g_variant_dict_insert (&dict, "last-page", "i", info->last_page);
  g_variant_dict_insert (&dict, "label", "s", info->label);
  g_variant_dict_insert (&dict, "section", "s", info->section);
  g_variant_dict_insert (&dict, "quote", "s", info->quote);
  g_variant_dict_insert (&dict, "state", "i", (int) info->state);
  if (info->order)
    g_variant_dict_insert (&dict, "order", "x", info->order);
  if (info->last_label)
    g_variant_dict_insert (&dict, "last-label", "s", info->last_label);
  for (guint i = 0; i < info->n_rects; i++)
    g_variant_builder_add (&rects, "(dddd)", info->rects[i].x1, info->rects[i].y1,
                           info->rects[i].x2, info->rects[i].y2);
  g_variant_dict_insert_value (&dict, "rects", g_variant_builder_end (&rects));
  if (info->proposal)
    {
      g_autoptr (GVariant) proposal = kaiji_proposal_to_variant (info->proposal);
      g_variant_dict_insert_value (&dict, "proposal", proposal);
    }
  return g_variant_ref_sink (g_variant_dict_end (&dict));
}

/**
 * kaiji_citation_new_from_variant:
 * @variant: what kaiji_citation_to_variant() wrote
 *
 * Reads a citation back. Missing keys read as empty.
 *
 * Thread: any. Returns: (transfer full) (nullable): a citation, %NULL when @variant names no
 * target, no evidence or no page
 */
KaijiCitation *
kaiji_citation_new_from_variant (GVariant *variant)
{
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (variant);
  g_autoptr (GVariant) rects_variant = NULL, proposal_variant = NULL;
  g_autoptr (KaijiProposal) proposal = NULL;
  g_autofree KaijiRect *rects = NULL;
  KaijiCitationInfo info = { 0 };
  int state = 0;

  g_variant_dict_lookup (&dict, "number", "x", &info.number);
  g_variant_dict_lookup (&dict, "order", "x", &info.order);
  g_variant_dict_lookup (&dict, "target", "&s", &info.target);
  g_variant_dict_lookup (&dict, "evidence", "&s", &info.evidence_id);
  g_variant_dict_lookup (&dict, "sha256", "&s", &info.sha256);
  g_variant_dict_lookup (&dict, "page", "i", &info.page);
  g_variant_dict_lookup (&dict, "last-page", "i", &info.last_page);
  g_variant_dict_lookup (&dict, "label", "&s", &info.label);
  g_variant_dict_lookup (&dict, "last-label", "&s", &info.last_label);
  g_variant_dict_lookup (&dict, "section", "&s", &info.section);
  g_variant_dict_lookup (&dict, "quote", "&s", &info.quote);
  g_variant_dict_lookup (&dict, "state", "i", &state);
  if (!info.target || !info.evidence_id || !info.sha256 || info.page < 1)
    return NULL;
  info.state = CLAMP (state, KAIJI_CITATION_CONFIRMED, KAIJI_CITATION_LOST);
  rects_variant = g_variant_dict_lookup_value (&dict, "rects", G_VARIANT_TYPE ("a(dddd)"));
  if (rects_variant)
    info.n_rects = (guint) g_variant_n_children (rects_variant);
  if (info.n_rects > 0)
    rects = g_new (KaijiRect, info.n_rects);
  for (guint i = 0; i < info.n_rects; i++)
    g_variant_get_child (rects_variant, i, "(dddd)", &rects[i].x1, &rects[i].y1, &rects[i].x2,
                         &rects[i].y2);
  info.rects = rects;
  proposal_variant = g_variant_dict_lookup_value (&dict, "proposal", G_VARIANT_TYPE_VARDICT);
  if (proposal_variant)
    info.proposal = proposal = kaiji_proposal_new_from_variant (proposal_variant);
  return kaiji_citation_new_from_info (&info);
}

/**
 * kaiji_citation_with_number:
 * @self: a citation
 * @number: number of the copy
 *
 * Copies a citation under another number.
 *
 * Thread: any. Returns: (transfer full): a new citation
 */
KaijiCitation *
kaiji_citation_with_number (KaijiCitation *self, gint64 number)
{
  KaijiCitationInfo info = self->info;

  info.number = number;
  return kaiji_citation_new_from_info (&info);
}

/**
 * kaiji_citation_with_section:
 * @self: a citation
 * @section: (nullable): chapter, section or article
 *
 * Copies a citation with another section.
 *
 * Thread: any. Returns: (transfer full): a new citation
 */
KaijiCitation *
kaiji_citation_with_section (KaijiCitation *self, const char *section)
{
  KaijiCitationInfo info = self->info;

  info.section = section;
  return kaiji_citation_new_from_info (&info);
}

/**
 * kaiji_citation_with_proposal:
 * @self: a citation
 * @state: its state from now on
 * @proposal: (nullable): what a person has to decide, %NULL = nothing
 *
 * Copies a citation with another state.
 *
 * Thread: any. Returns: (transfer full): a new citation
 */
KaijiCitation *
kaiji_citation_with_proposal (KaijiCitation *self,
                              KaijiCitationState state,
                              KaijiProposal *proposal)
{
  KaijiCitationInfo info = self->info;

  info.state = state;
  info.proposal = proposal;
  return kaiji_citation_new_from_info (&info);
}

/** kaiji_citation_get_proposal: Returns: (transfer none) (nullable): what is to be decided. */
KaijiProposal *
kaiji_citation_get_proposal (KaijiCitation *self)
{
  return self->info.proposal;
}

/** kaiji_citation_get_info: Returns: (transfer none): its fields. Thread: any. */
const KaijiCitationInfo *
kaiji_citation_get_info (KaijiCitation *self)
{
  return &self->info;
}

/** kaiji_citation_get_number: Returns: the number within the case, 0 for none. Thread: any. */
gint64
kaiji_citation_get_number (KaijiCitation *self)
{
  return self->info.number;
}

/** kaiji_citation_get_target: Returns: (transfer none): id of the prompt, item or field. */
const char *
kaiji_citation_get_target (KaijiCitation *self)
{
  return self->info.target;
}

/** kaiji_citation_get_evidence_id: Returns: (transfer none): id of the evidence in the case. */
const char *
kaiji_citation_get_evidence_id (KaijiCitation *self)
{
  return self->info.evidence_id;
}

/** kaiji_citation_get_sha256: Returns: (transfer none): digest of the cited bytes. */
const char *
kaiji_citation_get_sha256 (KaijiCitation *self)
{
  return self->info.sha256;
}

/** kaiji_citation_get_page: Returns: physical page, from 1. */
int
kaiji_citation_get_page (KaijiCitation *self)
{
  return self->info.page;
}

/** kaiji_citation_get_last_page: Returns: last physical page of the range, from 1. */
int
kaiji_citation_get_last_page (KaijiCitation *self)
{
  return self->info.last_page;
}

/** kaiji_citation_get_label: Returns: (transfer none): printed page number, "" for none. */
const char *
kaiji_citation_get_label (KaijiCitation *self)
{
  return self->info.label;
}

/** kaiji_citation_get_section: Returns: (transfer none): chapter or section, "" for none. */
const char *
kaiji_citation_get_section (KaijiCitation *self)
{
  return self->info.section;
}

/** kaiji_citation_get_quote: Returns: (transfer none): quoted text, "" for a whole page. */
const char *
kaiji_citation_get_quote (KaijiCitation *self)
{
  return self->info.quote;
}

/**
 * kaiji_citation_get_rects:
 * @self: a citation
 * @n_rects: (out): how many
 *
 * Returns: (array length=n_rects) (transfer none) (nullable): where the quote stands, points,
 * origin top left
 */
const KaijiRect *
kaiji_citation_get_rects (KaijiCitation *self, guint *n_rects)
{
  *n_rects = self->info.n_rects;
  return self->info.rects;
}

/** kaiji_citation_get_state: Returns: whether a person confirmed the place. */
KaijiCitationState
kaiji_citation_get_state (KaijiCitation *self)
{
  return self->info.state;
}

/* ---- their order ---- */

/** kaiji_citation_get_order: Returns: its place among the citations of its target. Thread: any. */
gint64
kaiji_citation_get_order (KaijiCitation *self)
{
  return self->info.order ? self->info.order : self->info.number;
}

/** kaiji_citation_compare: Returns: below 0 when @a stands before @b on one target. Thread: any. */
int
kaiji_citation_compare (KaijiCitation *a, KaijiCitation *b)
{
  gint64 left = kaiji_citation_get_order (a), right = kaiji_citation_get_order (b);

  if (left == right)
    {
      left = a->info.number;
      right = b->info.number;
    }
  return left < right ? -1 : left > right;
}
