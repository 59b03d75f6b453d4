-- The case file, version 2: the text index knows the place of each character on its page.
--
-- What was indexed before has no places: it is thrown away here and read again from the evidence.

DROP TABLE page_index;
DROP TABLE pages;
DROP TABLE texts;

CREATE TABLE texts (
  id       INTEGER PRIMARY KEY,
  sha256   TEXT    NOT NULL UNIQUE,
  version  INTEGER NOT NULL,                    -- how it was read; what was read otherwise is read again
  complete INTEGER NOT NULL DEFAULT 0 CHECK (complete IN (0, 1))
) STRICT;

-- Pages are added from the first on, so that what is missing is what follows the last.
CREATE TABLE pages (
  id     INTEGER PRIMARY KEY,
  text   INTEGER NOT NULL REFERENCES texts (id) ON DELETE CASCADE,
  page   INTEGER NOT NULL CHECK (page >= 1),    -- physical, from 1
  label  TEXT    NOT NULL,                      -- as printed on the page
  folded TEXT    NOT NULL,                      -- the form that is searched; '' = no text on the page
  body   TEXT    NOT NULL,                      -- as it stands on the page
  UNIQUE (text, page)
) STRICT;
CREATE INDEX pages_blank ON pages (text, page) WHERE folded = '';

-- Rectangles of the characters of body, packed: casefile/places.h.
CREATE TABLE page_places (
  page INTEGER PRIMARY KEY REFERENCES pages (id) ON DELETE CASCADE,
  data BLOB    NOT NULL
) STRICT;

-- On which pages each pair of characters of pages.folded stands; where on the page is looked up in
-- the text itself. Kept in step by the statements that write pages: a trigger on it would need
-- trust in the schema of a file that may come from anywhere.
CREATE VIRTUAL TABLE page_index USING fts5 (
  folded, content = '', detail = none, columnsize = 0, tokenize = 'kaiji_bigram'
);
