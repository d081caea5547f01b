using Weft.Dispatch;
using Weft.Ledger;
using Weft.Model;
using Weft.Reasons;
using Weft.Runtime;

namespace Weft.Watching;

/// <summary>
/// Reads the overview from the ledger; the lengths of the rings and who is present from the dispatch, where this process has it at hand. At
/// most once a second, however many look on.
/// </summary>
/// <param name="ring">Null: a ring holds the jobs that have pending chapters for its provider.</param>
internal sealed class OverviewReader(ILedger ledger, IRing? ring, PresenceSource present, TimeProvider time)
{
    public static readonly TimeSpan LookBack = TimeSpan.FromHours(1);

    /// <summary>A little less than a second, so that who asks every second never gets the last one again.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromMilliseconds(950);

    /// <summary>Behind this the page says itself that its figures are old.</summary>
    private static readonly TimeSpan Tolerable = TimeSpan.FromSeconds(3);
    private static readonly RunCounts None = new(0, 0, 0, 0, 0);

    private readonly SemaphoreSlim _turn = new(1);
    private readonly Dictionary<BookId, string> _titles = [];
    private Overview? _last;
    private long _readAt;

    /// <summary>What was read last; null before the first time.</summary>
    public Overview? Last => _last;

    public async Task<Overview> ReadAsync(CancellationToken cancel)
    {
        // While somebody reads anew, the others are content with what is a little older.
        if (!await _turn.WaitAsync(TimeSpan.Zero, cancel))
        {
            if (_last is { } older && time.GetElapsedTime(_readAt) < Tolerable)
                return older;
            await _turn.WaitAsync(cancel);
        }
        try
        {
            if (_last is { } last && time.GetElapsedTime(_readAt) < Fresh)
                return last;
            var overview = await ReadNowAsync(cancel);
            // From its end on: a reading that takes a second must not follow upon itself.
            _readAt = time.GetTimestamp();
            return _last = overview;
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<Overview> ReadNowAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var view = await ledger.Overview.WatchAsync(now - LookBack, cancel);
        var sessions = await ledger.Sessions.OpenSessionsAsync(cancel);
        var jobs = await ledger.Jobs.JobsAsync([JobState.Created, JobState.Running, JobState.Paused], cancel);
        var counts = await ledger.Jobs.CountRunsAsync([.. jobs.Select(job => job.Id)], cancel);
        var providers = await ledger.Providers.ProvidersAsync(cancel);
        var (there, trouble) = await ThereAsync(sessions, cancel);
        var nodes = sessions
            .Select(session => new NodeSeen(
                session,
                there.Contains(session.Id),
                view.Active.Count(run => run.Session == session.Id)
            ))
            .ToList();
        var queues = new Queues(jobs, view.Waiting, nodes);
        var lengths = await LengthsAsync([.. providers.Select(provider => provider.Name)], queues, cancel);
        var titles = await TitlesAsync(jobs, cancel);
        var active = view.Active.ToLookup(run => run.Provider, run => Seen(run, sessions, jobs, titles, now));
        return new(
            now,
            nodes,
            [
                .. providers.Select(provider => new ProviderSeen(
                    provider,
                    [.. nodes.Where(node => node.Session.Providers.Contains(provider.Name))],
                    lengths[provider.Name],
                    queues.Pending(provider.Name),
                    [.. active[provider.Name].OrderByDescending(run => run.For)],
                    queues.IsWaitedFor(provider.Name)
                )),
            ],
            [
                .. jobs.Select(job => new JobSeen(
                    job,
                    titles[job.Id],
                    counts.GetValueOrDefault(job.Id, None),
                    queues.WithoutWorkers(job.Id)
                )),
            ],
            view.Ended,
            trouble
        );
    }

    private static RunSeen Seen(
        ActiveRun run,
        IReadOnlyList<Session> sessions,
        IReadOnlyList<Job> jobs,
        Dictionary<JobId, string> titles,
        DateTimeOffset now
    )
    {
        var lasted = now - run.Since;
        var title = jobs.Any(job => job.Id == run.Run.Job) ? titles[run.Run.Job] : "";
        var session = sessions.FirstOrDefault(session => session.Id == run.Session);
        return new(run, session, title, lasted > TimeSpan.Zero ? lasted : TimeSpan.Zero);
    }

    /// <summary>The dispatch may be away: the ledger's open sessions then count as present, and it is said.</summary>
    private async Task<(IReadOnlySet<SessionId> There, Reason Trouble)> ThereAsync(
        IReadOnlyList<Session> sessions,
        CancellationToken cancel
    )
    {
        try
        {
            return (await present(sessions, cancel), Reason.None);
        }
        catch (TransientException trouble)
        {
            return (sessions.Select(session => session.Id).ToHashSet(), trouble.Reason);
        }
    }

    private async Task<Dictionary<string, int>> LengthsAsync(string[] providers, Queues queues, CancellationToken cancel)
    {
        var lengths = providers.ToDictionary(name => name, queues.Jobs);
        if (ring is null)
            return lengths;
        try
        {
            foreach (var name in providers)
                lengths[name] = await ring.LengthAsync(name, cancel);
        }
        catch (TransientException)
        {
            // Presence has said so already.
        }
        return lengths;
    }

    private async Task<Dictionary<JobId, string>> TitlesAsync(IReadOnlyList<Job> jobs, CancellationToken cancel)
    {
        foreach (var book in jobs.Select(job => job.Order.Book).Where(book => !_titles.ContainsKey(book)).Distinct())
            _titles[book] = (await ledger.Library.FindBookAsync(book, cancel))?.Title ?? "";
        return jobs.ToDictionary(job => job.Id, job => _titles[job.Order.Book]);
    }
}
