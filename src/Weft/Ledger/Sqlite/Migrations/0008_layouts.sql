-- Where the names of a book's graph stand.
CREATE TABLE graph_layouts (
    book_id INTEGER PRIMARY KEY,
    state TEXT NOT NULL,
    places TEXT NOT NULL
);

PRAGMA user_version = 8;
