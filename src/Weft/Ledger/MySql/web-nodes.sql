-- name: announce-web-node
INSERT INTO web_nodes (url, node, machine, seen_ms) VALUES (@url, @node, @machine, @now)
ON DUPLICATE KEY UPDATE node = @node, machine = @machine, seen_ms = @now;
DELETE FROM web_nodes WHERE seen_ms < @until;

-- name: withdraw-web-node
DELETE FROM web_nodes WHERE url = @url;

-- name: web-nodes
SELECT url, node, machine FROM web_nodes WHERE seen_ms >= @since ORDER BY url;
