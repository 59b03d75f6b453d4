/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a lane asks its worker, and what it makes of the answers.
 *
 * Answers are hostile: one that cannot be counts as the worker's death. */
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "pdf/channel.h"
#include "pdf/engine-private.h"

/* --- documents in the worker --- */

static void
fill_password (KaijiPdfRequest *request, const char *password)
{
  if (!password)
    return;
  request->has_password = 1;
  /* A longer one than PDF allows cannot be right: it is cut, and found wrong. */
  g_strlcpy (request->password, password, sizeof request->password);
}

/* Ends the job when @page (0: opening) has ended the worker too often. */
static gboolean
is_given_up (KaijiPdfJob *job, guint page)
{
  KaijiPdfOutcome outcome;

  if (kaiji_pdf_source_get_deaths (job->source, page, &outcome) < KAIJI_PDF_MOST_DEATHS)
    return FALSE;
  kaiji_pdf_job_set_lost (job, outcome);
  kaiji_pdf_job_finish (job);
  return TRUE;
}

/* Puts the job's document into the worker when it is not there. FALSE: the job was dealt with. */
static gboolean
ensure_open (KaijiPdfLane *self, KaijiPdfJob *job, guint32 *index)
{
  KaijiPdfConnection *connection = &self->connection;
  KaijiPdfSlot *slot = kaiji_pdf_connection_find_slot (connection, job->source->id);
  KaijiPdfRequest request;
  KaijiPdfReply reply;
  KaijiPdfOutcome outcome;
  int payload;

  *index = (guint32) (slot - connection->slots);
  slot->used_at = ++connection->clock;
  if (slot->id == job->source->id)
    return TRUE;
  if (is_given_up (job, 0))
    return FALSE;
  slot->id = 0;
  kaiji_pdf_connection_begin (connection, &request, KAIJI_PDF_KIND_OPEN, *index);
  fill_password (&request, job->source->password);
  outcome = kaiji_pdf_connection_ask (connection, &request, job->source->fd, &reply, &payload);
  explicit_bzero (request.password, sizeof request.password);
  if (payload >= 0)
    close (payload); /* nobody asked for it */
  if (outcome == KAIJI_PDF_OUTCOME_REPLY && reply.status == KAIJI_PDF_STATUS_OK
      && !kaiji_pdf_source_take_open (job->source, &reply))
    outcome = KAIJI_PDF_OUTCOME_LIED;
  if (outcome != KAIJI_PDF_OUTCOME_REPLY)
    {
      kaiji_pdf_lane_handle_loss (self, job, outcome, 0);
      return FALSE;
    }
  kaiji_pdf_source_forgive (job->source, 0);
  if (reply.status != KAIJI_PDF_STATUS_OK)
    {
      if (!job->finished)
        {
          kaiji_pdf_job_set_open_status (job, reply.status);
          kaiji_pdf_job_finish (job);
        }
      return FALSE;
    }
  slot->id = job->source->id;
  return TRUE;
}

void
kaiji_pdf_lane_close (KaijiPdfLane *self, guint64 source_id)
{
  KaijiPdfConnection *connection = &self->connection;
  KaijiPdfSlot *slot = kaiji_pdf_connection_find_slot (connection, source_id);
  KaijiPdfRequest request;
  KaijiPdfReply reply;
  KaijiPdfOutcome outcome;
  int payload;

  if (slot->id != source_id || connection->process.pid == 0)
    return;
  slot->id = 0;
  slot->used_at = 0;
  kaiji_pdf_connection_begin (connection, &request, KAIJI_PDF_KIND_CLOSE,
                              (guint32) (slot - connection->slots));
  outcome = kaiji_pdf_connection_ask (connection, &request, -1, &reply, &payload);
  if (payload >= 0)
    close (payload);
  if (outcome != KAIJI_PDF_OUTCOME_REPLY)
    kaiji_pdf_connection_stop (connection, outcome);
}

/* Free for the next one before it is told: whoever asks for one page after the other needs no second
 * worker. */
static void
end_job (KaijiPdfLane *self, KaijiPdfJob *job)
{
  kaiji_pdf_engine_drop (self->engine, self);
  kaiji_pdf_job_finish (job);
}

/* --- pages --- */

/* Maps what came with the reply; TRUE also when nothing came. @fd is taken. */
static gboolean
map_payload (const KaijiPdfReply *reply, int fd, guint64 most, const void **payload)
{
  *payload = NULL;
  if (fd < 0)
    return TRUE;
  if (reply->payload_size <= most)
    *payload = kaiji_pdf_channel_buffer_map (fd, reply->payload_size);
  close (fd);
  return *payload != NULL;
}

static gboolean
take_text (KaijiPdfJob *job, const KaijiPdfReply *reply, int fd)
{
  const guint64 most =
      KAIJI_PDF_MAX_CHARACTERS * (guint64) sizeof (KaijiPdfRectRecord) + KAIJI_PDF_MAX_TEXT_BYTES;
  const void *payload;

  if (!map_payload (reply, fd, most, &payload))
    return FALSE;
  job->text = kaiji_pdf_text_new_from_reply (reply, payload);
  if (payload)
    munmap ((void *) payload, reply->payload_size);
  return job->text != NULL;
}

static gboolean
take_links (KaijiPdfJob *job, const KaijiPdfReply *reply, int fd)
{
  const void *payload;

  if (!map_payload (reply, fd, KAIJI_PDF_MAX_LINKS * sizeof (KaijiPdfLinkRecord), &payload))
    return FALSE;
  job->links = kaiji_pdf_links_new_from_reply (reply, payload, job->source->n_pages);
  if (payload)
    munmap ((void *) payload, reply->payload_size);
  return job->links != NULL;
}

/* @fd is taken. */
static gboolean
take_page (KaijiPdfJob *job, const KaijiPdfReply *reply, int fd)
{
  if (!kaiji_pdf_source_take_page (job->source, job->page, &reply->page))
    {
      if (fd >= 0)
        close (fd);
      return FALSE;
    }
  switch (job->kind)
    {
    case KAIJI_PDF_JOB_RENDER:
      job->image = kaiji_pdf_image_new_from_reply (reply, fd);
      g_atomic_int_set (&job->source->drawn, TRUE);
      return job->image != NULL;
    case KAIJI_PDF_JOB_TEXT:
      return take_text (job, reply, fd);
    default:
      return take_links (job, reply, fd);
    }
}

static void
ask_page (KaijiPdfLane *self, KaijiPdfJob *job, guint32 slot)
{
  const KaijiPdfKind kind = job->kind == KAIJI_PDF_JOB_RENDER ? KAIJI_PDF_KIND_RENDER
                            : job->kind == KAIJI_PDF_JOB_TEXT ? KAIJI_PDF_KIND_TEXT
                                                              : KAIJI_PDF_KIND_LINKS;
  KaijiPdfRequest request;
  KaijiPdfReply reply;
  KaijiPdfOutcome outcome;
  int payload;

  if (is_given_up (job, job->page))
    return;
  kaiji_pdf_connection_begin (&self->connection, &request, kind, slot);
  request.page = job->page;
  request.scale = job->scale;
  request.rotation = job->rotation;
  outcome = kaiji_pdf_connection_ask (&self->connection, &request, -1, &reply, &payload);
  if (outcome == KAIJI_PDF_OUTCOME_REPLY && reply.status == KAIJI_PDF_STATUS_OK)
    {
      if (!take_page (job, &reply, payload))
        outcome = KAIJI_PDF_OUTCOME_LIED;
    }
  else if (payload >= 0)
    close (payload);
  if (outcome != KAIJI_PDF_OUTCOME_REPLY)
    {
      kaiji_pdf_lane_handle_loss (self, job, outcome, job->page);
      return;
    }
  kaiji_pdf_source_forgive (job->source, job->page);
  if (reply.status != KAIJI_PDF_STATUS_OK && !job->finished)
    kaiji_pdf_job_set_status (job, reply.status == KAIJI_PDF_STATUS_MEMORY ? KAIJI_PDF_STATUS_MEMORY
                                                                           : KAIJI_PDF_STATUS_PAGE);
  end_job (self, job);
}

/* --- facts and outline --- */

/* One portion; then the job goes to the end of its queue. */
static void
ask_load (KaijiPdfLane *self, KaijiPdfJob *job, guint32 slot)
{
  KaijiPdfSource *source = job->source;
  const void *payload = NULL;
  KaijiPdfRequest request;
  KaijiPdfReply reply;
  KaijiPdfOutcome outcome;
  gboolean facts, taken = FALSE;
  guint first;
  int fd;

  if (!kaiji_pdf_source_find_gap (source, &facts, &first))
    {
      end_job (self, job);
      return;
    }
  kaiji_pdf_connection_begin (&self->connection, &request,
                              facts ? KAIJI_PDF_KIND_FACTS : KAIJI_PDF_KIND_OUTLINE, slot);
  request.first = first;
  outcome = kaiji_pdf_connection_ask (&self->connection, &request, -1, &reply, &fd);
  if (outcome == KAIJI_PDF_OUTCOME_REPLY && reply.status == KAIJI_PDF_STATUS_OK)
    {
      if (map_payload (&reply, fd, KAIJI_PDF_MAX_BATCH * sizeof (KaijiPdfOutlineRecord), &payload))
        taken = facts ? kaiji_pdf_source_take_facts (source, &reply, payload)
                      : kaiji_pdf_source_take_outline (source, &reply, payload);
      if (payload)
        munmap ((void *) payload, reply.payload_size);
    }
  else if (fd >= 0)
    close (fd);
  if (outcome == KAIJI_PDF_OUTCOME_QUIT)
    {
      kaiji_pdf_lane_handle_loss (self, job, outcome, 0);
      return;
    }
  if (taken)
    job->attempts = 0;
  else
    {
      /* What a file does not tell is guessed: no reason not to show its pages. */
      if (outcome != KAIJI_PDF_OUTCOME_REPLY || reply.status == KAIJI_PDF_STATUS_OK)
        {
          outcome = kaiji_pdf_connection_stop (&self->connection, outcome);
          kaiji_pdf_connection_start (&self->connection, NULL);
        }
      if (outcome == KAIJI_PDF_OUTCOME_LATE
          || (outcome != KAIJI_PDF_OUTCOME_UNWANTED
              && ++job->attempts >= (outcome == KAIJI_PDF_OUTCOME_KILLED ? KAIJI_PDF_MOST_ATTEMPTS
                                                                         : KAIJI_PDF_MOST_DEATHS)))
        {
          if (facts)
            kaiji_pdf_source_finish_facts (source);
          else
            kaiji_pdf_source_finish_outline (source);
          job->attempts = 0;
        }
    }
  if (!job->finished)
    kaiji_pdf_engine_put_back (self->engine, self, FALSE);
}

static gboolean
has_page (KaijiPdfJob *job)
{
  if (job->page >= 1 && job->page <= job->source->n_pages)
    return TRUE;
  g_set_error (&job->error, KAIJI_PDF_ERROR, KAIJI_PDF_ERROR_PAGE,
               _ ("There is no page %u: this PDF has %u pages."), job->page, job->source->n_pages);
  kaiji_pdf_job_finish (job);
  return FALSE;
}

void
kaiji_pdf_lane_ask (KaijiPdfLane *self, KaijiPdfJob *job)
{
  guint32 slot;

  if (!kaiji_pdf_connection_ensure (&self->connection, &job->error))
    {
      kaiji_pdf_job_finish (job);
      return;
    }
  if (job->finished || !ensure_open (self, job, &slot) || job->finished)
    return;
  switch (job->kind)
    {
    case KAIJI_PDF_JOB_LOAD:
      ask_load (self, job, slot);
      break;
    case KAIJI_PDF_JOB_RENDER:
    case KAIJI_PDF_JOB_TEXT:
    case KAIJI_PDF_JOB_LINKS:
      if (has_page (job))
        ask_page (self, job, slot);
      break;
    default:
      end_job (self, job);
      break;
    }
}
