using Weft.Application;
using Weft.Application.Estimates;
using Weft.Application.Texts;
using Weft.Cli.Hosting;
using Weft.Cli.Output;
using Weft.Cli.Stores;
using Weft.Cli.Terminal;
using Weft.Model;

namespace Weft.Cli.Foreground;

/// <summary>Shows what an order will take before its first call, and asks to go on where a person is there.</summary>
/// <param name="yes">Said beforehand.</param>
/// <param name="pilot">So many passages are asked first, and the rest is estimated by them; null = none.</param>
internal sealed class SpendingQuestion(OpenStores stores, bool yes, bool json, int? pilot)
{
    private readonly Shell _shell = stores.Shell;
    private readonly DearQuestion _dear = new(stores.Shell, json);

    /// <summary>What the command ends with where nothing more is to be ordered.</summary>
    public int EndCode { get; private set; } = ExitCode.Failed;

    private Phrases Phrases => _shell.Phrases;

    /// <summary>The order as it may be given: what a pilot has spent is off its budget. Null = nothing more is to be ordered, and why was said.</summary>
    /// <exception cref="UserError">Nobody can be asked, and it is dear.</exception>
    public async Task<JobRequest?> AskAsync(
        IReadOnlyList<Book> books,
        JobRequest request,
        WorkingLock? working,
        CancellationToken cancel
    )
    {
        if (books.Count == 0 || request.Providers.All(name => name == Provider.RulesName))
            return request;
        var estimate = await EstimateAsync(books, request, cancel);
        if (estimate.Expected.Calls == 0)
            return request;
        if (pilot is not { } passages)
            return MayGoOn(estimate, request) ? request : null;
        if (await PilotAsync(books[0], request, passages, working, cancel) is not { } rest)
            return null;
        estimate = await EstimateAsync(books, rest, cancel);
        if (yes || estimate.Expected.Calls == 0 || (_dear.CanAsk && Ask(estimate)))
            return rest;
        if (!_dear.CanAsk)
        {
            Say(Phrases["estimate.pilotOnly"]);
            EndCode = ExitCode.Ok;
        }
        return null;
    }

    private async Task<Estimate> EstimateAsync(IReadOnlyList<Book> books, JobRequest request, CancellationToken cancel)
    {
        var estimate = (
            await stores.Estimates.EstimateAsync(books, request, cancel, json ? null : EstimateText.Progress(_shell, books.Count))
        ).OrThrow(stores);
        if (!json)
            EstimateText.Write(_shell, estimate);
        return estimate;
    }

    private bool MayGoOn(Estimate estimate, JobRequest request)
    {
        if (yes)
            return true;
        if (_dear.CanAsk)
            return Ask(estimate);
        if (request.Budget == Budget.None && SpendingLimits.FirstDear(estimate.Money) is { } dear)
            throw _dear.TooDear(dear, "estimate.needsYes");
        return true;
    }

    /// <summary>A job of a few chapters of the first book, carried to its end. Its answers serve the whole job, which spends of its purse.</summary>
    private async Task<JobRequest?> PilotAsync(
        Book book,
        JobRequest request,
        int passages,
        WorkingLock? working,
        CancellationToken cancel
    )
    {
        var chapters = await stores.Estimates.PilotAsync(book, request, passages, cancel);
        Say(Phrases.Say("estimate.pilot", chapters, OneLine.Of(book.Title)));
        var order = request with { Chapters = chapters, Key = null };
        var first = (await stores.Estimates.EstimateAsync([book], order, cancel)).OrThrow(stores);
        if (!MayGoOn(first, order))
            return null;
        var job = (await stores.Orders.StartAsync(book, order, cancel)).OrThrow(stores);
        var foreground = new ForegroundRunner(stores, json);
        var reading = working is null ? await foreground.WatchAsync([job]) : await foreground.WorkAsync([job]);
        var ended = reading.Jobs[0].Job;
        if (ended.State == JobState.Completed)
            return request with
            {
                Purse = job,
                Budget = new(request.Budget.Tokens - ended.SpentTokens, request.Budget.Micros - ended.SpentMicros),
            };
        Say(Phrases.Say("estimate.pilotFailed", job));
        return null;
    }

    private bool Ask(Estimate estimate)
    {
        var sums = string.Join(" + ", estimate.Money.Select(money => Figures.Money(money.Micros, money.Currency)));
        return _dear.IsAnsweredYes(
            sums.Length > 0 ? Phrases.Say("estimate.ask", sums) : Phrases.Say("estimate.askCalls", estimate.Expected.Calls)
        );
    }

    private void Say(string line)
    {
        if (!json)
            _shell.Out.WriteLine(line);
    }
}
