using Microsoft.Data.Sqlite;
using Weft.Ledger.Sqlite;
using Weft.Model;
using Xunit;

namespace Weft.Tests.Ledger;

public sealed class SqliteStatementTests : SqliteLedgerFile
{
    [Fact]
    public async Task Every_statement_fits_the_schema()
    {
        await OpenAsync();
        using var connection = Connect();
        foreach (var name in LedgerFile.Kind.Statements.Names)
            Assert.NotNull(Plan(connection, name));
    }

    /// <summary>A million runs, answers or ended sessions must not slow these down.</summary>
    [Theory]
    [InlineData("claim")]
    [InlineData("complete")]
    [InlineData("give-back")]
    [InlineData("take-back")]
    [InlineData("processing")]
    [InlineData("runs")]
    [InlineData("finish-view")]
    [InlineData("failed-runs")]
    [InlineData("due-runs")]
    [InlineData("lowest-open")]
    [InlineData("session-is-open")]
    [InlineData("open-sessions")]
    [InlineData("jobs")]
    [InlineData("answers")]
    [InlineData("other-asks")]
    [InlineData("call-in-the-air")]
    [InlineData("traces")]
    [InlineData("spending")]
    [InlineData("close-calls-of-session")]
    [InlineData("watch-active")]
    [InlineData("watch-waiting")]
    [InlineData("watch-ended")]
    public async Task A_statement_of_the_daily_work_scans_no_table(string name)
    {
        await OpenAsync();
        using var connection = Connect();
        string[] small =
        [
            "SCAN json_each",
            "SCAN sj",
            "USING INDEX",
            "USING COVERING INDEX",
            "SCAN CONSTANT ROW",
            "SCAN (subquery",
        ];
        Assert.DoesNotContain(
            Plan(connection, name),
            step => step.StartsWith("SCAN", StringComparison.Ordinal) && !small.Any(step.Contains)
        );
    }

    [Fact]
    public void Every_migration_is_numbered_without_a_gap_up_to_the_current_schema()
    {
        var migrations = LedgerFile.Kind.Statements.Migrations;
        Assert.Equal(Enumerable.Range(1, LedgerFile.Schema), migrations.Select(migration => migration.Number));
        foreach (var (number, text) in migrations)
        {
            Assert.Contains($"PRAGMA user_version = {number};", text, StringComparison.Ordinal);
            Assert.DoesNotContain("DROP ", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(" RENAME ", text, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task Rows_that_an_ended_session_still_holds_are_swept_as_after_a_death()
    {
        var ledger = await OpenAsync();
        var job = await RunningAsync(ledger, 2);
        var session = await SessionAsync(ledger);
        await ledger.Runs.ClaimAsync(new(session, "rules", job, 1, 0), Stop);
        await ledger.File.WriteAsync(
            db =>
                db.Execute(
                    "end-session",
                    ("$session", session.Value),
                    ("$reason", ""),
                    ("$reason_code", ""),
                    ("$reason_args", ""),
                    ("$now", 1)
                ),
            Stop
        );
        Assert.Equal([job], await ledger.Sessions.SweepEndedSessionsAsync(Stop));
        Assert.Empty(await ledger.Sessions.SweepEndedSessionsAsync(Stop));
        var run = await ledger.Runs.FindRunAsync(new(job, 1), Stop);
        Assert.Equal((RunState.Pending, null, true), (run!.State, run.Session, run.Suspect));
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={LedgerPath};Pooling=False");
        connection.Open();
        return connection;
    }

    private static List<string> Plan(SqliteConnection connection, string name)
    {
        var sql = LedgerFile.Kind.Statements.Text(name);
        using var command = new SqliteCommand("EXPLAIN QUERY PLAN " + sql, connection);
        var parameters = System.Text.RegularExpressions.Regex.Matches(sql, @"\$\w+").Select(match => match.Value);
        foreach (var parameter in parameters.Distinct())
            command.Parameters.AddWithValue(parameter, 1);
        using var reader = command.ExecuteReader();
        var steps = new List<string>();
        while (reader.Read())
            steps.Add(reader.GetString(3));
        return steps;
    }
}
