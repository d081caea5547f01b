-- What the edition's file says of its book, as JSON; null = nothing.
SET @v_add = (
    SELECT IF(COUNT(*) = 0, 'ALTER TABLE editions ADD COLUMN metadata TEXT NULL', 'DO 0')
    FROM information_schema.columns
    WHERE table_schema = DATABASE() AND table_name = 'editions' AND column_name = 'metadata'
);
PREPARE add_metadata FROM @v_add;
EXECUTE add_metadata;
DEALLOCATE PREPARE add_metadata;
