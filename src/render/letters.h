/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pangocairo.h>

#include "render/ornament.h"

G_BEGIN_DECLS

typedef enum
{
  KAIJI_ANCHOR_START,
  KAIJI_ANCHOR_MIDDLE,
  KAIJI_ANCHOR_END,
} KaijiAnchor;

/**
 * KaijiLetters: how a line is set.
 * @family: font family
 * @bold: bold or regular
 * @size_mm: em, mm
 * @spacing_mm: added behind each character, mm
 * @ink: colour
 * @anchor: which part of the line stands at x
 */
typedef struct
{
  const char *family;
  gboolean bold;
  double size_mm;
  double spacing_mm;
  KaijiInk ink;
  KaijiAnchor anchor;
} KaijiLetters;

double kaiji_letters_measure (cairo_t *cr, const KaijiLetters *letters, const char *text);
void kaiji_letters_draw (cairo_t *cr,
                         const KaijiLetters *letters,
                         double x_mm,
                         double baseline_mm,
                         const char *text);
void kaiji_letters_path (cairo_t *cr,
                         const KaijiLetters *letters,
                         double x_mm,
                         double baseline_mm,
                         const char *text);
void kaiji_letters_get_ink (cairo_t *cr,
                            const KaijiLetters *letters,
                            const char *text,
                            double *left_mm,
                            double *right_mm,
                            double *top_mm,
                            double *bottom_mm);
gboolean kaiji_letters_family_is_there (const char *family);

/**
 * KaijiFit: what may be done with a text that is too long for its line.
 * @width_mm: room
 * @size_mm: size that is tried first
 * @least_mm: size below which another line is taken instead
 * @lines: how many lines are used before the size goes down
 */
typedef struct
{
  double width_mm;
  double size_mm;
  double least_mm;
  guint lines;
} KaijiFit;

char **kaiji_letters_fit (cairo_t *cr,
                          const KaijiLetters *letters,
                          const KaijiFit *fit,
                          const char *text,
                          double *size_mm) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
