/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shorthands for qpdf's handles of objects. Handles are not given back one by one: the process does
 * one thing and ends. */
#pragma once

#include <glib.h>
#include <qpdf/qpdf-c.h>
#include <stdbool.h>

#define MOST_DEPTH 64

static inline qpdf_oh
get_item (qpdf_data pdf, qpdf_oh array, int index)
{
  return qpdf_oh_get_array_item (pdf, array, index);
}

/* The value of a key; null where @object is no dictionary. */
static inline qpdf_oh
get (qpdf_data pdf, qpdf_oh object, const char *key)
{
  if (qpdf_oh_is_stream (pdf, object))
    object = qpdf_oh_get_dict (pdf, object);
  return qpdf_oh_is_dictionary (pdf, object) ? qpdf_oh_get_key (pdf, object, key)
                                             : qpdf_oh_new_null (pdf);
}

static inline bool
has_name (qpdf_data pdf, qpdf_oh object, const char *key, const char *name)
{
  return qpdf_oh_is_name_and_equals (pdf, get (pdf, object, key), name);
}

/* The keys of a dictionary, so that it can be changed meanwhile. (transfer full) */
static inline GPtrArray *
dup_keys (qpdf_data pdf, qpdf_oh dictionary)
{
  GPtrArray *keys = g_ptr_array_new_with_free_func (g_free);

  if (qpdf_oh_is_dictionary (pdf, dictionary))
    for (qpdf_oh_begin_dict_key_iter (pdf, dictionary); qpdf_oh_dict_more_keys (pdf);)
      g_ptr_array_add (keys, g_strdup (qpdf_oh_dict_next_key (pdf)));
  return keys;
}

/* An attribute of a page that its ancestors may hold. */
static inline qpdf_oh
get_inherited (qpdf_data pdf, qpdf_oh page, const char *key)
{
  qpdf_oh node = page, value = get (pdf, node, key);

  for (int i = 0; i < MOST_DEPTH && qpdf_oh_is_null (pdf, value); i++)
    {
      node = get (pdf, node, "/Parent");
      if (!qpdf_oh_is_dictionary (pdf, node))
        break;
      value = get (pdf, node, key);
    }
  return value;
}

/* Four numbers, sorted; false when it is no rectangle. */
static inline bool
get_box (qpdf_data pdf, qpdf_oh array, double box[4])
{
  double swap;

  if (!qpdf_oh_is_array (pdf, array) || qpdf_oh_get_array_n_items (pdf, array) != 4)
    return false;
  for (int i = 0; i < 4; i++)
    if (!qpdf_oh_get_value_as_number (pdf, get_item (pdf, array, i), &box[i]))
      return false;
  for (int i = 0; i < 2; i++)
    if (box[i] > box[i + 2])
      {
        swap = box[i];
        box[i] = box[i + 2];
        box[i + 2] = swap;
      }
  return box[2] - box[0] > 0.01 && box[3] - box[1] > 0.01;
}

/* What of a page is shown: its crop box within its media box. */
static inline void
get_shown_box (qpdf_data pdf, qpdf_oh page, double box[4])
{
  static const double letter[4] = { 0, 0, 612, 792 };
  double media[4], crop[4];

  for (int i = 0; i < 4; i++)
    media[i] = letter[i];
  if (!get_box (pdf, get_inherited (pdf, page, "/MediaBox"), media))
    for (int i = 0; i < 4; i++)
      media[i] = letter[i];
  for (int i = 0; i < 4; i++)
    box[i] = media[i];
  if (!get_box (pdf, get_inherited (pdf, page, "/CropBox"), crop))
    return;
  crop[0] = MAX (crop[0], media[0]);
  crop[1] = MAX (crop[1], media[1]);
  crop[2] = MIN (crop[2], media[2]);
  crop[3] = MIN (crop[3], media[3]);
  if (crop[2] - crop[0] > 0.01 && crop[3] - crop[1] > 0.01)
    for (int i = 0; i < 4; i++)
      box[i] = crop[i];
}
