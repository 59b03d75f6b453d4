/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a scheme holds, as facts to be listed. All return (transfer full) arrays of #KaijiFact. */
#pragma once

#include "app/fact-list.h"
#include "jobs/calendar.h"
#include "jobs/scheme-import.h"
#include "scheme/match.h"
#include "scheme/reference.h"

G_BEGIN_DECLS

GPtrArray *kaiji_scheme_facts_of_item (KaijiScheme *scheme,
                                       KaijiItem *item) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *kaiji_scheme_facts_of_match (KaijiMatching *matching,
                                        const KaijiItemMatch *match) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *kaiji_scheme_facts_of_rules (KaijiScheme *scheme) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *kaiji_scheme_facts_of_process (KaijiScheme *scheme) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *kaiji_scheme_facts_of_days (KaijiScheme *scheme,
                                       const KaijiCalendarDays *days) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *kaiji_scheme_facts_of_import (KaijiSchemeImport *import) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *kaiji_scheme_facts_of_reference (KaijiReference *reference,
                                            GPtrArray *schemes) G_GNUC_WARN_UNUSED_RESULT;

/* A kind of answer as a word. */
const char *kaiji_kind_get_word (KaijiKind kind);

G_END_DECLS
