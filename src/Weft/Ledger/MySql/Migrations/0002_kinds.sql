-- What a provider is; a build that does not say it knows but one kind that is added. Neither server has a column that is added only where it is
-- missing in a form that the other knows too, and an interrupted migration is run again.
SET @v_add = (
    SELECT IF(COUNT(*) = 0, 'ALTER TABLE providers ADD COLUMN kind VARCHAR(64) NOT NULL DEFAULT ''openai''', 'DO 0')
    FROM information_schema.columns
    WHERE table_schema = DATABASE() AND table_name = 'providers' AND column_name = 'kind'
);
PREPARE add_kind FROM @v_add;
EXECUTE add_kind;
DEALLOCATE PREPARE add_kind;
UPDATE providers SET kind = 'rules' WHERE name = 'rules';
