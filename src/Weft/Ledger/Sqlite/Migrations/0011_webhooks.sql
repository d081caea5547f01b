-- Who is told what happens, and what they were told. Ids never come twice.
CREATE TABLE webhooks (
    webhook_id INTEGER PRIMARY KEY AUTOINCREMENT,
    url TEXT NOT NULL UNIQUE,
    allows_http INTEGER NOT NULL,
    kinds TEXT NOT NULL,
    mark TEXT NOT NULL,
    sealed_secret TEXT NOT NULL,
    created_ms INTEGER NOT NULL,
    paused INTEGER NOT NULL DEFAULT 0,
    pause_reason TEXT NOT NULL DEFAULT '',
    pause_reason_code TEXT NOT NULL DEFAULT '',
    pause_reason_args TEXT NOT NULL DEFAULT '',
    from_event INTEGER NOT NULL,
    derived_ms INTEGER NOT NULL
);

CREATE TABLE webhook_deliveries (
    delivery_id INTEGER PRIMARY KEY AUTOINCREMENT,
    webhook_id INTEGER NOT NULL,
    event_id INTEGER NULL,
    kind TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    state TEXT NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    due_ms INTEGER NOT NULL,
    taken_by TEXT NOT NULL DEFAULT '',
    taken_until_ms INTEGER NOT NULL DEFAULT 0,
    tried_ms INTEGER NULL,
    status INTEGER NULL,
    answer TEXT NOT NULL DEFAULT '',
    trouble TEXT NOT NULL DEFAULT '',
    trouble_code TEXT NOT NULL DEFAULT '',
    trouble_args TEXT NOT NULL DEFAULT '',
    UNIQUE (webhook_id, event_id)
);
CREATE INDEX webhook_deliveries_due ON webhook_deliveries (webhook_id, state, due_ms);

-- A pause of a provider that somebody must end.
ALTER TABLE events ADD COLUMN lasting INTEGER NOT NULL DEFAULT 0;

PRAGMA user_version = 11;
