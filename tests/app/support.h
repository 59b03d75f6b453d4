/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "jobs/session.h"

/* A case in a temporary folder, with a service's name; changes are told at once. */
typedef struct
{
  char *folder;
  char *path;
  KaijiSchemeLibrary *library;
  KaijiPdfService *pdf;
  KaijiSession *session;
} Fixture;

void fixture_init (int *argc, char ***argv);
void fixture_set_up (Fixture *fixture, gconstpointer data);
void fixture_tear_down (Fixture *fixture, gconstpointer data);
/* Turns the main loop until @condition holds; fails the test after five seconds. */
void fixture_wait (gboolean (*condition) (gpointer), gpointer data);
/* Turns the main loop while anything is due. */
void fixture_settle (void);
/* The first descendant of @type with a style class; NULL = any. */
GtkWidget *fixture_find (GtkWidget *root, GType type, const char *css_class);
