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

/// <summary>Gives failed chapters another try: one, a job's, or those of all jobs that are not cancelled; or has what was read asked anew.</summary>
internal sealed class JobRetryCommand : WeftCommand
{
    private readonly Argument<long?> _job;
    private readonly Option<long?> _chapter;
    private readonly Option<string?> _readBy;
    private readonly Option<bool> _all;
    private readonly Option<bool> _again;
    private readonly Option<bool> _yes;

    public JobRetryCommand(Shell shell)
        : base("job.retry", shell)
    {
        Add(_job = shell.Id("ID", "arg.job", optional: true));
        Add(_chapter = shell.WholeOption("--chapter", "N", "job.retry.chapter", least: 0, most: int.MaxValue));
        Add(_readBy = shell.TextOption("--read-by", "NAME", "job.retry.readBy"));
        Add(_again = shell.Flag("--again", "job.retry.again"));
        Add(_yes = shell.Flag("--yes", "opt.yes"));
        Add(_all = shell.Flag("--all", "job.retry.all"));
    }

    public override async Task<int> RunAsync(Invocation invocation, CancellationToken cancel)
    {
        var (id, all) = (invocation.Get(_job), invocation.Get(_all));
        var some = invocation.Get(_chapter) is not null || invocation.Get(_readBy) is not null || invocation.Get(_again);
        if (id is null == !all || (all && some))
            throw new UserError(Phrases["job.retry.which"], ExitCode.Usage);
        await using var stores = await OpenStores.OpenAsync(Shell, invocation.Settings, cancel);
        var wish = WishOf(invocation);
        var may = wish.Again
            ? MayAskAgainAsync(stores, new(id!.Value), wish, invocation, cancel)
            : MayRetryAsync(stores, id, wish, invocation, cancel);
        if (!await may)
            return ExitCode.Failed;
        var retried = all
            ? await stores.Retries.RetryAllAsync(cancel)
            : [(await stores.Retries.RetryAsync(new(id!.Value), wish, cancel)).OrThrow(stores)];
        if (invocation.Json)
        {
            var rows = retried.Select(RetriedJobShape.Of);
            if (all)
                Json.Write(Shell.Out, rows);
            else
                Json.Write(Shell.Out, rows.Single());
            return ExitCode.Ok;
        }
        foreach (var (job, chapters) in retried)
            Shell.Out.WriteLine(Phrases.Say("job.retry.done", job, chapters));
        if (retried.Count == 0)
            Shell.Out.WriteLine(Phrases["job.retry.nothing"]);
        else
            await WorkerHints.WhoCarriesOnAsync(stores, cancel);
        return ExitCode.Ok;
    }

    /// <summary>Shown, and asked about from a sum on that a script has to say yes to.</summary>
    private async Task<bool> MayRetryAsync(
        OpenStores stores,
        long? id,
        RetryWish wish,
        Invocation invocation,
        CancellationToken cancel
    )
    {
        var estimate = id is { } job
            ? (await stores.RetryEstimates.OfJobAsync(new(job), wish, cancel)).OrThrow(stores)
            : await stores.RetryEstimates.OfAllAsync(cancel);
        return new RetryQuestion(stores, invocation.Get(_yes), invocation.Json).MayGoOn(estimate);
    }

    /// <summary>What is asked anew is paid for anew: as with a new job, that is shown first, and asked about.</summary>
    private async Task<bool> MayAskAgainAsync(
        OpenStores stores,
        JobId id,
        RetryWish wish,
        Invocation invocation,
        CancellationToken cancel
    )
    {
        var job = (await stores.Jobs.FindAsync(id, cancel)).OrThrow(stores);
        var chapters = (await stores.RetryEstimates.ChaptersAsync(job, wish, cancel)).OrThrow(stores);
        // What there is none of, and a book that is gone, the order itself refuses in its words.
        if (chapters.Ranges.Count == 0 || await stores.Books.FindAsync(job.Order.Book, cancel) is not Result<Book>.Done(var book))
            return true;
        var order = job.Order;
        var request = new JobRequest(
            order.Providers,
            chapters,
            order.Order,
            order.Priority,
            order.Budget,
            null,
            order.Recipe.MaxAnswerTokens
        )
        {
            Again = true,
            Standing = id,
            Like = order.Recipe,
        };
        var question = new SpendingQuestion(stores, invocation.Get(_yes), invocation.Json, null);
        return await question.AskAsync([book], request, null, cancel) is not null;
    }

    private RetryWish WishOf(Invocation invocation) =>
        new(
            invocation.Get(_chapter) is { } number ? new([((int)number, (int)number)]) : null,
            invocation.Get(_readBy),
            invocation.Get(_again)
        );
}
