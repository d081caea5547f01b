-- The askers' own marks on orders, so that one sent again is the same job.
CREATE TABLE IF NOT EXISTS job_requests (
    request_key VARCHAR(200) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    request_print CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    job_id BIGINT NULL,
    at_ms BIGINT NOT NULL,
    KEY job_requests_at (at_ms)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Where the page is served, as of when.
CREATE TABLE IF NOT EXISTS web_nodes (
    url VARCHAR(255) NOT NULL PRIMARY KEY,
    node VARCHAR(255) NOT NULL,
    machine VARCHAR(255) NOT NULL,
    seen_ms BIGINT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
