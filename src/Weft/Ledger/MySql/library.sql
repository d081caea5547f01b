-- name: book-columns-of-live
SELECT b.book_id, e.edition_id, e.number, e.title, e.language, e.encoding, e.chapters, e.characters, e.imported_ms, e.told, e.metadata
FROM books b JOIN editions e ON e.edition_id = b.edition_id
WHERE b.deleted_ms IS NULL AND (@book IS NULL OR b.book_id = @book)
ORDER BY b.book_id;

-- name: take-turn
SELECT turn FROM turns WHERE turn = @turn FOR UPDATE;

-- name: book-with-content
-- Of the book that is to get a new edition only the current one counts, so that a correction can be taken back.
SELECT e.book_id
FROM editions e JOIN books b ON b.book_id = e.book_id
WHERE e.content_hash = @hash AND b.deleted_ms IS NULL AND b.edition_id <> 0
  AND (@target IS NULL OR e.book_id <> @target OR e.edition_id = b.edition_id)
ORDER BY e.edition_id
LIMIT 1;

-- name: add-book
INSERT INTO books (edition_id) VALUES (0);
SELECT LAST_INSERT_ID();

-- name: lock-book
SELECT book_id FROM books WHERE book_id = @book AND deleted_ms IS NULL FOR UPDATE;

-- name: add-edition
INSERT INTO editions (book_id, number, content_hash, title, language, encoding, format, chapters, characters, imported_ms, told, metadata)
SELECT @book, COUNT(*) + 1, @hash, @title, @language, @encoding, @format, @chapters, @characters, @now, @told, @metadata
FROM editions e WHERE e.book_id = @book;
SELECT LAST_INSERT_ID();

-- name: set-edition
UPDATE books SET edition_id = @edition WHERE book_id = @book;
UPDATE wishes SET number = number + 1 WHERE one = IF(@again, 1, 0);

-- name: rename-book
-- The count is of books, since a title that stands already changes no row.
UPDATE books b STRAIGHT_JOIN editions e ON e.edition_id = b.edition_id SET e.title = @title WHERE b.book_id = @book AND b.deleted_ms IS NULL;
UPDATE wishes SET number = number + 1 WHERE one = 1;
SELECT COUNT(*) FROM books WHERE book_id = @book AND deleted_ms IS NULL;

-- name: editions
SELECT e.edition_id, e.number, e.title, e.format, e.encoding, e.chapters, e.characters, e.imported_ms
FROM books b JOIN editions e ON e.book_id = b.book_id
WHERE b.book_id = @book AND b.deleted_ms IS NULL
ORDER BY e.number;

-- name: describe-book
-- The count is of books, since what stands already changes no row.
UPDATE books b STRAIGHT_JOIN editions e ON e.edition_id = b.edition_id SET e.metadata = @metadata WHERE b.book_id = @book AND b.deleted_ms IS NULL;
SELECT COUNT(*) FROM books WHERE book_id = @book AND deleted_ms IS NULL;

-- name: add-units
INSERT INTO edition_units (edition_id, position, number, kind, title, start, length, text_hash, occurrence)
SELECT @edition, c.position, c.number, c.kind, c.title, c.start, c.length, c.text_hash, c.occurrence
FROM JSON_TABLE(@units, '$[*]' COLUMNS (
        position INT PATH '$[0]', number INT PATH '$[1]', kind VARCHAR(40) PATH '$[2]', title TEXT PATH '$[3]', start INT PATH '$[4]',
        length INT PATH '$[5]', text_hash CHAR(64) PATH '$[6]', occurrence INT PATH '$[7]'
    )) c;

-- name: add-chapter
INSERT INTO chapters (book_id, text_hash, text) VALUES (@book, @hash, @text) ON DUPLICATE KEY UPDATE book_id = book_id;

-- name: units
SELECT position, number, kind, title, start, length, text_hash, occurrence
FROM edition_units
WHERE edition_id = @edition
ORDER BY position;

-- name: text
SELECT text FROM chapters WHERE book_id = @book AND text_hash = @hash;

-- name: profile
SELECT version, language, roster, tables FROM profiles WHERE edition_id = @edition AND version = @version;

-- name: add-profile
INSERT INTO profiles (edition_id, version, language, roster, tables)
SELECT e.edition_id, @version, @language, @roster, @tables
FROM editions e JOIN books b ON b.book_id = e.book_id
WHERE e.edition_id = @edition AND b.deleted_ms IS NULL
ON DUPLICATE KEY UPDATE version = profiles.version;

-- name: words
SELECT number, kind, name, other, said_by, said_ms, undoes FROM words WHERE book_id = @book ORDER BY number;

-- name: add-words
SET @v_number = NULL;
START TRANSACTION;
SELECT words + @count INTO @v_number FROM books WHERE book_id = @book AND deleted_ms IS NULL FOR UPDATE;
UPDATE books SET words = @v_number WHERE book_id = IF(@v_number IS NULL, -1, @book);
INSERT INTO words (book_id, number, kind, name, other, said_by, said_ms, undoes)
SELECT @book, @v_number - @count + c.place, c.kind, c.name, c.other, c.said_by, IFNULL(c.said_ms, @now), c.undoes
FROM JSON_TABLE(@words, '$[*]' COLUMNS (
        place FOR ORDINALITY, kind VARCHAR(40) PATH '$[0]', name TEXT PATH '$[1]', other TEXT PATH '$[2]', said_by TEXT PATH '$[3]',
        said_ms BIGINT PATH '$[4]', undoes INT PATH '$[5]'
    )) c
WHERE @v_number IS NOT NULL;
UPDATE wishes SET number = number + 1 WHERE one = IF(@v_number IS NULL, 0, 1);
COMMIT;
SELECT @v_number;

-- name: layout
SELECT state, places FROM graph_layouts WHERE book_id = @book;

-- name: add-layout
INSERT IGNORE INTO graph_layouts (book_id, state, places)
SELECT book_id, @state, @places FROM books WHERE book_id = @book AND deleted_ms IS NULL AND @before = '';
SELECT ROW_COUNT();

-- name: change-layout
UPDATE graph_layouts SET state = @state, places = @places WHERE book_id = @book AND state = @before;
SELECT ROW_COUNT();

-- name: delete-book
SET @v_jobs = '[]';
START TRANSACTION;
UPDATE books SET deleted_ms = @now WHERE book_id = @book AND deleted_ms IS NULL;
SET @v_done = ROW_COUNT();
SET @v_book = IF(@v_done > 0, @book, -1);
SELECT CONCAT('[', COALESCE(GROUP_CONCAT(JSON_ARRAY(t.job_id, t.floor)), ''), ']') INTO @v_jobs
FROM (
    SELECT job_id, floor FROM jobs WHERE book_id = @v_book AND state IN ('created', 'running', 'paused') ORDER BY job_id FOR UPDATE
) t;
UPDATE JSON_TABLE(@v_jobs, '$[*]' COLUMNS (job_id BIGINT PATH '$[0]')) c STRAIGHT_JOIN jobs j ON j.job_id = c.job_id
SET j.state = 'cancelled', j.reason = '', j.ended_ms = @now;
UPDATE JSON_TABLE(@v_jobs, '$[*]' COLUMNS (job_id BIGINT PATH '$[0]', floor INT PATH '$[1]')) c
    STRAIGHT_JOIN chapter_runs r ON r.job_id = c.job_id AND r.position >= c.floor
SET r.state = 4, r.reason = @reason, r.reason_code = @reason_code, r.reason_args = @reason_args, r.marked = 0, r.changed_ms = @now
WHERE r.state IN (0, 1);
UPDATE JSON_TABLE(@v_jobs, '$[*]' COLUMNS (job_id BIGINT PATH '$[0]')) c STRAIGHT_JOIN chapter_runs r ON r.job_id = c.job_id
SET r.retry_ms = NULL
WHERE r.state = 3 AND r.retry_ms IS NOT NULL;
INSERT INTO events (at_ms, kind, job_id, reason)
SELECT @now, 'cancelled', c.job_id, '' FROM JSON_TABLE(@v_jobs, '$[*]' COLUMNS (job_id BIGINT PATH '$[0]')) c;
DELETE FROM chapters WHERE book_id = @v_book;
DELETE u FROM editions e STRAIGHT_JOIN edition_units u ON u.edition_id = e.edition_id WHERE e.book_id = @v_book;
DELETE p FROM editions e STRAIGHT_JOIN profiles p ON p.edition_id = e.edition_id WHERE e.book_id = @v_book;
DELETE FROM words WHERE book_id = @v_book;
DELETE FROM graph_layouts WHERE book_id = @v_book;
DELETE w FROM jobs j STRAIGHT_JOIN woven w ON w.job_id = j.job_id WHERE j.book_id = @v_book;
DELETE x FROM jobs j STRAIGHT_JOIN rejections x ON x.job_id = j.job_id WHERE j.book_id = @v_book;
DELETE r FROM jobs j STRAIGHT_JOIN chapter_runs r ON r.job_id = j.job_id WHERE j.book_id = @v_book;
UPDATE wishes SET number = number + 1 WHERE one = IF(@v_done > 0, 1, 0);
COMMIT;
SELECT @v_done;
