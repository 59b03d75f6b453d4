/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counts: items, gates, evidence, findings. An item's counts are carried upwards as differences. */
#include "rules/checker-private.h"

static void
add_progress (KaijiProgress *sum, const KaijiProgress *part, guint factor)
{
  const guint *from = (const guint *) part;
  guint *to = (guint *) sum;

  for (gsize i = 0; i < sizeof *sum / sizeof *to; i++)
    to[i] += from[i] * factor;
}

static void
count_findings (GPtrArray *findings, KaijiProgress *progress)
{
  for (guint i = 0; findings && i < findings->len; i++)
    switch (kaiji_finding_get_severity (findings->pdata[i]))
      {
      case KAIJI_SEVERITY_BLOCK:
        progress->block++;
        break;
      case KAIJI_SEVERITY_WARN:
        progress->warn++;
        break;
      case KAIJI_SEVERITY_HUMAN:
      default:
        progress->human++;
        break;
      }
}

static KaijiProgress
count_item (KaijiChecker *self, const KaijiKnownItem *item)
{
  KaijiProgress progress = { 0 };
  gboolean complete = TRUE, any = FALSE, blocked = FALSE, shown = FALSE, required = FALSE;

  for (guint i = 0; i < item->item->prompts->len; i++)
    {
      KaijiPrompt *prompt = g_ptr_array_index (item->item->prompts, i);
      const KaijiKnown *known = kaiji_checker_get_known (self, prompt->index);
      const KaijiState *state = &known->state;

      count_findings (known->findings, &progress);
      if (!state->visible || prompt->kind == KAIJI_KIND_DERIVED)
        continue;
      shown = TRUE;
      required |= state->required;
      complete &= !state->required || state->answered;
      any |= state->answered;
      blocked |= state->gate_blocked;
      if (kaiji_prompt_takes_proof (prompt) && state->answered && !state->waived)
        {
          progress.evidence_total++;
          progress.evidence_done += state->cited ? 1 : 0;
        }
    }
  if (!item->item->section->form_a)
    required = item->item->required;
  else if (!shown)
    return progress;
  if (required)
    {
      progress.required_total = 1;
      progress.required_answered = complete ? 1 : 0;
    }
  else
    {
      progress.optional_total = 1;
      progress.optional_answered = any ? 1 : 0;
    }
  if (item->item->gate)
    {
      progress.gate_total = 1;
      progress.gate_met = complete && !blocked ? 1 : 0;
    }
  return progress;
}

/* The ratios of the whole case are those of Form B; findings count in both forms. */
static KaijiProgress
share_of_total (const KaijiKnownItem *item)
{
  KaijiProgress share = item->progress;

  if (item->item->section->form_a)
    share = (KaijiProgress){ .block = item->progress.block,
                             .warn = item->progress.warn,
                             .human = item->progress.human };
  return share;
}

/**
 * kaiji_checker_recount:
 * @self: a checker
 * @index: index of an item
 *
 * Counts an item anew and carries the difference to its section and to the case.
 *
 * Returns: whether its counts differ from before
 */
gboolean
kaiji_checker_recount (KaijiChecker *self, guint index)
{
  KaijiKnownItem *item = &g_array_index (self->items, KaijiKnownItem, index);
  KaijiProgress progress = count_item (self, item);
  KaijiProgress share = share_of_total (item);

  if (memcmp (&progress, &item->progress, sizeof progress) == 0)
    return FALSE;
  add_progress (&self->progress[item->section], &item->progress, (guint) -1);
  add_progress (&self->total, &share, (guint) -1);
  item->progress = progress;
  share = share_of_total (item);
  add_progress (&self->progress[item->section], &item->progress, 1);
  add_progress (&self->total, &share, 1);
  return TRUE;
}

/**
 * kaiji_checker_count_evidence:
 * @self: a checker
 * @findings: findings on evidence
 *
 * Counts them in the place of those that were counted before. They belong to no section.
 */
void
kaiji_checker_count_evidence (KaijiChecker *self, GPtrArray *findings)
{
  KaijiProgress before = { 0 }, after = { 0 };

  count_findings (self->evidence_findings, &before);
  count_findings (findings, &after);
  add_progress (&self->total, &before, (guint) -1);
  add_progress (&self->total, &after, 1);
}
