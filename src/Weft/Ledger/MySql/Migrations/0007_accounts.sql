-- Who may come in. Of passwords, sign-ins and tokens only hashes stand here.
CREATE TABLE IF NOT EXISTS users (
    name VARCHAR(64) NOT NULL PRIMARY KEY,
    role VARCHAR(16) NOT NULL,
    password_hash VARCHAR(255) NOT NULL,
    created_ms BIGINT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS sign_ins (
    sign_in_hash CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    user_name VARCHAR(64) NOT NULL,
    stays_ms BIGINT NOT NULL,
    until_ms BIGINT NOT NULL,
    KEY sign_ins_user (user_name),
    KEY sign_ins_until (until_ms)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Wrong passwords of late, by name and address.
CREATE TABLE IF NOT EXISTS sign_in_tries (
    tried CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    tries INT NOT NULL,
    last_ms BIGINT NOT NULL,
    KEY sign_in_tries_last (last_ms)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS api_tokens (
    name VARCHAR(64) NOT NULL PRIMARY KEY,
    token_hash CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    role VARCHAR(16) NOT NULL,
    created_ms BIGINT NOT NULL,
    until_ms BIGINT NULL,
    UNIQUE KEY api_tokens_hash (token_hash)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- What guards the page's forms, the same on every node; sealed by the secret that seals providers' keys.
CREATE TABLE IF NOT EXISTS form_keys (
    name VARCHAR(200) NOT NULL PRIMARY KEY,
    sealed TEXT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
