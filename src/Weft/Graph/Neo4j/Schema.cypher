// What must be there before the first write: without the constraints two MERGE at once make two nodes.
// docs/graph.md tells the model.

// name: standing
// A constraint's index bears its name.
SHOW INDEXES YIELD name, state WHERE name STARTS WITH 'weft_' AND state = 'ONLINE' RETURN name

// name: make weft_book
CREATE CONSTRAINT weft_book IF NOT EXISTS FOR (n:Book) REQUIRE n.key IS UNIQUE

// name: make weft_chapter
CREATE CONSTRAINT weft_chapter IF NOT EXISTS FOR (n:Chapter) REQUIRE n.key IS UNIQUE

// name: make weft_entity
CREATE CONSTRAINT weft_entity IF NOT EXISTS FOR (n:Entity) REQUIRE n.key IS UNIQUE

// name: make weft_relates
CREATE INDEX weft_relates IF NOT EXISTS FOR ()-[r:RELATES]-() ON (r.chapter)

// name: make weft_name
CREATE INDEX weft_name IF NOT EXISTS FOR (n:Entity) ON (n.name)

// name: make weft_names
CREATE FULLTEXT INDEX weft_names IF NOT EXISTS FOR (n:Entity) ON EACH [n.name, n.aliases]

// name: await
CALL db.awaitIndexes(60)
