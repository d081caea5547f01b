using System.Diagnostics;
using System.Security.Cryptography;
using Weft.Books;
using Weft.Extraction;
using Weft.Ledger;
using Weft.Model;
using Weft.Providers.Rules;
using Weft.Reasons;
using Weft.Work;

namespace Weft.Application;

/// <summary>What people order of jobs. All of it is written into the ledger; whoever works on it carries it out.</summary>
internal sealed class JobOrders(ILedger ledger, AuditLog audit, BudgetCheck budgets)
{
    /// <summary>A new job for the book's current edition.</summary>
    public async Task<Result<JobId>> StartAsync(Book book, JobRequest request, CancellationToken cancel)
    {
        if (await CheckAsync(book, request, cancel) is { } refusal)
            return refusal;
        var positions = await PositionsAsync(book, request.Chapters, cancel);
        if (positions is Result<Positions>.Refused(var why))
            return why;
        var order = OrderOf(
            book,
            request,
            ((Result<Positions>.Done)positions).Value.Chosen,
            await new RecipeChoice(ledger.Library).ForAsync(book, request, cancel)
        ) with
        {
            Purse = await FirstOfOrderAsync(request.Purse, cancel),
            RulesAfter = request.RulesAfter,
        };
        return await ledger.Jobs.CreateJobAsync(order, request.MarkOf(book.Id), cancel) switch
        {
            JobCreation.Created(var job) => await StartedAsync(job, book, order),
            JobCreation.Repeated(var job) => job,
            JobCreation.KeyReused(var key) => new Refusal.RequestKeyReused(key),
            // What was there at the check may be gone by now: the ledger's word counts.
            JobCreation.UnknownProviders(var names) => ProviderRegistry.Unknown(names[0], await KnownProvidersAsync(cancel)),
            JobCreation.NoBook => new Refusal.UnknownBook(book.Title),
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>Whether it could be started as it is ordered. Null = it could.</summary>
    public async Task<Refusal?> CheckAsync(Book book, JobRequest request, CancellationToken cancel)
    {
        if (request.Key is { } mark && !RequestKey.IsKey(mark))
            return new Refusal.BadRequestKey(RequestKey.Longest);
        if (request.RulesAfter is not null && !(request.Providers.Count > 1 && request.Providers.Contains(Provider.RulesName)))
            return new Refusal.NoRulesToStandIn();
        return await CheckProvidersAsync(request.Providers, cancel)
            ?? request.Asks.Check()
            ?? await CheckAskedAsync(request, cancel)
            ?? await CheckPurseAsync(request, cancel)
            ?? (await PositionsAsync(book, request.Chapters, cancel) as Result<Positions>.Refused)?.Why;
    }

    /// <summary>A budget that is shared must be one for the providers of both.</summary>
    private async Task<Refusal?> CheckPurseAsync(JobRequest request, CancellationToken cancel)
    {
        if (request.Purse is not { } named)
            return await budgets.CheckAsync(request.Providers, request.Wish, cancel);
        if (await ledger.Jobs.FindJobAsync(named, cancel) is not { } job)
            return new Refusal.UnknownJob(named);
        string[] together = [.. job.Order.Providers.Union(request.Providers)];
        return await budgets.CheckAsync(together, new(job.Order.Budget), cancel);
    }

    private async Task<JobId?> FirstOfOrderAsync(JobId? named, CancellationToken cancel) =>
        named is { } job ? (await ledger.Jobs.FindJobAsync(job, cancel))?.Order.Purse ?? job : null;

    private async Task<Result<JobId>> StartedAsync(JobId job, Book book, JobOrder order)
    {
        await audit.NoteAsync(
            AuditKind.JobStarted,
            AuditReasons.JobStarted(job.Value, book.Title, string.Join(", ", order.Providers))
        );
        return job;
    }

    /// <summary>
    /// The newest job that already does what is wished, null where there is none: of the book's current edition, the same chapters, and the
    /// same providers and bound of an answer where any are named. Cancelled jobs do nothing any more; to ask anew, only one that is about that now.
    /// </summary>
    public async Task<Result<Job?>> FindSameAsync(Book book, JobRequest request, CancellationToken cancel)
    {
        var positions = await PositionsAsync(book, request.Chapters, cancel);
        if (positions is Result<Positions>.Refused(var why))
            return why;
        var chosen = ((Result<Positions>.Done)positions).Value.Chosen;
        var jobs = await ledger.Jobs.JobsAsync([], cancel);
        return jobs.LastOrDefault(job =>
            job.State != JobState.Cancelled
            && job.Order.Edition == book.Edition
            && AreSame(job.Order.Positions, chosen)
            && (request.AnswerTokens is null || job.Order.Recipe.MaxAnswerTokens == request.AnswerTokens)
            && (!request.Again || IsAskingAnew(job))
            && request.Asks.Apply(job.Order.Recipe).Hash() == job.Order.Recipe.Hash()
            && (request.Providers.Count == 0 || job.Order.Providers.SequenceEqual(request.Providers))
        );
    }

    /// <summary>Rules have kinds of their own and read no instructions: alone they would look for something else than was wished.</summary>
    private async Task<Refusal?> CheckAskedAsync(JobRequest request, CancellationToken cancel) =>
        request.Asks.IsNone
        || (await ledger.Providers.ProvidersAsync(cancel)).Any(provider =>
            provider.Kind.MakesCalls && request.Providers.Contains(provider.Name)
        )
            ? null
            : new Refusal.NobodyToAsk();

    private static bool IsAskingAnew(Job job) =>
        RecipeChoice.AsksAgain(job) && job.State is JobState.Created or JobState.Running or JobState.Paused;

    /// <summary>Null = all of them are there, each named once.</summary>
    public async Task<Refusal?> CheckProvidersAsync(IReadOnlyList<string> names, CancellationToken cancel)
    {
        if (names.Count > RunTransitions.MostProviders)
            return new Refusal.TooManyProviders(RunTransitions.MostProviders);
        if (names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice)
            return new Refusal.ProviderTwice(twice.Key);
        var known = await KnownProvidersAsync(cancel);
        return names.FirstOrDefault(name => !known.Contains(name)) is { } unknown
            ? ProviderRegistry.Unknown(unknown, known)
            : null;
    }

    /// <summary>running → paused: chapters being read finish.</summary>
    public async Task<Result<JobId>> PauseAsync(JobId id, CancellationToken cancel) =>
        await audit.NotedAsync(
            await ChangeAsync(
                id,
                JobChange.Pause,
                () => ledger.Jobs.TryPauseAsync(id, RunReasons.PausedByPerson, cancel),
                cancel
            ),
            AuditKind.JobPaused,
            job => AuditReasons.JobPaused(job.Value)
        );

    /// <summary>
    /// paused → running. One that was paused at its budget goes on only with room for its next call, and with it all of its order that were paused so.
    /// </summary>
    /// <param name="raise">What of it is given replaces the budget of its order.</param>
    public async Task<Result<ResumedJobs>> ResumeAsync(JobId id, BudgetWish raise, CancellationToken cancel)
    {
        var job = await ledger.Jobs.FindJobAsync(id, cancel);
        var purse = (await ledger.Jobs.PursesAsync([id], cancel)).GetValueOrDefault(id);
        if (job is { State: JobState.Paused })
        {
            if (await budgets.CheckAsync(job.Order.Providers, raise, cancel) is { } unkept)
                return unkept;
            if (BudgetCheck.CheckRoom(job, purse!.Use, raise) is { } spent)
                return spent;
        }
        if (!await ledger.Jobs.TryResumeAsync(id, raise.Budget, cancel))
            return job is null ? new Refusal.UnknownJob(id) : new Refusal.WrongState(JobChange.Resume, id, job.State);
        var resumed = new List<JobId> { id };
        if (raise.Budget != Budget.None || BudgetCheck.IsOver(job!.Reason))
            resumed.AddRange(await ResumeOthersAsync(purse!, id, cancel));
        foreach (var one in resumed)
            await audit.NoteAsync(
                AuditKind.JobResumed,
                raise.Budget == Budget.None
                    ? AuditReasons.JobResumed(one.Value)
                    : AuditReasons.JobResumedWith(one.Value, BudgetText.Write(raise))
            );
        return new ResumedJobs(id, resumed);
    }

    /// <summary>Those that were paused at the order's budget; what a person paused stays so.</summary>
    private async Task<List<JobId>> ResumeOthersAsync(Purse purse, JobId named, CancellationToken cancel)
    {
        var resumed = new List<JobId>();
        foreach (var other in purse.Jobs.Where(job => job != named))
            if (
                await ledger.Jobs.FindJobAsync(other, cancel) is { State: JobState.Paused } paused
                && BudgetCheck.IsOver(paused.Reason)
                && await ledger.Jobs.TryResumeAsync(other, Budget.None, cancel)
            )
                resumed.Add(other);
        return resumed;
    }

    /// <summary>Ends a job for good; what it has woven stays, and calls under way are lost.</summary>
    public async Task<Result<CancelledJob>> CancelAsync(JobId id, CancellationToken cancel)
    {
        // Before: afterwards they are cancelled within a second.
        var lost = await ledger.Jobs.FindJobAsync(id, cancel) is { } job
            ? await CallsUnderWay.OfAsync(ledger.Journal, job, cancel)
            : new(0, 0);
        return await audit.NotedAsync(
            await ChangeAsync(id, JobChange.Cancel, () => ledger.Jobs.TryCancelAsync(id, cancel), cancel),
            AuditKind.JobCancelled,
            ended => AuditReasons.JobCancelled(ended.Value)
        ) switch
        {
            Result<JobId>.Done(var ended) => new CancelledJob(ended, lost),
            var refused => ((Result<JobId>.Refused)refused).Why,
        };
    }

    private async Task<Result<JobId>> ChangeAsync(JobId id, JobChange change, Func<Task<bool>> tryAsync, CancellationToken cancel)
    {
        if (await tryAsync())
            return id;
        return await ledger.Jobs.FindJobAsync(id, cancel) is { } job
            ? new Refusal.WrongState(change, id, job.State)
            : new Refusal.UnknownJob(id);
    }

    private async Task<List<string>> KnownProvidersAsync(CancellationToken cancel) =>
        [.. (await ledger.Providers.ProvidersAsync(cancel)).Select(provider => provider.Name)];

    private static JobOrder OrderOf(Book book, JobRequest request, IReadOnlyList<int>? positions, Recipe recipe) =>
        new(
            book.Id,
            book.Edition,
            positions,
            request.Providers.Count > 0 ? request.Providers : [Provider.RulesName],
            request.Order,
            request.Priority,
            recipe,
            RulesProfiler.Version,
            request.Budget,
            request.AutoRetry
        );

    /// <param name="Chosen">Null = all that hold story.</param>
    private sealed record Positions(IReadOnlyList<int>? Chosen);

    /// <summary>Units with the chosen numbers that tell the story: what follows a chapter under its number goes with it.</summary>
    private async Task<Result<Positions>> PositionsAsync(Book book, ChapterRanges? chapters, CancellationToken cancel)
    {
        if (chapters is null)
            return new Positions(null);
        var units = await ledger.Library.UnitsAsync(book.Edition, cancel);
        var last = units.Max(unit => unit.Unit.Number);
        if (chapters.FirstAbove(last) is { } above)
            return new Refusal.NoSuchChapter(book.Title, last, above);
        var story = units.Where(unit => IsStory(unit.Unit) && chapters.Contains(unit.Unit.Number));
        return new Positions([.. story.Select(unit => unit.Position)]);
    }

    private static bool IsStory(Unit unit) => JobStarter.SkipReason(unit) is null;

    private static bool AreSame(IReadOnlyList<int>? positions, IReadOnlyList<int>? others) =>
        positions is null || others is null ? positions is null && others is null : positions.SequenceEqual(others);
}
