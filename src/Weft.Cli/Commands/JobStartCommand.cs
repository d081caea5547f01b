using System.CommandLine;
using Weft.Cli.Parsing;
using Weft.Cli.Stores;
using Weft.Cli.Terminal;
using Weft.Cli.Work;
using Weft.Model;

namespace Weft.Cli.Commands;

/// <summary>Orders jobs. Where nobody works on the ledger, this process does the work at once.</summary>
internal sealed class JobStartCommand : WeftCommand
{
    private readonly Argument<string[]> _books;
    private readonly OrderOptions _order;
    private readonly Option<bool> _detach;

    public JobStartCommand(Shell shell)
        : base("job.start", shell)
    {
        Add(_books = shell.Words("BOOK", "arg.book", atLeastOne: true));
        _order = new OrderOptions(this, shell);
        Add(_detach = shell.Flag("--detach", "job.start.detach"));
    }

    public override async Task<int> RunAsync(Asked asked, CancellationToken cancel)
    {
        var wish = _order.Read(asked);
        await using var place = await Workplace.OpenAsync(Shell, asked.Settings, cancel);
        var (shelf, orders) = (new BookShelf(place), new Orders(place));
        await orders.CheckProvidersAsync(wish.Providers, cancel);
        var books = new List<Book>();
        foreach (var named in asked.Get(_books))
            books.Add(await shelf.FindAsync(named, cancel));
        using var working = asked.Get(_detach) ? null : WorkingLock.TryTake(place);
        var elsewhere = working is null || (!place.Settings.Place.IsOneMachine && await Hints.SomebodyWorksAsync(place, cancel));
        var jobs = new List<JobId>();
        foreach (var book in books.DistinctBy(book => book.Id))
        {
            var id = await orders.PlaceAsync(book, wish, cancel);
            jobs.Add(id);
            if (!asked.Json)
                Shell.Out.WriteLine(Phrases.Say("job.start.done", id, book.Title));
        }
        if (!elsewhere)
            return await Carrying.RunAsync(place, asked.Json, working, jobs, cancel);
        return await LeaveToOthersAsync(place, asked, jobs, cancel);
    }

    private async Task<int> LeaveToOthersAsync(Workplace place, Asked asked, List<JobId> jobs, CancellationToken cancel)
    {
        if (!asked.Json)
        {
            await Hints.WhoCarriesOnAsync(place, cancel);
            return ExitCode.Ok;
        }
        var rows = new List<object>();
        foreach (var id in jobs)
            rows.Add((await JobView.ReadAsync(place, [await JobIds.FindAsync(place, id.Value, cancel)], cancel))[0].ToJson());
        Showing.Json.Write(Shell.Out, rows);
        return ExitCode.Ok;
    }
}
