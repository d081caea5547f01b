-- Providers that a session was to work for and whose key it cannot open; null where none.
SET @v_add = (
    SELECT IF(COUNT(*) = 0, 'ALTER TABLE sessions ADD COLUMN locked JSON NULL', 'DO 0')
    FROM information_schema.columns
    WHERE table_schema = DATABASE() AND table_name = 'sessions' AND column_name = 'locked'
);
PREPARE add_locked FROM @v_add;
EXECUTE add_locked;
DEALLOCATE PREPARE add_locked;
