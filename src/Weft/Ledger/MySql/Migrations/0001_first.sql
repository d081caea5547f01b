-- Times are milliseconds since 1970 by this server's clock. AUTO_INCREMENT never gives an id twice.
-- No statement of a migration is undone by an error: each can be run again.

CREATE TABLE IF NOT EXISTS books (
    book_id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    edition_id BIGINT NOT NULL,
    words INT NOT NULL DEFAULT 0,
    deleted_ms BIGINT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS editions (
    edition_id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    book_id BIGINT NOT NULL,
    number INT NOT NULL,
    content_hash CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    title TEXT NOT NULL,
    language VARCHAR(100) NOT NULL,
    encoding VARCHAR(100) NOT NULL,
    format VARCHAR(100) NOT NULL,
    chapters INT NOT NULL,
    characters INT NOT NULL,
    imported_ms BIGINT NOT NULL,
    KEY editions_content (content_hash),
    KEY editions_book (book_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS edition_units (
    edition_id BIGINT NOT NULL,
    position INT NOT NULL,
    number INT NOT NULL,
    kind VARCHAR(40) NOT NULL,
    title TEXT NOT NULL,
    start INT NOT NULL,
    length INT NOT NULL,
    text_hash CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    occurrence INT NOT NULL,
    PRIMARY KEY (edition_id, position)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS chapters (
    book_id BIGINT NOT NULL,
    text_hash CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    text LONGTEXT NOT NULL,
    PRIMARY KEY (book_id, text_hash)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS profiles (
    edition_id BIGINT NOT NULL,
    version VARCHAR(200) NOT NULL,
    language VARCHAR(100) NOT NULL,
    roster LONGTEXT NOT NULL,
    tables LONGTEXT NOT NULL,
    PRIMARY KEY (edition_id, version)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS words (
    book_id BIGINT NOT NULL,
    number INT NOT NULL,
    kind VARCHAR(40) NOT NULL,
    name TEXT NOT NULL,
    other TEXT NOT NULL,
    PRIMARY KEY (book_id, number)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS jobs (
    job_id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    book_id BIGINT NOT NULL,
    edition_id BIGINT NOT NULL,
    positions LONGTEXT NULL,
    providers TEXT NOT NULL,
    provider_order VARCHAR(20) NOT NULL,
    priority VARCHAR(20) NOT NULL,
    recipe LONGTEXT NOT NULL,
    profile_version VARCHAR(200) NOT NULL,
    budget_tokens BIGINT NULL,
    budget_micros BIGINT NULL,
    auto_retry_ms BIGINT NULL,
    state VARCHAR(20) NOT NULL DEFAULT 'created',
    reopen INT NOT NULL DEFAULT 0,
    floor INT NOT NULL DEFAULT 0,
    reason TEXT NOT NULL,
    spent_tokens BIGINT NOT NULL DEFAULT 0,
    spent_micros BIGINT NOT NULL DEFAULT 0,
    created_ms BIGINT NOT NULL,
    started_ms BIGINT NULL,
    ended_ms BIGINT NULL,
    KEY jobs_state (state),
    KEY jobs_book (book_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- The job's list again, for claims, which find their place and those before it.
CREATE TABLE IF NOT EXISTS job_providers (
    job_id BIGINT NOT NULL,
    place INT NOT NULL,
    provider VARCHAR(255) NOT NULL,
    PRIMARY KEY (job_id, place)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- State: 0 pending, 1 processing, 2 completed, 3 failed, 4 skipped. Without an index on it: a claim walks the primary key from a
-- mark or from the job's floor, and an index would cost each claim and each completion a third of their rate. The index on retry_ms
-- is touched only by failures. What a claim and a completion change keeps its size, so that rows are changed where they stand: session 0 is
-- none, and the provider is a place in the job's list, -1 before the first claim.
CREATE TABLE IF NOT EXISTS chapter_runs (
    job_id BIGINT NOT NULL,
    position INT NOT NULL,
    text_hash CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    occurrence INT NOT NULL,
    characters INT NOT NULL,
    state TINYINT NOT NULL,
    session_id BIGINT NOT NULL DEFAULT 0,
    place INT NOT NULL DEFAULT -1,
    attempt INT NOT NULL DEFAULT 0,
    losses INT NOT NULL DEFAULT 0,
    failures INT NOT NULL DEFAULT 0,
    rung INT NOT NULL DEFAULT 0,
    failed_by INT NOT NULL DEFAULT 0,
    round INT NOT NULL DEFAULT 0,
    suspect TINYINT NOT NULL DEFAULT 0,
    marked TINYINT NOT NULL DEFAULT 0,
    reason TEXT NOT NULL,
    rejected INT NOT NULL DEFAULT 0,
    retry_ms BIGINT NULL,
    changed_ms BIGINT NULL,
    PRIMARY KEY (job_id, position),
    KEY chapter_runs_retry (retry_ms)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Counts where the run is completed by this attempt of this session.
CREATE TABLE IF NOT EXISTS woven (
    job_id BIGINT NOT NULL,
    position INT NOT NULL,
    attempt INT NOT NULL,
    session_id BIGINT NOT NULL,
    woven_keys LONGTEXT NOT NULL,
    PRIMARY KEY (job_id, position, attempt, session_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS rejections (
    job_id BIGINT NOT NULL,
    position INT NOT NULL,
    number INT NOT NULL,
    kind VARCHAR(100) NOT NULL,
    text LONGTEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (job_id, position, number)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS sessions (
    session_id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    node VARCHAR(255) NOT NULL,
    role VARCHAR(20) NOT NULL,
    process_id INT NOT NULL,
    providers TEXT NOT NULL,
    -- For each of its providers.
    workers INT NOT NULL DEFAULT 0,
    started_ms BIGINT NOT NULL,
    ended_ms BIGINT NULL,
    end_reason TEXT NOT NULL,
    KEY sessions_ended (ended_ms)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Of open sessions: who has workers for a provider.
CREATE TABLE IF NOT EXISTS session_providers (
    provider VARCHAR(255) NOT NULL,
    session_id BIGINT NOT NULL,
    PRIMARY KEY (provider, session_id),
    KEY session_providers_session (session_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Which jobs a session has ever claimed of: bounds the scan for its rows.
CREATE TABLE IF NOT EXISTS session_jobs (
    session_id BIGINT NOT NULL,
    job_id BIGINT NOT NULL,
    PRIMARY KEY (session_id, job_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS providers (
    name VARCHAR(255) NOT NULL PRIMARY KEY,
    url TEXT NOT NULL,
    model VARCHAR(255) NOT NULL,
    sealed_key TEXT NOT NULL,
    limit_calls INT NULL,
    limit_requests INT NULL,
    limit_tokens INT NULL,
    price_input BIGINT NOT NULL,
    price_cached BIGINT NOT NULL,
    price_output BIGINT NOT NULL,
    currency VARCHAR(40) NOT NULL,
    paused TINYINT NOT NULL DEFAULT 0,
    paused_until_ms BIGINT NULL,
    pause_reason TEXT NOT NULL,
    failures_in_row INT NOT NULL DEFAULT 0
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

INSERT INTO providers (name, url, model, sealed_key, price_input, price_cached, price_output, currency, pause_reason)
VALUES ('rules', '', '', '', 0, 0, 0, '', '')
ON DUPLICATE KEY UPDATE url = url;

CREATE TABLE IF NOT EXISTS formats (
    provider VARCHAR(255) NOT NULL,
    model VARCHAR(255) NOT NULL,
    format VARCHAR(40) NOT NULL,
    PRIMARY KEY (provider, model)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- The key is the hash of the answer's key in words: a model's name may be long.
CREATE TABLE IF NOT EXISTS answers (
    answer_key CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    passage_hash CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    recipe_hash VARCHAR(200) NOT NULL,
    model VARCHAR(255) NOT NULL,
    step VARCHAR(20) NOT NULL,
    round INT NOT NULL,
    provider VARCHAR(255) NOT NULL,
    body LONGTEXT NOT NULL,
    finish VARCHAR(255) NOT NULL,
    prompt_tokens BIGINT NOT NULL,
    cached_tokens BIGINT NOT NULL,
    answer_tokens BIGINT NOT NULL,
    micros BIGINT NOT NULL,
    context LONGTEXT NOT NULL,
    at_ms BIGINT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- State: 0 open, 1 answered, 2 not taken, 3 maybe spent. Tokens and micros are what the call has reserved or spent of its job's
-- budget; the other numbers are what the provider counted.
CREATE TABLE IF NOT EXISTS calls (
    call_id VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    answer_key CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    job_id BIGINT NOT NULL,
    position INT NOT NULL,
    session_id BIGINT NOT NULL,
    provider VARCHAR(255) NOT NULL,
    state TINYINT NOT NULL,
    tokens BIGINT NOT NULL,
    micros BIGINT NOT NULL,
    prompt_tokens BIGINT NOT NULL DEFAULT 0,
    cached_tokens BIGINT NOT NULL DEFAULT 0,
    answer_tokens BIGINT NOT NULL DEFAULT 0,
    permit BIGINT NOT NULL DEFAULT 0,
    at_ms BIGINT NOT NULL,
    deadline_ms BIGINT NOT NULL,
    reason TEXT NOT NULL,
    KEY calls_run (job_id, position),
    KEY calls_window (provider, at_ms),
    KEY calls_key (answer_key, state),
    KEY calls_open_of_provider (provider, state),
    KEY calls_of_session (session_id, state)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Rows to lock: whoever asks, answers or imports under one key does so one at a time.
CREATE TABLE IF NOT EXISTS turns (
    turn INT NOT NULL PRIMARY KEY
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

INSERT INTO turns (turn)
SELECT a.n + 16 * b.n + 256 * c.n
FROM
    (SELECT 0 n UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7
     UNION ALL SELECT 8 UNION ALL SELECT 9 UNION ALL SELECT 10 UNION ALL SELECT 11 UNION ALL SELECT 12 UNION ALL SELECT 13 UNION ALL SELECT 14 UNION ALL SELECT 15) a,
    (SELECT 0 n UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7
     UNION ALL SELECT 8 UNION ALL SELECT 9 UNION ALL SELECT 10 UNION ALL SELECT 11 UNION ALL SELECT 12 UNION ALL SELECT 13 UNION ALL SELECT 14 UNION ALL SELECT 15) b,
    (SELECT 0 n UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7) c
ON DUPLICATE KEY UPDATE turn = turns.turn;

CREATE TABLE IF NOT EXISTS wishes (
    one INT NOT NULL PRIMARY KEY,
    number BIGINT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

INSERT INTO wishes (one, number) VALUES (1, 0) ON DUPLICATE KEY UPDATE number = number;
