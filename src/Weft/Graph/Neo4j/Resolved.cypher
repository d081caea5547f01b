// The resolved layer: names, types and labels on the entities, links of real types between them, and which names are one.

// name: state
MATCH (b:Book {key: $book}) WHERE b.deleting IS NULL
RETURN b.version, b.edition, b.resolvedVersion, b.resolvedWord, b.resolvedEdition, b.resolveToken, b.revision

// name: take_token
MATCH (b:Book {key: $book})
SET b.lock = 0
WITH b WHERE b.deleting IS NULL
WITH b, b.resolveToken IS NULL OR b.resolveToken = $session OR coalesce(b.resolveToken = $from, false) AS free
SET b.resolveToken = CASE WHEN free THEN $session ELSE b.resolveToken END
RETURN free, b.resolveToken AS holder, b.version AS version, b.edition AS edition

// name: hold
// The revision the holder starts from; no row: somebody else's.
MATCH (b:Book {key: $book})
SET b.lock = 0
WITH b WHERE b.deleting IS NULL AND b.resolveToken = $session
RETURN b.revision AS revision

// name: read_resolved
MATCH (b:Book {key: $book}) WHERE b.deleting IS NULL
CALL (b) {
  RETURN ['b', b.revision] AS row
  UNION ALL
  MATCH (n:Entity) WHERE n.key STARTS WITH $prefix AND n.name IS NOT NULL
  RETURN ['e', n.key, n.name, n.nameChapter, n.type, n.aliases, n.aliasChapters, n.mentions, n.chapters, n.counts,
    n.traitKinds, n.traits, n.traitChapters, n.traitQuotes, n.traitOffsets] AS row
  UNION ALL
  MATCH (s:Entity) WHERE s.key STARTS WITH $prefix AND s.name IS NOT NULL
  MATCH (s)-[r:!RELATES&!SAME_AS]->(t:Entity)
  RETURN ['l', elementId(r), s.key, t.key, r.type, r.label, r.weight, r.count, r.chapters, r.counts, r.quoteChapters, r.quotes,
    r.quoteOffsets, r.mutual] AS row
  UNION ALL
  MATCH (s:Entity) WHERE s.key STARTS WITH $prefix
  MATCH (s)-[r:SAME_AS]->(t:Entity)
  RETURN ['s', elementId(r), s.key, t.key, r.by, r.chapter] AS row
}
RETURN row

// name: apply
// A batch is carried out once: its revision is the one it was made for. The same batch again finds its own mark.
MATCH (b:Book {key: $book})
SET b.lock = 0
WITH b WHERE b.deleting IS NULL
WITH b, coalesce(b.batch = $batch, false) AS done
WITH b, done WHERE done OR b.resolveToken = $session AND b.revision = $revision
WITH b, done, CASE WHEN done THEN [] ELSE [1] END AS once
CALL (b, once) { UNWIND once AS _ SET b.revision = $revision + 1, b.batch = $batch }
CALL (once) {
  UNWIND once AS _
  UNWIND $entities AS put
  MERGE (n:Entity {key: put.key})
  REMOVE n:$(put.without)
  SET n:$(put.label)
  SET n += put.set
}
CALL (once) {
  UNWIND once AS _
  UNWIND $links AS put
  MATCH (s:Entity {key: put.source})
  MATCH (t:Entity {key: put.target})
  CREATE (s)-[r:$(put.label)]->(t)
  SET r = put.set, r.weight = toFloat(put.set.weight)
}
CALL (once) {
  UNWIND once AS _
  UNWIND $changed AS put
  MATCH ()-[r]->() WHERE elementId(r) = put.element
  SET r = put.set, r.weight = toFloat(put.set.weight)
}
CALL (once) {
  UNWIND once AS _
  UNWIND $same AS put
  MERGE (s:Entity {key: put.source})
  MERGE (t:Entity {key: put.target})
  CREATE (s)-[r:SAME_AS]->(t)
  SET r = put.set
}
CALL (once) {
  UNWIND once AS _
  UNWIND $dropped AS element
  MATCH ()-[r]->() WHERE elementId(r) = element
  DELETE r
}
CALL (once) {
  UNWIND once AS _
  UNWIND $bare AS put
  MATCH (n:Entity {key: put.key})
  REMOVE n:$(put.without)
  SET n = {key: put.key}
}
RETURN done

// name: sweep
// Names that nothing holds any more.
MATCH (b:Book {key: $book})
SET b.lock = 0
WITH b WHERE b.deleting IS NULL AND b.resolveToken = $session
MATCH (n:Entity) WHERE n.key STARTS WITH $prefix AND n.name IS NULL AND NOT (n)--()
WITH n LIMIT $nodes
DELETE n
RETURN count(*) AS deleted

// name: stamp
MATCH (b:Book {key: $book})
SET b.lock = 0
WITH b WHERE b.deleting IS NULL
WITH b, coalesce(b.batch = $batch, false) AS done
WITH b, done WHERE done OR b.resolveToken = $session AND b.revision = $revision
CALL (b, done) {
  WITH b WHERE NOT done
  SET b.revision = $revision + 1, b.batch = $batch, b.resolvedVersion = $version, b.resolvedWord = $word,
    b.resolvedEdition = $edition, b.resolvedAt = $at
  REMOVE b.resolveToken
}
RETURN done
