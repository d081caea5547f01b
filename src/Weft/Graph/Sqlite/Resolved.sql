-- name: state
SELECT version, edition, resolved_version, resolved_word, resolved_edition, resolve_token, revision
FROM book WHERE id = @book AND deleting = 0;

-- name: take_token
UPDATE book SET resolve_token = @session
WHERE id = @book AND deleting = 0 AND (resolve_token IS NULL OR resolve_token = @session OR resolve_token = @from);

-- name: hold_token
-- The first statement of each batch: no row, and the batch is refused.
UPDATE book SET revision = revision + 1 WHERE id = @book AND deleting = 0 AND resolve_token = @session;

-- name: stamp_resolved
UPDATE book
SET resolved_version = @version, resolved_word = @word, resolved_edition = @edition, resolved_at = @at, resolve_token = NULL
WHERE id = @book AND resolve_token = @session;

-- name: entities
SELECT id, name, name_chapter, type, aliases, mentions, chapters, counts, traits FROM entity WHERE book = @book;

-- name: links
SELECT source, target, type, label, weight, count, chapters, counts, quotes, mutual FROM link WHERE book = @book;

-- name: same_as
SELECT name, other, said_by, chapter FROM same_as WHERE book = @book;

-- name: put_entity
INSERT OR REPLACE INTO entity (book, id, name, name_chapter, type, aliases, mentions, chapters, counts, traits)
VALUES (@book, @id, @name, @name_chapter, @type, @aliases, @mentions, @chapters, @counts, @traits);

-- name: put_link
INSERT OR REPLACE INTO link (book, source, target, type, label, weight, count, chapters, counts, quotes, mutual)
VALUES (@book, @source, @target, @type, @label, @weight, @count, @chapters, @counts, @quotes, @mutual);

-- name: put_same_as
INSERT OR REPLACE INTO same_as (book, name, other, said_by, chapter) VALUES (@book, @name, @other, @by, @chapter);

-- name: drop_entity
DELETE FROM entity WHERE book = @book AND id = @id;

-- name: drop_link
DELETE FROM link WHERE book = @book AND source = @source AND target = @target AND type = @type;

-- name: drop_same_as
DELETE FROM same_as WHERE book = @book AND name = @name AND other = @other;

-- name: drop_entities
DELETE FROM entity WHERE book = @book;

-- name: drop_links
DELETE FROM link WHERE book = @book;

-- name: drop_all_same_as
DELETE FROM same_as WHERE book = @book;
