using System.CommandLine;
using Weft.Application;
using Weft.Application.Shapes;
using Weft.Application.Texts;
using Weft.Cli.Foreground;
using Weft.Cli.Hosting;
using Weft.Cli.Output;
using Weft.Cli.Parsing;
using Weft.Cli.Stores;
using Weft.Cli.Terminal;
using Weft.Model;

namespace Weft.Cli.Commands;

/// <summary>Orders jobs. Where nobody works on the ledger, this process does the work at once.</summary>
internal sealed class JobStartCommand : WeftCommand
{
    private readonly Argument<string[]> _books;
    private readonly JobRequestOptions _order;
    private readonly Option<bool> _detach;

    public JobStartCommand(Shell shell)
        : base("job.start", shell)
    {
        Add(_books = shell.Words("BOOK", "arg.book", atLeastOne: true));
        _order = new JobRequestOptions(this, shell);
        Add(_detach = shell.Flag("--detach", "job.start.detach"));
    }

    public override async Task<int> RunAsync(Invocation invocation, CancellationToken cancel)
    {
        var request = _order.Read(invocation);
        await using var place = await Workplace.OpenAsync(Shell, invocation.Settings, cancel);
        var (lookup, orders) = (new BookLookup(place.Ledger.Library), new JobOrders(place.Ledger));
        (await orders.CheckProvidersAsync(request.Providers, cancel)).ThrowIfRefused(place);
        var books = new List<Book>();
        foreach (var named in invocation.Get(_books))
            books.Add((await lookup.FindAsync(named, cancel)).OrThrow(place));
        using var working = invocation.Get(_detach) ? null : WorkingLock.TryTake(place);
        var elsewhere =
            working is null || (!place.Settings.Place.IsOneMachine && await WorkerHints.SomebodyWorksAsync(place, cancel));
        var jobs = new List<JobId>();
        foreach (var book in books.DistinctBy(book => book.Id))
        {
            var id = (await orders.StartAsync(book, request, cancel)).OrThrow(place);
            jobs.Add(id);
            if (!invocation.Json)
                Shell.Out.WriteLine(Phrases.Say("job.start.done", id, book.Title));
        }
        if (!elsewhere)
            return await RunToCompletion.RunAsync(place, invocation.Json, working, jobs, cancel);
        return await LeaveToOthersAsync(place, invocation, jobs, cancel);
    }

    private async Task<int> LeaveToOthersAsync(Workplace place, Invocation invocation, List<JobId> jobs, CancellationToken cancel)
    {
        if (!invocation.Json)
        {
            await WorkerHints.WhoCarriesOnAsync(place, cancel);
            return ExitCode.Ok;
        }
        var queries = new JobQueries(place.Ledger, place.Graph);
        var rows = new List<JobShape>();
        foreach (var id in jobs)
            rows.Add(JobShape.Of((await queries.ViewAsync(id, cancel)).OrThrow(place)));
        Json.Write(Shell.Out, rows);
        return ExitCode.Ok;
    }
}
