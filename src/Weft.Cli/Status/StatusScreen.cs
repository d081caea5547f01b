using Weft.Application.Texts;
using Weft.Cli.Output;
using Weft.Cli.Terminal;
using Weft.Model;
using Weft.Reasons;
using Weft.Watching;

namespace Weft.Cli.Status;

/// <summary>A line of the screen, and how it is set off on a terminal.</summary>
internal sealed record StatusLine(string Text, bool IsHead = false, bool IsNote = false);

/// <summary>The overview in words: what is wrong first, then nodes, providers, jobs, and what is being read.</summary>
internal sealed class StatusScreen(Shell shell)
{
    private const int TitleWidth = 32;
    private const int TroubleWidth = 90;
    private const int TakeoversShown = 3;

    private Phrases Phrases => shell.Phrases;

    /// <param name="mostRuns">So many of the chapters being read are shown, the longest first.</param>
    public IReadOnlyList<StatusLine> Lines(Overview overview, int mostRuns)
    {
        var lines = new List<StatusLine> { new(Head(overview)) };
        var notes = Notes(overview).ToList();
        if (notes.Count > 0)
        {
            lines.Add(new(Phrases["status.notes"], IsHead: true));
            lines.AddRange(notes.Select(note => new StatusLine("  " + note, IsNote: true)));
        }
        Add(lines, "status.nodes", Nodes(overview), overview.Nodes.Count);
        Add(lines, "status.providers", Providers(overview), overview.Providers.Count);
        Add(lines, "status.jobs", Jobs(overview), overview.Jobs.Count);
        var active = overview.Active.ToList();
        Add(lines, "status.active", Runs(active.Take(mostRuns)), active.Count);
        if (active.Count > mostRuns)
            lines.Add(new("  " + Phrases.Say("status.more", active.Count - mostRuns)));
        return lines;
    }

    private string Head(Overview overview)
    {
        var alive = overview.Nodes.Where(node => node.Alive).ToList();
        var waiting = overview.Jobs.Where(job => job.Job.State == JobState.Running).Sum(job => job.Runs.Pending);
        return Phrases.Say(
            "status.head",
            Clock(overview.At),
            alive.Count,
            alive.Sum(node => node.Busy),
            alive.Sum(node => node.Workers),
            overview.Jobs.Count,
            waiting
        );
    }

    private IEnumerable<string> Notes(Overview overview)
    {
        if (!overview.Trouble.IsNone)
            yield return Phrases.Say("status.trouble", Cells.Fit(overview.Trouble.Say(Phrases.Reasons), TroubleWidth));
        if (!overview.Nodes.Any(node => node.Alive))
            yield return Phrases["status.noNodes"];
        foreach (var node in overview.Nodes.Where(node => !node.Alive))
            yield return Phrases.Say("status.goneNote", node.Session.Id, node.Session.Node, node.Session.ProcessId);
        foreach (var (node, provider) in overview.Locked)
            yield return Phrases.Say("status.locked", node.Session.Id, node.Session.Node, node.Session.ProcessId, provider);
        foreach (var job in overview.JobsWithoutWorkers)
            yield return Phrases.Say(
                "status.noWorkers",
                job.Job.Id,
                Cells.Fit(job.Title, TitleWidth),
                job.WithoutWorkers,
                string.Join(", ", job.Job.Order.Providers)
            );
        if (overview.Active.Count(run => run.IsStuck) is > 0 and var stuck)
            yield return Phrases.Say("status.possiblyStuck", stuck);
        foreach (var job in overview.Jobs.Where(job => job.Job.State == JobState.Paused))
            yield return Phrases.Say(
                "status.needsPerson",
                job.Job.Id,
                Cells.Fit(job.Title, TitleWidth),
                OneLine.Of(job.Job.Reason.Say(Phrases.Reasons))
            );
        foreach (var provider in overview.Providers.Where(seen => seen.Provider.IsPaused(overview.At)))
            yield return ProviderCells.Paused(provider.Provider, shell);
        foreach (var note in Takeovers([.. overview.TakenOver]))
            yield return note;
    }

    private IEnumerable<string> Takeovers(IReadOnlyList<Session> takenOver)
    {
        if (takenOver.Count > TakeoversShown)
            yield return Phrases.Say("status.takeovers", takenOver.Count);
        foreach (var session in takenOver.TakeLast(TakeoversShown))
            yield return Phrases.Say(
                "status.takenOver",
                Clock(session.EndedAt!.Value),
                session.Id,
                session.Node,
                session.ProcessId,
                session.EndReason.Say(Phrases.Reasons)
            );
    }

    private Columns Nodes(Overview overview)
    {
        var columns = new Columns(
            Left("head.node"),
            Right("head.session"),
            Left("head.role"),
            Right("head.pid"),
            Right("head.busy"),
            Left("head.since"),
            Left("head.state"),
            Left("head.providers")
        );
        foreach (var node in overview.Nodes)
            columns.Add(
                node.Session.Node,
                node.Session.Id.ToString(),
                node.Session.Role,
                node.Session.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture),
                $"{node.Busy}/{node.Workers}",
                Figures.Moment(node.Session.StartedAt, shell.Time),
                Phrases[node.Alive ? "provider.ready" : "status.gone"],
                string.Join(", ", node.Session.Providers)
            );
        return columns;
    }

    private Columns Providers(Overview overview)
    {
        var columns = new Columns(
            Left("head.provider"),
            Right("head.nodes"),
            Right("head.workers"),
            Right("head.reading"),
            Right("head.atOnce"),
            Right("head.queue"),
            Right("head.pending"),
            Left("head.state")
        );
        foreach (var seen in overview.Providers)
            columns.Add(
                seen.Provider.Name,
                Figures.Count(seen.Alive),
                Figures.Count(seen.Workers),
                Figures.Count(seen.Active.Count),
                AtOnce(seen.Provider),
                Figures.Count(seen.QueueLength),
                Figures.Count(seen.Pending),
                seen.Provider.IsPaused(overview.At) ? Phrases["state.paused"] : Phrases["provider.ready"]
            );
        return columns;
    }

    /// <summary>Calls: as found out, of those that are told.</summary>
    private static string AtOnce(Provider provider) =>
        (provider.CallsNow, provider.Limits.Calls) switch
        {
            ({ } now, { } told) => $"{now}/{told}",
            (var now, var told) => (now ?? told) is { } calls ? Figures.Count(calls) : "-",
        };

    private Columns Jobs(Overview overview)
    {
        var columns = new Columns(
            Right("head.job"),
            Left("head.title"),
            Left("head.state"),
            Right("head.done"),
            Right("head.failed"),
            Right("head.reading"),
            Right("head.pending"),
            Left("head.providers")
        );
        foreach (var job in overview.Jobs)
            columns.Add(
                job.Job.Id.ToString(),
                Cells.Fit(job.Title, TitleWidth),
                Phrases.Name("state", job.Job.State),
                $"{job.Done}/{job.Runs.Total}",
                Figures.Count(job.Runs.Failed),
                Figures.Count(job.Runs.Processing),
                Figures.Count(job.Runs.Pending),
                string.Join(", ", job.Job.Order.Providers)
            );
        return columns;
    }

    private Columns Runs(IEnumerable<RunSeen> runs)
    {
        var columns = new Columns(
            Left("head.node"),
            Right("head.pid"),
            Left("head.provider"),
            Right("head.job"),
            Left("head.title"),
            Left("head.chapter"),
            Left("head.for")
        );
        foreach (var run in runs)
            columns.Add(
                run.Session?.Node ?? "-",
                run.Session?.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "-",
                run.Run.Provider,
                run.Run.Run.Job.ToString(),
                Cells.Fit(run.Title, TitleWidth),
                Cells.Fit($"{run.Run.Chapter} {run.Run.Title}", TitleWidth),
                For(run)
            );
        return columns;
    }

    private string For(RunSeen run)
    {
        var span = Figures.Span(run.For, Phrases);
        return run.IsStuck ? Phrases.Say("status.stuck", span) : span;
    }

    private string Left(string key) => Phrases[key];

    private string Right(string key) => ">" + Phrases[key];

    private void Add(List<StatusLine> lines, string title, Columns columns, int rows)
    {
        if (rows == 0)
            return;
        lines.Add(new(Phrases[title], IsHead: true));
        using var text = new StringWriter();
        columns.Write(text, "  ");
        lines.AddRange(
            text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => new StatusLine(line.TrimEnd('\r')))
        );
    }

    private string Clock(DateTimeOffset at) =>
        TimeZoneInfo
            .ConvertTime(at, shell.Time.LocalTimeZone)
            .ToString("HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);
}
