using Weft.Graph;
using Weft.Ledger;
using Weft.Model;

namespace Weft.Work;

/// <summary>What a rebuild came to. <paramref name="Missing"/>: numbers of chapters whose answers the journal no longer has.</summary>
internal sealed record Rebuilt(int Chapters, IReadOnlyList<int> Missing);

/// <summary>Makes a book's raw layer again from the ledger alone, without one call: for a graph that was lost, or for another store.</summary>
internal sealed class RawLayerRebuild(ILedger ledger, IGraphStore graph)
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
        var runs = await StandingRuns.OfAsync(ledger, id, units, cancel);
        await graph.DeleteBookAsync(id, cancel);
        await new GraphBooks(ledger.Library, graph).PutAsync(book, cancel);
        var (woven, missing) = (0, new List<int>());
        var said = new RunFacts(ledger);
        foreach (var (job, run) in runs)
        {
            if (await said.FindAsync(job, run, cancel) is { } facts)
                await WeaveAsync(id, run, facts, cancel);
            else
                missing.Add(units[run.Chapter].Unit.Number);
            progress(++woven, runs.Count);
        }
        return new(woven - missing.Count, missing);
    }

    private async Task WeaveAsync(BookId book, ChapterRun run, ChapterFacts facts, CancellationToken cancel)
    {
        var token = new FencingToken(run.Id.Job, run.Attempt);
        var weave = new ChapterWeave(book, run.Chapter, token, run.Session ?? default, run.Provider, facts);
        // Refused only where a newer reading was woven meanwhile: that one stands.
        await graph.WeaveAsync(weave, cancel);
    }
}
