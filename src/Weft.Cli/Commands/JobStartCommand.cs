using System.CommandLine;
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
    private readonly Option<bool> _new;
    private readonly Option<bool> _detach;
    private readonly Option<string?> _key;
    private readonly SpendingOptions _spending;
    private readonly NamesOption _names;

    public JobStartCommand(Shell shell)
        : base("job.start", shell)
    {
        Add(_books = shell.Words("BOOK", "arg.book", atLeastOne: true));
        _order = new JobRequestOptions(this, shell);
        Add(_new = shell.Flag("--new", "job.start.new"));
        Add(_key = shell.TextOption("--key", "KEY", "job.start.key"));
        _spending = new SpendingOptions(this, shell);
        _names = new NamesOption(this, shell);
        Add(_detach = shell.Flag("--detach", "job.start.detach"));
    }

    public override async Task<int> RunAsync(Invocation invocation, CancellationToken cancel)
    {
        var isNew = invocation.Get(_new);
        if (isNew && (_order.AnyGiven(invocation) || invocation.Get(_books).Length > 1))
            throw new UserError(Phrases["job.start.newAlone"], ExitCode.Usage);
        var request = _order.Read(invocation) with { Key = invocation.Get(_key) };
        await using var stores = await OpenStores.OpenAsync(Shell, invocation.Settings, cancel);
        var names = await _names.ReadAsync(invocation, stores, cancel);
        var (lookup, orders) = (stores.Books, stores.Orders);
        (await orders.CheckProvidersAsync(request.Providers, cancel)).ThrowIfRefused(stores);
        var books = new List<Book>();
        foreach (var named in invocation.Get(_books))
            books.Add((await lookup.FindAsync(named, cancel)).OrThrow(stores));
        var chosen = books.DistinctBy(book => book.Id).ToList();
        if (isNew)
            request = (await stores.Continuation.OrderAsync(chosen[0], request.Key, cancel)).OrThrow(stores);
        if (isNew && !invocation.Json)
            Shell.Out.WriteLine(
                Phrases.Say(
                    "job.start.newChapters",
                    OneLine.Of(chosen[0].Title),
                    request.Chapters,
                    string.Join(", ", request.Providers)
                )
            );
        foreach (var book in chosen)
            (await orders.CheckAsync(book, request, cancel)).ThrowIfRefused(stores);
        using var working = invocation.Get(_detach) ? null : WorkingLock.TryTake(stores);
        var elsewhere =
            working is null || (!stores.Settings.Place.IsOneMachine && await WorkerHints.SomebodyWorksAsync(stores, cancel));
        var (yes, pilot) = _spending.Read(invocation);
        var question = new SpendingQuestion(stores, yes, invocation.Json, pilot);
        if (await question.AskAsync(chosen, request, working, cancel) is not { } order)
            return question.EndCode;
        await _names.LearnAsync(stores, chosen, names, invocation.Json, cancel);
        var jobs = new List<JobId>();
        foreach (var book in chosen)
        {
            var id = (
                await orders.StartAsync(book, order.ForOneOf(chosen, book, jobs.Count > 0 ? jobs[0] : null), cancel)
            ).OrThrow(stores);
            jobs.Add(id);
            if (!invocation.Json)
                Shell.Out.WriteLine(Phrases.Say("job.start.done", id, book.Title));
        }
        if (!elsewhere)
            return await RunToCompletion.RunAsync(stores, invocation.Json, working, jobs, cancel);
        return await LeaveToOthersAsync(stores, invocation, jobs, cancel);
    }

    private async Task<int> LeaveToOthersAsync(
        OpenStores stores,
        Invocation invocation,
        List<JobId> jobs,
        CancellationToken cancel
    )
    {
        if (!invocation.Json)
        {
            await WorkerHints.WhoCarriesOnAsync(stores, cancel);
            return ExitCode.Ok;
        }
        var queries = stores.Jobs;
        var rows = new List<JobShape>();
        foreach (var id in jobs)
            rows.Add(JobShape.Of((await queries.ViewAsync(id, cancel)).OrThrow(stores), Phrases.Reasons));
        Json.Write(Shell.Out, rows);
        return ExitCode.Ok;
    }
}
