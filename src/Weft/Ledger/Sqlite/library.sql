-- name: book-columns-of-live
SELECT b.book_id, e.edition_id, e.number, e.title, e.language, e.encoding, e.chapters, e.characters, e.imported_ms, e.told, e.metadata
FROM books b JOIN editions e ON e.edition_id = b.edition_id
WHERE b.deleted_ms IS NULL AND ($book IS NULL OR b.book_id = $book)
ORDER BY b.book_id;

-- name: book-with-content
-- Of the book that is to get a new edition only the current one counts, so that a correction can be taken back.
SELECT e.book_id
FROM editions e JOIN books b ON b.book_id = e.book_id
WHERE e.content_hash = $hash AND b.deleted_ms IS NULL
  AND ($target IS NULL OR e.book_id <> $target OR e.edition_id = b.edition_id)
ORDER BY e.edition_id
LIMIT 1;

-- name: add-book
INSERT INTO books (edition_id) VALUES (0) RETURNING book_id;

-- name: add-edition
INSERT INTO editions (book_id, number, content_hash, title, language, encoding, format, chapters, characters, imported_ms, told, metadata)
VALUES (
    $book, (SELECT COUNT(*) + 1 FROM editions WHERE book_id = $book),
    $hash, $title, $language, $encoding, $format, $chapters, $characters, $now, $told, $metadata
)
RETURNING edition_id;

-- name: set-edition
UPDATE books SET edition_id = $edition WHERE book_id = $book;

-- name: rename-book
UPDATE editions SET title = $title WHERE edition_id = (SELECT edition_id FROM books WHERE book_id = $book AND deleted_ms IS NULL);

-- name: editions
SELECT e.edition_id, e.number, e.title, e.format, e.encoding, e.chapters, e.characters, e.imported_ms
FROM books b JOIN editions e ON e.book_id = b.book_id
WHERE b.book_id = $book AND b.deleted_ms IS NULL
ORDER BY e.number;

-- name: describe-book
UPDATE editions SET metadata = $metadata WHERE edition_id = (SELECT edition_id FROM books WHERE book_id = $book AND deleted_ms IS NULL);

-- name: add-unit
INSERT INTO edition_units (edition_id, position, number, kind, title, start, length, text_hash, occurrence)
VALUES ($edition, $position, $number, $kind, $title, $start, $length, $hash, $occurrence);

-- name: add-chapter
INSERT OR IGNORE INTO chapters (book_id, text_hash, text) VALUES ($book, $hash, $text);

-- name: units
SELECT u.position, u.number, u.kind, u.title, u.start, u.length, u.text_hash, u.occurrence
FROM edition_units u
WHERE u.edition_id = $edition
ORDER BY u.position;

-- name: text
SELECT text FROM chapters WHERE book_id = $book AND text_hash = $hash;

-- name: profile
SELECT version, language, roster, tables FROM profiles WHERE edition_id = $edition AND version = $version;

-- name: add-profile
INSERT OR IGNORE INTO profiles (edition_id, version, language, roster, tables)
SELECT e.edition_id, $version, $language, $roster, $tables
FROM editions e JOIN books b ON b.book_id = e.book_id
WHERE e.edition_id = $edition AND b.deleted_ms IS NULL;

-- name: words
SELECT number, kind, name, other, said_by, said_ms, undoes FROM words WHERE book_id = $book ORDER BY number;

-- name: take-words
UPDATE books SET words = words + $count WHERE book_id = $book AND deleted_ms IS NULL RETURNING words;

-- name: add-word
INSERT INTO words (book_id, number, kind, name, other, said_by, said_ms, undoes)
VALUES ($book, $number, $kind, $name, $other, $by, $at, $undoes);

-- name: layout
SELECT state, places FROM graph_layouts WHERE book_id = $book;

-- name: add-layout
INSERT INTO graph_layouts (book_id, state, places)
SELECT book_id, $state, $places FROM books WHERE book_id = $book AND deleted_ms IS NULL AND $before = ''
ON CONFLICT (book_id) DO NOTHING;

-- name: change-layout
UPDATE graph_layouts SET state = $state, places = $places WHERE book_id = $book AND state = $before;

-- name: delete-layout
DELETE FROM graph_layouts WHERE book_id = $book;

-- name: delete-book
UPDATE books SET deleted_ms = $now WHERE book_id = $book AND deleted_ms IS NULL;

-- name: delete-chapters
DELETE FROM chapters WHERE book_id = $book;

-- name: delete-units
DELETE FROM edition_units WHERE edition_id IN (SELECT edition_id FROM editions WHERE book_id = $book);

-- name: delete-profiles
DELETE FROM profiles WHERE edition_id IN (SELECT edition_id FROM editions WHERE book_id = $book);

-- name: delete-words
DELETE FROM words WHERE book_id = $book;

-- name: delete-woven
DELETE FROM woven WHERE job_id IN (SELECT job_id FROM jobs WHERE book_id = $book);

-- name: delete-rejections
DELETE FROM rejections WHERE job_id IN (SELECT job_id FROM jobs WHERE book_id = $book);

-- name: delete-runs
DELETE FROM chapter_runs WHERE job_id IN (SELECT job_id FROM jobs WHERE book_id = $book);

-- name: unfinished-jobs-of-book
SELECT job_id FROM jobs WHERE book_id = $book AND state IN ('created', 'running', 'paused') ORDER BY job_id;
