-- name: announce-web-node
INSERT OR REPLACE INTO web_nodes (url, node, machine, seen_ms) VALUES ($url, $node, $machine, $now);

-- name: withdraw-web-node
DELETE FROM web_nodes WHERE url = $url;

-- name: forget-web-nodes
DELETE FROM web_nodes WHERE seen_ms < $until;

-- name: web-nodes
SELECT url, node, machine FROM web_nodes WHERE seen_ms >= $since ORDER BY url;
