/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A PDF of one page that is filled by one picture, written byte by byte. */
#include <string.h>

#include "pdf-worker/image-private.h"

#define N_OBJECTS 5

/* Where the unit square, in which a picture is drawn, comes to lie on a page of one by one: the
 * eight orientations of EXIF. */
static const int places[8][6] = {
  { 1, 0, 0, 1, 0, 0 },   { -1, 0, 0, 1, 1, 0 }, { -1, 0, 0, -1, 1, 1 }, { 1, 0, 0, -1, 0, 1 },
  { 0, -1, -1, 0, 1, 1 }, { 0, -1, 1, 0, 0, 1 }, { 0, 1, 1, 0, 0, 0 },   { 0, 1, -1, 0, 1, 0 },
};

static const char *
format_points (char *buffer, double value)
{
  return g_ascii_formatd (buffer, G_ASCII_DTOSTR_BUF_SIZE, "%.3f", value);
}

static char *
make_contents (const ImageFacts *facts)
{
  const int *place = places[facts->orientation - 1];
  GString *contents = g_string_new ("q");

  for (int i = 0; i < 6; i++)
    {
      char number[G_ASCII_DTOSTR_BUF_SIZE];

      g_string_append_printf (
          contents, " %s",
          format_points (number, place[i] * (i % 2 ? facts->height_pt : facts->width_pt)));
    }
  g_string_append (contents, " cm /I Do Q\n");
  return g_string_free (contents, FALSE);
}

static void
begin_object (GString *out, size_t *offsets, int number)
{
  offsets[number - 1] = out->len;
  g_string_append_printf (out, "%d 0 obj", number);
}

static void
add_picture (GString *out, const ImageFacts *facts, const char *filter, size_t size)
{
  static const char *const spaces[] = { "", "DeviceGray", "", "DeviceRGB", "DeviceCMYK" };

  g_string_append_printf (out,
                          "<</Type/XObject/Subtype/Image/Width %u/Height %u/ColorSpace/%s"
                          "/BitsPerComponent %u/Length %" G_GSIZE_FORMAT,
                          facts->width, facts->height, spaces[facts->components], facts->bits,
                          size);
  if (facts->inverted)
    {
      g_string_append (out, "/Decode[");
      for (uint32_t i = 0; i < facts->components; i++)
        g_string_append (out, "1 0 ");
      g_string_append (out, "]");
    }
  if (filter)
    g_string_append_printf (out, "/Filter/%s", filter);
  g_string_append (out, ">>stream\n");
}

uint8_t *
image_page_begin (ImagePage *page, const ImageFacts *facts, const char *filter, size_t size)
{
  g_autofree char *contents = make_contents (facts);
  g_autoptr (GString) head = g_string_new ("%PDF-1.4\n%\xe2\xe3\xcf\xd3\n");
  g_autoptr (GString) tail = g_string_new ("\nendstream endobj\n");
  char width[G_ASCII_DTOSTR_BUF_SIZE], height[G_ASCII_DTOSTR_BUF_SIZE];
  size_t offsets[N_OBJECTS], start;

  begin_object (head, offsets, 1);
  g_string_append (head, "<</Type/Catalog/Pages 2 0 R>>endobj\n");
  begin_object (head, offsets, 2);
  g_string_append (head, "<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n");
  begin_object (head, offsets, 3);
  g_string_append_printf (head,
                          "<</Type/Page/Parent 2 0 R/MediaBox[0 0 %s %s]"
                          "/Resources<</XObject<</I 5 0 R>>>>/Contents 4 0 R>>endobj\n",
                          format_points (width, facts->width_pt),
                          format_points (height, facts->height_pt));
  begin_object (head, offsets, 4);
  g_string_append_printf (head, "<</Length %" G_GSIZE_FORMAT ">>stream\n%sendstream endobj\n",
                          strlen (contents), contents);
  begin_object (head, offsets, 5);
  add_picture (head, facts, filter, size);
  start = head->len + size + tail->len;
  g_string_append_printf (tail, "xref\n0 %d\n0000000000 65535 f \n", N_OBJECTS + 1);
  for (int i = 0; i < N_OBJECTS; i++)
    g_string_append_printf (tail, "%010" G_GSIZE_FORMAT " 00000 n \n", offsets[i]);
  g_string_append_printf (
      tail, "trailer<</Size %d/Root 1 0 R>>\nstartxref\n%" G_GSIZE_FORMAT "\n%%%%EOF\n",
      N_OBJECTS + 1, start);

  page->size = head->len + size + tail->len;
  page->tail = tail->len;
  page->data = g_try_malloc (page->size);
  if (!page->data)
    return NULL;
  memcpy (page->data, head->str, head->len);
  memcpy (page->data + head->len + size, tail->str, tail->len);
  return page->data + head->len;
}

GBytes *
image_page_end (ImagePage *page)
{
  return g_bytes_new_take (g_steal_pointer (&page->data), page->size);
}

void
image_page_drop (ImagePage *page)
{
  g_clear_pointer (&page->data, g_free);
}
