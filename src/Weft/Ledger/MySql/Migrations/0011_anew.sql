-- Providers that a session was to work for and whose key it cannot open; null where none.
SET @v_add = (
    SELECT IF(COUNT(*) = 0, 'ALTER TABLE sessions ADD COLUMN locked JSON NULL', 'DO 0')
    FROM information_schema.columns
    WHERE table_schema = DATABASE() AND table_name = 'sessions' AND column_name = 'locked'
);
PREPARE add_locked FROM @v_add;
EXECUTE add_locked;
DEALLOCATE PREPARE add_locked;

-- From which round a run's answers count: those of earlier rounds, and of other jobs, serve it no more. 0 = all of them.
SET @v_add = (
    SELECT IF(COUNT(*) = 0, 'ALTER TABLE chapter_runs ADD COLUMN asked_from INT NOT NULL DEFAULT 0', 'DO 0')
    FROM information_schema.columns
    WHERE table_schema = DATABASE() AND table_name = 'chapter_runs' AND column_name = 'asked_from'
);
PREPARE add_asked_from FROM @v_add;
EXECUTE add_asked_from;
DEALLOCATE PREPARE add_asked_from;

-- A person wanted the answers of this book forgotten: they serve no job of the same chapters that comes later.
SET @v_add = (
    SELECT IF(COUNT(*) = 0, 'ALTER TABLE books ADD COLUMN forgotten INT NOT NULL DEFAULT 0', 'DO 0')
    FROM information_schema.columns
    WHERE table_schema = DATABASE() AND table_name = 'books' AND column_name = 'forgotten'
);
PREPARE add_forgotten FROM @v_add;
EXECUTE add_forgotten;
DEALLOCATE PREPARE add_forgotten;
