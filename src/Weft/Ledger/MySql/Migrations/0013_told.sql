-- What a person said of the edition's file, as JSON; null = all was found out.
SET @v_add = (
    SELECT IF(COUNT(*) = 0, 'ALTER TABLE editions ADD COLUMN told TEXT NULL', 'DO 0')
    FROM information_schema.columns
    WHERE table_schema = DATABASE() AND table_name = 'editions' AND column_name = 'told'
);
PREPARE add_told FROM @v_add;
EXECUTE add_told;
DEALLOCATE PREPARE add_told;
