using Weft.Extraction;
using Weft.Graph;
using Weft.Ledger;
using Weft.Model;
using Weft.Providers;

namespace Weft.Work;

/// <summary>What a rebuild came to. <paramref name="Missing"/>: numbers of chapters whose answers the journal no longer has.</summary>
internal sealed record Rebuilt(int Chapters, IReadOnlyList<int> Missing);

/// <summary>Makes a book's raw layer again from the ledger alone, without one call: for a graph that was lost, or for another store.</summary>
internal sealed class RawLayerRebuild(ILedger ledger, IGraphStore graph, IExtractor rules, ILocalWork local)
{
    /// <summary>
    /// Empties the book in the graph and weaves every completed run of its current edition again, under the token it had. Resolving is
    /// the caller's. Killed in the middle, it is simply begun anew. Null where there is no such book.
    /// </summary>
    public async Task<Rebuilt?> RunAsync(BookId id, Action<int, int> progress, CancellationToken cancel)
    {
        if (await ledger.Library.FindBookAsync(id, cancel) is not { } book)
            return null;
        var units = (await ledger.Library.UnitsAsync(book.Edition, cancel)).ToDictionary(unit => unit.Chapter);
        var runs = await NewestAsync(id, units, cancel);
        await graph.DeleteBookAsync(id, cancel);
        await new GraphBooks(ledger.Library, graph).PutAsync(book, cancel);
        var (woven, missing) = (0, new List<int>());
        foreach (var (job, run) in runs)
        {
            if (await FactsAsync(job, run, cancel) is { } facts)
                await WeaveAsync(id, run, facts, cancel);
            else
                missing.Add(units[run.Chapter].Unit.Number);
            progress(++woven, runs.Count);
        }
        return new(woven - missing.Count, missing);
    }

    /// <summary>Of each chapter the completed run of the newest job: that reading stands.</summary>
    private async Task<List<(Job Job, ChapterRun Run)>> NewestAsync(
        BookId book,
        Dictionary<ChapterKey, EditionUnit> units,
        CancellationToken cancel
    )
    {
        var newest = new Dictionary<ChapterKey, (Job Job, ChapterRun Run)>();
        foreach (var job in (await ledger.Jobs.JobsAsync([], cancel)).Where(job => job.Order.Book == book))
        foreach (var run in await ledger.Runs.RunsAsync(job.Id, 0, int.MaxValue, cancel))
            if (run.State == RunState.Completed && units.ContainsKey(run.Chapter))
                newest[run.Chapter] = (job, run);
        return [.. newest.Values.OrderBy(reading => units[reading.Run.Chapter].Position)];
    }

    private async Task<ChapterFacts?> FactsAsync(Job job, ChapterRun run, CancellationToken cancel)
    {
        if (await ledger.Library.FindTextAsync(job.Order.Book, run.Chapter, cancel) is not { } text)
            return null;
        var woven = await ledger.Runs.WovenAsync(run.Id, cancel);
        var keys = woven.Select(AnswerKey.TryParse).OfType<AnswerKey>().ToList();
        if (run.Provider != Provider.RulesName)
            return WovenChapter.Rebuild(text, job.Order.Recipe, await ledger.Journal.FindAsync(keys, cancel));
        if (await ledger.Library.FindProfileAsync(job.Order.Edition, job.Order.ProfileVersion, cancel) is not { } profile)
            return null;
        var claim = new Claim
        {
            Run = run.Id,
            Chapter = run.Chapter,
            Session = run.Session ?? default,
            Attempt = run.Attempt,
            Provider = run.Provider,
            Rung = 0,
            FailedBy = 0,
            Round = 0,
            Failures = 0,
            Suspect = false,
        };
        var reading = new Reading(claim, job, text, profile, Provider.Rules, null);
        return await rules.ReadAsync(reading, local, cancel) is ReadingResult.Read read ? read.Facts : null;
    }

    private async Task WeaveAsync(BookId book, ChapterRun run, ChapterFacts facts, CancellationToken cancel)
    {
        var token = new FencingToken(run.Id.Job, run.Attempt);
        var weave = new ChapterWeave(book, run.Chapter, token, run.Session ?? default, run.Provider, facts);
        // Refused only where a newer reading was woven meanwhile: that one stands.
        await graph.WeaveAsync(weave, cancel);
    }
}
