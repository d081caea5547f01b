-- What of an answer's tokens and money went on thinking.
SET @v_add = (
    SELECT IF(COUNT(*) = 0, 'ALTER TABLE answers ADD COLUMN thinking_tokens BIGINT NOT NULL DEFAULT 0, ADD COLUMN thinking_micros BIGINT NOT NULL DEFAULT 0', 'DO 0')
    FROM information_schema.columns
    WHERE table_schema = DATABASE() AND table_name = 'answers' AND column_name = 'thinking_micros'
);
PREPARE add_thinking FROM @v_add;
EXECUTE add_thinking;
DEALLOCATE PREPARE add_thinking;
SET @v_add = (
    SELECT IF(COUNT(*) = 0, 'ALTER TABLE calls ADD COLUMN thinking_tokens BIGINT NOT NULL DEFAULT 0, ADD COLUMN thinking_micros BIGINT NOT NULL DEFAULT 0', 'DO 0')
    FROM information_schema.columns
    WHERE table_schema = DATABASE() AND table_name = 'calls' AND column_name = 'thinking_micros'
);
PREPARE add_thinking FROM @v_add;
EXECUTE add_thinking;
DEALLOCATE PREPARE add_thinking;

-- The first job of the order that a job belongs to, whose budget it shares; null = it is the first, or alone.
SET @v_add = (
    SELECT IF(COUNT(*) = 0, 'ALTER TABLE jobs ADD COLUMN purse_id BIGINT NULL, ADD INDEX jobs_purse (purse_id)', 'DO 0')
    FROM information_schema.columns
    WHERE table_schema = DATABASE() AND table_name = 'jobs' AND column_name = 'purse_id'
);
PREPARE add_purse FROM @v_add;
EXECUTE add_purse;
DEALLOCATE PREPARE add_purse;
