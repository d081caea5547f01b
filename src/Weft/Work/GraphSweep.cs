using Weft.Graph;
using Weft.Ledger;
using Weft.Model;

namespace Weft.Work;

/// <summary>Books that the ledger does not have go from the graph; books left behind are resolved.</summary>
internal sealed class GraphSweep(ILibrary library, IJobs jobs, IGraphStore graph, BookResolver resolver)
{
    public async Task RunAsync(CancellationToken stop)
    {
        var inLedger = (await library.BooksAsync(stop)).ToDictionary(book => book.Id);
        var unfinished = await jobs.JobsAsync([JobState.Created, JobState.Running, JobState.Paused], stop);
        var paused = unfinished.Where(job => job.State == JobState.Paused).Select(job => job.Id).ToList();
        var counts = await jobs.CountRunsAsync(paused, stop);
        var busy = unfinished
            .Where(job => job.State != JobState.Paused || (counts.TryGetValue(job.Id, out var runs) && runs.Processing > 0))
            .Select(job => job.Order.Book)
            .ToHashSet();
        foreach (var id in await graph.BooksAsync(stop))
        {
            if (!inLedger.ContainsKey(id))
                await graph.DeleteBookAsync(id, stop);
            else if (!busy.Contains(id))
                await resolver.ResolveAsync(id, stop);
        }
    }
}
