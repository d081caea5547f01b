using System.CommandLine;
using Weft.Cli.Parsing;
using Weft.Cli.Showing;
using Weft.Cli.Stores;
using Weft.Cli.Terminal;
using Weft.Cli.Work;
using Weft.Model;

namespace Weft.Cli.Commands;

/// <summary>All in one: import, extract, weave, summary. Without files it goes on with all open jobs.</summary>
internal sealed class RunCommand : WeftCommand
{
    private readonly Argument<string[]> _files;
    private readonly OrderOptions _order;

    public RunCommand(Shell shell)
        : base("run", shell)
    {
        Add(_files = shell.Words("FILE", "run.files", atLeastOne: false));
        _order = new OrderOptions(this, shell);
    }

    public override async Task<int> RunAsync(Asked asked, CancellationToken cancel)
    {
        var paths = asked.Get(_files);
        if (paths.Length == 0)
            return await GoOnAsync(asked, cancel);
        var wish = _order.Read(asked);
        await using var place = await Workplace.OpenOrMakeAsync(Shell, asked.Settings, cancel);
        await new Orders(place).CheckProvidersAsync(wish.Providers, cancel);
        using var working = WorkingLock.TryTake(place);
        var (imports, failed) = await Importing.AllAsync(
            place,
            paths,
            import => Say(asked, Importing.Line(import, Shell)),
            cancel
        );
        var jobs = new List<JobId>();
        foreach (var book in imports.Select(import => import.Book).DistinctBy(book => book.Id))
            jobs.Add(await JobForAsync(place, asked, book, wish, cancel));
        if (jobs.Count == 0)
            return ExitCode.Failed;
        var code = await Carrying.RunAsync(place, asked.Json, working, jobs, cancel);
        return failed == 0 ? code : ExitCode.Failed;
    }

    private async Task<int> GoOnAsync(Asked asked, CancellationToken cancel)
    {
        if (_order.AnyGiven(asked))
            throw new Refusal(Phrases["run.optionsNeedFiles"], ExitCode.Usage);
        await using var place = await Workplace.OpenAsync(Shell, asked.Settings, cancel);
        using var working = WorkingLock.TryTake(place);
        foreach (var paused in await place.Ledger.Jobs.JobsAsync([JobState.Paused], cancel))
            Say(asked, Phrases.Say("run.leftPaused", paused.Id, Cells.OneLine(paused.Reason)));
        var open = await place.Ledger.Jobs.JobsAsync([JobState.Created, JobState.Running], cancel);
        if (open.Count > 0)
            return await Carrying.RunAsync(place, asked.Json, working, [.. open.Select(job => job.Id)], cancel);
        if (asked.Json)
            Json.Write(Shell.Out, Array.Empty<object>());
        else
            Shell.Out.WriteLine(Phrases.Say("run.nothingOpen", place.Folder));
        return ExitCode.Ok;
    }

    /// <summary>The job that does what is wished already, else a new one.</summary>
    private async Task<JobId> JobForAsync(Workplace place, Asked asked, Book book, OrderWish wish, CancellationToken cancel)
    {
        var orders = new Orders(place);
        if (await orders.FindAsync(book, wish, cancel) is not { } known)
            return await orders.PlaceAsync(book, wish, cancel);
        if (known.State == JobState.Paused && await place.Ledger.Jobs.TryResumeAsync(known.Id, cancel))
            Say(asked, Phrases.Say("run.resumed", book.Title, known.Id));
        else if (known.State == JobState.Completed)
            Say(asked, Phrases.Say("run.complete", book.Title, known.Id));
        else if (known.State == JobState.Failed)
            Say(asked, Phrases.Say("run.failedBefore", book.Title, known.Id));
        else
            Say(asked, Phrases.Say("run.goesOn", book.Title, known.Id));
        return known.Id;
    }

    private void Say(Asked asked, string line)
    {
        if (!asked.Json)
            Shell.Out.WriteLine(line);
    }
}
