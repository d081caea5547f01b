-- name: has-versions
SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = 'VersionInfo';

-- name: make-versions
-- Named as the builds before named it: nodes of both releases read it.
CREATE TABLE IF NOT EXISTS VersionInfo (
    Version BIGINT NOT NULL,
    AppliedOn DATETIME NULL,
    Description VARCHAR(1024) NULL,
    UNIQUE KEY UC_Version (Version)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- name: schema-version
SELECT COALESCE(MAX(Version), 0) FROM VersionInfo;

-- name: note-version
INSERT IGNORE INTO VersionInfo (Version, AppliedOn) VALUES (@version, UTC_TIMESTAMP());

-- name: take-migration-lock
-- A lock's name has 64 characters at most, as a database's name has. The lock is lost with its connection, which idles meanwhile.
SET SESSION wait_timeout = @idle;
SELECT GET_LOCK(CONCAT('weft-', MD5(DATABASE())), @seconds);

-- name: free-migration-lock
DO RELEASE_ALL_LOCKS();
