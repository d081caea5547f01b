-- Times are milliseconds since 1970, UTC. Ids come from AUTOINCREMENT, so that none is used again after a deletion.

CREATE TABLE books (
    book_id INTEGER PRIMARY KEY AUTOINCREMENT,
    edition_id INTEGER NOT NULL,
    words INTEGER NOT NULL DEFAULT 0,
    deleted_ms INTEGER NULL
);

CREATE TABLE editions (
    edition_id INTEGER PRIMARY KEY AUTOINCREMENT,
    book_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    content_hash TEXT NOT NULL,
    title TEXT NOT NULL,
    language TEXT NOT NULL,
    encoding TEXT NOT NULL,
    format TEXT NOT NULL,
    chapters INTEGER NOT NULL,
    characters INTEGER NOT NULL,
    imported_ms INTEGER NOT NULL
);
CREATE INDEX editions_content ON editions (content_hash);

CREATE TABLE edition_units (
    edition_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    start INTEGER NOT NULL,
    length INTEGER NOT NULL,
    text_hash TEXT NOT NULL,
    occurrence INTEGER NOT NULL,
    PRIMARY KEY (edition_id, position)
) WITHOUT ROWID;

-- A text that stands twice in a book, or in two editions of it, is kept once.
CREATE TABLE chapters (
    book_id INTEGER NOT NULL,
    text_hash TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (book_id, text_hash)
);

CREATE TABLE profiles (
    edition_id INTEGER NOT NULL,
    version TEXT NOT NULL,
    language TEXT NOT NULL,
    roster TEXT NOT NULL,
    tables TEXT NOT NULL,
    PRIMARY KEY (edition_id, version)
);

CREATE TABLE words (
    book_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    other TEXT NOT NULL,
    PRIMARY KEY (book_id, number)
) WITHOUT ROWID;

CREATE TABLE jobs (
    job_id INTEGER PRIMARY KEY AUTOINCREMENT,
    book_id INTEGER NOT NULL,
    edition_id INTEGER NOT NULL,
    positions TEXT NULL,
    providers TEXT NOT NULL,
    provider_order TEXT NOT NULL,
    priority TEXT NOT NULL,
    recipe TEXT NOT NULL,
    profile_version TEXT NOT NULL,
    budget_tokens INTEGER NULL,
    budget_micros INTEGER NULL,
    auto_retry_ms INTEGER NULL,
    state TEXT NOT NULL DEFAULT 'created',
    reopen INTEGER NOT NULL DEFAULT 0,
    floor INTEGER NOT NULL DEFAULT 0,
    reason TEXT NOT NULL DEFAULT '',
    spent_tokens INTEGER NOT NULL DEFAULT 0,
    spent_micros INTEGER NOT NULL DEFAULT 0,
    created_ms INTEGER NOT NULL,
    started_ms INTEGER NULL,
    ended_ms INTEGER NULL
);
CREATE INDEX jobs_state ON jobs (state);
CREATE INDEX jobs_book ON jobs (book_id);

-- State: 0 pending, 1 processing, 2 completed, 3 failed, 4 skipped. Without an index on it: a claim walks the primary key from a
-- mark or from the job's floor, and an index would cost each claim and each completion. Failed rows are few: they have two of their own.
CREATE TABLE chapter_runs (
    job_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    text_hash TEXT NOT NULL,
    occurrence INTEGER NOT NULL,
    characters INTEGER NOT NULL,
    state INTEGER NOT NULL,
    session_id INTEGER NULL,
    attempt INTEGER NOT NULL DEFAULT 0,
    losses INTEGER NOT NULL DEFAULT 0,
    failures INTEGER NOT NULL DEFAULT 0,
    rung INTEGER NOT NULL DEFAULT 0,
    failed_by INTEGER NOT NULL DEFAULT 0,
    round INTEGER NOT NULL DEFAULT 0,
    suspect INTEGER NOT NULL DEFAULT 0,
    marked INTEGER NOT NULL DEFAULT 0,
    provider TEXT NOT NULL DEFAULT '',
    reason TEXT NOT NULL DEFAULT '',
    rejected INTEGER NOT NULL DEFAULT 0,
    retry_ms INTEGER NULL,
    changed_ms INTEGER NULL,
    PRIMARY KEY (job_id, position)
) WITHOUT ROWID;
CREATE INDEX chapter_runs_failed ON chapter_runs (job_id, position) WHERE state = 3;
CREATE INDEX chapter_runs_retry ON chapter_runs (retry_ms) WHERE retry_ms IS NOT NULL;

CREATE TABLE woven (
    job_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    keys TEXT NOT NULL,
    PRIMARY KEY (job_id, position)
) WITHOUT ROWID;

CREATE TABLE rejections (
    job_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (job_id, position, number)
) WITHOUT ROWID;

CREATE TABLE sessions (
    session_id INTEGER PRIMARY KEY AUTOINCREMENT,
    node TEXT NOT NULL,
    role TEXT NOT NULL,
    process_id INTEGER NOT NULL,
    providers TEXT NOT NULL,
    started_ms INTEGER NOT NULL,
    ended_ms INTEGER NULL,
    end_reason TEXT NOT NULL DEFAULT ''
);
CREATE INDEX sessions_open ON sessions (session_id) WHERE ended_ms IS NULL;

-- Which jobs a session has ever claimed of: bounds the scan for its rows.
CREATE TABLE session_jobs (
    session_id INTEGER NOT NULL,
    job_id INTEGER NOT NULL,
    PRIMARY KEY (session_id, job_id)
) WITHOUT ROWID;

CREATE TABLE providers (
    name TEXT PRIMARY KEY,
    url TEXT NOT NULL,
    model TEXT NOT NULL,
    sealed_key TEXT NOT NULL,
    limit_calls INTEGER NULL,
    limit_requests INTEGER NULL,
    limit_tokens INTEGER NULL,
    price_input INTEGER NOT NULL,
    price_cached INTEGER NOT NULL,
    price_output INTEGER NOT NULL,
    currency TEXT NOT NULL,
    paused INTEGER NOT NULL DEFAULT 0,
    paused_until_ms INTEGER NULL,
    pause_reason TEXT NOT NULL DEFAULT '',
    failures_in_row INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
INSERT INTO providers (name, url, model, sealed_key, price_input, price_cached, price_output, currency)
VALUES ('rules', '', '', '', 0, 0, 0, '');

CREATE TABLE formats (
    provider TEXT NOT NULL,
    model TEXT NOT NULL,
    format TEXT NOT NULL,
    PRIMARY KEY (provider, model)
) WITHOUT ROWID;

CREATE TABLE answers (
    key TEXT PRIMARY KEY,
    passage_hash TEXT NOT NULL,
    recipe_hash TEXT NOT NULL,
    model TEXT NOT NULL,
    step TEXT NOT NULL,
    round INTEGER NOT NULL,
    provider TEXT NOT NULL,
    body TEXT NOT NULL,
    finish TEXT NOT NULL,
    prompt_tokens INTEGER NOT NULL,
    cached_tokens INTEGER NOT NULL,
    answer_tokens INTEGER NOT NULL,
    micros INTEGER NOT NULL,
    context TEXT NOT NULL,
    at_ms INTEGER NOT NULL
);

-- State: 0 open, 1 answered, 2 not taken, 3 maybe spent. Tokens and micros are what the call has reserved or spent of its job's budget;
-- the other numbers are what the provider counted.
CREATE TABLE calls (
    call_id TEXT PRIMARY KEY,
    key TEXT NOT NULL,
    job_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    session_id INTEGER NOT NULL,
    provider TEXT NOT NULL,
    state INTEGER NOT NULL,
    tokens INTEGER NOT NULL,
    micros INTEGER NOT NULL,
    prompt_tokens INTEGER NOT NULL DEFAULT 0,
    cached_tokens INTEGER NOT NULL DEFAULT 0,
    answer_tokens INTEGER NOT NULL DEFAULT 0,
    at_ms INTEGER NOT NULL,
    deadline_ms INTEGER NOT NULL,
    reason TEXT NOT NULL DEFAULT ''
);
CREATE INDEX calls_run ON calls (job_id, position);
CREATE INDEX calls_window ON calls (provider, at_ms);
CREATE INDEX calls_open ON calls (key) WHERE state = 0;
CREATE INDEX calls_open_of_provider ON calls (provider) WHERE state = 0;
CREATE INDEX calls_open_of_session ON calls (session_id) WHERE state = 0;

CREATE TABLE wishes (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    number INTEGER NOT NULL
);
INSERT INTO wishes (one, number) VALUES (1, 0);

-- "WEFT": a file of another program is refused.
PRAGMA application_id = 0x57454654;
PRAGMA user_version = 1;
