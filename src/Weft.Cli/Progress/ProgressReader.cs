using Weft.Cli.Stores;
using Weft.Cli.Work;
using Weft.Model;
using Weft.Runtime;

namespace Weft.Cli.Progress;

/// <summary>Reads how far jobs are. All of it comes from the ledger and the graph, so that it is the same from any process.</summary>
internal sealed class ProgressReader(Workplace place, IReadOnlyList<JobId> jobs)
{
    private static readonly RunCounts None = new(0, 0, 0, 0, 0);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private readonly Pace _pace = new();
    private readonly long _began = place.Shell.Time.GetTimestamp();
    private readonly Dictionary<BookId, string> _titles = [];

    /// <summary>What the graph holds of a book, as it was last told: a graph that is away must not end the looking on.</summary>
    private readonly Dictionary<BookId, (int Entities, int Relations)> _held = [];

    /// <summary>Jobs that are over are not counted again.</summary>
    private readonly Dictionary<JobId, JobProgress> _over = [];

    public async Task<ProgressReading> ReadAsync(CancellationToken cancel)
    {
        var providers = (await place.Ledger.Providers.ProvidersAsync(cancel)).ToDictionary(one => one.Name);
        var counts = await place.Ledger.Jobs.CountRunsAsync([.. jobs.Where(job => !_over.ContainsKey(job))], cancel);
        var rows = new List<JobProgress>();
        foreach (var id in jobs)
        {
            if (!_over.TryGetValue(id, out var row) && await place.Ledger.Jobs.FindJobAsync(id, cancel) is { } job)
                row = await ReadAsync(job, counts.GetValueOrDefault(id, None), providers, cancel);
            if (row is null)
                continue;
            if (row.Job.State is JobState.Completed or JobState.Failed or JobState.Cancelled)
                _over[id] = row;
            rows.Add(row);
        }
        var since = place.Shell.Time.GetElapsedTime(_began);
        _pace.Add(since, rows.Sum(row => row.Done));
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
        var spending = used.Any(one => one.Kind.MakesCalls) ? await place.Ledger.Journal.SpendingAsync(job.Id, cancel) : null;
        var (entities, relations) = await CountAsync(job.Order.Book, cancel);
        var now = place.Shell.Time.GetUtcNow();
        return new(
            job,
            await TitleAsync(job.Order.Book, cancel),
            runs,
            spending is null ? 0 : spending.PromptTokens + spending.AnswerTokens,
            spending?.Micros ?? 0,
            used.Select(one => one.Price.Currency).FirstOrDefault(one => one.Length > 0) ?? "",
            entities,
            relations,
            [.. used.Where(one => one.IsPaused(now))]
        );
    }

    private async Task<(int Entities, int Relations)> CountAsync(BookId book, CancellationToken cancel)
    {
        using var clock = new CancellationTokenSource(Patience, place.Shell.Time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel, clock.Token);
        try
        {
            return _held[book] = await place.Graph.CountRawAsync(book, limit.Token);
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
            _titles[book] = title = (await place.Ledger.Library.FindBookAsync(book, cancel))?.Title ?? book.ToString();
        return title;
    }
}
