-- The case file, version 3: who has looked at what is cited.
--
-- No edit: looking changes nothing of the case and cannot be undone.

CREATE TABLE citation_reads (
  number INTEGER PRIMARY KEY,                   -- the citation's
  place  TEXT    NOT NULL,                      -- where it pointed then: another place is unread
  at     INTEGER NOT NULL,                      -- seconds since the epoch
  who    TEXT    NOT NULL
) STRICT;
