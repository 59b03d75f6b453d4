/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A line of the list of citations.
 *
 * 1. Cells are laid out when they are drawn, so that lines out of sight cost nothing.
 * 2. The accessible name holds all cells, also those that a narrow line leaves out. */
#include "app/citation-row.h"

#include <glib/gi18n-lib.h>

#define MARGIN 12
#define GAP 12
#define PADDING 5
/* Under these widths (px) a line leaves out the quotation, then the section. */
#define WITH_QUOTE 720
#define WITH_SECTION 520

enum
{
  CELL_TITLE,
  CELL_NAME,
  CELL_PAGES,
  CELL_SECTION,
  CELL_QUOTE,
  CELL_STATE,
  N_CELLS,
};

/* Shares of the width. */
static const double shares[N_CELLS] = { 26, 18, 17, 15, 24, 11 };

struct _KaijiCitationRow
{
  GtkWidget parent_instance;

  KaijiCitedRow *row; /* (nullable) */
  gboolean heading;
  int line_height;
};

G_DEFINE_FINAL_TYPE (KaijiCitationRow, kaiji_citation_row, GTK_TYPE_WIDGET)

static const char *
get_state_word (const KaijiCitedInfo *info)
{
  if (info->filter == KAIJI_CITED_UNUSED)
    return C_ ("list of citations", "Not cited");
  if (info->filter == KAIJI_CITED_MISSING)
    return C_ ("list of citations", "No citation");
  if (info->evidence == NULL)
    return C_ ("list of citations", "No document");
  switch (kaiji_citation_get_state (info->citation))
    {
    case KAIJI_CITATION_MOVED:
      return C_ ("list of citations", "Moved");
    case KAIJI_CITATION_LOST:
      return C_ ("list of citations", "Lost");
    default:
      return info->read ? C_ ("list of citations", "Read") : C_ ("list of citations", "Unread");
    }
}

/* (transfer full): what stands in a cell; "" for nothing. In one line. */
static char *
dup_cell (KaijiCitationRow *self, int cell)
{
  const KaijiCitedInfo *info;
  static const char *const headings[N_CELLS] = {
    NC_ ("list of citations", "Item"),      NC_ ("list of citations", "Document"),
    NC_ ("list of citations", "Page"),      NC_ ("list of citations", "Section"),
    NC_ ("list of citations", "Quotation"), NC_ ("list of citations", "State"),
  };

  if (self->heading)
    return g_strdup (g_dpgettext2 (NULL, "list of citations", headings[cell]));
  if (self->row == NULL)
    return g_strdup ("");
  info = kaiji_cited_row_get_info (self->row);
  switch (cell)
    {
    case CELL_TITLE:
      return g_strdup (info->title);
    case CELL_NAME:
      return g_strdup (info->name);
    case CELL_PAGES:
      return *info->sheets != '\0' ? g_strdup_printf ("%s (%s)", info->pages, info->sheets)
                                   : g_strdup (info->pages);
    case CELL_SECTION:
      return g_strdup (info->citation != NULL ? kaiji_citation_get_section (info->citation) : "");
    case CELL_QUOTE:
      return g_strdelimit (
          g_strdup (info->citation != NULL ? kaiji_citation_get_quote (info->citation) : ""),
          "\r\n\t", ' ');
    default:
      return g_strdup (get_state_word (info));
    }
}

static gboolean
shows_cell (int cell, int width)
{
  return (cell != CELL_QUOTE || width >= WITH_QUOTE)
         && (cell != CELL_SECTION || width >= WITH_SECTION);
}

static gboolean
is_warning (KaijiCitationRow *self)
{
  const KaijiCitedInfo *info = self->row != NULL ? kaiji_cited_row_get_info (self->row) : NULL;

  return info != NULL
         && (info->filter == KAIJI_CITED_MISSING
             || (info->citation != NULL
                 && (info->evidence == NULL
                     || kaiji_citation_get_state (info->citation) != KAIJI_CITATION_CONFIRMED)));
}

static gboolean
is_strong (KaijiCitationRow *self, int cell)
{
  const KaijiCitedInfo *info = self->row != NULL ? kaiji_cited_row_get_info (self->row) : NULL;

  return self->heading || (cell == CELL_STATE && is_warning (self))
         || (info != NULL && info->citation != NULL && !info->read && cell == CELL_PAGES);
}

static GdkRGBA
get_colour (KaijiCitationRow *self, int cell)
{
  GtkStyleContext *context = gtk_widget_get_style_context (GTK_WIDGET (self));
  const char *name = NULL;
  GdkRGBA colour;

  gtk_style_context_get_color (context, &colour);
  if (cell == CELL_STATE && is_warning (self))
    name = "kaiji_warn_text";
  else if (self->heading || cell == CELL_QUOTE || cell == CELL_SECTION)
    name = "kaiji_dim";
  if (name != NULL)
    gtk_style_context_lookup_color (context, name, &colour);
  return colour;
}

static void
draw_cell (KaijiCitationRow *self, GtkSnapshot *snapshot, int cell, double x, double width)
{
  g_autofree char *text = dup_cell (self, cell);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  GdkRGBA colour = get_colour (self, cell);
  int height;

  if (is_strong (self, cell))
    {
      g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

      pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
      pango_layout_set_attributes (layout, attributes);
    }
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_get_pixel_size (layout, NULL, &height);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (
      snapshot, &GRAPHENE_POINT_INIT (
                    (float) x, (float) (gtk_widget_get_height (GTK_WIDGET (self)) - height) / 2));
  gtk_snapshot_append_layout (snapshot, layout, &colour);
  gtk_snapshot_restore (snapshot);
}

static void
kaiji_citation_row_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  KaijiCitationRow *self = KAIJI_CITATION_ROW (widget);
  int width = gtk_widget_get_width (widget);
  double sum = 0, left = MARGIN, room = width - 2 * MARGIN;
  int n = 0;

  for (int cell = 0; cell < N_CELLS; cell++)
    if (shows_cell (cell, width))
      {
        sum += shares[cell];
        n++;
      }
  room -= (n - 1) * GAP;
  for (int cell = 0; cell < N_CELLS; cell++)
    if (shows_cell (cell, width))
      {
        double part = room * shares[cell] / sum;

        if (part > 1)
          draw_cell (self, snapshot, cell, left, part);
        left += part + GAP;
      }
}

static void
kaiji_citation_row_measure (GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline)
{
  KaijiCitationRow *self = KAIJI_CITATION_ROW (widget);

  *minimum_baseline = *natural_baseline = -1;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = *natural = 2 * MARGIN;
      return;
    }
  if (self->line_height == 0)
    {
      PangoContext *context = gtk_widget_get_pango_context (widget);
      PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);

      self->line_height = PANGO_PIXELS (pango_font_metrics_get_height (metrics));
      pango_font_metrics_unref (metrics);
    }
  *minimum = *natural = self->line_height + 2 * PADDING;
}

static void
kaiji_citation_row_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  KAIJI_CITATION_ROW (widget)->line_height = 0;
  GTK_WIDGET_CLASS (kaiji_citation_row_parent_class)->css_changed (widget, change);
}

static gboolean
kaiji_citation_row_query_tooltip (GtkWidget *widget,
                                  int x,
                                  int y,
                                  gboolean keyboard,
                                  GtkTooltip *tooltip)
{
  KaijiCitationRow *self = KAIJI_CITATION_ROW (widget);
  g_autoptr (GString) text = g_string_new (NULL);

  if (self->row == NULL)
    return FALSE;
  for (int cell = 0; cell < N_CELLS; cell++)
    {
      g_autofree char *part = dup_cell (self, cell);

      if (*part != '\0')
        g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", part);
    }
  gtk_tooltip_set_text (tooltip, text->str);
  return TRUE;
}

static void
kaiji_citation_row_dispose (GObject *object)
{
  g_clear_object (&KAIJI_CITATION_ROW (object)->row);
  G_OBJECT_CLASS (kaiji_citation_row_parent_class)->dispose (object);
}

static void
kaiji_citation_row_class_init (KaijiCitationRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kaiji_citation_row_dispose;
  widget_class->snapshot = kaiji_citation_row_snapshot;
  widget_class->measure = kaiji_citation_row_measure;
  widget_class->css_changed = kaiji_citation_row_css_changed;
  widget_class->query_tooltip = kaiji_citation_row_query_tooltip;
  gtk_widget_class_set_css_name (widget_class, "citationrow");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LABEL);
}

static void
kaiji_citation_row_init (KaijiCitationRow *self)
{
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
}

/** kaiji_citation_row_new: Returns: (transfer floating): an empty line */
GtkWidget *
kaiji_citation_row_new (void)
{
  return g_object_new (KAIJI_TYPE_CITATION_ROW, NULL);
}

/** kaiji_citation_row_new_heading: Returns: (transfer floating): what the columns are */
GtkWidget *
kaiji_citation_row_new_heading (void)
{
  KaijiCitationRow *self = g_object_new (KAIJI_TYPE_CITATION_ROW, "has-tooltip", FALSE, NULL);

  self->heading = TRUE;
  gtk_widget_add_css_class (GTK_WIDGET (self), "heading");
  return GTK_WIDGET (self);
}

/** kaiji_citation_row_set: @row: (nullable): what the line shows from now on */
void
kaiji_citation_row_set (KaijiCitationRow *self, KaijiCitedRow *row)
{
  g_autoptr (GString) name = g_string_new (NULL);

  g_set_object (&self->row, row);
  for (int cell = 0; row != NULL && cell < N_CELLS; cell++)
    {
      g_autofree char *part = dup_cell (self, cell);

      if (*part != '\0')
        g_string_append_printf (name, "%s%s", name->len > 0 ? ", " : "", part);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name->str,
                                  -1);
  /* The list's own part has the focus, and no name in GTK 4.8. */
  if (gtk_widget_get_parent (GTK_WIDGET (self)) != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (GTK_WIDGET (self))),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, name->str, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
