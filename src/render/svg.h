/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

GByteArray *
kaiji_svg_finish (GByteArray *raw, const char *title, const char *extra) G_GNUC_WARN_UNUSED_RESULT;
char *
kaiji_svg_make_guide (double clear_pt, double width_pt, double height_pt) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
