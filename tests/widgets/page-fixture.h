/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* A page view in a window, against the real worker. */

#include <fcntl.h>
#include <gtk/gtk.h>
#include <unistd.h>

#include "../pdf/support.h"
#include "../support/turn.h"
#include "widgets/page-view.h"

typedef struct
{
  KaijiPdfService *service;
  KaijiPdfDocument *document;
  GtkWidget *window;
  GtkWidget *scroller;
  KaijiPageView *view;
  int drawn;
  guint n_drawn;
} Fixture;

static void
drawn_cb (KaijiPageView *view, int page, Fixture *fixture)
{
  fixture->drawn = page;
  fixture->n_drawn++;
}

static void
load (Fixture *fixture, const char *name)
{
  g_autoptr (GError) error = NULL;
  int fd = name[0] == '/' ? pdf_test_system_file (name) : pdf_test_file (name);

  g_clear_object (&fixture->document);
  fixture->document = kaiji_pdf_service_open_sync (fixture->service, fd, NULL, NULL, &error);
  g_assert_no_error (error);
  close (fd);
  kaiji_page_view_set_document (fixture->view, fixture->document);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->service = pdf_test_service ();
  fixture->window = gtk_window_new ();
  fixture->scroller = gtk_scrolled_window_new ();
  fixture->view = KAIJI_PAGE_VIEW (kaiji_page_view_new ());
  g_signal_connect (fixture->view, "page-drawn", G_CALLBACK (drawn_cb), fixture);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (fixture->scroller),
                                 GTK_WIDGET (fixture->view));
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->scroller);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 640, 480);
  gtk_window_present (GTK_WINDOW (fixture->window));
  WAIT_UNTIL (gtk_widget_get_width (GTK_WIDGET (fixture->view)) > 1);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  KaijiPageView *view = g_object_ref (fixture->view);

  gtk_window_destroy (GTK_WINDOW (fixture->window));
  turn (50);
  /* Nothing that is still under way keeps the view. */
  g_assert_finalize_object (view);
  WAIT_UNTIL (fixture->document == NULL || G_OBJECT (fixture->document)->ref_count == 1);
  g_clear_object (&fixture->document);
  g_assert_finalize_object (fixture->service);
}
