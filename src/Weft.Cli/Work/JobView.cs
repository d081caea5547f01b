using Weft.Cli.Showing;
using Weft.Cli.Stores;
using Weft.Graph;
using Weft.Model;

namespace Weft.Cli.Work;

/// <summary>A job with its numbers, for people and scripts.</summary>
/// <param name="Currency">Of the first of its providers that has a price; empty where none has.</param>
/// <param name="Rejected">Records that the text did not support, over all completed runs.</param>
internal sealed record JobView(Job Job, Book? Book, RunCounts Runs, Spending Spending, string Currency, long Rejected)
{
    public string Title => Book?.Title ?? "";

    public long Tokens => Spending.PromptTokens + Spending.AnswerTokens;

    public bool IsOpen => Job.State is JobState.Created or JobState.Running or JobState.Paused;

    public static async Task<IReadOnlyList<JobView>> ReadAsync(Workplace place, IReadOnlyList<Job> jobs, CancellationToken cancel)
    {
        var counts = await place.Ledger.Jobs.CountRunsAsync([.. jobs.Select(job => job.Id)], cancel);
        var rejected = await place.Ledger.Jobs.CountRejectedAsync([.. jobs.Select(job => job.Id)], cancel);
        var prices = (await place.Ledger.Providers.ProvidersAsync(cancel)).ToDictionary(
            one => one.Name,
            one => one.Price.Currency
        );
        var views = new List<JobView>();
        foreach (var job in jobs)
        {
            var book = await place.Ledger.Library.FindBookAsync(job.Order.Book, cancel);
            var spending = await place.Ledger.Journal.SpendingAsync(job.Id, cancel);
            var currency =
                job.Order.Providers.Select(name => prices.GetValueOrDefault(name, "")).FirstOrDefault(one => one.Length > 0)
                ?? "";
            var none = new RunCounts(0, 0, 0, 0, 0);
            views.Add(
                new(job, book, counts.GetValueOrDefault(job.Id, none), spending, currency, rejected.GetValueOrDefault(job.Id))
            );
        }
        return views;
    }

    public static async Task<IReadOnlyList<ChapterRun>> RunsAsync(Workplace place, JobId job, CancellationToken cancel)
    {
        const int Slice = 1000;
        var all = new List<ChapterRun>();
        for (var from = 1; ; from = all[^1].Id.Position + 1)
        {
            var slice = await place.Ledger.Runs.RunsAsync(job, from, Slice, cancel);
            all.AddRange(slice);
            if (slice.Count < Slice)
                return all;
        }
    }

    /// <summary>The canonical hash of the book's graph, or null while its resolved layer is behind.</summary>
    public static async Task<string?> HashAsync(Workplace place, BookId book, CancellationToken cancel)
    {
        var words = await place.Ledger.Library.WordsAsync(book, cancel);
        var state = await place.Graph.FindStateAsync(book, cancel);
        if (state?.IsResolved(words.Count == 0 ? 0 : words[^1].Number) != true)
            return null;
        var raw = await place.Graph.ReadRawAsync(book, cancel);
        var resolved = await place.Graph.ReadResolvedAsync(book, cancel);
        return raw is null || resolved is null ? null : CanonicalHash.Of(raw, resolved);
    }

    public Dictionary<string, object?> ToJson() =>
        new()
        {
            ["job"] = Job.Id.Value,
            ["book"] = Job.Order.Book.Value,
            ["title"] = Title,
            ["state"] = Figures.Word(Job.State),
            ["reason"] = Job.Reason,
            ["providers"] = Job.Order.Providers,
            ["order"] = Figures.Word(Job.Order.Order),
            ["priority"] = Figures.Word(Job.Order.Priority),
            ["runs"] = new
            {
                pending = Runs.Pending,
                processing = Runs.Processing,
                completed = Runs.Completed,
                failed = Runs.Failed,
                skipped = Runs.Skipped,
            },
            ["calls"] = Spending.Calls,
            ["tokens"] = Tokens,
            ["money"] = Figures.Amount(Spending.Micros),
            ["currency"] = Currency,
            ["rejected"] = Rejected,
            ["created_at"] = Job.CreatedAt,
            ["started_at"] = Job.StartedAt,
            ["ended_at"] = Job.EndedAt,
        };
}
