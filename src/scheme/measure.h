/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How alike two texts are, in tables that repeat the same phrases. Not to be included outside of
 * src/scheme. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _KaijiMeasure KaijiMeasure;
typedef struct _KaijiGrams KaijiGrams;

/* A measure that knows no text yet. */
KaijiMeasure *kaiji_measure_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* Frees a measure. */
void kaiji_measure_free (KaijiMeasure *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaijiMeasure, kaiji_measure_free)
/* @variants: (nullable): "ONE=OTHER": two writings of a word that are the same here. */
void kaiji_measure_add_variants (KaijiMeasure *self, const char *const *variants);

/* The form in which words are compared: folded, in one writing, letters and digits only. */
char *kaiji_measure_fold (KaijiMeasure *self, const char *text) G_GNUC_WARN_UNUSED_RESULT;
/* @folded: of kaiji_measure_fold(). */
KaijiGrams *kaiji_grams_new (const char *folded) G_GNUC_WARN_UNUSED_RESULT;
void kaiji_grams_free (KaijiGrams *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaijiGrams, kaiji_grams_free)
/* Counts one text of the tables: a pair of letters weighs less the more texts have it. */
void kaiji_measure_count (KaijiMeasure *self, const KaijiGrams *grams);
/* 0…1; all texts must have been counted before. */
double kaiji_measure_compare (KaijiMeasure *self, KaijiGrams *a, KaijiGrams *b);

G_END_DECLS
