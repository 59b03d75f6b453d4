/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Citations (記載箇所): immutable values that point from an answer to a page of evidence.
 *
 * Invariants:
 * 1. A citation never changes after it was made; an edit puts a new one with the same number.
 * 2. `page` is physical and counts from 1; `label` is what is printed on the page. They are
 *    never exchanged.
 * 3. Rectangles are in points, origin top left.
 * 4. What was proposed goes along with every copy until a person decides.
 */
#include "core/citation.h"

#include "core/proposal.h"

struct _KaijiCitation
{
  GObject parent_instance;

  gint64 number;
  char *target;
  char *evidence_id;
  char *sha256;
  int page;
  int last_page;
  char *label;
  char *section;
  char *quote;
  KaijiRect *rects;
  guint n_rects;
  KaijiCitationState state;
  KaijiProposal *proposal; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (KaijiCitation, kaiji_citation, G_TYPE_OBJECT)

static void
kaiji_citation_finalize (GObject *object)
{
  KaijiCitation *self = KAIJI_CITATION (object);

  g_free (self->target);
  g_free (self->evidence_id);
  g_free (self->sha256);
  g_free (self->label);
  g_free (self->section);
  g_free (self->quote);
  g_free (self->rects);
  g_clear_pointer (&self->proposal, kaiji_proposal_unref);
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
 * kaiji_citation_new:
 * @number: the citation's number within the case, 0 while it has none
 * @target: prompt or item that it proves, or a field of Form A
 * @evidence_id: id of the evidence within the case
 * @sha256: digest of the evidence's bytes, lower-case hex
 * @page: physical page, from 1
 * @last_page: last page of a range, = @page for a single one
 * @label: (nullable): number printed on the page
 * @section: (nullable): chapter, section or article
 * @quote: (nullable): quoted text, kept as it stands
 * @rects: (array length=n_rects) (nullable): where the quote stands, points, top left
 * @n_rects: how many
 * @state: whether a person confirmed the place
 *
 * Makes a citation.
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
  KaijiCitation *self = g_object_new (KAIJI_TYPE_CITATION, NULL);

  self->number = number;
  self->target = g_strdup (target);
  self->evidence_id = g_strdup (evidence_id);
  self->sha256 = g_strdup (sha256);
  self->page = page;
  self->last_page = MAX (page, last_page);
  self->label = g_strdup (label ? label : "");
  self->section = g_strdup (section ? section : "");
  self->quote = g_strdup (quote ? quote : "");
  if (n_rects > 0)
    self->rects = g_memdup2 (rects, sizeof (KaijiRect) * n_rects);
  self->n_rects = n_rects;
  self->state = state;
  return self;
}

/**
 * kaiji_citation_to_variant:
 * @self: a citation
 *
 * Writes the citation as a dictionary (a{sv}), the form that the journal keeps.
 *
 * Thread: any. Returns: (transfer full): a variant that is not floating
 */
GVariant *
kaiji_citation_to_variant (KaijiCitation *self)
{
  g_auto (GVariantBuilder) rects = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a(dddd)"));
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);

  g_variant_dict_insert (&dict, "number", "x", self->number);
  g_variant_dict_insert (&dict, "target", "s", self->target);
  g_variant_dict_insert (&dict, "evidence", "s", self->evidence_id);
  g_variant_dict_insert (&dict, "sha256", "s", self->sha256);
  g_variant_dict_insert (&dict, "page", "i", self->page);
  g_variant_dict_insert (&dict, "last-page", "i", self->last_page);
  g_variant_dict_insert (&dict, "label", "s", self->label);
  g_variant_dict_insert (&dict, "section", "s", self->section);
  g_variant_dict_insert (&dict, "quote", "s", self->quote);
  g_variant_dict_insert (&dict, "state", "i", (int) self->state);
  for (guint i = 0; i < self->n_rects; i++)
    g_variant_builder_add (&rects, "(dddd)", self->rects[i].x1, self->rects[i].y1,
                           self->rects[i].x2, self->rects[i].y2);
  g_variant_dict_insert_value (&dict, "rects", g_variant_builder_end (&rects));
  if (self->proposal)
    {
      g_autoptr (GVariant) proposal = kaiji_proposal_to_variant (self->proposal);
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
  g_autoptr (GVariant) rects_variant = NULL, proposal = NULL;
  KaijiCitation *self;
  g_autofree KaijiRect *rects = NULL;
  const char *target = NULL, *evidence_id = NULL, *sha256 = NULL;
  const char *label = NULL, *section = NULL, *quote = NULL;
  gint64 number = 0;
  int page = 0, last_page = 0, state = 0;
  gsize n_rects = 0;

  g_variant_dict_lookup (&dict, "number", "x", &number);
  g_variant_dict_lookup (&dict, "target", "&s", &target);
  g_variant_dict_lookup (&dict, "evidence", "&s", &evidence_id);
  g_variant_dict_lookup (&dict, "sha256", "&s", &sha256);
  g_variant_dict_lookup (&dict, "page", "i", &page);
  g_variant_dict_lookup (&dict, "last-page", "i", &last_page);
  g_variant_dict_lookup (&dict, "label", "&s", &label);
  g_variant_dict_lookup (&dict, "section", "&s", &section);
  g_variant_dict_lookup (&dict, "quote", "&s", &quote);
  g_variant_dict_lookup (&dict, "state", "i", &state);
  if (!target || !evidence_id || !sha256 || page < 1)
    return NULL;
  rects_variant = g_variant_dict_lookup_value (&dict, "rects", G_VARIANT_TYPE ("a(dddd)"));
  if (rects_variant)
    n_rects = g_variant_n_children (rects_variant);
  if (n_rects > 0)
    rects = g_new (KaijiRect, n_rects);
  for (gsize i = 0; i < n_rects; i++)
    g_variant_get_child (rects_variant, i, "(dddd)", &rects[i].x1, &rects[i].y1, &rects[i].x2,
                         &rects[i].y2);
  self = kaiji_citation_new (number, target, evidence_id, sha256, page, last_page, label, section,
                             quote, rects, (guint) n_rects,
                             CLAMP (state, KAIJI_CITATION_CONFIRMED, KAIJI_CITATION_LOST));
  proposal = g_variant_dict_lookup_value (&dict, "proposal", G_VARIANT_TYPE_VARDICT);
  if (proposal)
    self->proposal = kaiji_proposal_new_from_variant (proposal);
  return self;
}

/* @copy: (transfer full): one of the same evidence. */
static KaijiCitation *
keep_proposal (KaijiCitation *copy, KaijiProposal *proposal)
{
  copy->proposal = proposal ? kaiji_proposal_ref (proposal) : NULL;
  return copy;
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
  return keep_proposal (kaiji_citation_new (number, self->target, self->evidence_id, self->sha256,
                                            self->page, self->last_page, self->label, self->section,
                                            self->quote, self->rects, self->n_rects, self->state),
                        self->proposal);
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
  return keep_proposal (kaiji_citation_new (self->number, self->target, self->evidence_id,
                                            self->sha256, self->page, self->last_page, self->label,
                                            section, self->quote, self->rects, self->n_rects,
                                            self->state),
                        self->proposal);
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
  return keep_proposal (kaiji_citation_new (self->number, self->target, self->evidence_id,
                                            self->sha256, self->page, self->last_page, self->label,
                                            self->section, self->quote, self->rects, self->n_rects,
                                            state),
                        proposal);
}

/** kaiji_citation_get_proposal: Returns: (transfer none) (nullable): what is to be decided. */
KaijiProposal *
kaiji_citation_get_proposal (KaijiCitation *self)
{
  return self->proposal;
}

/** kaiji_citation_get_number: Returns: the number within the case, 0 for none. Thread: any. */
gint64
kaiji_citation_get_number (KaijiCitation *self)
{
  return self->number;
}

/** kaiji_citation_get_target: Returns: (transfer none): id of the prompt, item or field. */
const char *
kaiji_citation_get_target (KaijiCitation *self)
{
  return self->target;
}

/** kaiji_citation_get_evidence_id: Returns: (transfer none): id of the evidence in the case. */
const char *
kaiji_citation_get_evidence_id (KaijiCitation *self)
{
  return self->evidence_id;
}

/** kaiji_citation_get_sha256: Returns: (transfer none): digest of the cited bytes. */
const char *
kaiji_citation_get_sha256 (KaijiCitation *self)
{
  return self->sha256;
}

/** kaiji_citation_get_page: Returns: physical page, from 1. */
int
kaiji_citation_get_page (KaijiCitation *self)
{
  return self->page;
}

/** kaiji_citation_get_last_page: Returns: last physical page of the range, from 1. */
int
kaiji_citation_get_last_page (KaijiCitation *self)
{
  return self->last_page;
}

/** kaiji_citation_get_label: Returns: (transfer none): printed page number, "" for none. */
const char *
kaiji_citation_get_label (KaijiCitation *self)
{
  return self->label;
}

/** kaiji_citation_get_section: Returns: (transfer none): chapter or section, "" for none. */
const char *
kaiji_citation_get_section (KaijiCitation *self)
{
  return self->section;
}

/** kaiji_citation_get_quote: Returns: (transfer none): quoted text, "" for a whole page. */
const char *
kaiji_citation_get_quote (KaijiCitation *self)
{
  return self->quote;
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
  *n_rects = self->n_rects;
  return self->rects;
}

/** kaiji_citation_get_state: Returns: whether a person confirmed the place. */
KaijiCitationState
kaiji_citation_get_state (KaijiCitation *self)
{
  return self->state;
}
