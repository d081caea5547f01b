using System.CommandLine;
using Weft.Cli.Parsing;
using Weft.Cli.Showing;
using Weft.Cli.Stores;
using Weft.Cli.Terminal;
using Weft.Cli.Work;
using Weft.Model;

namespace Weft.Cli.Commands;

/// <summary>Gives failed chapters another try: one, a job's, or those of all jobs that are not cancelled.</summary>
internal sealed class JobRetryCommand : WeftCommand
{
    private readonly Argument<long?> _job;
    private readonly Option<long?> _chapter;
    private readonly Option<bool> _all;

    public JobRetryCommand(Shell shell)
        : base("job.retry", shell)
    {
        Add(_job = shell.Id("ID", "arg.job", optional: true));
        Add(_chapter = shell.WholeOption("--chapter", "N", "job.retry.chapter", least: 0, most: int.MaxValue));
        Add(_all = shell.Flag("--all", "job.retry.all"));
    }

    public override async Task<int> RunAsync(Asked asked, CancellationToken cancel)
    {
        var (id, all) = (asked.Get(_job), asked.Get(_all));
        if (id is null == !all || (all && asked.Get(_chapter) is not null))
            throw new Refusal(Phrases["job.retry.which"], ExitCode.Usage);
        await using var place = await Workplace.OpenAsync(Shell, asked.Settings, cancel);
        var retried = all
            ? await RetryAllAsync(place, cancel)
            : [await RetryOneAsync(place, id!.Value, asked.Get(_chapter), cancel)];
        if (asked.Json)
        {
            var rows = retried.Select(one => new { job = one.Job.Value, chapters = one.Runs });
            if (all)
                Json.Write(Shell.Out, rows);
            else
                Json.Write(Shell.Out, rows.Single());
            return ExitCode.Ok;
        }
        foreach (var (job, runs) in retried)
            Shell.Out.WriteLine(Phrases.Say("job.retry.done", job, runs));
        if (retried.Count == 0)
            Shell.Out.WriteLine(Phrases["job.retry.nothing"]);
        else
            await Hints.WhoCarriesOnAsync(place, cancel);
        return ExitCode.Ok;
    }

    private static async Task<IReadOnlyList<(JobId Job, int Runs)>> RetryAllAsync(Workplace place, CancellationToken cancel)
    {
        var retried = new List<(JobId, int)>();
        foreach (var job in await place.Ledger.Jobs.JobsAsync([JobState.Running, JobState.Paused, JobState.Failed], cancel))
        {
            var runs = await place.Ledger.Jobs.RetryAsync(job.Id, null, cancel);
            if (runs > 0)
                retried.Add((job.Id, runs));
        }
        return retried;
    }

    private async Task<(JobId Job, int Runs)> RetryOneAsync(Workplace place, long id, long? chapter, CancellationToken cancel)
    {
        var job = await JobIds.FindAsync(place, id, cancel);
        if (job.State == JobState.Cancelled)
            throw new Refusal(Phrases.Say("job.retry.cancelled", job.Id));
        var runs = chapter is null
            ? await place.Ledger.Jobs.RetryAsync(job.Id, null, cancel)
            : await RetryChapterAsync(place, job, (int)chapter, cancel);
        return runs > 0 ? (job.Id, runs) : throw new Refusal(Phrases.Say("job.retry.none", job.Id));
    }

    /// <summary>All failed units under that number: the chapter, and what stands behind it.</summary>
    private static async Task<int> RetryChapterAsync(Workplace place, Job job, int chapter, CancellationToken cancel)
    {
        var units = await place.Ledger.Library.UnitsAsync(job.Order.Edition, cancel);
        var runs = 0;
        foreach (var unit in units.Where(one => one.Unit.Number == chapter))
            runs += await place.Ledger.Jobs.RetryAsync(job.Id, unit.Position, cancel);
        return runs;
    }
}
