using Weft.Testing;
using Weft.Testing.Conformance;

namespace Weft.Tests.Conformance;

public sealed class SqliteClaims : ClaimConformance<SqliteLedgerBackend>;

public sealed class SqliteEvents : EventConformance<SqliteLedgerBackend>;

public sealed class SqliteAudits : AuditConformance<SqliteLedgerBackend>;

public sealed class SqliteJobs : JobConformance<SqliteLedgerBackend>;

public sealed class SqliteJournals : JournalConformance<SqliteLedgerBackend>;

public sealed class SqliteLibraries : LibraryConformance<SqliteLedgerBackend>;

public sealed class SqliteProviders : ProviderConformance<SqliteLedgerBackend>;

public sealed class SqliteRuns : RunConformance<SqliteLedgerBackend>;

public sealed class SqliteRunSums : RunSumConformance<SqliteLedgerBackend>;

public sealed class SqliteSessions : SessionConformance<SqliteLedgerBackend>;

public sealed class SqliteWebNodes : WebNodeConformance<SqliteLedgerBackend>;

public sealed class SqliteAccounts : AccountConformance<SqliteLedgerBackend>;

public sealed class SqliteAccessKeys : AccessKeyConformance<SqliteLedgerBackend>;

public sealed class SqliteWebhooks : WebhookConformance<SqliteLedgerBackend>;

public sealed class MemoryClaims : ClaimConformance<MemoryLedgerBackend>;

public sealed class MemoryEvents : EventConformance<MemoryLedgerBackend>;

public sealed class MemoryAudits : AuditConformance<MemoryLedgerBackend>;

public sealed class MemoryJobs : JobConformance<MemoryLedgerBackend>;

public sealed class MemoryJournals : JournalConformance<MemoryLedgerBackend>;

public sealed class MemoryLibraries : LibraryConformance<MemoryLedgerBackend>;

public sealed class MemoryProviders : ProviderConformance<MemoryLedgerBackend>;

public sealed class MemoryRuns : RunConformance<MemoryLedgerBackend>;

public sealed class MemoryRunSums : RunSumConformance<MemoryLedgerBackend>;

public sealed class MemorySessions : SessionConformance<MemoryLedgerBackend>;

public sealed class MemoryWebNodes : WebNodeConformance<MemoryLedgerBackend>;

public sealed class MemoryAccounts : AccountConformance<MemoryLedgerBackend>;

public sealed class MemoryAccessKeys : AccessKeyConformance<MemoryLedgerBackend>;

public sealed class MemoryWebhooks : WebhookConformance<MemoryLedgerBackend>;

[Needs("mysql")]
public sealed class MySqlClaims : ClaimConformance<MySqlLedgerBackend>;

[Needs("mysql")]
public sealed class MySqlEvents : EventConformance<MySqlLedgerBackend>;

[Needs("mysql")]
public sealed class MySqlAudits : AuditConformance<MySqlLedgerBackend>;

[Needs("mysql")]
public sealed class MySqlJobs : JobConformance<MySqlLedgerBackend>;

[Needs("mysql")]
public sealed class MySqlJournals : JournalConformance<MySqlLedgerBackend>;

[Needs("mysql")]
public sealed class MySqlLibraries : LibraryConformance<MySqlLedgerBackend>;

[Needs("mysql")]
public sealed class MySqlProviders : ProviderConformance<MySqlLedgerBackend>;

[Needs("mysql")]
public sealed class MySqlRuns : RunConformance<MySqlLedgerBackend>;

[Needs("mysql")]
public sealed class MySqlRunSums : RunSumConformance<MySqlLedgerBackend>;

[Needs("mysql")]
public sealed class MySqlSessions : SessionConformance<MySqlLedgerBackend>;

[Needs("mysql")]
public sealed class MySqlWebNodes : WebNodeConformance<MySqlLedgerBackend>;

[Needs("mysql")]
public sealed class MySqlAccounts : AccountConformance<MySqlLedgerBackend>;

[Needs("mysql")]
public sealed class MySqlAccessKeys : AccessKeyConformance<MySqlLedgerBackend>;

[Needs("mysql")]
public sealed class MySqlWebhooks : WebhookConformance<MySqlLedgerBackend>;
