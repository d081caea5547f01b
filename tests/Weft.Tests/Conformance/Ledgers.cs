using Weft.Testing.Conformance;

namespace Weft.Tests.Conformance;

public sealed class SqliteClaims : ClaimConformance<SqliteLedgerBackend>;

public sealed class MemoryClaims : ClaimConformance<MemoryLedgerBackend>;
