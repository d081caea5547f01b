using Weft.Ledger;
using Weft.Ledger.Sqlite;
using Weft.Model;
using Weft.Storage.Sqlite;
using Xunit;

namespace Weft.Tests.Ledger;

/// <summary>What may be wrong with the file, its folder or its schema, in words a person can act on.</summary>
public sealed class SqliteFileTests : SqliteLedgerFile
{
    [Fact]
    public async Task A_first_start_makes_folder_and_file()
    {
        var path = Path.Combine(Folder, "a", "b", "ledger.db");
        var ledger = await OpenAsync(path);
        Assert.True(File.Exists(path));
        Assert.Equal(0, await ledger.Changes.ChangeNumberAsync(Stop));
    }

    [Fact]
    public async Task Several_first_starts_at_once_make_one_ledger()
    {
        var ledgers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => OpenAsync()));
        var sessions = await Task.WhenAll(ledgers.Select(SessionAsync));
        Assert.Equal(6, sessions.Distinct().Count());
        Assert.Equal(6, (await ledgers[0].Sessions.OpenSessionsAsync(Stop)).Count);
    }

    [Fact]
    public async Task What_was_written_is_there_after_a_restart()
    {
        var ledger = await OpenAsync();
        var job = await RunningAsync(ledger, 3);
        await ledger.DisposeAsync();
        var again = await OpenAsync();
        Assert.Equal(new RunCounts(3, 0, 0, 0, 0), (await again.Jobs.CountRunsAsync([job], Stop))[job]);
    }

    [Fact]
    public async Task A_text_file_is_no_ledger()
    {
        await File.WriteAllTextAsync(LedgerPath, new string('x', 5000), Stop);
        await RefusedAsync("is no ledger of Weft");
    }

    [Fact]
    public async Task Another_program_s_database_is_left_alone()
    {
        await (await OpenAsync(Path.Combine(Folder, "seed.db"))).DisposeAsync();
        Change("CREATE TABLE photos (id INTEGER)");
        await RefusedAsync("belongs to another program");
        Assert.False(File.Exists(LedgerPath + "-migrating"));
    }

    [Fact]
    public async Task A_ledger_one_release_ahead_is_worked_with_and_one_two_ahead_refused()
    {
        await (await OpenAsync()).DisposeAsync();
        Change($"PRAGMA user_version = {LedgerFile.Schema + 1}");
        await using (var ahead = await OpenAsync())
            await RunningAsync(ahead, 1);
        Change($"PRAGMA user_version = {LedgerFile.Schema + 2}");
        await RefusedAsync("Take a newer build");
    }

    /// <summary>Builds before kept the numbers of their migrations in a table of their own beside <c>user_version</c>.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_ledger_of_an_older_build_is_brought_up_and_keeps_what_it_has(int schema)
    {
        Change("CREATE TABLE VersionInfo (Version INTEGER NOT NULL, AppliedOn DATETIME, Description TEXT)");
        foreach (var (number, text) in LedgerFile.Kind.Statements.Migrations.Take(schema))
            Change($"{text}; INSERT INTO VersionInfo (Version) VALUES ({number})");
        Change("INSERT INTO sessions (node, role, process_id, providers, started_ms) VALUES ('old', 'all', 1, '[]', 1)");
        var ledger = await OpenAsync();
        var session = Assert.Single(await ledger.Sessions.OpenSessionsAsync(Stop));
        Assert.Equal(("old", 0), (session.Node, session.Workers));
        using var db = SqliteDb.Open(LedgerPath, LedgerFile.Kind, forWriting: true);
        Assert.Equal(LedgerFile.Schema, db.SchemaVersion);
    }

    [Fact]
    public async Task Providers_of_an_older_ledger_get_their_kind()
    {
        await using (var ledger = await OpenAsync())
            await ledger.Providers.SaveProviderAsync(Provider.Rules with { Name = "old", Kind = ProviderKind.OpenAi }, Stop);
        Change("ALTER TABLE providers DROP COLUMN kind");
        Change("DROP INDEX jobs_purse");
        foreach (
            var column in new[]
            {
                "providers DROP COLUMN settings",
                "formats DROP COLUMN url",
                "formats DROP COLUMN manners",
                "sessions DROP COLUMN locked",
                "chapter_runs DROP COLUMN asked_from",
                "books DROP COLUMN forgotten",
                "answers DROP COLUMN thinking_tokens",
                "answers DROP COLUMN thinking_micros",
                "calls DROP COLUMN thinking_tokens",
                "calls DROP COLUMN thinking_micros",
                "jobs DROP COLUMN purse_id",
                "jobs DROP COLUMN rules_after_ms",
                "providers DROP COLUMN paused_since_ms",
                "editions DROP COLUMN told",
                "editions DROP COLUMN metadata",
                "words DROP COLUMN said_by",
                "words DROP COLUMN said_ms",
                "words DROP COLUMN undoes",
            }
        )
            Change($"ALTER TABLE {column}");
        DropReasonColumns();
        foreach (
            var table in new[]
            {
                "events",
                "audit",
                "job_requests",
                "web_nodes",
                "graph_layouts",
                "users",
                "sign_ins",
                "sign_in_tries",
                "api_tokens",
                "form_keys",
                "webhooks",
                "webhook_deliveries",
            }
        )
            Change($"DROP TABLE {table}");
        Change("PRAGMA user_version = 3");
        var again = await OpenAsync();
        Assert.Equal(
            [("old", ProviderKind.OpenAi), ("rules", ProviderKind.Rules)],
            (await again.Providers.ProvidersAsync(Stop)).Select(provider => (provider.Name, provider.Kind))
        );
    }

    [Fact]
    public async Task A_damaged_ledger_is_called_so()
    {
        var ledger = await OpenAsync();
        await RunningAsync(ledger, 2000);
        await ledger.DisposeAsync();
        await using (var file = File.OpenWrite(LedgerPath))
        {
            file.Position = 4096;
            await file.WriteAsync(Enumerable.Repeat((byte)0xA5, (int)file.Length - 4096).ToArray(), Stop);
        }
        var error = await Assert.ThrowsAsync<LedgerException>(async () =>
        {
            var damaged = await OpenAsync();
            await damaged.Jobs.JobsAsync([], Stop);
        });
        Assert.Contains("is damaged", error.Message, StringComparison.Ordinal);
        Assert.Contains(LedgerPath, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_is_a_file_is_named()
    {
        await File.WriteAllTextAsync(Path.Combine(Folder, "data"), "", Stop);
        var path = Path.Combine(Folder, "data", "ledger.db");
        var error = await Assert.ThrowsAsync<LedgerException>(() => OpenAsync(path));
        Assert.Contains("cannot be made", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_may_not_be_written_is_named()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs a folder that not even root may write");
        var error = await Assert.ThrowsAsync<LedgerException>(() => OpenAsync("/proc/ledger.db"));
        Assert.Contains("may be written to", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ledger_that_may_not_be_written_is_no_passing_trouble()
    {
        var ledger = await OpenAsync();
        await ledger.File.WriteAsync(Do("PRAGMA query_only = ON"), Stop);
        var error = await Assert.ThrowsAsync<LedgerException>(() => SessionAsync(ledger));
        Assert.Contains("may not be written to", error.Message, StringComparison.Ordinal);
        Assert.Empty(await ledger.Sessions.OpenSessionsAsync(Stop));
    }

    [Fact]
    public async Task A_ledger_held_by_another_program_is_passing_trouble()
    {
        var ledger = await OpenAsync();
        await ledger.File.WriteAsync(Do("PRAGMA busy_timeout = 10"), Stop);
        using (var other = SqliteDb.Open(LedgerPath, LedgerFile.Kind, forWriting: true))
        {
            other.Run("BEGIN IMMEDIATE");
            var error = await Assert.ThrowsAsync<LedgerUnavailableException>(() => SessionAsync(ledger));
            Assert.Contains("Another program has held", error.Message, StringComparison.Ordinal);
            Assert.Empty(await ledger.Sessions.OpenSessionsAsync(Stop));
        }
        await SessionAsync(ledger);
    }

    internal static Func<SqliteDb, bool> Do(string sql) =>
        db =>
        {
            db.Run(sql);
            return true;
        };

    /// <summary>Those of the fifth migration.</summary>
    private void DropReasonColumns()
    {
        string[] columns =
        [
            .. new[] { "jobs", "chapter_runs", "rejections", "calls" }.Select(table => $"{table} DROP COLUMN reason"),
            "sessions DROP COLUMN end_reason",
            "providers DROP COLUMN pause_reason",
        ];
        foreach (var column in columns)
        {
            Change($"ALTER TABLE {column}_code");
            Change($"ALTER TABLE {column}_args");
        }
    }

    private void Change(string sql)
    {
        using var db = SqliteDb.Open(LedgerPath, LedgerFile.Kind, forWriting: true);
        db.Run(sql);
    }

    private async Task RefusedAsync(string words)
    {
        var error = await Assert.ThrowsAsync<LedgerException>(() => OpenAsync());
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.Contains(LedgerPath, error.Message, StringComparison.Ordinal);
    }
}
