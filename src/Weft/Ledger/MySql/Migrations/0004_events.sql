-- What happened, each with the change itself: to a session, a job or a provider.
CREATE TABLE IF NOT EXISTS events (
    event_id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    at_ms BIGINT NOT NULL,
    kind VARCHAR(20) NOT NULL,
    session_id BIGINT NULL,
    job_id BIGINT NULL,
    provider VARCHAR(255) NOT NULL DEFAULT '',
    chapters INT NOT NULL DEFAULT 0,
    reason TEXT NOT NULL,
    reason_code VARCHAR(50) NOT NULL DEFAULT '',
    reason_args TEXT NULL,
    KEY events_at (at_ms)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
