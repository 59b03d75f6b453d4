/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/case-source.h"

G_BEGIN_DECLS

#define KAIJI_TYPE_CASE (kaiji_case_get_type ())
/**
 * KaijiCase: (案件)
 *
 * A case in memory: answers, citations, evidence. Implements #KaijiCaseSource; it changes only by
 * kaiji_case_apply(), which a journal calls.
 */
G_DECLARE_FINAL_TYPE (KaijiCase, kaiji_case, KAIJI, CASE, GObject)

KaijiCase *kaiji_case_new (const char *scheme_id, const char *revision) G_GNUC_WARN_UNUSED_RESULT;
gboolean kaiji_case_apply (KaijiCase *self, const KaijiEdit *edit, GError **error);
gboolean kaiji_case_differs (KaijiCase *self, const KaijiEdit *edit);
KaijiCitation *kaiji_case_lookup_citation (KaijiCase *self, gint64 number);

/**
 * KAIJI_CASE_ERROR: the errors of the core layer.
 */
#define KAIJI_CASE_ERROR (kaiji_case_error_quark ())
GQuark kaiji_case_error_quark (void);

/**
 * KaijiCaseError:
 * @KAIJI_CASE_ERROR_VALUE: a value cannot be read as what it should be
 */
typedef enum
{
  KAIJI_CASE_ERROR_VALUE,
} KaijiCaseError;

G_END_DECLS
