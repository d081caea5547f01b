-- name: change-number
SELECT number FROM wishes WHERE one = 1;

-- name: raise-change-number
UPDATE wishes SET number = number + 1 WHERE one = 1;
