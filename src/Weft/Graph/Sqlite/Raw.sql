-- name: find_book
SELECT edition, version FROM book WHERE id = @book AND deleting = 0;

-- name: books
SELECT id FROM book ORDER BY id;

-- name: put_book
INSERT INTO book (id, title, language, edition, version) VALUES (@book, @title, @language, @edition, 1)
ON CONFLICT (id) DO UPDATE SET title = @title, language = @language, edition = @edition, version = version + 1;

-- name: clear_positions
UPDATE chapter SET position = NULL WHERE book = @book AND position IS NOT NULL;

-- name: put_chapter
INSERT INTO chapter (book, text_hash, occurrence, position, number, kind, title)
VALUES (@book, @hash, @occurrence, @position, @number, @kind, @title)
ON CONFLICT (book, text_hash, occurrence) DO UPDATE
SET position = @position, number = @number, kind = @kind, title = @title;

-- name: find_chapter
SELECT id, job, attempt, session FROM chapter WHERE book = @book AND text_hash = @hash AND occurrence = @occurrence;

-- name: add_chapter
INSERT INTO chapter (book, text_hash, occurrence) VALUES (@book, @hash, @occurrence) RETURNING id;

-- name: stamp_chapter
UPDATE chapter SET job = @job, attempt = @attempt, session = @session, provider = @provider, woven_at = @at WHERE id = @chapter;

-- name: clear_mentions
DELETE FROM mention WHERE chapter = @chapter;

-- name: clear_relations
DELETE FROM relation WHERE chapter = @chapter;

-- name: add_mention
INSERT INTO mention (chapter, ordinal, name, type, count, quote, start, traits)
VALUES (@chapter, @ordinal, @name, @type, @count, @quote, @start, @traits);

-- name: add_relation
INSERT INTO relation (chapter, ordinal, source, target, type, label, count, quote, start, confidence, mutual)
VALUES (@chapter, @ordinal, @source, @target, @type, @label, @count, @quote, @start, @confidence, @mutual);

-- name: raise_version
UPDATE book SET version = version + 1 WHERE id = @book;

-- name: start_deleting
UPDATE book SET deleting = 1 WHERE id = @book;

-- name: some_chapters
SELECT id FROM chapter WHERE book = @book LIMIT @limit;

-- name: delete_chapter
DELETE FROM chapter WHERE id = @chapter;

-- name: end_deleting
DELETE FROM book WHERE id = @book AND deleting = 1;

-- name: raw_chapters
SELECT id, text_hash, occurrence, position, number, kind, title, provider FROM chapter
WHERE book = @book AND position > @behind AND job IS NOT NULL ORDER BY position LIMIT @most;

-- name: raw_mentions
SELECT m.chapter, m.name, m.type, m.count, m.quote, m.start, m.traits FROM chapter AS c CROSS JOIN mention AS m ON m.chapter = c.id
WHERE c.book = @book AND c.position > @behind AND c.position <= @until ORDER BY c.position, m.ordinal;

-- name: raw_relations
SELECT r.chapter, r.source, r.target, r.type, r.label, r.count, r.quote, r.start, r.confidence, r.mutual
FROM chapter AS c CROSS JOIN relation AS r ON r.chapter = c.id
WHERE c.book = @book AND c.position > @behind AND c.position <= @until ORDER BY c.position, r.ordinal;

-- name: book_language
SELECT language FROM book WHERE id = @book AND deleting = 0;

-- name: count_names
SELECT COUNT(DISTINCT fold(m.name)) FROM chapter AS c CROSS JOIN mention AS m ON m.chapter = c.id
WHERE c.book = @book AND c.position IS NOT NULL;

-- name: count_relations
SELECT COUNT(*) FROM (
  SELECT DISTINCT fold(r.source), fold(r.target), r.type FROM chapter AS c CROSS JOIN relation AS r ON r.chapter = c.id
  WHERE c.book = @book AND c.position IS NOT NULL AND r.type NOT IN ('alias', 'distinct'));

-- name: mentions_by_chapter
SELECT c.number, c.title, c.provider, m.name, m.quote, m.start FROM chapter AS c CROSS JOIN mention AS m ON m.chapter = c.id
WHERE c.book = @book AND c.position IS NOT NULL AND c.number <= @limit ORDER BY c.position, m.start, m.ordinal;
