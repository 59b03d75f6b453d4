/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading and writing JSON in this layer: errors name the file and the JSON path. */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* (transfer full): the text of a node, on one line. */
char *kaiji_json_print (JsonNode *node) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full): the same of what was built, with a line end; indented when @pretty. */
char *kaiji_json_end (JsonBuilder *builder, gboolean pretty) G_GNUC_WARN_UNUSED_RESULT;

/* One member of the object that is being built. */
void kaiji_json_add_string (JsonBuilder *builder, const char *name, const char *value);
void kaiji_json_add_int (JsonBuilder *builder, const char *name, gint64 value);
void kaiji_json_add_bool (JsonBuilder *builder, const char *name, gboolean value);
/* An array of texts; null for %NULL. */
void kaiji_json_add_strings (JsonBuilder *builder, const char *name, char *const *values);

/* (transfer full): an object; KAIJI_JOBS_ERROR_INPUT with file, line and cause otherwise. */
JsonNode *kaiji_json_parse (const char *file, const char *text, GError **error);
/* (transfer none): a member that must be there. @where: file and JSON path so far */
JsonObject *
kaiji_json_get_object (JsonObject *object, const char *name, const char *where, GError **error);
JsonArray *
kaiji_json_get_array (JsonObject *object, const char *name, const char *where, GError **error);

G_END_DECLS
