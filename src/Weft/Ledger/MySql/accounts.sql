-- name: has-users
SELECT EXISTS (SELECT 1 FROM users);

-- name: users
SELECT name, role, password_hash, created_ms FROM users ORDER BY name;

-- name: user
SELECT name, role, password_hash, created_ms FROM users WHERE name = @name;

-- name: add-user
INSERT IGNORE INTO users (name, role, password_hash, created_ms) VALUES (@name, @role, @hash, @created);

-- name: change-role
-- All admins are locked before they are counted: of two that give up at once one stays.
SET @v_here = 0, @v_others = 0, @v_role = NULL;
START TRANSACTION;
SELECT COALESCE(SUM(name = @name), 0), COALESCE(SUM(name <> @name AND role = 'admin'), 0), MAX(IF(name = @name, role, NULL))
INTO @v_here, @v_others, @v_role
FROM (SELECT name, role FROM users FOR UPDATE) u;
UPDATE users SET role = @role WHERE name = @name AND (@role = 'admin' OR @v_others > 0);
DELETE FROM sign_ins WHERE user_name = @name AND @v_role <> @role AND (@role = 'admin' OR @v_others > 0);
COMMIT;
SELECT IF(@v_here = 0, 1, IF(@role = 'admin' OR @v_others > 0, 0, 2));

-- name: change-password
START TRANSACTION;
-- The user first, whose row a sign-in that begins holds: it ends before this or comes after it.
UPDATE users SET password_hash = @hash WHERE name = @name;
DELETE FROM sign_ins WHERE user_name = @name;
COMMIT;
SELECT COUNT(*) FROM users WHERE name = @name;

-- name: remove-user
SET @v_here = 0, @v_others = 0;
START TRANSACTION;
SELECT COALESCE(SUM(name = @name), 0), COALESCE(SUM(name <> @name AND role = 'admin'), 0)
INTO @v_here, @v_others
FROM (SELECT name, role FROM users FOR UPDATE) u;
DELETE FROM users WHERE name = @name AND @v_others > 0;
DELETE FROM sign_ins WHERE user_name = @name AND @v_others > 0;
COMMIT;
SELECT IF(@v_here = 0, 1, IF(@v_others > 0, 0, 2));

-- name: begin-sign-in
INSERT IGNORE INTO sign_ins (sign_in_hash, user_name, stays_ms, until_ms)
SELECT @hash, name, @stays, @until FROM users WHERE name = @name AND password_hash = @password LOCK IN SHARE MODE;
DELETE FROM sign_ins WHERE until_ms < @now;

-- name: sign-in
SELECT s.sign_in_hash, s.user_name, u.role, s.stays_ms, s.until_ms
FROM sign_ins s JOIN users u ON u.name = s.user_name
WHERE s.sign_in_hash = @hash AND s.until_ms > @now;

-- name: sign-ins
SELECT s.sign_in_hash, s.user_name, u.role, s.stays_ms, s.until_ms
FROM sign_ins s JOIN users u ON u.name = s.user_name
WHERE s.user_name = @name AND s.until_ms > @now ORDER BY s.until_ms - s.stays_ms DESC, s.sign_in_hash;

-- name: prolong-sign-in
UPDATE sign_ins SET until_ms = @now + stays_ms WHERE sign_in_hash = @hash AND until_ms > @now;

-- name: end-sign-in
DELETE FROM sign_ins WHERE sign_in_hash = @hash;

-- name: count-try
-- A try that is turned away does not make the wait longer. The moment goes first: assignments see those before them.
START TRANSACTION;
DELETE FROM sign_in_tries WHERE last_ms <= @since;
INSERT INTO sign_in_tries (tried, tries, last_ms) VALUES (@tried, 1, @now)
ON DUPLICATE KEY UPDATE last_ms = IF(tries >= @most, last_ms, @now), tries = LEAST(tries, @most) + 1;
SELECT tries, last_ms FROM sign_in_tries WHERE tried = @tried;
COMMIT;

-- name: forget-tries
DELETE FROM sign_in_tries WHERE tried = @tried;
