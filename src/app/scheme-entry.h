/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "scheme/match.h"

G_BEGIN_DECLS

#define KAIJI_TYPE_SCHEME_ENTRY (kaiji_scheme_entry_get_type ())
/**
 * KaijiSchemeEntry:
 *
 * An item of a scheme, or what became of an item from one table to another, in a list. Lives as
 * long as the scheme or the matching that it was made from.
 */
G_DECLARE_FINAL_TYPE (KaijiSchemeEntry, kaiji_scheme_entry, KAIJI, SCHEME_ENTRY, GObject)

KaijiSchemeEntry *kaiji_scheme_entry_new (KaijiItem *item) G_GNUC_WARN_UNUSED_RESULT;
KaijiSchemeEntry *
kaiji_scheme_entry_new_match (const KaijiItemMatch *match) G_GNUC_WARN_UNUSED_RESULT;
KaijiItem *kaiji_scheme_entry_get_item (KaijiSchemeEntry *self);
const KaijiItemMatch *kaiji_scheme_entry_get_match (KaijiSchemeEntry *self);
gboolean kaiji_scheme_entry_has_words (KaijiSchemeEntry *self, char **words);
char *kaiji_scheme_entry_dup_place (KaijiItem *item) G_GNUC_WARN_UNUSED_RESULT;
char *kaiji_scheme_entry_dup_changes (const KaijiItemMatch *match) G_GNUC_WARN_UNUSED_RESULT;
const char *kaiji_scheme_entry_get_state_word (KaijiMatchState state);

/* The row of a list of entries: two lines, and signs at the end. */
GtkListItemFactory *kaiji_scheme_entry_factory_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
