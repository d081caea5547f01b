-- Why something is as it is, as a code with arguments beside the sentence, so that it is said in the language of whoever looks; empty = a build
-- that knew but sentences, or words from outside.
-- Each table gets both columns or none, and an interrupted migration is run again.
SET @v_add = (
    SELECT IF(COUNT(*) = 0, 'ALTER TABLE jobs ADD COLUMN reason_code VARCHAR(50) NOT NULL DEFAULT '''', ADD COLUMN reason_args TEXT NULL', 'DO 0')
    FROM information_schema.columns
    WHERE table_schema = DATABASE() AND table_name = 'jobs' AND column_name = 'reason_code'
);
PREPARE add_reason FROM @v_add;
EXECUTE add_reason;
DEALLOCATE PREPARE add_reason;
SET @v_add = (
    SELECT IF(COUNT(*) = 0, 'ALTER TABLE chapter_runs ADD COLUMN reason_code VARCHAR(50) NOT NULL DEFAULT '''', ADD COLUMN reason_args TEXT NULL', 'DO 0')
    FROM information_schema.columns
    WHERE table_schema = DATABASE() AND table_name = 'chapter_runs' AND column_name = 'reason_code'
);
PREPARE add_reason FROM @v_add;
EXECUTE add_reason;
DEALLOCATE PREPARE add_reason;
SET @v_add = (
    SELECT IF(COUNT(*) = 0, 'ALTER TABLE rejections ADD COLUMN reason_code VARCHAR(50) NOT NULL DEFAULT '''', ADD COLUMN reason_args TEXT NULL', 'DO 0')
    FROM information_schema.columns
    WHERE table_schema = DATABASE() AND table_name = 'rejections' AND column_name = 'reason_code'
);
PREPARE add_reason FROM @v_add;
EXECUTE add_reason;
DEALLOCATE PREPARE add_reason;
SET @v_add = (
    SELECT IF(COUNT(*) = 0, 'ALTER TABLE calls ADD COLUMN reason_code VARCHAR(50) NOT NULL DEFAULT '''', ADD COLUMN reason_args TEXT NULL', 'DO 0')
    FROM information_schema.columns
    WHERE table_schema = DATABASE() AND table_name = 'calls' AND column_name = 'reason_code'
);
PREPARE add_reason FROM @v_add;
EXECUTE add_reason;
DEALLOCATE PREPARE add_reason;
SET @v_add = (
    SELECT IF(COUNT(*) = 0, 'ALTER TABLE sessions ADD COLUMN end_reason_code VARCHAR(50) NOT NULL DEFAULT '''', ADD COLUMN end_reason_args TEXT NULL', 'DO 0')
    FROM information_schema.columns
    WHERE table_schema = DATABASE() AND table_name = 'sessions' AND column_name = 'end_reason_code'
);
PREPARE add_reason FROM @v_add;
EXECUTE add_reason;
DEALLOCATE PREPARE add_reason;
SET @v_add = (
    SELECT IF(COUNT(*) = 0, 'ALTER TABLE providers ADD COLUMN pause_reason_code VARCHAR(50) NOT NULL DEFAULT '''', ADD COLUMN pause_reason_args TEXT NULL', 'DO 0')
    FROM information_schema.columns
    WHERE table_schema = DATABASE() AND table_name = 'providers' AND column_name = 'pause_reason_code'
);
PREPARE add_reason FROM @v_add;
EXECUTE add_reason;
DEALLOCATE PREPARE add_reason;
