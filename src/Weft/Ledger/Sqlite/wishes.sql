-- name: wish-number
SELECT number FROM wishes WHERE one = 1;

-- name: wish
UPDATE wishes SET number = number + 1 WHERE one = 1;
