/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes of evidence: kept once a digest, in parts of 1 MiB.
 *
 * Invariants:
 * 1. Bytes are named by the digest of what was written, computed again while writing.
 * 2. A blob shows to readers only once it is complete; one that is not is removed when storing
 *    fails, or at the next opening.
 * 3. Nobody is handed bytes that do not match their digest.
 * 4. No transaction lasts longer than a few parts take: edits are committed in between.
 */
#include "casefile/casefile-private.h"

#include "casefile/digest.h"
#include "casefile/platform.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PART_SIZE (1024 * 1024)
#define PARTS_A_TRANSACTION 8

typedef struct
{
  GCancellable *cancellable;
  GCancellable *stop;
  GFileProgressCallback progress;
  gpointer progress_data;
  gint64 total; /* of both passes */
  gint64 done;
} Course;

static gboolean
advance (Course *course, gsize n, GError **error)
{
  if (g_cancellable_set_error_if_cancelled (course->cancellable, error)
      || g_cancellable_set_error_if_cancelled (course->stop, error))
    return FALSE;
  course->done += (gint64) n;
  if (course->progress)
    course->progress (MIN (course->done, course->total) / 2, course->total / 2,
                      course->progress_data);
  return TRUE;
}

static gboolean
set_unreadable (GError **error)
{
  g_set_error (error, KAIJI_CASEFILE_ERROR, KAIJI_CASEFILE_ERROR_IO,
               _ ("The evidence cannot be read (%s). Check the file and add it again."),
               g_strerror (errno));
  return FALSE;
}

/* Reads as much of @size bytes as there is. Returns -1 with errno set. */
static gssize
read_full (int fd, guint8 *bytes, gsize size, goffset offset)
{
  gsize done = 0;

  while (done < size)
    {
      gssize n = pread (fd, bytes + done, size - done, offset + (goffset) done);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return -1;
      if (n == 0)
        break;
      done += (gsize) n;
    }
  return (gssize) done;
}

static gboolean
write_full (int fd, const guint8 *bytes, gsize size)
{
  while (size > 0)
    {
      gssize n = write (fd, bytes, size);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return FALSE;
      bytes += n;
      size -= (gsize) n;
    }
  return TRUE;
}

/* What cannot be read twice is copied to a file without a name. Returns -1 on error. */
static int
copy_stream (int fd, Course *course, GError **error)
{
  g_autofree guint8 *bytes = g_malloc (PART_SIZE);
  g_autofree char *name = NULL;
  int copy = g_file_open_tmp ("kaiji-XXXXXX", &name, error);

  if (copy < 0)
    return -1;
  unlink (name);
  for (;;)
    {
      gssize n = read (fd, bytes, PART_SIZE);

      if (n < 0 && errno == EINTR)
        continue;
      if (n == 0)
        return copy;
      if (n < 0 || !write_full (copy, bytes, (gsize) n))
        {
          set_unreadable (error);
          break;
        }
      if (!advance (course, 0, error))
        break;
    }
  close (copy);
  return -1;
}

/* ---- storing ---- */

static gboolean
hash_file (int fd, Course *course, KaijiDigest *digest, gint64 *size, GError **error)
{
  g_autofree guint8 *bytes = g_malloc (PART_SIZE);

  *size = 0;
  for (;;)
    {
      gssize n = read_full (fd, bytes, PART_SIZE, *size);

      if (n < 0)
        return set_unreadable (error);
      if (n == 0)
        return TRUE;
      kaiji_digest_update (digest, bytes, (gsize) n);
      *size += n;
      if (!advance (course, (gsize) n, error))
        return FALSE;
    }
}

/* (out) @id: the blob's row, 0 when there is none; @complete: whether it has all its bytes. */
static gboolean
find_blob (KaijiDb *db,
           const char *sha256,
           gint64 *id,
           gint64 *size,
           gboolean *complete,
           GError **error)
{
  g_autoptr (KaijiStatement) statement =
      kaiji_db_prepare (db, "SELECT id, size, complete FROM blobs WHERE sha256 = ?1", error);
  gboolean row;

  *id = 0;
  *size = 0;
  *complete = FALSE;
  if (!statement)
    return FALSE;
  kaiji_statement_bind_text (statement, 1, sha256);
  if (!kaiji_statement_step (statement, &row, error))
    return FALSE;
  if (row)
    {
      *id = kaiji_statement_get_int (statement, 0);
      *size = kaiji_statement_get_int (statement, 1);
      *complete = kaiji_statement_get_int (statement, 2) != 0;
    }
  return TRUE;
}

static gboolean
begin_blob (KaijiDb *db, const char *sha256, gint64 size, gint64 *id, GError **error)
{
  g_autoptr (KaijiTransaction) transaction = kaiji_db_begin (db, error);
  g_autoptr (KaijiStatement) statement = NULL;

  if (!transaction)
    return FALSE;
  statement = kaiji_db_prepare (db, "INSERT INTO blobs (sha256, size) VALUES (?1, ?2)", error);
  if (!statement)
    return FALSE;
  kaiji_statement_bind_text (statement, 1, sha256);
  kaiji_statement_bind_int (statement, 2, size);
  if (!kaiji_statement_run (statement, error))
    return FALSE;
  *id = kaiji_db_get_last_rowid (db);
  return kaiji_transaction_commit (g_steal_pointer (&transaction), error);
}

static gboolean
run_on_blob (KaijiDb *db, const char *sql, gint64 id, GError **error)
{
  g_autoptr (KaijiTransaction) transaction = kaiji_db_begin (db, error);
  g_autoptr (KaijiStatement) statement = transaction ? kaiji_db_prepare (db, sql, error) : NULL;

  if (!statement)
    return FALSE;
  kaiji_statement_bind_int (statement, 1, id);
  return kaiji_statement_run (statement, error)
         && kaiji_transaction_commit (g_steal_pointer (&transaction), error);
}

static gboolean
write_part (KaijiDb *db, gint64 id, gint64 part, const guint8 *bytes, gsize n, GError **error)
{
  g_autoptr (KaijiStatement) statement =
      kaiji_db_prepare (db, "INSERT INTO blob_parts (blob, part, data) VALUES (?1, ?2, ?3)", error);

  if (!statement)
    return FALSE;
  kaiji_statement_bind_int (statement, 1, id);
  kaiji_statement_bind_int (statement, 2, part);
  kaiji_statement_bind_bytes (statement, 3, bytes, n);
  return kaiji_statement_run (statement, error);
}

/* Some parts from @offset on, in one transaction; @offset is moved on. */
static gboolean
write_parts (KaijiDb *db,
             gint64 id,
             int fd,
             goffset *offset,
             gint64 size,
             KaijiDigest *digest,
             Course *course,
             GError **error)
{
  g_autofree guint8 *bytes = g_malloc (PART_SIZE);
  g_autoptr (KaijiTransaction) transaction = kaiji_db_begin (db, error);

  if (!transaction)
    return FALSE;
  for (guint i = 0; i < PARTS_A_TRANSACTION && *offset < size; i++)
    {
      gssize n = read_full (fd, bytes, (gsize) MIN (size - *offset, PART_SIZE), *offset);

      if (n < 0)
        return set_unreadable (error);
      if (n == 0)
        break;
      kaiji_digest_update (digest, bytes, (gsize) n);
      if (!write_part (db, id, *offset / PART_SIZE, bytes, (gsize) n, error))
        return FALSE;
      *offset += n;
      if (!advance (course, (gsize) n, error))
        return FALSE;
    }
  return kaiji_transaction_commit (g_steal_pointer (&transaction), error);
}

static gboolean
write_blob (KaijiDb *db, int fd, const char *sha256, gint64 size, Course *course, GError **error)
{
  KaijiDigest digest;
  goffset offset = 0, before;
  gint64 id;
  gboolean done;

  if (!begin_blob (db, sha256, size, &id, error))
    return FALSE;
  kaiji_digest_init (&digest);
  do
    {
      before = offset;
      done = write_parts (db, id, fd, &offset, size, &digest, course, error);
    }
  while (done && offset > before && offset < size);
  if (done && (offset != size || !g_str_equal (kaiji_digest_get_string (&digest), sha256)))
    {
      g_set_error (error, KAIJI_CASEFILE_ERROR, KAIJI_CASEFILE_ERROR_IO,
                   _ ("The evidence was changed while it was read. Add it again."));
      done = FALSE;
    }
  done = done && run_on_blob (db, "UPDATE blobs SET complete = 1 WHERE id = ?1", id, error);
  /* Should this fail too, the next opening removes it. */
  if (!done)
    run_on_blob (db, "DELETE FROM blobs WHERE id = ?1", id, NULL);
  return done;
}

/** kaiji_casefile_drop_unfinished: Removes what storing left when its process was killed. */
gboolean
kaiji_casefile_drop_unfinished (KaijiDb *db, GError **error)
{
  gint64 n;

  if (!kaiji_db_query_int (db, "SELECT count (*) FROM blobs WHERE complete = 0", &n, error))
    return FALSE;
  return n == 0 || run_on_blob (db, "DELETE FROM blobs WHERE complete = ?1", 0, error);
}

static gboolean
store_file (KaijiCasefile *self,
            int fd,
            Course *course,
            char sha256[65],
            gint64 *size,
            GError **error)
{
  g_autoptr (KaijiConnection) connection = kaiji_connection_new (self, error);
  g_autoptr (GMutexLocker) locker = NULL;
  KaijiDigest digest;
  GError *db_error = NULL;
  gboolean complete, done;
  gint64 id, known_size;

  kaiji_digest_init (&digest);
  if (!connection || !hash_file (fd, course, &digest, size, error))
    return FALSE;
  g_strlcpy (sha256, kaiji_digest_get_string (&digest), 65);
  locker = g_mutex_locker_new (&self->storing);
  done = find_blob (connection->db, sha256, &id, &known_size, &complete, &db_error);
  /* A rest that could not be removed when storing it failed. */
  if (done && id && !complete)
    done = run_on_blob (connection->db, "DELETE FROM blobs WHERE id = ?1", id, &db_error);
  if (done && !complete)
    done = write_blob (connection->db, fd, sha256, *size, course, &db_error);
  return done || kaiji_casefile_take_db_error (self->path, KAIJI_CASEFILE_WRITING, db_error, error);
}

/**
 * kaiji_casefile_store_bytes:
 * @self: a case
 * @fd: a file, read from its start whatever its offset; or a pipe
 * @sha256: (out): digest, lower-case hex
 * @size: (out) (optional): bytes
 * @cancellable: (nullable): to give up; nothing stays behind
 * @progress: (nullable): called on this thread
 * @progress_data: for @progress
 * @error: READ_ONLY, NO_SPACE, IO (also: changed while it was read), %G_IO_ERROR_CANCELLED
 *
 * Stores bytes once a digest.
 *
 * Thread: any. Returns: whether they are stored and on disk
 */
gboolean
kaiji_casefile_store_bytes (KaijiCasefile *self,
                            int fd,
                            char sha256[65],
                            gint64 *size,
                            GCancellable *cancellable,
                            GFileProgressCallback progress,
                            gpointer progress_data,
                            GError **error)
{
  Course course = { cancellable, self->stop, progress, progress_data, 0, 0 };
  struct stat info;
  gint64 stored_size;
  int copy = -1;
  gboolean done;

  if (self->read_only)
    {
      kaiji_casefile_set_read_only (self->path, error);
      return FALSE;
    }
  if (lseek (fd, 0, SEEK_CUR) < 0)
    {
      copy = copy_stream (fd, &course, error);
      if (copy < 0)
        return FALSE;
      fd = copy;
    }
  if (fstat (fd, &info) == 0)
    course.total = 2 * (gint64) info.st_size;
  done = store_file (self, fd, &course, sha256, size ? size : &stored_size, error);
  if (copy >= 0)
    close (copy);
  return done;
}

/* ---- reading ---- */

static void
set_altered (KaijiCasefile *self, const char *sha256, GError **error)
{
  g_autofree char *name = g_filename_display_basename (self->path);

  g_set_error (error, KAIJI_CASEFILE_ERROR, KAIJI_CASEFILE_ERROR_DAMAGED,
               _ ("Evidence in “%s” is not what was stored (%.8s…). Add the document again."), name,
               sha256);
}

/* Reads one part to @target. @n: (out): its bytes, 0 when there is no such part or it cannot be
 * one: more than is left. Between two parts no lock is held: a writer need not wait for a long
 * read. */
static gboolean
read_part (KaijiDb *db,
           KaijiStatement *statement,
           gint64 id,
           gint64 part,
           guint8 *target,
           gint64 left,
           gsize *n,
           GError **error)
{
  g_autoptr (KaijiDbBlob) blob = NULL;
  gint64 rowid;
  gboolean row;
  gsize length;

  kaiji_statement_bind_int (statement, 1, id);
  kaiji_statement_bind_int (statement, 2, part);
  if (!kaiji_statement_step (statement, &row, error))
    return FALSE;
  rowid = row ? kaiji_statement_get_int (statement, 0) : 0;
  if (!kaiji_statement_run (statement, error))
    return FALSE;
  if (!row)
    return TRUE;
  blob = kaiji_db_blob_open (db, "blob_parts", "data", rowid, FALSE, error);
  if (!blob)
    return FALSE;
  length = kaiji_db_blob_get_size (blob);
  if (length > PART_SIZE || (gint64) length > left)
    return TRUE;
  if (!kaiji_db_blob_read (blob, target, length, 0, error))
    return FALSE;
  *n = length;
  return TRUE;
}

/* Reads the parts of a blob in their order into @target: one behind the other, or, with a @digest,
 * each to its beginning, where there is room for PART_SIZE. @whole: (out): whether as many bytes
 * came as were stored. */
static gboolean
read_blob (KaijiDb *db,
           gint64 id,
           gint64 size,
           guint8 *target,
           KaijiDigest *digest,
           Course *course,
           gboolean *whole,
           GError **error)
{
  g_autoptr (KaijiStatement) statement =
      kaiji_db_prepare (db, "SELECT id FROM blob_parts WHERE blob = ?1 AND part = ?2", error);
  gint64 done = 0;

  *whole = FALSE;
  if (!statement)
    return FALSE;
  for (gint64 part = 0; done < size; part++)
    {
      gsize n = 0;

      if (!read_part (db, statement, id, part, digest ? target : target + done, size - done, &n,
                      error))
        return FALSE;
      if (n == 0)
        return TRUE;
      if (digest)
        kaiji_digest_update (digest, target, n);
      done += (gint64) n;
      if (!advance (course, n, error))
        return FALSE;
    }
  *whole = TRUE;
  return TRUE;
}

static int
copy_to_sealed (KaijiCasefile *self,
                KaijiDb *db,
                gint64 id,
                gint64 size,
                const char *sha256,
                Course *course,
                GError **error)
{
  int fd = kaiji_platform_open_anonymous ("kaiji-evidence");
  GError *db_error = NULL;
  gboolean whole, read;
  guint8 *target;

  if (fd < 0)
    {
      set_unreadable (error);
      return -1;
    }
  target = kaiji_platform_map (fd, (gsize) size);
  if (!target)
    {
      set_unreadable (error);
      close (fd);
      return -1;
    }
  read = read_blob (db, id, size, target, NULL, course, &whole, &db_error);
  /* A file that is mapped for writing cannot be sealed. */
  kaiji_platform_unmap (target, (gsize) size);
  if (!read)
    kaiji_casefile_take_db_error (self->path, KAIJI_CASEFILE_READING, db_error, error);
  else if (!whole)
    set_altered (self, sha256, error);
  else if (!kaiji_platform_seal (fd))
    set_unreadable (error);
  else
    return fd;
  close (fd);
  return -1;
}

static int
casefile_fetch_evidence (KaijiEvidenceSource *source,
                         const char *sha256,
                         GCancellable *cancellable,
                         GError **error)
{
  KaijiCasefile *self = KAIJI_CASEFILE (source);
  g_autoptr (KaijiConnection) connection = kaiji_connection_new (self, error);
  Course course = { .cancellable = cancellable, .stop = self->stop };
  GError *db_error = NULL;
  gboolean complete;
  gint64 id, size;

  if (!connection)
    return -1;
  if (!find_blob (connection->db, sha256, &id, &size, &complete, &db_error))
    {
      kaiji_casefile_take_db_error (self->path, KAIJI_CASEFILE_READING, db_error, error);
      return -1;
    }
  if (!complete)
    {
      g_autofree char *name = g_filename_display_basename (self->path);
      g_set_error (error, KAIJI_CASEFILE_ERROR, KAIJI_CASEFILE_ERROR_NO_EVIDENCE,
                   _ ("“%s” does not hold this evidence (%.8s…). Add the document again."), name,
                   sha256);
      return -1;
    }
  return copy_to_sealed (self, connection->db, id, size, sha256, &course, error);
}

static gboolean
casefile_check_evidence (KaijiEvidenceSource *source,
                         int fd,
                         const char *sha256,
                         GCancellable *cancellable,
                         GError **error)
{
  KaijiCasefile *self = KAIJI_CASEFILE (source);
  g_autofree guint8 *bytes = g_malloc (PART_SIZE);
  Course course = { .cancellable = cancellable, .stop = self->stop };
  goffset offset = 0;
  KaijiDigest digest;
  gssize n;

  kaiji_digest_init (&digest);
  while ((n = pread (fd, bytes, PART_SIZE, offset)) > 0)
    {
      kaiji_digest_update (&digest, bytes, (gsize) n);
      offset += n;
      if (!advance (&course, (gsize) n, error))
        return FALSE;
    }
  if (n < 0)
    return set_unreadable (error);
  if (g_str_equal (kaiji_digest_get_string (&digest), sha256))
    return TRUE;
  set_altered (self, sha256, error);
  return FALSE;
}

/** kaiji_casefile_init_evidence: Fills in the giving out of bytes. */
void
kaiji_casefile_init_evidence (KaijiEvidenceSourceInterface *iface)
{
  iface->fetch = casefile_fetch_evidence;
  iface->check = casefile_check_evidence;
}

/**
 * kaiji_casefile_verify:
 * @self: a case
 * @cancellable: (nullable): to give up
 * @error: the file cannot be read, %G_IO_ERROR_CANCELLED
 *
 * Reads all stored bytes and compares them with their digests.
 *
 * Thread: any. Returns: (transfer full): digests whose bytes differ, empty when all is well
 */
GStrv
kaiji_casefile_verify (KaijiCasefile *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (KaijiConnection) connection = kaiji_connection_new (self, error);
  g_autoptr (KaijiStatement) statement = NULL;
  g_autoptr (GStrvBuilder) differing = g_strv_builder_new ();
  g_autofree guint8 *bytes = g_malloc (PART_SIZE);
  Course course = { .cancellable = cancellable, .stop = self->stop };
  GError *db_error = NULL;

  if (!connection)
    return NULL;
  statement = kaiji_db_prepare (
      connection->db,
      "SELECT id, size, ifnull (sha256, '') FROM blobs WHERE complete = 1 ORDER BY id", &db_error);
  while (statement)
    {
      KaijiDigest digest;
      gboolean row, whole;

      if (!kaiji_statement_step (statement, &row, &db_error))
        break;
      if (!row)
        return g_strv_builder_end (differing);
      kaiji_digest_init (&digest);
      if (!read_blob (connection->db, kaiji_statement_get_int (statement, 0),
                      kaiji_statement_get_int (statement, 1), bytes, &digest, &course, &whole,
                      &db_error))
        break;
      if (!whole
          || !g_str_equal (kaiji_digest_get_string (&digest),
                           kaiji_statement_get_text (statement, 2)))
        g_strv_builder_add (differing, kaiji_statement_get_text (statement, 2));
    }
  kaiji_casefile_take_db_error (self->path, KAIJI_CASEFILE_READING, db_error, error);
  return NULL;
}
