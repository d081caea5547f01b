-- Who may come in. Of passwords, sign-ins and tokens only hashes stand here.
CREATE TABLE users (
    name TEXT PRIMARY KEY,
    role TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    created_ms INTEGER NOT NULL
);

CREATE TABLE sign_ins (
    sign_in_hash TEXT PRIMARY KEY,
    user_name TEXT NOT NULL,
    stays_ms INTEGER NOT NULL,
    until_ms INTEGER NOT NULL
);
CREATE INDEX sign_ins_user ON sign_ins (user_name);
CREATE INDEX sign_ins_until ON sign_ins (until_ms);

-- Wrong passwords of late, by name and address.
CREATE TABLE sign_in_tries (
    tried TEXT PRIMARY KEY,
    tries INTEGER NOT NULL,
    last_ms INTEGER NOT NULL
);
CREATE INDEX sign_in_tries_last ON sign_in_tries (last_ms);

CREATE TABLE api_tokens (
    name TEXT PRIMARY KEY,
    token_hash TEXT NOT NULL UNIQUE,
    role TEXT NOT NULL,
    created_ms INTEGER NOT NULL,
    until_ms INTEGER NULL
);

-- What guards the page's forms, the same on every node; sealed by the secret that seals providers' keys.
CREATE TABLE form_keys (
    name TEXT PRIMARY KEY,
    sealed TEXT NOT NULL
);

PRAGMA user_version = 9;
