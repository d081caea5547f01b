using Weft.Application.Shapes;
using Weft.Cli.Output;
using Weft.Cli.Stores;

namespace Weft.Cli.Foreground;

/// <summary>The end of a run for a script: a job's JSON with what the summary adds, in an array.</summary>
internal static class RunSummaryJson
{
    public static async Task WriteAsync(OpenStores stores, IReadOnlyList<RunSummary> summaries, CancellationToken cancel)
    {
        var queries = stores.Jobs;
        var rows = new List<JobSummaryShape>();
        foreach (var run in summaries)
        {
            var view = (await queries.ViewsAsync([run.Job.Job], cancel))[0];
            var hash = await queries.GraphHashAsync(run.Job.Job.Order.Book, cancel);
            rows.Add(new(view, run.Summary, hash, run.GraphFile));
        }
        Json.Write(stores.Shell.Out, rows);
    }
}
