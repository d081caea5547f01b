-- Where the names of a book's graph stand.
CREATE TABLE IF NOT EXISTS graph_layouts (
    book_id BIGINT NOT NULL PRIMARY KEY,
    state CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    places MEDIUMTEXT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
