-- The graph's file. Raw layer: chapter, mention, relation. Resolved layer: entity, link, same_as.
-- Everything here can be made again from the ledger.

CREATE TABLE book (
  id               INTEGER PRIMARY KEY,
  title            TEXT    NOT NULL,
  language         TEXT    NOT NULL,
  edition          INTEGER NOT NULL,
  version          INTEGER NOT NULL,           -- raised by each weave and each put
  deleting         INTEGER NOT NULL DEFAULT 0, -- 1: being removed in batches; no such book for anyone else
  revision         INTEGER NOT NULL DEFAULT 0, -- raised by each batch of the resolved layer
  resolve_token    INTEGER,                    -- the session that resolves
  resolved_version INTEGER,
  resolved_word    INTEGER,
  resolved_edition INTEGER,
  resolved_at      TEXT
);

CREATE TABLE chapter (
  id         INTEGER PRIMARY KEY,
  book       INTEGER NOT NULL,
  text_hash  TEXT    NOT NULL,
  occurrence INTEGER NOT NULL,
  position   INTEGER,                          -- place in the current edition; null: not in it
  number     INTEGER NOT NULL DEFAULT 0,
  kind       TEXT    NOT NULL DEFAULT 'Chapter',
  title      TEXT    NOT NULL DEFAULT '',
  job        INTEGER,                          -- job and attempt: the fencing token; null: never woven
  attempt    INTEGER,
  session    INTEGER,
  provider   TEXT,
  woven_at   TEXT,
  UNIQUE (book, text_hash, occurrence)
);
CREATE INDEX chapter_by_position ON chapter (book, position);

-- A chapter's facts lie side by side, so that replacing them touches a few pages however large the graph is;
-- for the same reason neither table has another index.
CREATE TABLE mention (
  chapter INTEGER NOT NULL,
  ordinal INTEGER NOT NULL,
  name    TEXT    NOT NULL,
  type    TEXT    NOT NULL,
  count   INTEGER NOT NULL,
  quote   TEXT    NOT NULL,
  start   INTEGER NOT NULL,
  PRIMARY KEY (chapter, ordinal)
) WITHOUT ROWID;

CREATE TABLE relation (
  chapter    INTEGER NOT NULL,
  ordinal    INTEGER NOT NULL,
  source     TEXT    NOT NULL,
  target     TEXT    NOT NULL,
  type       TEXT    NOT NULL,
  label      TEXT    NOT NULL,
  count      INTEGER NOT NULL,
  quote      TEXT    NOT NULL,
  start      INTEGER NOT NULL,
  confidence REAL    NOT NULL,
  PRIMARY KEY (chapter, ordinal)
) WITHOUT ROWID;

-- Lists are JSON: aliases [[name, chapter]], chapters and counts [number], quotes [[chapter, quote, start]].
CREATE TABLE entity (
  book         INTEGER NOT NULL,
  id           TEXT    NOT NULL,
  name         TEXT    NOT NULL,
  name_chapter INTEGER NOT NULL,
  type         TEXT    NOT NULL,
  aliases      TEXT    NOT NULL,
  mentions     INTEGER NOT NULL,
  chapters     TEXT    NOT NULL,
  counts       TEXT    NOT NULL,
  PRIMARY KEY (book, id)
) WITHOUT ROWID;

CREATE TABLE link (
  book     INTEGER NOT NULL,
  source   TEXT    NOT NULL,
  target   TEXT    NOT NULL,
  type     TEXT    NOT NULL,
  label    TEXT    NOT NULL,
  weight   REAL    NOT NULL,
  count    INTEGER NOT NULL,
  chapters TEXT    NOT NULL,
  counts   TEXT    NOT NULL,
  quotes   TEXT    NOT NULL,
  PRIMARY KEY (book, source, target, type)
) WITHOUT ROWID;

CREATE TABLE same_as (
  book    INTEGER NOT NULL,
  name    TEXT    NOT NULL,
  other   TEXT    NOT NULL,
  said_by TEXT    NOT NULL,                    -- rules, answer or person
  chapter INTEGER NOT NULL,
  PRIMARY KEY (book, name, other)
) WITHOUT ROWID;

PRAGMA user_version = 1;
