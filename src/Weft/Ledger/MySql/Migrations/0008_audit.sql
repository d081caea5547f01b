-- Who did what, and who made a token.
CREATE TABLE IF NOT EXISTS audit (
    entry_id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    at_ms BIGINT NOT NULL,
    kind VARCHAR(40) NOT NULL,
    by_kind VARCHAR(20) NOT NULL,
    by_name VARCHAR(255) NOT NULL,
    by_owner VARCHAR(255) NOT NULL DEFAULT '',
    by_address VARCHAR(255) NOT NULL DEFAULT '',
    what TEXT NOT NULL,
    what_code VARCHAR(50) NOT NULL DEFAULT '',
    what_args TEXT NULL,
    KEY audit_at (at_ms)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

SET @v_add = (
    SELECT IF(COUNT(*) = 0, 'ALTER TABLE api_tokens ADD COLUMN owner VARCHAR(255) NOT NULL DEFAULT ''''', 'DO 0')
    FROM information_schema.columns
    WHERE table_schema = DATABASE() AND table_name = 'api_tokens' AND column_name = 'owner'
);
PREPARE add_owner FROM @v_add;
EXECUTE add_owner;
DEALLOCATE PREPARE add_owner;
