using System.CommandLine;
using System.Globalization;
using Weft.Application;
using Weft.Application.Shapes;
using Weft.Application.Texts;
using Weft.Cli.Output;
using Weft.Cli.Parsing;
using Weft.Cli.Stores;
using Weft.Cli.Terminal;
using Weft.Model;
using Weft.Runtime;

namespace Weft.Cli.Commands;

/// <summary>What happened to one job, over all nodes.</summary>
internal sealed class LogsCommand : WeftCommand
{
    private const int Shown = 200;
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);
    private readonly Argument<long?> _job;
    private readonly Option<bool> _follow;
    private readonly Option<long?> _most;

    public LogsCommand(Shell shell)
        : base("logs", shell)
    {
        Add(_job = shell.Id("JOB", "arg.job"));
        Add(_follow = shell.Flag("--follow", "logs.follow"));
        Add(_most = shell.WholeOption("--limit", "N", "logs.limit", 1, 10_000));
    }

    public override async Task<int> RunAsync(Invocation invocation, CancellationToken cancel)
    {
        await using var stores = await OpenStores.OpenAsync(Shell, invocation.Settings, cancel);
        var (id, most) = (new JobId(invocation.Get(_job)!.Value), (int)(invocation.Get(_most) ?? Shown));
        var log = (await stores.JobLog.ReadAsync(id, most, cancel)).OrThrow(stores);
        if (invocation.Get(_follow))
            log = await FollowAsync(stores, log, invocation.Json, cancel);
        else if (invocation.Json)
            Json.Write(Shell.Out, JobLogShape.Of(log, Phrases));
        else
            log.Events.ToList().ForEach(Write);
        if (!invocation.Json)
            WriteEnd(log);
        return ExitCode.Ok;
    }

    /// <summary>Until the job is over, or a person stops looking. For a script: a JSON object a line.</summary>
    private async Task<JobLog> FollowAsync(OpenStores stores, JobLog log, bool json, CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        using var signals = Shell.Stops.Listen(_ => stop.Cancel());
        for (var told = 0L; ; )
        {
            foreach (var view in log.Events.Where(view => view.Event.Number > told).ToList())
            {
                if (json)
                    Shell.Out.WriteLine(ShapeJson.WriteLine(EventShape.Of(view, Phrases)));
                else
                    Write(view);
                told = view.Event.Number;
            }
            Shell.Out.Flush();
            if (IsOver(log) || stop.IsCancellationRequested)
                return log;
            await Loop.DelayAsync(Pace, Shell.Time, stop.Token);
            if (!stop.IsCancellationRequested)
                log = (await stores.JobLog.ReadAsync(log.View.Job.Id, Shown, cancel)).OrThrow(stores);
        }
    }

    private static bool IsOver(JobLog log) => log.View.Job.State is not (JobState.Created or JobState.Running or JobState.Paused);

    private void Write(EventView view) =>
        Shell.Out.WriteLine($"{Clock(view.Event.At)}  {OneLine.Of(EventText.Say(view, Phrases))}");

    private void WriteEnd(JobLog log)
    {
        if (log.Events.Count == 0)
            Shell.Out.WriteLine(Phrases["logs.none"]);
        foreach (var (run, unit) in log.Failures)
            Shell.Out.WriteLine(
                Phrases.Say(
                    "logs.failed",
                    unit.Unit.Number,
                    Cells.Fit(unit.Unit.Title, 40),
                    run.Provider,
                    OneLine.Of(run.Reason.Say(Phrases.Reasons)),
                    run.RetryAt is { } at ? Phrases.Say("logs.retry", Figures.Moment(at, Shell.Time)) : ""
                )
            );
        var (view, runs) = (log.View, log.View.Runs);
        Shell.Out.WriteLine(
            Phrases.Say(
                "logs.now",
                view.Job.Id,
                Phrases.Name("state", view.Job.State),
                Phrases.Say("job.runs", runs.Total, runs.Completed, runs.Processing, runs.Pending, runs.Failed, runs.Skipped),
                Phrases.Say("job.spent", view.Spending.Calls, view.Tokens, Figures.Money(view.Spending.Micros, view.Currency))
            )
        );
    }

    private string Clock(DateTimeOffset at) =>
        TimeZoneInfo.ConvertTime(at, Shell.Time.LocalTimeZone).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
