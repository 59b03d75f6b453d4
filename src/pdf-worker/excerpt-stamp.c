/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A line that is laid onto each page: where a hard copy of the web comes from.
 *
 * It comes as a PDF of one page, becomes one form that all pages share, and stands upright at the
 * foot of each page as it is shown, whatever /Rotate and the crop box say; wider than the page, it
 * is made smaller. The pages' own contents stay as they are. */
#include <string.h>

#include "pdf-worker/excerpt.h"
#include "pdf-worker/objects.h"

#define FORM "/KaijiStamp"
#define MARGIN 8.0 /* points to the edges */

static qpdf_oh
new_stream (qpdf_data pdf, const char *data, size_t size)
{
  qpdf_oh stream = qpdf_oh_new_stream (pdf);

  qpdf_oh_replace_stream_data (pdf, stream, (const unsigned char *) data, size,
                               qpdf_oh_new_null (pdf), qpdf_oh_new_null (pdf));
  return stream;
}

/* The page of @stamp as a form of @pdf; 0 when it cannot be read. */
static qpdf_oh
import_form (qpdf_data pdf, qpdf_data stamp, double box[4])
{
  qpdf_oh page = qpdf_get_page_n (stamp, 0), resources, form, dict, bounds;
  unsigned char *content = NULL;
  size_t size = 0;

  get_shown_box (stamp, page, box);
  resources = qpdf_make_indirect_object (stamp, get_inherited (stamp, page, "/Resources"));
  if (qpdf_oh_get_page_content_data (stamp, page, &content, &size) >= QPDF_ERRORS)
    return 0;
  form = new_stream (pdf, (const char *) content, size);
  free (content);
  dict = qpdf_oh_get_dict (pdf, form);
  bounds = qpdf_oh_new_array (pdf);
  for (int i = 0; i < 4; i++)
    qpdf_oh_append_item (pdf, bounds, qpdf_oh_new_real_from_double (pdf, box[i], 3));
  qpdf_oh_replace_key (pdf, dict, "/Type", qpdf_oh_new_name (pdf, "/XObject"));
  qpdf_oh_replace_key (pdf, dict, "/Subtype", qpdf_oh_new_name (pdf, "/Form"));
  qpdf_oh_replace_key (pdf, dict, "/BBox", bounds);
  qpdf_oh_replace_key (pdf, dict, "/Resources",
                       qpdf_oh_copy_foreign_object (pdf, stamp, resources));
  return form;
}

static int
get_rotation (qpdf_data pdf, qpdf_oh page)
{
  qpdf_oh rotation = get_inherited (pdf, page, "/Rotate");
  double degrees = 0;

  if (qpdf_oh_is_number (pdf, rotation))
    qpdf_oh_get_value_as_number (pdf, rotation, &degrees);
  return (((int) degrees % 360) + 360) % 360 / 90 * 90;
}

/* From points as shown (origin at the lower left) to the page's own. */
static void
get_matrix (int rotation, const double box[4], double matrix[6])
{
  static const double turns[4][4] = {
    { 1, 0, 0, 1 }, { 0, 1, -1, 0 }, { -1, 0, 0, -1 }, { 0, -1, 1, 0 }
  };

  for (int i = 0; i < 4; i++)
    matrix[i] = turns[rotation / 90][i];
  matrix[4] = rotation == 90 || rotation == 180 ? box[2] : box[0];
  matrix[5] = rotation == 180 || rotation == 270 ? box[3] : box[1];
}

static char *
make_call (qpdf_data pdf, qpdf_oh page, const double stamp[4])
{
  const int rotation = get_rotation (pdf, page);
  const bool sideways = rotation == 90 || rotation == 270;
  GString *call = g_string_new ("\nQ\nq");
  double box[4], shown, matrix[6], scale, x, y, numbers[6];

  get_shown_box (pdf, page, box);
  get_matrix (rotation, box, matrix);
  shown = sideways ? box[3] - box[1] : box[2] - box[0];
  scale = MIN (1.0, MAX (shown - 2 * MARGIN, 1.0) / (stamp[2] - stamp[0]));
  x = MIN (MARGIN, shown / 4) - stamp[0] * scale;
  y = MARGIN - stamp[1] * scale;
  for (int i = 0; i < 4; i++)
    numbers[i] = matrix[i] * scale;
  numbers[4] = matrix[0] * x + matrix[2] * y + matrix[4];
  numbers[5] = matrix[1] * x + matrix[3] * y + matrix[5];
  for (int i = 0; i < 6; i++)
    {
      char number[G_ASCII_DTOSTR_BUF_SIZE];

      g_string_append_printf (call, " %s",
                              g_ascii_formatd (number, sizeof number, "%.5f", numbers[i]));
    }
  g_string_append (call, " cm " FORM " Do Q\n");
  return g_string_free (call, FALSE);
}

/* A copy of a dictionary that no other page shares. */
static qpdf_oh
copy_dictionary (qpdf_data pdf, qpdf_oh original)
{
  qpdf_oh copy = qpdf_oh_new_dictionary (pdf);
  g_autoptr (GPtrArray) keys = dup_keys (pdf, original);

  for (guint i = 0; i < keys->len; i++)
    qpdf_oh_replace_key (pdf, copy, keys->pdata[i], get (pdf, original, keys->pdata[i]));
  return copy;
}

static void
stamp_page (qpdf_data pdf, qpdf_oh page, qpdf_oh form, qpdf_oh save, const double stamp[4])
{
  g_autofree char *call = make_call (pdf, page, stamp);
  qpdf_oh resources = copy_dictionary (pdf, get_inherited (pdf, page, "/Resources"));
  qpdf_oh forms = copy_dictionary (pdf, get (pdf, resources, "/XObject"));
  qpdf_oh contents = get (pdf, page, "/Contents"), all = qpdf_oh_new_array (pdf);

  qpdf_oh_append_item (pdf, all, save);
  if (qpdf_oh_is_array (pdf, contents))
    for (int i = 0; i < qpdf_oh_get_array_n_items (pdf, contents); i++)
      qpdf_oh_append_item (pdf, all, get_item (pdf, contents, i));
  else if (qpdf_oh_is_stream (pdf, contents))
    qpdf_oh_append_item (pdf, all, contents);
  qpdf_oh_append_item (pdf, all, new_stream (pdf, call, strlen (call)));
  qpdf_oh_replace_key (pdf, forms, FORM, form);
  qpdf_oh_replace_key (pdf, resources, "/XObject", forms);
  qpdf_oh_replace_key (pdf, page, "/Resources", resources);
  qpdf_oh_replace_key (pdf, page, "/Contents", all);
}

bool
excerpt_stamp (qpdf_data pdf, const char *stamp, size_t size)
{
  qpdf_data source = qpdf_init ();
  qpdf_oh form = 0, save;
  double box[4];

  qpdf_silence_errors (source);
  if (qpdf_read_memory (source, "stamp", stamp, size, NULL) < QPDF_ERRORS
      && qpdf_get_num_pages (source) > 0)
    form = import_form (pdf, source, box);
  if (form != 0)
    {
      save = new_stream (pdf, "q\n", 2);
      for (int i = 0; i < qpdf_get_num_pages (pdf); i++)
        stamp_page (pdf, qpdf_get_page_n (pdf, (size_t) i), form, save, box);
    }
  qpdf_cleanup (&source);
  return form != 0;
}
