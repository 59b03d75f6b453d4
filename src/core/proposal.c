/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was proposed for a citation whose evidence was replaced.
 *
 * Invariants:
 * 1. The origin is the last place that a person chose; a second replacement before anybody decided
 *    keeps it.
 * 2. Origin and candidates carry no proposals of their own.
 */
#include "core/proposal.h"

struct _KaijiProposal
{
  KaijiFound found;
  int sure;
  KaijiCitation *origin;
  GPtrArray *candidates;
};

static const char *const found_names[] = {
  [KAIJI_FOUND_SAME] = "same",       [KAIJI_FOUND_ELSEWHERE] = "elsewhere",
  [KAIJI_FOUND_CHANGED] = "changed", [KAIJI_FOUND_SEVERAL] = "several",
  [KAIJI_FOUND_BY_NUMBER] = "page",  [KAIJI_FOUND_NOT] = "not-found",
};

/** kaiji_found_to_string: Returns: (transfer none): the word used in files and commands. */
const char *
kaiji_found_to_string (KaijiFound found)
{
  g_return_val_if_fail ((guint) found < G_N_ELEMENTS (found_names), "");
  return found_names[found];
}

static KaijiFound
found_from_string (const char *text)
{
  for (guint i = 0; text && i < G_N_ELEMENTS (found_names); i++)
    if (g_str_equal (text, found_names[i]))
      return (KaijiFound) i;
  return KAIJI_FOUND_NOT;
}

/* A place alone. */
static KaijiCitation *
without_proposal (KaijiCitation *citation)
{
  if (!kaiji_citation_get_proposal (citation))
    return g_object_ref (citation);
  return kaiji_citation_with_proposal (citation, kaiji_citation_get_state (citation), NULL);
}

/**
 * kaiji_proposal_new:
 * @found: how the citation's present place was found
 * @sure: how sure that is, 0 to 100
 * @origin: where it stood when a person chose its place
 * @candidates: (nullable) (element-type KaijiCitation): further places, best first
 *
 * Thread: any. Returns: (transfer full): a new proposal
 */
KaijiProposal *
kaiji_proposal_new (KaijiFound found, int sure, KaijiCitation *origin, GPtrArray *candidates)
{
  KaijiProposal *self = g_atomic_rc_box_new0 (KaijiProposal);

  self->found = found;
  self->sure = CLAMP (sure, 0, 100);
  self->origin = without_proposal (origin);
  self->candidates = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; candidates && i < candidates->len; i++)
    g_ptr_array_add (self->candidates, without_proposal (g_ptr_array_index (candidates, i)));
  return self;
}

static void
clear (gpointer data)
{
  KaijiProposal *self = data;

  g_object_unref (self->origin);
  g_ptr_array_unref (self->candidates);
}

/** kaiji_proposal_ref: Returns: (transfer full): @self. Thread: any. */
KaijiProposal *
kaiji_proposal_ref (KaijiProposal *self)
{
  return g_atomic_rc_box_acquire (self);
}

/** kaiji_proposal_unref: @self: (nullable) (transfer full). Thread: any. */
void
kaiji_proposal_unref (KaijiProposal *self)
{
  if (self)
    g_atomic_rc_box_release_full (self, clear);
}

/**
 * kaiji_proposal_to_variant:
 * @self: a proposal
 *
 * Writes it as a dictionary (a{sv}), which stands in that of its citation.
 *
 * Thread: any. Returns: (transfer full): a variant that is not floating
 */
GVariant *
kaiji_proposal_to_variant (KaijiProposal *self)
{
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);
  g_auto (GVariantBuilder) candidates = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("aa{sv}"));
  g_autoptr (GVariant) origin = kaiji_citation_to_variant (self->origin);

  g_variant_dict_insert (&dict, "found", "s", kaiji_found_to_string (self->found));
  g_variant_dict_insert (&dict, "sure", "i", self->sure);
  g_variant_dict_insert_value (&dict, "origin", origin);
  for (guint i = 0; i < self->candidates->len; i++)
    {
      g_autoptr (GVariant) candidate =
          kaiji_citation_to_variant (g_ptr_array_index (self->candidates, i));
      g_variant_builder_add_value (&candidates, candidate);
    }
  g_variant_dict_insert_value (&dict, "candidates", g_variant_builder_end (&candidates));
  return g_variant_ref_sink (g_variant_dict_end (&dict));
}

/**
 * kaiji_proposal_new_from_variant:
 * @variant: what kaiji_proposal_to_variant() wrote
 *
 * Thread: any. Returns: (transfer full) (nullable): a proposal, %NULL when @variant has no origin
 */
KaijiProposal *
kaiji_proposal_new_from_variant (GVariant *variant)
{
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (variant);
  g_autoptr (GVariant) place =
      g_variant_dict_lookup_value (&dict, "origin", G_VARIANT_TYPE_VARDICT);
  g_autoptr (GVariant) list =
      g_variant_dict_lookup_value (&dict, "candidates", G_VARIANT_TYPE ("aa{sv}"));
  g_autoptr (KaijiCitation) origin = place ? kaiji_citation_new_from_variant (place) : NULL;
  g_autoptr (GPtrArray) candidates = g_ptr_array_new_with_free_func (g_object_unref);
  const char *found = NULL;
  int sure = 0;

  if (!origin)
    return NULL;
  g_variant_dict_lookup (&dict, "found", "&s", &found);
  g_variant_dict_lookup (&dict, "sure", "i", &sure);
  for (gsize i = 0; list && i < g_variant_n_children (list); i++)
    {
      g_autoptr (GVariant) child = g_variant_get_child_value (list, i);
      KaijiCitation *candidate = kaiji_citation_new_from_variant (child);

      if (candidate)
        g_ptr_array_add (candidates, candidate);
    }
  return kaiji_proposal_new (found_from_string (found), sure, origin, candidates);
}

/** kaiji_proposal_get_found: Returns: how the citation's present place was found. */
KaijiFound
kaiji_proposal_get_found (KaijiProposal *self)
{
  return self->found;
}

/** kaiji_proposal_get_sure: Returns: how sure that is, 0 to 100. */
int
kaiji_proposal_get_sure (KaijiProposal *self)
{
  return self->sure;
}

/** kaiji_proposal_get_origin: Returns: (transfer none): the last place that a person chose. */
KaijiCitation *
kaiji_proposal_get_origin (KaijiProposal *self)
{
  return self->origin;
}

/** kaiji_proposal_get_candidates: Returns: (transfer none) (element-type KaijiCitation): others. */
GPtrArray *
kaiji_proposal_get_candidates (KaijiProposal *self)
{
  return self->candidates;
}
