-- name: has-users
SELECT EXISTS (SELECT 1 FROM users);

-- name: users
SELECT name, role, password_hash, created_ms FROM users ORDER BY name;

-- name: user
SELECT name, role, password_hash, created_ms FROM users WHERE name = $name;

-- name: other-admins
SELECT COUNT(*) FROM users WHERE role = 'admin' AND name <> $name;

-- name: add-user
INSERT OR IGNORE INTO users (name, role, password_hash, created_ms) VALUES ($name, $role, $hash, $created);

-- name: change-role
UPDATE users SET role = $role WHERE name = $name;

-- name: change-password
UPDATE users SET password_hash = $hash WHERE name = $name;

-- name: remove-user
DELETE FROM users WHERE name = $name;

-- name: end-sign-ins
DELETE FROM sign_ins WHERE user_name = $name;

-- name: forget-sign-ins
DELETE FROM sign_ins WHERE until_ms < $now;

-- name: begin-sign-in
INSERT INTO sign_ins (sign_in_hash, user_name, stays_ms, until_ms)
SELECT $hash, name, $stays, $until FROM users WHERE name = $name AND password_hash = $password
ON CONFLICT (sign_in_hash) DO NOTHING;

-- name: sign-in
SELECT s.sign_in_hash, s.user_name, u.role, s.stays_ms, s.until_ms
FROM sign_ins s JOIN users u ON u.name = s.user_name
WHERE s.sign_in_hash = $hash AND s.until_ms > $now;

-- name: sign-ins
SELECT s.sign_in_hash, s.user_name, u.role, s.stays_ms, s.until_ms
FROM sign_ins s JOIN users u ON u.name = s.user_name
WHERE s.user_name = $name AND s.until_ms > $now ORDER BY s.until_ms - s.stays_ms DESC, s.sign_in_hash;

-- name: prolong-sign-in
UPDATE sign_ins SET until_ms = $now + stays_ms WHERE sign_in_hash = $hash AND until_ms > $now;

-- name: end-sign-in
DELETE FROM sign_ins WHERE sign_in_hash = $hash;

-- name: forget-old-tries
DELETE FROM sign_in_tries WHERE last_ms <= $since;

-- name: count-try
-- A try that is turned away does not make the wait longer.
INSERT INTO sign_in_tries (tried, tries, last_ms) VALUES ($tried, 1, $now)
ON CONFLICT (tried) DO UPDATE SET last_ms = IIF(tries >= $most, last_ms, $now), tries = MIN(tries, $most) + 1;

-- name: tries
SELECT tries, last_ms FROM sign_in_tries WHERE tried = $tried;

-- name: forget-tries
DELETE FROM sign_in_tries WHERE tried = $tried;
