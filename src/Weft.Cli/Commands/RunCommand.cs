using System.CommandLine;
using Weft.Application;
using Weft.Application.Texts;
using Weft.Cli.Foreground;
using Weft.Cli.Hosting;
using Weft.Cli.Output;
using Weft.Cli.Parsing;
using Weft.Cli.Stores;
using Weft.Cli.Terminal;
using Weft.Model;
using Weft.Reasons;

namespace Weft.Cli.Commands;

/// <summary>All in one: import, extract, weave, summary. Without files it goes on with all open jobs.</summary>
internal sealed class RunCommand : WeftCommand
{
    private readonly Argument<string[]> _files;
    private readonly JobRequestOptions _order;
    private readonly ReadingOptions _reading;
    private readonly SpendingOptions _spending;
    private readonly NamesOption _names;

    public RunCommand(Shell shell)
        : base("run", shell)
    {
        Add(_files = shell.Words("FILE", "run.files", atLeastOne: false));
        _order = new JobRequestOptions(this, shell);
        _reading = new ReadingOptions(this, shell);
        _spending = new SpendingOptions(this, shell);
        _names = new NamesOption(this, shell);
    }

    public override async Task<int> RunAsync(Invocation invocation, CancellationToken cancel)
    {
        var paths = invocation.Get(_files);
        if (paths.Length == 0)
            return await GoOnAsync(invocation, cancel);
        var request = _order.Read(invocation);
        var hints = _reading.Read(invocation);
        await using var stores = await OpenStores.OpenOrMakeAsync(Shell, invocation.Settings, cancel);
        (await stores.Orders.CheckProvidersAsync(request.Providers, cancel)).ThrowIfRefused(stores);
        var names = await _names.ReadAsync(invocation, stores, cancel);
        using var working = WorkingLock.TryTake(stores);
        var (imports, failed) = await BatchImport.AllAsync(
            stores,
            paths,
            hints,
            import =>
            {
                Say(invocation, BatchImport.Line(import, Shell));
                return (import.Book, import.AlreadyKnown);
            },
            cancel
        );
        var books = imports.Select(import => import.Book).DistinctBy(book => book.Id).ToList();
        var (yes, pilot) = _spending.Read(invocation);
        var question = new SpendingQuestion(stores, yes, invocation.Json, pilot);
        var unread = await UnreadAsync(stores, books, request, cancel);
        if (await question.AskAsync(unread, request, working, cancel) is not { } order)
            return question.EndCode;
        await _names.LearnAsync(stores, books, names, invocation.Json, cancel);
        var jobs = await JobsForAsync(stores, invocation, books, order, cancel);
        if (jobs.Count == 0)
            return ExitCode.Failed;
        var code = await RunToCompletion.RunAsync(stores, invocation.Json, working, jobs, cancel);
        working?.Dispose();
        // A book that was read before is not resolved by its job once more.
        foreach (var book in names is null ? [] : books)
            await DecidedGraph.TryResolveAsync(stores, book.Id, cancel);
        return failed == 0 ? code : ExitCode.Failed;
    }

    /// <summary>Only what has no job yet is a new expense.</summary>
    private static async Task<List<Book>> UnreadAsync(
        OpenStores stores,
        List<Book> books,
        JobRequest request,
        CancellationToken cancel
    )
    {
        var unread = new List<Book>();
        foreach (var book in books)
            if ((await stores.Orders.FindSameAsync(book, request, cancel)).OrThrow(stores) is null)
            {
                (await stores.Orders.CheckAsync(book, request, cancel)).ThrowIfRefused(stores);
                unread.Add(book);
            }
        return unread;
    }

    private async Task<int> GoOnAsync(Invocation invocation, CancellationToken cancel)
    {
        if (_order.AnyGiven(invocation))
            throw new UserError(Phrases["run.optionsNeedFiles"], ExitCode.Usage);
        await using var stores = await OpenStores.OpenAsync(Shell, invocation.Settings, cancel);
        using var working = WorkingLock.TryTake(stores);
        foreach (var paused in await stores.Jobs.InAsync([JobState.Paused], cancel))
            Say(invocation, Phrases.Say("run.leftPaused", paused.Id, OneLine.Of(paused.Reason.Say(Phrases.Reasons))));
        var open = await stores.Jobs.InAsync([JobState.Created, JobState.Running], cancel);
        if (open.Count > 0)
            return await RunToCompletion.RunAsync(stores, invocation.Json, working, [.. open.Select(job => job.Id)], cancel);
        if (invocation.Json)
            Json.Write(Shell.Out, Array.Empty<object>());
        else
            Shell.Out.WriteLine(Phrases.Say("run.nothingOpen", stores.Folder));
        return ExitCode.Ok;
    }

    /// <summary>By book. Those that are there go on first: of what they share, the new ones take their part.</summary>
    private async Task<List<JobId>> JobsForAsync(
        OpenStores stores,
        Invocation invocation,
        List<Book> books,
        JobRequest request,
        CancellationToken cancel
    )
    {
        var jobs = new Dictionary<BookId, JobId>();
        JobId? first = null;
        foreach (var book in books)
            if ((await stores.Orders.FindSameAsync(book, request, cancel)).OrThrow(stores) is { } known)
            {
                jobs[book.Id] = await GoOnWithAsync(stores, invocation, book, known, request, cancel);
                first ??= await SharesAsync(stores, known.Id, request, cancel) ? known.Id : null;
            }
        foreach (var book in books.Where(book => !jobs.ContainsKey(book.Id)))
        {
            var order = request.ForOneOf(books, book, first);
            jobs[book.Id] = (await stores.Orders.StartAsync(book, order, cancel)).OrThrow(stores);
            first ??= jobs[book.Id];
        }
        return [.. books.Select(book => jobs[book.Id])];
    }

    /// <summary>A job that is under way with this very budget: the same order, given once more after it was broken off.</summary>
    private static async Task<bool> SharesAsync(OpenStores stores, JobId job, JobRequest request, CancellationToken cancel) =>
        request.Budget != Budget.None
        && await stores.Jobs.FindAsync(job, cancel) is Result<Job>.Done({ State: JobState.Created or JobState.Running } open)
        && open.Order.Budget == request.Budget;

    /// <summary>The job that does what is wished already.</summary>
    private async Task<JobId> GoOnWithAsync(
        OpenStores stores,
        Invocation invocation,
        Book book,
        Job known,
        JobRequest request,
        CancellationToken cancel
    )
    {
        var orders = stores.Orders;
        if (known.State == JobState.Paused)
        {
            var resumed = await orders.ResumeAsync(known.Id, request.Wish, cancel);
            // Somebody else may have been first.
            if (resumed is not Result<ResumedJobs>.Refused(Refusal.WrongState))
                resumed.OrThrow(stores);
            Say(invocation, Phrases.Say("run.resumed", book.Title, known.Id));
        }
        else if (known.State == JobState.Completed)
            Say(invocation, Phrases.Say("run.complete", book.Title, known.Id));
        else if (
            known.State == JobState.Failed
            && await stores.Retries.RetryAsync(known.Id, RetryWish.Failed, cancel) is Result<RetriedJob>.Done(var retried)
        )
            Say(invocation, Phrases.Say("run.retried", book.Title, known.Id, retried.Chapters));
        else if (known.State == JobState.Failed)
            Say(invocation, Phrases.Say("run.failedBefore", book.Title, known.Id));
        else
            Say(invocation, Phrases.Say("run.goesOn", book.Title, known.Id));
        return known.Id;
    }

    private void Say(Invocation invocation, string line)
    {
        if (!invocation.Json)
            Shell.Out.WriteLine(line);
    }
}
