-- name: change-number
SELECT number FROM wishes WHERE one = 1;
