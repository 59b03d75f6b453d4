/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can only be judged when a whole pack is read: where its references lead, and words that
 * contradict each other. */
#include "scheme/scheme-private.h"

#include <glib/gi18n-lib.h>

static gboolean
has_word (char **words, const char *word)
{
  return words && g_strv_contains ((const char *const *) words, word);
}

static void
check_choices (Parse *parse, const Reference *reference)
{
  KaijiPrompt *prompt = g_hash_table_lookup (parse->scheme->prompts_by_id, reference->id);
  char **words = reference->words;

  if (!prompt || prompt->kind != KAIJI_KIND_CHOICE)
    return;
  for (guint i = 0; words[i]; i++)
    if (!has_word (prompt->options, words[i]))
      parse_problem (parse, _ ("“%s” is no choice of %s."), words[i], prompt->id);
}

static void
check_references (Parse *parse)
{
  KaijiScheme *scheme = parse->scheme;

  for (guint i = 0; i < parse->references->len; i++)
    {
      const Reference *reference = &g_array_index (parse->references, Reference, i);
      gboolean known = g_hash_table_contains (scheme->prompts_by_id, reference->id)
                       || (reference->kind == REFERENCE_ITEM_OR_PROMPT
                           && g_hash_table_contains (scheme->items_by_id, reference->id));

      g_string_assign (parse->path, reference->path);
      if (!known)
        parse_problem (parse, _ ("“%s” is neither a prompt nor a field of this pack."),
                       reference->id);
      else if (reference->words)
        check_choices (parse, reference);
    }
  g_string_assign (parse->path, "$");
}

/* A word cannot say yes and no. */
static void
check_words (Parse *parse)
{
  static const KaijiWordClass against_yes[] = { WORDS_NO, WORDS_NONE, WORDS_UNDISCLOSED };
  const KaijiWords *words = parse->scheme->words;
  gsize mark = parse_enter (parse, "words");

  for (guint i = 0; i < G_N_ELEMENTS (against_yes); i++)
    {
      const KaijiWords *other = &words[against_yes[i]];

      for (guint j = 0; other->folded && other->folded[j]; j++)
        if (has_word (words[WORDS_YES].folded, other->folded[j]))
          parse_problem_at (parse, other->key, _ ("“%s” says yes as well."), other->values[j]);
    }
  parse_leave (parse, mark);
}

void
parse_check (Parse *parse)
{
  check_references (parse);
  check_words (parse);
}

/**
 * kaiji_scheme_lint:
 * @path: a pack
 *
 * Thread: any.
 *
 * Returns: (transfer full) (element-type KaijiSchemeProblem): all that is wrong in it, in the
 *   order of the file, references last
 */
GPtrArray *
kaiji_scheme_lint (const char *path)
{
  GPtrArray *problems = g_ptr_array_new_with_free_func ((GDestroyNotify) kaiji_scheme_problem_free);
  g_autoptr (KaijiScheme) scheme = NULL;

  g_return_val_if_fail (path != NULL, problems);

  scheme = kaiji_scheme_read (path, NULL, problems);
  return problems;
}
