-- The case file, version 1.
--
-- log is only ever appended to; undo and redo are appended like edits. What it adds up to stands
-- ready in answers, citations and evidence, and which steps hold at present in steps: both change
-- in the transaction that appends to log.

CREATE TABLE case_info (
  id            INTEGER PRIMARY KEY CHECK (id = 1),
  scheme_id     TEXT    NOT NULL,
  revision      TEXT    NOT NULL,
  created_at    INTEGER NOT NULL,               -- seconds since the epoch
  created_by    TEXT    NOT NULL,
  last_citation INTEGER NOT NULL DEFAULT 0,     -- the highest number ever given
  last_evidence INTEGER NOT NULL DEFAULT 0      -- the same for "E" ids
) STRICT;

CREATE TABLE steps (
  step  INTEGER PRIMARY KEY,
  state INTEGER NOT NULL DEFAULT 0 CHECK (state IN (0, 1, 2))  -- holds, undone, undone for good
) STRICT;
CREATE INDEX steps_undone ON steps (step) WHERE state = 1;

CREATE TABLE log (
  seq    INTEGER PRIMARY KEY,
  step   INTEGER NOT NULL REFERENCES steps (step),
  action INTEGER NOT NULL CHECK (action IN (0, 1, 2)),         -- edit, undo, redo
  at     INTEGER NOT NULL,                      -- seconds since the epoch
  who    TEXT    NOT NULL,
  label  TEXT    NOT NULL,
  kind   INTEGER NOT NULL CHECK (kind IN (0, 1, 2)),           -- answer, citation, evidence
  key    TEXT    NOT NULL,
  before TEXT,                                  -- NULL: did not exist
  after  TEXT                                   -- NULL: is removed
) STRICT;
CREATE INDEX log_step ON log (step, seq);

CREATE TABLE answers (
  id    TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE citations (
  number INTEGER PRIMARY KEY,
  value  TEXT NOT NULL                          -- GVariant text, a{sv}
) STRICT;

CREATE TABLE evidence (
  id    TEXT PRIMARY KEY,
  value TEXT NOT NULL                           -- GVariant text, a{sv}
) STRICT, WITHOUT ROWID;

-- Bytes, once a digest, in parts of 1 MiB, so that storing much never holds the file for long.
CREATE TABLE blobs (
  id       INTEGER PRIMARY KEY,
  sha256   TEXT    NOT NULL UNIQUE CHECK (length (sha256) = 64),
  size     INTEGER NOT NULL CHECK (size >= 0),
  complete INTEGER NOT NULL DEFAULT 0 CHECK (complete IN (0, 1))
) STRICT;

CREATE TABLE blob_parts (
  id   INTEGER PRIMARY KEY,
  blob INTEGER NOT NULL REFERENCES blobs (id) ON DELETE CASCADE,
  part INTEGER NOT NULL CHECK (part >= 0),
  data BLOB    NOT NULL,
  UNIQUE (blob, part)
) STRICT;

-- The text index. It can be thrown away and made again from the evidence at any time.
CREATE TABLE texts (
  id     INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE pages (
  id    INTEGER PRIMARY KEY,
  text  INTEGER NOT NULL REFERENCES texts (id) ON DELETE CASCADE,
  page  INTEGER NOT NULL CHECK (page >= 1),     -- physical, from 1
  label TEXT    NOT NULL,                       -- as printed on the page
  body  TEXT    NOT NULL,                       -- as it stands on the page
  UNIQUE (text, page)
) STRICT;

-- Kept in step by the statements that write pages: a trigger on it would need trust in the schema
-- of a file that may come from anywhere.
CREATE VIRTUAL TABLE page_index USING fts5 (
  body, content = 'pages', content_rowid = 'id', tokenize = 'kaiji_bigram'
);
