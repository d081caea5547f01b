using Xunit;

namespace Weft.Tests.Ledger;

/// <summary>Several nodes on one file, which are taken over, fail, give back and repeat themselves at random.</summary>
public sealed class SqliteStressTests : SqliteLedgerFile
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Every_run_is_completed_once_whatever_its_sessions_suffer(int seed) =>
        await LedgerStress.RunAsync([await OpenAsync(), await OpenAsync(), await OpenAsync()], runs: 300, nodes: 6, seed);
}
