// Books, chapters and the raw layer. Whatever writes locks the book first, so that writers of one book stand in line and never
// deadlock: setting a property to what it is takes the lock and writes nothing.

// name: books
// Also those whose deletion was cut off: whoever looks for left-overs must find them.
MATCH (b:Book) WHERE b.library = $library RETURN b.id AS id ORDER BY id

// name: find_book
MATCH (b:Book {key: $book}) RETURN b.born AS born, b.deleting IS NOT NULL AS deleting

// name: put_book
MERGE (b:Book {key: $book})
ON CREATE SET b.id = $id, b.library = $library, b.born = $born, b.version = 0, b.revision = 0
SET b.lock = 0
WITH b WHERE b.deleting IS NULL AND coalesce(b.edition, $edition) <= $edition
SET b.title = $title, b.language = $language, b.edition = $edition, b.version = b.version + 1
WITH b
CALL (b) { MATCH (b)-[:HAS_CHAPTER]->(c) REMOVE c.position }
CALL (b) { MATCH (b)-[:HAS_CHAPTER]->()-[next:NEXT]->() DELETE next }
CALL (b) {
  UNWIND $chapters AS put
  MERGE (c:Chapter {key: put.key})
  ON CREATE SET c.hash = put.hash, c.occurrence = put.occurrence
  SET c.position = put.position, c.number = put.number, c.kind = put.kind, c.title = put.title
  MERGE (b)-[:HAS_CHAPTER]->(c)
  WITH c ORDER BY c.position
  WITH collect(c) AS chapters
  UNWIND range(1, size(chapters) - 1) AS i
  WITH chapters[i - 1] AS before, chapters[i] AS after
  CREATE (before)-[:NEXT]->(after)
}
RETURN b.version AS version

// name: weave
// $chapters: several chapters of the book, none of them twice. A row for each: what its fence had seen, and whether that refuses it.
MATCH (b:Book {key: $book})
SET b.lock = 0
WITH b WHERE b.deleting IS NULL
UNWIND $chapters AS woven
MERGE (c:Chapter {key: woven.key})
ON CREATE SET c.hash = woven.hash, c.occurrence = woven.occurrence, c.number = 0, c.kind = 'Chapter', c.title = ''
MERGE (b)-[:HAS_CHAPTER]->(c)
WITH b, c, woven, c.job AS job, c.attempt AS attempt, c.session AS session
WITH *, coalesce(job > woven.job OR job = woven.job
  AND (attempt > woven.attempt OR attempt = woven.attempt AND session <> woven.session), false) AS refused
CALL (b, c, woven, refused) {
  WITH b, c, woven WHERE NOT refused
  SET c.job = woven.job, c.attempt = woven.attempt, c.session = woven.session, c.provider = woven.provider, c.wovenAt = $at
  SET b.version = b.version + 1
}
CALL (c, refused) {
  WITH c WHERE NOT refused
  MATCH (c)-[mention:MENTIONS]->()
  DELETE mention
}
CALL (c, refused) {
  WITH c WHERE NOT refused
  MATCH ()-[relates:RELATES {chapter: c.key}]->()
  DELETE relates
}
CALL (c, woven, refused) {
  WITH c, woven WHERE NOT refused
  UNWIND range(0, size(woven.names) - 1) AS i
  MERGE (n:Entity {key: woven.names[i]})
  WITH c, woven, n, i ORDER BY i
  WITH c, woven, collect(n) AS names
  CALL (c, woven, names) {
    UNWIND woven.mentions AS it
    WITH c, woven, it, names[it[1]] AS n
    CREATE (c)-[m:MENTIONS {ordinal: it[0], name: it[2], type: it[3], count: it[4], quote: it[5], offset: it[6],
      provider: woven.provider, job: woven.job, attempt: woven.attempt}]->(n)
    SET m += it[7]
  }
  CALL (c, woven, names) {
    UNWIND woven.relations AS it
    WITH c, woven, it, names[it[1]] AS s, names[it[2]] AS t
    CREATE (s)-[:RELATES {ordinal: it[0], source: it[3], target: it[4], type: it[5], label: it[6], count: it[7], quote: it[8],
      offset: it[9], confidence: toFloat(it[10]), mutual: it[11], chapter: c.key, provider: woven.provider, job: woven.job,
      attempt: woven.attempt}]->(t)
  }
}
RETURN woven.key AS key, refused, job, attempt, session

// name: settle
// The version once whoever is writing has committed: a plain read may see half of a commit.
MATCH (b:Book {key: $book}) SET b.lock = 0 RETURN b.version AS version

// name: read_raw
// $hold: nobody writes to the book meanwhile. Of the chapters behind a position as many as are asked for, and what stands in them.
MATCH (b:Book {key: $book})
FOREACH (_ IN CASE WHEN $hold THEN [1] ELSE [] END | SET b.lock = 0)
WITH b WHERE b.deleting IS NULL
CALL (b) {
  MATCH (b)-[:HAS_CHAPTER]->(c:Chapter) WHERE c.position > $behind AND c.job IS NOT NULL
  WITH c ORDER BY c.position LIMIT $atMost
  RETURN collect(c) AS woven
}
CALL (b, woven) {
  RETURN [b.language] AS row
  UNION ALL
  UNWIND woven AS c
  RETURN ['c', c.key, c.hash, c.occurrence, c.position, c.number, c.kind, c.title, c.provider] AS row
  UNION ALL
  UNWIND woven AS c
  MATCH (c)-[m:MENTIONS]->()
  RETURN ['m', c.key, m.ordinal, m.name, m.type, m.count, m.quote, m.offset, m.traitKinds, m.traits,
    m.traitQuotes, m.traitOffsets] AS row
  UNION ALL
  UNWIND woven AS c
  MATCH ()-[r:RELATES {chapter: c.key}]->()
  RETURN ['r', c.key, r.ordinal, r.source, r.target, r.type, r.label, r.count, r.quote, r.offset, r.confidence,
    r.mutual] AS row
}
RETURN row

// name: count_raw
MATCH (b:Book {key: $book}) WHERE b.deleting IS NULL
CALL (b) {
  MATCH (b)-[:HAS_CHAPTER]->(c:Chapter)-[:MENTIONS]->(n) WHERE c.position IS NOT NULL
  RETURN count(DISTINCT n) AS entities
}
CALL (b) {
  MATCH (b)-[:HAS_CHAPTER]->(c:Chapter) WHERE c.position IS NOT NULL
  MATCH (s)-[r:RELATES {chapter: c.key}]->(t) WHERE NOT r.type IN ['alias', 'distinct']
  WITH DISTINCT s, t, r.type AS type
  RETURN count(*) AS relations
}
RETURN entities, relations

// name: quotes
// $names: keys of the names that are the entity.
UNWIND $names AS name
MATCH (n:Entity {key: name})<-[m:MENTIONS]-(c:Chapter)
WHERE c.position IS NOT NULL AND c.number <= $upTo
RETURN c.number, c.title, m.name, m.quote, m.offset, c.provider
ORDER BY c.position, m.offset, m.ordinal LIMIT $atMost

// name: start_deleting
// Only this life of the book: a request that is carried out late must not take the book that was put after it.
MATCH (b:Book {key: $book}) SET b.lock = 0 WITH b WHERE b.born = $born SET b.deleting = true RETURN b.born AS born

// name: delete_links
MATCH (b:Book {key: $book}) SET b.lock = 0 WITH b WHERE b.deleting
MATCH (n:Entity) WHERE n.key STARTS WITH $prefix
WITH n LIMIT $nodes
MATCH (n)-[r]-()
WITH DISTINCT r LIMIT $links
DELETE r
RETURN count(*) AS deleted

// name: delete_entities
MATCH (b:Book {key: $book}) SET b.lock = 0 WITH b WHERE b.deleting
MATCH (n:Entity) WHERE n.key STARTS WITH $prefix
WITH n LIMIT $nodes
DETACH DELETE n
RETURN count(*) AS deleted

// name: delete_chapters
MATCH (b:Book {key: $book}) SET b.lock = 0 WITH b WHERE b.deleting
MATCH (n:Chapter) WHERE n.key STARTS WITH $prefix
WITH n LIMIT $nodes
DETACH DELETE n
RETURN count(*) AS deleted

// name: end_deleting
MATCH (b:Book {key: $book}) SET b.lock = 0 WITH b WHERE b.deleting DETACH DELETE b
