using MySqlConnector;
using Weft.Ledger;
using Weft.Ledger.MySql;
using Weft.Model;
using Xunit;

namespace Weft.Tests.Ledger;

/// <summary>How a database becomes a ledger, and what is said where it cannot.</summary>
public sealed class MySqlOpeningTests : MySqlLedgerDatabase
{
    [Fact]
    public async Task Eight_nodes_that_start_at_once_on_an_empty_database_make_one_schema()
    {
        var ledgers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => OpenedAsync(Database))));
        foreach (var ledger in ledgers)
            Kept(ledger);
        Assert.Equal(
            string.Join(',', Enumerable.Range(1, MySqlSchema.Current)),
            await ScalarAsync("SELECT GROUP_CONCAT(Version ORDER BY Version) FROM VersionInfo")
        );
        var job = await SmallJob.RunningAsync(ledgers[0], 1);
        Assert.All(
            await Task.WhenAll(ledgers.Select(ledger => ledger.Jobs.FindJobAsync(job, Stop))),
            found => Assert.Equal(job, found!.Id)
        );
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(17)]
    public async Task A_migration_that_broke_off_is_run_again_from_its_beginning(int statements)
    {
        var script = MySqlStatements.Migrations[0].Text.Split(";\n");
        Assert.True(script.Length > statements);
        await ScalarAsync(string.Join(";\n", script[..statements]));
        var ledger = await OpenAsync();
        var job = await SmallJob.RunningAsync(ledger, 1);
        Assert.Equal(JobState.Running, (await ledger.Jobs.FindJobAsync(job, Stop))!.State);
    }

    [Theory]
    [InlineData("ALTER TABLE providers DROP COLUMN kind")]
    [InlineData("DO 0")]
    public async Task Providers_of_an_older_schema_get_their_kind_also_where_the_column_stands_already(string before)
    {
        var ledger = await OpenAsync();
        await ledger.Providers.SaveProviderAsync(Provider.Rules with { Name = "old", Kind = ProviderKind.OpenAi }, Stop);
        await ScalarAsync(before);
        await ScalarAsync("DELETE FROM VersionInfo WHERE Version >= 2");
        var again = await OpenAsync();
        Assert.Equal(
            [("old", ProviderKind.OpenAi), ("rules", ProviderKind.Rules)],
            (await again.Providers.ProvidersAsync(Stop)).Select(provider => (provider.Name, provider.Kind))
        );
    }

    [Fact]
    public async Task A_schema_one_release_ahead_is_worked_with_and_a_newer_one_refused()
    {
        await OpenAsync();
        await ScalarAsync($"INSERT INTO VersionInfo (Version) VALUES ({MySqlSchema.Current + 1})");
        await OpenAsync();
        await ScalarAsync($"INSERT INTO VersionInfo (Version) VALUES ({MySqlSchema.Current + 2})");
        var error = await Assert.ThrowsAsync<LedgerException>(() => OpenAsync());
        Assert.Contains("newer build", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_is_not_there_is_told_with_the_statement_that_makes_it()
    {
        var error = await Assert.ThrowsAsync<LedgerException>(() => OpenAsync(With(given => given.Database = "no_such")));
        Assert.Contains("CREATE DATABASE", error.Message, StringComparison.Ordinal);
        Assert.Contains("no_such", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_password_is_told_without_it()
    {
        var error = await Assert.ThrowsAsync<LedgerException>(() =>
            OpenAsync(With(given => (given.UserID, given.Password) = ("nobody", "s3cret-word")))
        );
        Assert.Contains("WEFT_LEDGER", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret-word", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_away_is_trouble_that_passes()
    {
        var away = With(given => (given.Port, given.Password) = (1, "s3cret-word"));
        var error = await Assert.ThrowsAsync<LedgerUnavailableException>(() => OpenAsync(away));
        Assert.DoesNotContain("s3cret-word", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_connection_string_is_told_without_its_words()
    {
        var error = await Assert.ThrowsAsync<LedgerException>(() => OpenAsync("Server=h;Pasword=s3cret-word"));
        Assert.Contains("WEFT_LEDGER", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret-word", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("8.0.36", true)]
    [InlineData("8.4.0-log", true)]
    [InlineData("5.7.44-log", false)]
    [InlineData("10.6.0-MariaDB", true)]
    [InlineData("5.5.5-10.11.19-MariaDB-0+deb12u1", true)]
    [InlineData("10.5.28-MariaDB", false)]
    [InlineData("11.4.2-MariaDB", true)]
    public void Servers_without_what_the_statements_need_are_refused(string version, bool goes)
    {
        var error = Record.Exception(() => MySqlSchema.CheckServer(version, "h:1/weft"));
        Assert.Equal(goes, error is null);
        if (!goes)
            Assert.Contains("MySQL 8.0 or MariaDB 10.6", Assert.IsType<LedgerException>(error).Message, StringComparison.Ordinal);
    }

    private Task<MySqlLedger> OpenedAsync(string connectionString) =>
        MySqlLedger.OpenAsync(connectionString, Time, readsClock: false, Stop);

    private string With(Action<MySqlConnectionStringBuilder> change)
    {
        var given = new MySqlConnectionStringBuilder(Database);
        change(given);
        return given.ConnectionString;
    }

    private async Task<string?> ScalarAsync(string sql)
    {
        await using var connection = new MySqlConnection(With(given => given.AllowUserVariables = true));
        await connection.OpenAsync(Stop);
        await using var command = new MySqlCommand(sql, connection);
        return (await command.ExecuteScalarAsync(Stop))?.ToString();
    }
}
