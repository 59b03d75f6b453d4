/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An item in the lists of the scheme browser: what is searched in it, and what is said of it. */
#include "app/scheme-entry.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/text.h"

struct _KaijiSchemeEntry
{
  GObject parent_instance;

  KaijiItem *item;
  const KaijiItemMatch *match; /* (nullable) */
  char *folded;                /* (nullable) made when it is first searched */
};

G_DEFINE_FINAL_TYPE (KaijiSchemeEntry, kaiji_scheme_entry, G_TYPE_OBJECT)

static void
kaiji_scheme_entry_finalize (GObject *object)
{
  g_free (KAIJI_SCHEME_ENTRY (object)->folded);
  G_OBJECT_CLASS (kaiji_scheme_entry_parent_class)->finalize (object);
}

static void
kaiji_scheme_entry_class_init (KaijiSchemeEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kaiji_scheme_entry_finalize;
}

static void
kaiji_scheme_entry_init (KaijiSchemeEntry *self)
{
}

/** kaiji_scheme_entry_new: Returns: (transfer full): @item in a list */
KaijiSchemeEntry *
kaiji_scheme_entry_new (KaijiItem *item)
{
  KaijiSchemeEntry *self = g_object_new (KAIJI_TYPE_SCHEME_ENTRY, NULL);

  self->item = item;
  return self;
}

/** kaiji_scheme_entry_new_match: Returns: (transfer full): what became of an item */
KaijiSchemeEntry *
kaiji_scheme_entry_new_match (const KaijiItemMatch *match)
{
  KaijiSchemeEntry *self = kaiji_scheme_entry_new (match->to ? match->to : match->from);

  self->match = match;
  return self;
}

/** kaiji_scheme_entry_get_item: Returns: the item; where two stand, the later one */
KaijiItem *
kaiji_scheme_entry_get_item (KaijiSchemeEntry *self)
{
  return self->item;
}

/** kaiji_scheme_entry_get_match: Returns: (nullable): what became of it */
const KaijiItemMatch *
kaiji_scheme_entry_get_match (KaijiSchemeEntry *self)
{
  return self->match;
}

/* Between two texts stands what no search finds, so that no hit goes over both. */
static void
add_item (GString *text, const KaijiItem *item)
{
  if (!item)
    return;
  g_string_append_printf (text, "%u %s\x1f%s\x1f%s\x1f%s\x1f%s\x1f%s\x1f", item->number, item->id,
                          item->name, item->section->name, item->category, item->source,
                          item->note);
  for (guint i = 0; i < item->prompts->len; i++)
    {
      const KaijiPrompt *prompt = g_ptr_array_index (item->prompts, i);
      g_autofree char *options = prompt->options ? g_strjoinv (" ", prompt->options) : NULL;
      g_string_append_printf (text, "%s\x1f%s\x1f%s\x1f%s\x1f%s\x1f", prompt->text, prompt->hint,
                              prompt->source, prompt->gate_wording, options ? options : "");
    }
}

/**
 * kaiji_scheme_entry_has_words:
 * @self: an entry
 * @words: each by kaiji_text_fold()
 *
 * Returns: whether each of the words stands somewhere in the item
 */
gboolean
kaiji_scheme_entry_has_words (KaijiSchemeEntry *self, char **words)
{
  if (!self->folded)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      add_item (text, self->item);
      if (self->match && self->match->from != self->item)
        add_item (text, self->match->from);
      self->folded = kaiji_text_fold (text->str);
    }
  for (guint i = 0; words[i]; i++)
    if (!strstr (self->folded, words[i]))
      return FALSE;
  return TRUE;
}

/** kaiji_scheme_entry_dup_place: Returns: (transfer full): section and category of @item */
char *
kaiji_scheme_entry_dup_place (KaijiItem *item)
{
  if (!*item->category || g_str_equal (item->category, item->section->name))
    return g_strdup (item->section->name);
  return g_strdup_printf ("%s › %s", item->section->name, item->category);
}

/** kaiji_scheme_entry_get_state_word: Returns: @state as it is shown */
const char *
kaiji_scheme_entry_get_state_word (KaijiMatchState state)
{
  switch (state)
    {
    case KAIJI_MATCH_SAME:
      return _ ("Unchanged");
    case KAIJI_MATCH_WORDING:
      return _ ("Reworded");
    case KAIJI_MATCH_REQUIRED:
      return _ ("Required ⇄ optional");
    case KAIJI_MATCH_MOVED:
      return _ ("Moved");
    case KAIJI_MATCH_NEW:
      return _ ("New");
    case KAIJI_MATCH_DROPPED:
      return _ ("Dropped");
    }
  g_return_val_if_reached ("");
}

static void
add_change (GString *text, const char *change)
{
  if (text->len > 0)
    g_string_append (text, _ ("; "));
  g_string_append (text, change);
}

static const char *
required_word (const KaijiItem *item)
{
  return item->required ? _ ("Required") : _ ("Optional");
}

/**
 * kaiji_scheme_entry_dup_changes:
 * @match: what became of an item
 *
 * Returns: (transfer full): all that changed, in words; "" for nothing
 */
char *
kaiji_scheme_entry_dup_changes (const KaijiItemMatch *match)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *line = NULL;

  if (!match->from || !match->to)
    return kaiji_scheme_entry_dup_place (match->from ? match->from : match->to);
  if (match->changes & KAIJI_CHANGED_NAME)
    {
      g_autofree char *name = g_strdup_printf (_ ("was “%s”"), match->from->name);
      add_change (text, name);
    }
  if (match->changes & KAIJI_CHANGED_REQUIRED)
    {
      g_autofree char *change
          /* Translators: “required → optional” */
          = g_strdup_printf (_ ("%s → %s"), required_word (match->from), required_word (match->to));
      add_change (text, change);
    }
  if (match->changes & KAIJI_CHANGED_GATE)
    add_change (text, match->to->gate ? _ ("became a gate item") : _ ("no gate item any more"));
  if (match->changes & KAIJI_CHANGED_SECTION)
    {
      g_autofree char *change =
          g_strdup_printf (_ ("from section “%s”"), match->from->section->name);
      add_change (text, change);
    }
  else if (match->changes & KAIJI_CHANGED_CATEGORY && *match->from->category)
    {
      g_autofree char *change = g_strdup_printf (_ ("from category “%s”"), match->from->category);
      add_change (text, change);
    }
  if (match->changes & KAIJI_CHANGED_PROMPTS)
    {
      g_autofree char *change = g_strdup_printf (_ ("prompts %u → %u"), match->from->prompts->len,
                                                 match->to->prompts->len);
      add_change (text, change);
    }
  if (match->changes & KAIJI_CHANGED_TEXT)
    add_change (text, _ ("prompt reworded"));
  if (match->changes & KAIJI_CHANGED_KIND)
    add_change (text, _ ("another kind of answer"));
  return g_string_free (g_steal_pointer (&text), FALSE);
}
