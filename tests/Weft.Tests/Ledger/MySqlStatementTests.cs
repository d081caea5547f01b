using System.Globalization;
using MySqlConnector;
using Weft.Ledger.MySql;
using Weft.Model;
using Weft.Reasons;
using Xunit;

namespace Weft.Tests.Ledger;

/// <summary>
/// A million runs, answers or ended sessions must not slow the daily work down: what it reads is counted by the server, row by row, in a
/// ledger that has thousands of each.
/// </summary>
public sealed class MySqlStatementTests : MySqlLedgerDatabase
{
    private const int Many = 4_000;

    /// <summary>A tenth of the job is open, and some of this looks through that; a walk over a table or over the whole job is twice as much.</summary>
    private const int Most = Many / 2;

    private static readonly AnswerKey Key = new(new string('a', 64), "recipe", "model", PassageAttempt.First, 0);

    [Fact]
    public async Task The_daily_work_reads_what_it_is_about_and_no_table()
    {
        // One connection, so that its counters are those of the work.
        var ledger = await OpenAsync(new MySqlConnectionStringBuilder(Database) { MaximumPoolSize = 1 }.ConnectionString);
        var done = await SmallJob.RunningAsync(ledger, Many);
        await FillAsync(done);
        var job = await SmallJob.RunningAsync(ledger, Many);
        await ledger.Providers.SaveProviderAsync(
            new()
            {
                Name = "p",
                Url = "u",
                Model = "m",
                SealedKey = "",
                Limits = new(null, null, null),
                Price = Price.Free,
            },
            Stop
        );
        var session = await SmallJob.SessionAsync(ledger);
        var mark = await WalkAsync(ledger, session, job);

        var claimed = new List<Claim>();
        async Task ClaimAsync(int from) =>
            claimed.AddRange(((ClaimResult.Claimed)await ledger.Runs.ClaimAsync(new(session, "rules", job, 8, from), Stop)).Runs);
        Call CallOf(string id) =>
            new(
                id,
                Key with
                {
                    PassageHash = $"{id}-passage",
                },
                new(job, Many),
                session,
                "rules",
                1,
                1,
                Time.GetUtcNow(),
                Time.GetUtcNow() + TimeSpan.FromMinutes(1)
            );
        Completion Done(int index) =>
            new(claimed[index], ["w"], false, index == 1 ? [new("entity", "t", Reason.OfWords("r"))] : []);
        (string Name, Func<Task> Work)[] daily =
        [
            ("claim from the mark", () => ClaimAsync(mark)),
            ("claim from the floor", () => ClaimAsync(0)),
            ("claim of a finished job", () => ledger.Runs.ClaimAsync(new(session, "rules", done, 8, Many + 1), Stop)),
            ("complete", () => ledger.Runs.TryCompleteAsync([Done(0), Done(1)], Stop)),
            ("complete again", () => ledger.Runs.TryCompleteAsync([Done(0), Done(1), Done(2)], Stop)),
            ("give back", () => ledger.Runs.GiveBackAsync([claimed[3]], Reason.OfWords("later"), Stop)),
            ("fail", () => ledger.Runs.FailAsync(claimed[4], Reason.OfWords("no good"), TimeSpan.FromMinutes(5), Stop)),
            ("skip", () => ledger.Runs.TrySkipAsync(claimed[5], Reason.OfWords("empty"), Stop)),
            ("mark", () => ledger.Runs.TryMarkAsync(claimed[6], true, Stop)),
            ("raise an attempt", () => ledger.Runs.TryRaiseAttemptAsync(claimed[7], 7, Stop)),
            ("processing", () => ledger.Runs.ProcessingAsync(session, Stop)),
            ("who is at what", () => ledger.Overview.WatchAsync(Time.GetUtcNow(), Stop)),
            ("some runs", () => ledger.Runs.RunsAsync(job, Many / 4, 50, Stop)),
            ("one run", () => ledger.Runs.FindRunAsync(new(job, Many), Stop)),
            ("woven", () => ledger.Runs.WovenAsync(new(job, 1), Stop)),
            ("view for the finish", () => ledger.Jobs.ReadForFinishAsync(job, Stop)),
            ("due retries", () => ledger.Jobs.RetryDueAsync(Stop)),
            ("jobs that run", () => ledger.Jobs.JobsAsync([JobState.Running], Stop)),
            ("one job", () => ledger.Jobs.FindJobAsync(job, Stop)),
            ("pause", () => ledger.Jobs.TryPauseAsync(job, Reason.None, Stop)),
            ("resume", () => ledger.Jobs.TryResumeAsync(job, Budget.None, Stop)),
            ("open a session", () => SmallJob.SessionAsync(ledger)),
            ("open sessions", () => ledger.Sessions.OpenSessionsAsync(Stop)),
            ("serve", () => ledger.Sessions.ServeAsync(session, ["rules", "p"], ["q"], Stop)),
            ("sweep", () => ledger.Sessions.SweepEndedSessionsAsync(Stop)),
            ("open a call", () => ledger.Journal.OpenCallAsync(CallOf("one"), Stop)),
            ("answer", () => ledger.Journal.AnswerAsync(CallOf("one"), AnswerOf(CallOf("one").Key), Stop)),
            ("find an answer", () => ledger.Journal.FindAsync([CallOf("one").Key], Stop)),
            ("open another", () => ledger.Journal.OpenCallAsync(CallOf("two"), Stop)),
            ("close a call", () => ledger.Journal.CloseCallAsync(CallOf("two"), CallLoss.NotTaken, Reason.None, Stop)),
            ("answers of a run", () => ledger.Journal.AnswersOfRunAsync(new(job, Many), Stop)),
            ("calls of a window", () => ledger.Journal.TracesAsync("rules", Time.GetUtcNow() - TimeSpan.FromMinutes(1), Stop)),
            ("providers", () => ledger.Providers.ProvidersAsync(Stop)),
            ("success", () => ledger.Providers.NoteSuccessAsync("rules", Stop)),
            ("failure", () => ledger.Providers.NoteFailureAsync("rules", Stop)),
            ("wishes", () => ledger.Changes.ChangeNumberAsync(Stop)),
            ("end a session", () => ledger.Sessions.EndSessionAsync(session, SessionEnd.Death, Reason.None, Stop)),
        ];

        var tooMuch = new List<string>();
        foreach (var (name, work) in daily)
        {
            var before = await ReadsAsync(ledger);
            await work();
            var reads = await ReadsAsync(ledger) - before;
            if (reads > Most)
                tooMuch.Add($"{name}: {reads}");
        }
        Assert.Empty(tooMuch);
        // The count counts: this one walks the job's runs, as it says.
        var unread = await ReadsAsync(ledger);
        await ledger.Jobs.CountRunsAsync([job], Stop);
        Assert.InRange(await ReadsAsync(ledger) - unread, Many, long.MaxValue);
    }

    /// <summary>Nine of ten of the job's runs are finished, and its floor and a node's mark have followed.</summary>
    private static async Task<int> WalkAsync(MySqlLedger ledger, SessionId session, JobId job)
    {
        var mark = 0;
        for (var slice = 1; slice <= 3; slice++)
        {
            var claimed = (ClaimResult.Claimed)
                await ledger.Runs.ClaimAsync(new(session, "rules", job, Many * 3 / 10, mark), Stop);
            await ledger.Runs.TryCompleteAsync([.. claimed.Runs.Select(claim => new Completion(claim, ["w"], false, []))], Stop);
            mark = claimed.Mark;
        }
        await ledger.Jobs.RaiseFloorAsync(job, Stop);
        return mark;
    }

    /// <summary>What years leave behind: ended sessions, answered calls, finished jobs.</summary>
    private async Task FillAsync(JobId job)
    {
        await using var connection = new MySqlConnection(Database);
        await connection.OpenAsync(Stop);
        string[] statements =
        [
            $"UPDATE chapter_runs SET state = 2, session_id = 1, place = 0, attempt = 1 WHERE job_id = {job.Value}",
            $"UPDATE jobs SET floor = {Many + 1} WHERE job_id = {job.Value}",
            $"INSERT INTO sessions (node, role, process_id, providers, started_ms, ended_ms, end_reason) SELECT 'n', 'all', 1, '[]', 1, 2, '' FROM chapter_runs WHERE job_id = {job.Value}",
            $"""
                INSERT INTO answers
                SELECT SHA2(position, 256), SHA2(position, 256), 'r', 'm', 'first', 0, 'rules', '', 'stop', 1, 0, 1, 0, '', 1, 0, 0
                FROM chapter_runs WHERE job_id = {job.Value}
                """,
            $"""
                INSERT INTO calls (call_id, answer_key, job_id, position, session_id, provider, state, tokens, micros, at_ms, deadline_ms, reason)
                SELECT CONCAT('old-', position), SHA2(position, 256), {job.Value}, position, position, 'rules', 1, 1, 1, 1, 2, ''
                FROM chapter_runs WHERE job_id = {job.Value}
                """,
            $"INSERT INTO jobs (book_id, edition_id, providers, provider_order, priority, recipe, profile_version, state, reason, created_ms) SELECT 1, 1, '[]', 'inorder', 'normal', '{{}}', 'p', 'completed', '', 1 FROM chapter_runs WHERE job_id = {job.Value}",
            "ANALYZE TABLE chapter_runs, sessions, answers, calls, jobs",
        ];
        foreach (var sql in statements)
        {
            await using var command = new MySqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync(Stop);
        }
    }

    private Answer AnswerOf(AnswerKey key) => new(key, "rules", "{}", "stop", 1, 0, 1, 0, "{}", Time.GetUtcNow());

    private static Task<long> ReadsAsync(MySqlLedger ledger) =>
        ledger.Store.RunTextAsync(
            "SHOW SESSION STATUS LIKE 'Handler_read%'",
            async reader =>
            {
                var sum = 0L;
                while (await reader.ReadAsync(Stop))
                    sum += long.Parse(reader.GetString(1), CultureInfo.InvariantCulture);
                return sum;
            },
            Stop
        );
}
