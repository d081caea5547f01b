-- Who decided it and when; null = it is older. Of an undo, the number of what is taken back.
SET @v_add = (
    SELECT IF(COUNT(*) = 0, 'ALTER TABLE words ADD COLUMN said_by TEXT NULL, ADD COLUMN said_ms BIGINT NULL, ADD COLUMN undoes INT NULL', 'DO 0')
    FROM information_schema.columns
    WHERE table_schema = DATABASE() AND table_name = 'words' AND column_name = 'undoes'
);
PREPARE add_said FROM @v_add;
EXECUTE add_said;
DEALLOCATE PREPARE add_said;
