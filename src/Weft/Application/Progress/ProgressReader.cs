using Weft.Graph;
using Weft.Ledger;
using Weft.Model;
using Weft.Runtime;

namespace Weft.Application.Progress;

/// <summary>Reads how far jobs are. All of it comes from the ledger and the graph, so that it is the same from any process.</summary>
internal sealed class ProgressReader(ILedger ledger, IGraphStore graph, TimeProvider time, IReadOnlyList<JobId> jobs)
{
    private static readonly RunCounts None = new(0, 0, 0, 0, 0);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private readonly Pace _pace = new();
    private readonly long _began = time.GetTimestamp();
    private readonly Dictionary<BookId, string> _titles = [];

    /// <summary>What the graph holds of a book, as it was last told: a graph that is away must not end the looking on.</summary>
    private readonly Dictionary<BookId, (int Entities, int Relations)> _held = [];

    /// <summary>Jobs that are over are not counted again.</summary>
    private readonly Dictionary<JobId, JobProgress> _over = [];

    public async Task<ProgressReading> ReadAsync(CancellationToken cancel)
    {
        var providers = (await ledger.Providers.ProvidersAsync(cancel)).ToDictionary(provider => provider.Name);
        var counts = await ledger.Jobs.CountRunsAsync([.. jobs.Where(job => !_over.ContainsKey(job))], cancel);
        var rows = new List<JobProgress>();
        foreach (var id in jobs)
        {
            if (!_over.TryGetValue(id, out var row) && await ledger.Jobs.FindJobAsync(id, cancel) is { } job)
                row = await ReadAsync(job, counts.GetValueOrDefault(id, None), providers, cancel);
            if (row is null)
                continue;
            if (row.Job.State is JobState.Completed or JobState.Failed or JobState.Cancelled)
                _over[id] = row;
            rows.Add(row);
        }
        var since = time.GetElapsedTime(_began);
        // What is skipped takes no time.
        _pace.Add(since, rows.Sum(row => row.Runs.Completed + row.Runs.Failed), rows.Sum(row => row.Runs.Processing));
        return new(rows, _pace.PerMinute, _pace.Left(rows.Sum(row => row.Runs.Open)), since);
    }

    private async Task<JobProgress> ReadAsync(
        Job job,
        RunCounts runs,
        Dictionary<string, Provider> providers,
        CancellationToken cancel
    )
    {
        var used = job.Order.Providers.Select(name => providers.GetValueOrDefault(name)).OfType<Provider>().ToList();
        var spending = used.Any(provider => provider.Kind.MakesCalls) ? await ledger.Journal.SpendingAsync(job.Id, cancel) : null;
        var (entities, relations) = await CountAsync(job.Order.Book, cancel);
        var now = time.GetUtcNow();
        var locked = await LockedAsync(used, cancel);
        return new(
            job,
            await TitleAsync(job.Order.Book, cancel),
            runs,
            spending is null ? 0 : spending.PromptTokens + spending.AnswerTokens,
            spending?.Micros ?? 0,
            used.Select(provider => provider.Price.Currency).FirstOrDefault(currency => currency.Length > 0) ?? "",
            entities,
            relations,
            [.. used.Where(provider => provider.IsPaused(now))]
        )
        {
            Thinking = spending?.Thinking ?? default,
            Locked = locked,
            NeedsPerson = await NeedsPersonAsync(
                job,
                runs,
                [.. used.Where(provider => provider.Pause is { Until: null }).Union(locked).Select(provider => provider.Name)],
                cancel
            ),
        };
    }

    private async Task<IReadOnlyList<Provider>> LockedAsync(List<Provider> used, CancellationToken cancel)
    {
        if (used.TrueForAll(provider => provider.SealedKey.Length == 0))
            return [];
        var open = await ledger.Sessions.OpenSessionsAsync(cancel);
        return
        [
            .. used.Where(provider =>
                open.Any(session => session.Locked.Contains(provider.Name))
                && !open.Any(session => session.Providers.Contains(provider.Name))
            ),
        ];
    }

    private async Task<bool> NeedsPersonAsync(Job job, RunCounts runs, HashSet<string> closed, CancellationToken cancel)
    {
        if (job.State != JobState.Running || runs is not { Processing: 0, Pending: > 0 } || closed.Count == 0)
            return false;
        var watch = await ledger.Overview.WatchAsync(time.GetUtcNow(), cancel);
        var waiting = watch.Waiting.Where(waits => waits.Job == job.Id).ToList();
        return waiting.Count > 0
            && waiting.TrueForAll(waits => RunTransitions.Able(job.Order, waits.Rung, waits.FailedBy).All(closed.Contains));
    }

    private async Task<(int Entities, int Relations)> CountAsync(BookId book, CancellationToken cancel)
    {
        using var clock = new CancellationTokenSource(Patience, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel, clock.Token);
        try
        {
            return _held[book] = await graph.CountRawAsync(book, limit.Token);
        }
        catch (Exception away)
            when (away is TransientException || away is OperationCanceledException && !cancel.IsCancellationRequested)
        {
            return _held.GetValueOrDefault(book);
        }
    }

    private async Task<string> TitleAsync(BookId book, CancellationToken cancel)
    {
        if (!_titles.TryGetValue(book, out var title))
            _titles[book] = title = (await ledger.Library.FindBookAsync(book, cancel))?.Title ?? book.ToString();
        return title;
    }
}
