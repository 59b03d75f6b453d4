/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which pages are scans, and at how many dots an inch.
 *
 * 1. A page is a scan when one picture covers half of it, or several together most of it, and hardly
 *    any text is seen on it. Text that is invisible, or lies below the picture, is what character
 *    recognition left there.
 * 2. Nothing is decoded but the page's own instructions, and of these only what places pictures and
 *    shows text is understood. Pages without pictures are passed over.
 * 3. Of several layers over one page (background, letters) the finest counts; of strips side by side
 *    and of pages the coarsest. */
#include "pdf-worker/scan.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

#include "pdf-worker/objects.h"

#define MOST_FORMS 6
#define MOST_STATES 64
#define MOST_CONTENT (16u * 1024u * 1024u)
#define MOST_OPERANDS 8
#define MOST_NAME 128
#define LEAST_PIXELS 2500.0
#define COVERED_BY_ONE 0.5
#define COVERED_BY_ALL 0.7
#define LEAST_STRIP 0.01
/* Characters: a number that a scanner or an office printed on it. */
#define MOST_SEEN_TEXT 60

typedef struct
{
  double matrix[6];
  int text_mode;
} State;

typedef struct
{
  qpdf_data pdf;
  double box[4];
  double area;
  uint32_t seen_text;
  double best;     /* of pictures that cover half of it */
  double covered;  /* share, by all */
  double coarsest; /* of those that are no specks */
  int forms;
} Page;

/* --- reading instructions --- */

typedef enum
{
  TOKEN_END,
  TOKEN_NUMBER,
  TOKEN_NAME,
  TOKEN_TEXT,
  TOKEN_OPERATOR,
  TOKEN_OTHER,
} Token;

typedef struct
{
  const char *next;
  const char *end;
  double number;
  uint32_t length; /* TEXT: bytes */
  char word[MOST_NAME];
} Lexer;

static bool
is_white (char c)
{
  return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0';
}

static bool
is_delimiter (char c)
{
  return c != '\0' && strchr ("()<>[]{}/%", c) != NULL;
}

static void
read_string (Lexer *lexer)
{
  int depth = 0;

  lexer->length = 0;
  do
    {
      const char c = *lexer->next++;

      if (c == '\\' && lexer->next < lexer->end)
        lexer->next++;
      else if (c == '(')
        depth++;
      else if (c == ')')
        depth--;
      lexer->length++;
    }
  while (depth > 0 && lexer->next < lexer->end);
  lexer->length -= MIN (lexer->length, 2u);
}

static Token
read_word (Lexer *lexer)
{
  const char *start = lexer->next;
  char *end;
  size_t length;

  while (lexer->next < lexer->end && !is_white (*lexer->next) && !is_delimiter (*lexer->next))
    lexer->next++;
  length = MIN ((size_t) (lexer->next - start), sizeof lexer->word - 1);
  memcpy (lexer->word, start, length);
  lexer->word[length] = '\0';
  if (!isdigit ((unsigned char) *start) && !strchr ("+-.", *start))
    return TOKEN_OPERATOR;
  lexer->number = g_ascii_strtod (lexer->word, &end);
  return end != lexer->word && isfinite (lexer->number) ? TOKEN_NUMBER : TOKEN_OTHER;
}

static Token
read_token (Lexer *lexer)
{
  while (lexer->next < lexer->end && (is_white (*lexer->next) || *lexer->next == '%'))
    if (*lexer->next++ == '%')
      while (lexer->next < lexer->end && *lexer->next != '\n' && *lexer->next != '\r')
        lexer->next++;
  if (lexer->next >= lexer->end)
    return TOKEN_END;
  switch (*lexer->next)
    {
    case '(':
      read_string (lexer);
      return TOKEN_TEXT;
    case '<':
      lexer->length = 0;
      if (lexer->next + 1 < lexer->end && lexer->next[1] == '<')
        {
          lexer->next += 2;
          return TOKEN_OTHER;
        }
      while (lexer->next < lexer->end && *lexer->next++ != '>')
        lexer->length++;
      lexer->length /= 2;
      return TOKEN_TEXT;
    case '/':
      lexer->next++;
      read_word (lexer);
      return TOKEN_NAME;
    default:
      if (!is_delimiter (*lexer->next))
        return read_word (lexer);
      lexer->next++;
      return TOKEN_OTHER;
    }
}

/* Behind the bytes of a picture that stands in the instructions themselves. */
static void
skip_inline_image (Lexer *lexer)
{
  for (; lexer->next + 3 < lexer->end; lexer->next++)
    if (is_white (lexer->next[0]) && lexer->next[1] == 'E' && lexer->next[2] == 'I'
        && (is_white (lexer->next[3]) || is_delimiter (lexer->next[3])))
      {
        lexer->next += 3;
        return;
      }
  lexer->next = lexer->end;
}

/* --- what they draw --- */

static void
multiply (double matrix[6], const double by[6])
{
  double product[6];

  for (int i = 0; i < 3; i++)
    {
      product[2 * i] = by[2 * i] * matrix[0] + by[2 * i + 1] * matrix[2] + (i == 2 ? matrix[4] : 0);
      product[2 * i + 1] =
          by[2 * i] * matrix[1] + by[2 * i + 1] * matrix[3] + (i == 2 ? matrix[5] : 0);
    }
  memcpy (matrix, product, sizeof product);
}

/* How much of the page the unit square covers. */
static double
get_covered (const Page *page, const double matrix[6])
{
  double box[4] = { INFINITY, INFINITY, -INFINITY, -INFINITY }, width, height, bounds;

  for (int corner = 0; corner < 4; corner++)
    {
      const int u = corner & 1, v = corner >> 1;
      const double x = u * matrix[0] + v * matrix[2] + matrix[4];
      const double y = u * matrix[1] + v * matrix[3] + matrix[5];

      box[0] = MIN (box[0], x);
      box[1] = MIN (box[1], y);
      box[2] = MAX (box[2], x);
      box[3] = MAX (box[3], y);
    }
  bounds = (box[2] - box[0]) * (box[3] - box[1]);
  width = MIN (box[2], page->box[2]) - MAX (box[0], page->box[0]);
  height = MIN (box[3], page->box[3]) - MAX (box[1], page->box[1]);
  if (!(width > 0) || !(height > 0) || !(bounds > 0))
    return 0;
  return width * height / page->area * fabs (matrix[0] * matrix[3] - matrix[1] * matrix[2])
         / bounds;
}

static void
draw_image (Page *page, qpdf_oh image, const double matrix[6])
{
  const double covered = get_covered (page, matrix);
  double width = 0, height = 0, dpi;

  qpdf_oh_get_value_as_number (page->pdf, get (page->pdf, image, "/Width"), &width);
  qpdf_oh_get_value_as_number (page->pdf, get (page->pdf, image, "/Height"), &height);
  if (covered < LEAST_STRIP || width < 1 || height < 1)
    return;
  dpi = MIN (72 * width / hypot (matrix[0], matrix[1]), 72 * height / hypot (matrix[2], matrix[3]));
  if (!isfinite (dpi))
    return;
  page->covered += covered;
  page->coarsest = page->coarsest > 0 ? MIN (page->coarsest, dpi) : dpi;
  if (covered < COVERED_BY_ONE)
    return;
  page->best = MAX (page->best, dpi);
  page->seen_text = 0; /* it lies below */
}

static void draw (Page *page, qpdf_oh resources, const char *content, size_t size, State state);

static void
draw_form (Page *page, qpdf_oh form, qpdf_oh resources, State state)
{
  qpdf_oh matrix = get (page->pdf, form, "/Matrix"), own = get (page->pdf, form, "/Resources");
  double numbers[6] = { 1, 0, 0, 1, 0, 0 };
  unsigned char *content = NULL;
  size_t size = 0;
  QPDF_BOOL filtered = QPDF_FALSE;

  if (page->forms >= MOST_FORMS)
    return;
  if (qpdf_oh_is_array (page->pdf, matrix) && qpdf_oh_get_array_n_items (page->pdf, matrix) == 6)
    for (int i = 0; i < 6; i++)
      qpdf_oh_get_value_as_number (page->pdf, get_item (page->pdf, matrix, i), &numbers[i]);
  multiply (state.matrix, numbers);
  if (qpdf_oh_get_stream_data (page->pdf, form, qpdf_dl_generalized, &filtered, &content, &size)
          < QPDF_ERRORS
      && filtered)
    {
      page->forms++;
      draw (page, qpdf_oh_is_dictionary (page->pdf, own) ? own : resources, (const char *) content,
            size, state);
      page->forms--;
    }
  free (content);
}

static void
draw_object (Page *page, qpdf_oh resources, const char *name, const State *state)
{
  g_autofree char *key = g_strconcat ("/", name, NULL);
  qpdf_oh object = get (page->pdf, get (page->pdf, resources, "/XObject"), key);

  if (!qpdf_oh_is_stream (page->pdf, object))
    return;
  if (has_name (page->pdf, object, "/Subtype", "/Image"))
    draw_image (page, object, state->matrix);
  else if (has_name (page->pdf, object, "/Subtype", "/Form"))
    draw_form (page, object, resources, *state);
}

static void
draw (Page *page, qpdf_oh resources, const char *content, size_t size, State state)
{
  Lexer lexer = { .next = content, .end = content + MIN (size, MOST_CONTENT) };
  State states[MOST_STATES];
  double numbers[MOST_OPERANDS] = { 0 };
  char name[MOST_NAME] = "";
  uint32_t text = 0;
  int n_states = 0, n_numbers = 0;

  for (Token token = read_token (&lexer); token != TOKEN_END; token = read_token (&lexer))
    {
      if (token == TOKEN_NUMBER)
        {
          memmove (numbers, numbers + 1, sizeof numbers - sizeof *numbers);
          numbers[MOST_OPERANDS - 1] = lexer.number;
          n_numbers++;
        }
      else if (token == TOKEN_NAME)
        g_strlcpy (name, lexer.word, sizeof name);
      else if (token == TOKEN_TEXT)
        text += lexer.length;
      if (token != TOKEN_OPERATOR)
        continue;
      if (strcmp (lexer.word, "q") == 0 && n_states < MOST_STATES)
        states[n_states++] = state;
      else if (strcmp (lexer.word, "Q") == 0 && n_states > 0)
        state = states[--n_states];
      else if (strcmp (lexer.word, "cm") == 0 && n_numbers >= 6)
        multiply (state.matrix, numbers + MOST_OPERANDS - 6);
      else if (strcmp (lexer.word, "Tr") == 0 && n_numbers >= 1)
        state.text_mode = (int) CLAMP (numbers[MOST_OPERANDS - 1], 0, 7);
      else if (strcmp (lexer.word, "Do") == 0)
        draw_object (page, resources, name, &state);
      else if (strcmp (lexer.word, "ID") == 0)
        skip_inline_image (&lexer);
      else if ((strcmp (lexer.word, "Tj") == 0 || strcmp (lexer.word, "TJ") == 0
                || strcmp (lexer.word, "'") == 0 || strcmp (lexer.word, "\"") == 0)
               && state.text_mode != 3)
        page->seen_text += text;
      n_numbers = 0;
      text = 0;
    }
}

/* Whether anything in the resources is a picture of some size, or a form that may hold one. */
static bool
may_be_scan (qpdf_data pdf, qpdf_oh resources)
{
  qpdf_oh objects = get (pdf, resources, "/XObject");
  g_autoptr (GPtrArray) keys = dup_keys (pdf, objects);
  double pixels = 0;

  for (guint i = 0; i < keys->len; i++)
    {
      qpdf_oh object = get (pdf, objects, keys->pdata[i]);
      double width = 0, height = 0;

      if (has_name (pdf, object, "/Subtype", "/Form"))
        return true;
      qpdf_oh_get_value_as_number (pdf, get (pdf, object, "/Width"), &width);
      qpdf_oh_get_value_as_number (pdf, get (pdf, object, "/Height"), &height);
      pixels += width * height;
    }
  return pixels >= LEAST_PIXELS;
}

/* 0 when the page is no scan. */
static uint32_t
get_dpi (qpdf_data pdf, qpdf_oh object)
{
  static const State start = { { 1, 0, 0, 1, 0, 0 }, 0 };
  Page page = { .pdf = pdf };
  qpdf_oh resources = get_inherited (pdf, object, "/Resources");
  unsigned char *content = NULL;
  size_t size = 0;

  if (!may_be_scan (pdf, resources))
    return 0;
  get_shown_box (pdf, object, page.box);
  page.area = (page.box[2] - page.box[0]) * (page.box[3] - page.box[1]);
  if (qpdf_oh_get_page_content_data (pdf, object, &content, &size) >= QPDF_ERRORS)
    return 0;
  draw (&page, resources, (const char *) content, size, start);
  free (content);
  if (page.seen_text > MOST_SEEN_TEXT)
    return 0;
  if (page.best > 0)
    return (uint32_t) CLAMP (round (page.best), 1, 100000);
  if (page.covered >= COVERED_BY_ALL)
    return (uint32_t) CLAMP (round (page.coarsest), 1, 100000);
  return 0;
}

void
scan_look_through (qpdf_data pdf, uint32_t milliseconds, ScanFacts *facts)
{
  const gint64 end = g_get_monotonic_time () + (gint64) milliseconds * 1000;
  const int n = qpdf_get_num_pages (pdf);

  memset (facts, 0, sizeof *facts);
  for (int i = 0; i < n && g_get_monotonic_time () < end; i++)
    {
      const uint32_t dpi = get_dpi (pdf, qpdf_get_page_n (pdf, (size_t) i));

      facts->n_seen++;
      if (dpi == 0)
        continue;
      facts->n_scans++;
      if (facts->dpi == 0 || dpi < facts->dpi)
        {
          facts->dpi = dpi;
          facts->page = (uint32_t) i + 1;
        }
    }
}
