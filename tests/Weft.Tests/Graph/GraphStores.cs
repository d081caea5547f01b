using Weft.Testing;
using Weft.Testing.Conformance;

namespace Weft.Tests.Graph;

public sealed class SqliteGraph_ : GraphConformance<SqliteGraphBackend>;

public sealed class MemoryGraph_ : GraphConformance<MemoryGraphBackend>;

public sealed class SqliteGraph_resolved : ResolvedConformance<SqliteGraphBackend>;

public sealed class MemoryGraph_resolved : ResolvedConformance<MemoryGraphBackend>;

[Needs("neo4j")]
public sealed class Neo4jGraph_ : GraphConformance<Neo4jGraphBackend>;

[Needs("neo4j")]
public sealed class Neo4jGraph_resolved : ResolvedConformance<Neo4jGraphBackend>;
