using Weft.Cli.Progress;
using Weft.Cli.Showing;
using Weft.Cli.Stores;

namespace Weft.Cli.Work;

/// <summary>The end of a run for a script: a job's JSON with what the summary adds, in an array.</summary>
internal static class AccountJson
{
    public static async Task WriteAsync(
        Workplace place,
        IReadOnlyList<(JobProgress Job, BookSummary Summary)> accounts,
        CancellationToken cancel
    )
    {
        var rows = new List<object>();
        foreach (var (job, summary) in accounts)
        {
            var row = (await JobView.ReadAsync(place, [job.Job], cancel))[0].ToJson();
            row["hash"] = await JobView.HashAsync(place, job.Job.Order.Book, cancel);
            row["entities"] = summary.Entities;
            row["relations"] = summary.Relations;
            row["cast"] = summary.Cast.Select(one => new
            {
                name = one.Name,
                type = one.Type,
                mentions = one.Mentions,
            });
            row["rejections"] = summary.Rejected.Select(one => new { reason = one.Reason, count = one.Count });
            row["skipped"] = summary.Skipped.Select(one => new
            {
                kind = one.Kind,
                units = one.Units,
                characters = one.Characters,
            });
            row["graph"] = summary.GraphFile;
            rows.Add(row);
        }
        Json.Write(place.Shell.Out, rows);
    }
}
