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

-- How long its models have to be paused or away until rules stand in for them; null = never.
SET @v_add = (
    SELECT IF(COUNT(*) = 0, 'ALTER TABLE jobs ADD COLUMN rules_after_ms BIGINT NULL', 'DO 0')
    FROM information_schema.columns
    WHERE table_schema = DATABASE() AND table_name = 'jobs' AND column_name = 'rules_after_ms'
);
PREPARE add_rules_after_ms FROM @v_add;
EXECUTE add_rules_after_ms;
DEALLOCATE PREPARE add_rules_after_ms;

-- Since when it is paused without having been well meanwhile; null = an older build paused it.
SET @v_add = (
    SELECT IF(COUNT(*) = 0, 'ALTER TABLE providers ADD COLUMN paused_since_ms BIGINT NULL', 'DO 0')
    FROM information_schema.columns
    WHERE table_schema = DATABASE() AND table_name = 'providers' AND column_name = 'paused_since_ms'
);
PREPARE add_paused_since_ms FROM @v_add;
EXECUTE add_paused_since_ms;
DEALLOCATE PREPARE add_paused_since_ms;
