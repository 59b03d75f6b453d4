/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 添付書類等 of a prompt: the wording that is made, or a person's own.
 *
 * Source: 概要 4(4)ア
 */
#include "jobs/session-private.h"

#include <glib/gi18n-lib.h>

#include "core/text.h"
#include "rules/wording.h"

/**
 * kaiji_session_dup_attachment_text:
 * @self: a session
 * @target: a prompt, or an item
 *
 * The official wording of 添付書類等: what a person wrote, else what is cited on the prompt, then
 * what is cited on its item as a whole.
 *
 * Thread: main. Returns: (transfer full): the wording, "" when nothing is cited
 */
char *
kaiji_session_dup_attachment_text (KaijiSession *self, const char *target)
{
  const char *own = kaiji_wording_get_own (kaiji_session_get_source (self), target);

  return own ? g_strdup (own) : kaiji_session_dup_automatic_attachment (self, target);
}

/** kaiji_session_dup_automatic_attachment: Returns: (transfer full): as it is made from the
 * citations, whatever a person wrote. Thread: main. */
char *
kaiji_session_dup_automatic_attachment (KaijiSession *self, const char *target)
{
  return kaiji_wording_dup_automatic (self->scheme, kaiji_session_get_source (self), target);
}

/** kaiji_session_has_own_attachment: @stale: (out) (optional): its citations changed after it was
 * written. Returns: whether a person wrote the wording of @target. Thread: main. */
gboolean
kaiji_session_has_own_attachment (KaijiSession *self, const char *target, gboolean *stale)
{
  KaijiCaseSource *source = kaiji_session_get_source (self);

  if (stale)
    *stale = kaiji_wording_is_stale (self->scheme, source, target);
  return kaiji_wording_get_own (source, target) != NULL;
}

/**
 * kaiji_session_set_attachment:
 * @self: a session
 * @target: a prompt of Form B
 * @text: (nullable): a wording; %NULL, blank, or the automatic one = the automatic one
 * @error: no such prompt; a read-only case
 *
 * Writes the wording of 添付書類等 by hand. The same text again says that it still fits.
 *
 * Thread: main. Returns: whether it stands
 */
gboolean
kaiji_session_set_attachment (KaijiSession *self,
                              const char *target,
                              const char *text,
                              GError **error)
{
  g_autofree char *automatic = kaiji_session_dup_automatic_attachment (self, target);
  g_autofree char *key = g_strconcat (target, KAIJI_WORDING_OWN, NULL);
  gboolean own = text && !kaiji_text_is_blank (text) && !g_str_equal (text, automatic);
  const char *const ids[] = { key, NULL };
  const char *const texts[] = { own ? text : NULL };

  return kaiji_session_set_answers (self, ids, texts,
                                    own ? C_ ("undo step", "Word the attachments")
                                        : C_ ("undo step", "Automatic wording of the attachments"),
                                    error);
}
