using Weft.Ledger;
using Weft.Ledger.Sqlite;
using Weft.Model;
using Weft.Reasons;
using Xunit;

namespace Weft.Tests.Ledger;

/// <summary>Operations that share a commit.</summary>
public sealed class SqliteWriterTests : SqliteLedgerFile
{
    /// <summary>Holds the writer in an operation, so that what is asked meanwhile shares the next commit.</summary>
    private static async Task<IDisposable> HoldAsync(SqliteLedger ledger)
    {
        var held = new TaskCompletionSource();
        var hold = new Hold();
        hold.Done = ledger.File.WriteAsync(
            db =>
            {
                held.TrySetResult();
                return hold.Gate.Wait(TimeSpan.FromSeconds(30), CancellationToken.None);
            },
            Stop
        );
        await held.Task;
        return hold;
    }

    private sealed class Hold : IDisposable
    {
        public SemaphoreSlim Gate { get; } = new(0);

        public Task<bool>? Done { get; set; }

        public void Dispose() => Gate.Release();
    }

    [Fact]
    public async Task Nobody_is_answered_before_the_commit_and_others_see_nothing_before_it()
    {
        var ledger = await OpenAsync();
        var other = await OpenAsync();
        var open = new Hold();
        var session = Task.FromResult(default(SessionId));
        Task<bool>? last;
        using (await HoldAsync(ledger))
        {
            session = SessionAsync(ledger);
            last = ledger.File.WriteAsync(_ => open.Gate.Wait(TimeSpan.FromSeconds(30), CancellationToken.None), Stop);
        }
        // The session's row is written when the operation behind it runs, and that one shares its commit.
        Assert.Empty(await other.Sessions.OpenSessionsAsync(Stop));
        Assert.False(session.IsCompleted);
        open.Dispose();
        Assert.True(await last);
        Assert.Equal([await session], (await other.Sessions.OpenSessionsAsync(Stop)).Select(row => row.Id));
    }

    [Fact]
    public async Task An_operation_that_fails_spoils_none_beside_it()
    {
        var ledger = await OpenAsync();
        Task<SessionId> before;
        Task<bool> failing;
        Task<SessionId> after;
        using (await HoldAsync(ledger))
        {
            before = SessionAsync(ledger);
            failing = ledger.File.WriteAsync<bool>(
                db =>
                {
                    db.Execute("raise-change-number");
                    throw new LedgerException(Reason.OfWords("no such thing"));
                },
                Stop
            );
            after = SessionAsync(ledger);
        }
        await Assert.ThrowsAsync<LedgerException>(() => failing);
        Assert.Equal([await before, await after], (await ledger.Sessions.OpenSessionsAsync(Stop)).Select(row => row.Id));
        Assert.Equal(0, await ledger.Changes.ChangeNumberAsync(Stop));
    }

    [Fact]
    public async Task A_full_disk_loses_nothing_and_work_goes_on_once_there_is_room()
    {
        var ledger = await OpenAsync();
        var job = await RunningAsync(ledger, 10);
        var session = await SessionAsync(ledger);
        var claims = Assert
            .IsType<ClaimResult.Claimed>(await ledger.Runs.ClaimAsync(new(session, "rules", job, 2, 0), Stop))
            .Runs;
        await ledger.File.WriteAsync(SqliteFileTests.Do("PRAGMA max_page_count = 1"), Stop);

        var huge = new Completion(claims[0], [new string('x', 100_000)], false, []);
        Task<IReadOnlyList<bool>> full;
        Task<int> small;
        using (await HoldAsync(ledger))
        {
            full = ledger.Runs.TryCompleteAsync([huge], Stop);
            small = ledger.Providers.NoteFailureAsync("rules", Stop);
        }
        var error = await Assert.ThrowsAsync<LedgerUnavailableException>(() => full);
        Assert.Contains("is full", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, await small);
        Assert.Equal(RunState.Processing, (await ledger.Runs.FindRunAsync(claims[0].Run, Stop))!.State);

        await ledger.File.WriteAsync(SqliteFileTests.Do("PRAGMA max_page_count = 1000000"), Stop);
        Assert.Equal([true], await ledger.Runs.TryCompleteAsync([huge], Stop));
    }

    [Fact]
    public async Task What_is_given_up_in_the_queue_is_not_done()
    {
        var ledger = await OpenAsync();
        using var give = new CancellationTokenSource();
        Task<SessionId> session;
        using (await HoldAsync(ledger))
        {
            session = ledger.Sessions.OpenSessionAsync("n", "all", 1, [], 8, give.Token);
            await give.CancelAsync();
        }
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => session);
        await SessionAsync(ledger);
        Assert.Single(await ledger.Sessions.OpenSessionsAsync(Stop));
    }

    [Fact]
    public async Task What_was_asked_before_the_end_is_done_and_nothing_after_it()
    {
        var ledger = await OpenAsync();
        Task<SessionId> session;
        ValueTask end;
        using (await HoldAsync(ledger))
        {
            session = SessionAsync(ledger);
            end = ledger.DisposeAsync();
        }
        await session;
        await end;
        await Assert.ThrowsAsync<ObjectDisposedException>(() => SessionAsync(ledger));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => ledger.Sessions.OpenSessionsAsync(Stop));
        Assert.Single(await (await OpenAsync()).Sessions.OpenSessionsAsync(Stop));
    }

    [Fact]
    public async Task A_process_killed_within_a_shared_commit_leaves_none_of_it()
    {
        var ledger = await OpenAsync();
        var job = await RunningAsync(ledger, 4);
        var session = await SessionAsync(ledger);
        await ledger.Runs.ClaimAsync(new(session, "rules", job, 1, 0), Stop);
        // Enough writes that pages spill into the log before the commit.
        var work = ledger.File.WriteAsync(
            db =>
            {
                db.Run("PRAGMA cache_size = 1");
                for (var i = 0; i < 2000; i++)
                    db.Execute(
                        "add-session",
                        ("$node", new string('n', 500)),
                        ("$role", ""),
                        ("$process", 1),
                        ("$providers", "[]"),
                        ("$now", 1)
                    );
                // A copy of the files now is what a kill -9 at this moment leaves behind.
                foreach (var end in (string[])["", "-wal"])
                    File.Copy(LedgerPath + end, Path.Combine(Folder, "copy.db" + end));
                return new FileInfo(LedgerPath + "-wal").Length;
            },
            Stop
        );
        Assert.True(await work > 500_000);
        var after = await OpenAsync(Path.Combine(Folder, "copy.db"));
        Assert.Equal([session], (await after.Sessions.OpenSessionsAsync(Stop)).Select(row => row.Id));
        Assert.Equal(new RunCounts(3, 1, 0, 0, 0), (await after.Jobs.CountRunsAsync([job], Stop))[job]);
        Assert.Equal(2001, (await ledger.Sessions.OpenSessionsAsync(Stop)).Count);
    }
}
