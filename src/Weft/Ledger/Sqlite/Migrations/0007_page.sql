-- The askers' own marks on orders, so that one sent again is the same job.
CREATE TABLE job_requests (
    request_key TEXT PRIMARY KEY,
    request_print TEXT NOT NULL,
    job_id INTEGER NOT NULL,
    at_ms INTEGER NOT NULL
);
CREATE INDEX job_requests_at ON job_requests (at_ms);

-- Where the page is served, as of when.
CREATE TABLE web_nodes (
    url TEXT PRIMARY KEY,
    node TEXT NOT NULL,
    machine TEXT NOT NULL,
    seen_ms INTEGER NOT NULL
);

PRAGMA user_version = 7;
