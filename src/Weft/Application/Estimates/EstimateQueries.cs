using Weft.Application.Texts;
using Weft.Extraction.Tokens;
using Weft.Ledger;
using Weft.Model;
using Weft.Providers;
using Weft.Reasons;

namespace Weft.Application.Estimates;

/// <summary>What an order would take: calls, tokens, money and time, without asking anybody.</summary>
internal sealed class EstimateQueries(ILedger ledger, BookMeasurer measurer, Prices prices, TimeProvider time)
{
    /// <param name="books">At least one; each would be a job of its own.</param>
    public async Task<Result<Estimate>> EstimateAsync(
        IReadOnlyList<Book> books,
        JobRequest request,
        CancellationToken cancel,
        Action<int>? measured = null
    )
    {
        if (request.Asks.Check() is { } wrong)
            return wrong;
        var all = await ledger.Providers.ProvidersAsync(cancel);
        var named = request.Providers.Count > 0 ? request.Providers : [Provider.RulesName];
        var chosen = new List<Provider>();
        foreach (var name in named)
        {
            if (all.FirstOrDefault(provider => provider.Name == name) is not { } provider)
                return ProviderRegistry.Unknown(name, [.. all.Select(known => known.Name)]);
            chosen.Add(provider);
        }
        foreach (var book in books)
            if (request.Chapters?.FirstAbove(await LastAsync(book, cancel)) is { } above)
                return new Refusal.NoSuchChapter(book.Title, await LastAsync(book, cancel), above);
        var readers = chosen.Where(provider => provider.Kind.MakesCalls).ToList();
        var wanted = new WantedPassages(ledger, [.. readers.Select(provider => provider.Model)], request.Rounds);
        var scope = new EstimateScope();
        var atOnce = await AtOnceAsync(readers, cancel);
        var tallies = readers.ConvertAll(provider => new ReaderTally(
            provider,
            prices,
            time.GetUtcNow(),
            Share(provider, chosen, readers, atOnce, request.Order),
            atOnce[provider.Name]
        ));
        for (var at = 0; at < books.Count; at++)
        {
            await AddAsync(books[at], request, tallies, wanted, scope, cancel);
            measured?.Invoke(at + 1);
        }
        return await SumAsync(books, request, tallies, scope, cancel);
    }

    /// <summary>How far the model's own counts were from ours, in each language in which it has answered.</summary>
    public async Task<IReadOnlyList<Reason>> CountedAsync(Provider provider, CancellationToken cancel)
    {
        if (!provider.Kind.MakesCalls)
            return [];
        var uses = await ledger.Journal.LatestUsagesAsync(provider.Name, UsageHistory.Looked, cancel);
        return
        [
            .. new[] { "en", "zh" }
                .Select(language => (language, Known: UsageHistory.Of(uses, provider.Model, language)))
                .Where(one => one.Known.Answers > 0)
                .Select(one =>
                    EstimateReasons.Counted(
                        one.language,
                        one.Known.Answers,
                        (long)Math.Round(one.Known.Prompt * 100),
                        (long)Math.Ceiling(one.Known.Error * 100),
                        (long)Math.Round(one.Known.Answer * 1_000)
                    )
                ),
        ];
    }

    /// <summary>Chapters spread over the book that hold about so many passages; of those that are ordered.</summary>
    public async Task<ChapterRanges> PilotAsync(Book book, JobRequest request, int passages, CancellationToken cancel)
    {
        var measure = await MeasureAsync(
            book,
            await new RecipeChoice(ledger.Library).ForAsync(book, request, cancel),
            null,
            cancel
        );
        return PilotChapters.Choose(
            [.. measure.Chapters.Where(chapter => request.Chapters?.Contains(chapter.Number) != false)],
            passages
        );
    }

    /// <summary>Of the chapters that it is expected to read.</summary>
    private static double Share(
        Provider provider,
        List<Provider> chosen,
        List<Provider> readers,
        Dictionary<string, int> atOnce,
        ProviderOrder order
    )
    {
        if (order == ProviderOrder.InOrder)
            return chosen[0] == provider ? 1 : 0;
        return (double)atOnce[provider.Name] / readers.Sum(reader => atOnce[reader.Name]);
    }

    /// <summary>Calls in the air: as many as there are workers, where the provider lets them, as told or as found out.</summary>
    private async Task<Dictionary<string, int>> AtOnceAsync(List<Provider> readers, CancellationToken cancel)
    {
        var sessions = await ledger.Sessions.OpenSessionsAsync(cancel);
        return readers.ToDictionary(
            provider => provider.Name,
            provider =>
            {
                var workers = sessions
                    .Where(session => session.Providers.Contains(provider.Name))
                    .Sum(session => session.Workers);
                return Math.Min(
                    provider.CallsNow ?? provider.Limits.Calls ?? int.MaxValue,
                    workers > 0 ? workers : CallDuration.Workers
                );
            }
        );
    }

    private async Task<int> LastAsync(Book book, CancellationToken cancel) =>
        (await ledger.Library.UnitsAsync(book.Edition, cancel)).Max(unit => unit.Unit.Number);

    private async Task AddAsync(
        Book book,
        JobRequest request,
        List<ReaderTally> tallies,
        WantedPassages wanted,
        EstimateScope scope,
        CancellationToken cancel
    )
    {
        var recipe = await new RecipeChoice(ledger.Library).ForAsync(book, request, cancel);
        var first = tallies.Count > 0 ? tallies[0] : null;
        var measure = await MeasureAsync(book, recipe, first, cancel);
        var chapters = measure.Chapters.Where(chapter => request.Chapters?.Contains(chapter.Number) != false).ToList();
        scope.Chapters += chapters.Count;
        scope.Characters += chapters.Sum(chapter => (long)chapter.Characters);
        scope.Passages += chapters.Sum(chapter => chapter.Passages.Count);
        if (first is null)
            return;
        var there = await wanted.ServedAsync(book, recipe, chapters, cancel);
        scope.There += there.Count;
        foreach (var tally in tallies)
        {
            var usages = await ledger.Journal.LatestUsagesAsync(tally.Provider.Name, UsageHistory.Looked, cancel);
            tally.Begin(book, UsageHistory.Of(usages, tally.Provider.Model, book.Language));
            var own = tally == first ? measure : await MeasureAsync(book, recipe, tally, cancel);
            foreach (var chapter in own.Chapters.Where(chapter => request.Chapters?.Contains(chapter.Number) != false))
                tally.Add(chapter, there, recipe.MaxAnswerTokens);
        }
    }

    private Task<BookMeasure> MeasureAsync(Book book, Recipe recipe, ReaderTally? reader, CancellationToken cancel) =>
        measurer.MeasureAsync(
            book,
            // What is asked anew is measured alike.
            recipe with
            {
                Nonce = "",
            },
            reader?.Family ?? TokenFamily.Of(""),
            reader is not null && CountsSchema(reader.Provider),
            cancel
        );

    /// <summary>OpenAI itself counts the schema as part of the prompt; servers that hold to it by a grammar do not.</summary>
    private static bool CountsSchema(Provider provider) =>
        provider.Url.Contains("api.openai.com", StringComparison.OrdinalIgnoreCase)
        && provider.Health.Manners.Format is null or AnswerFormat.JsonSchema;

    private async Task<Result<Estimate>> SumAsync(
        IReadOnlyList<Book> books,
        JobRequest request,
        List<ReaderTally> tallies,
        EstimateScope scope,
        CancellationToken cancel
    )
    {
        var readers = tallies.ConvertAll(tally => tally.ToEstimate());
        var expected = Expected(readers);
        var pause = tallies.Find(tally => tally.Share > 0)?.PauseWithin(request.Budget);
        return new Estimate(
            books.Count,
            scope.Chapters,
            scope.Characters,
            scope.Passages,
            scope.There,
            readers,
            expected,
            await WaitingAsync(request.Providers, cancel),
            pause,
            [
                .. await AskedTwiceAsync(books, request, cancel),
                .. EstimateNotes.Of(books, request, tallies, scope, expected, pause, time.GetUtcNow()),
            ]
        )
        {
            Money = MoneyOf(readers),
        };
    }

    /// <summary>What each is expected to read, together; side by side they take the time of the one that takes longest.</summary>
    private static Cost Expected(List<ReaderEstimate> readers)
    {
        var sum = Cost.None;
        foreach (var reader in readers.Where(reader => reader.Share > 0))
        {
            var took = reader.Cost.Time * reader.Share;
            sum = new(
                sum.Calls + (int)Math.Round(reader.Cost.Calls * reader.Share),
                sum.PromptTokens + (long)(reader.Cost.PromptTokens * reader.Share),
                sum.AnswerTokens + (long)(reader.Cost.AnswerTokens * reader.Share),
                sum.MostTokens + (long)(reader.Cost.MostTokens * reader.Share),
                sum.Micros + (long)(reader.Cost.Micros * reader.Share),
                sum.MostMicros + (long)(reader.Cost.MostMicros * reader.Share),
                took > sum.Time ? took : sum.Time
            );
        }
        return sum;
    }

    private static List<Money> MoneyOf(List<ReaderEstimate> readers)
    {
        var asked = readers.Where(reader => reader.Share > 0).ToList();
        if (asked.Exists(reader => reader.Price == Price.Free))
            return [];
        return
        [
            .. asked
                .GroupBy(reader => reader.Price.Currency)
                .Select(same => new Money(
                    same.Key,
                    same.Sum(reader => (long)(reader.Cost.Micros * reader.Share)),
                    same.Sum(reader => (long)(reader.Cost.MostMicros * reader.Share))
                )),
        ];
    }

    /// <summary>Two that ask one book anew side by side.</summary>
    private async Task<IEnumerable<Reason>> AskedTwiceAsync(
        IReadOnlyList<Book> books,
        JobRequest request,
        CancellationToken cancel
    )
    {
        if (!request.Again)
            return [];
        var open = await ledger.Jobs.JobsAsync([JobState.Created, JobState.Running, JobState.Paused], cancel);
        return from job in open
            where RecipeChoice.AsksAgain(job) && job.Id != request.Standing
            join book in books on job.Order.Book equals book.Id
            select EstimateReasons.AskedTwice(book.Title, job.Id.Value);
    }

    private async Task<int> WaitingAsync(IReadOnlyList<string> providers, CancellationToken cancel)
    {
        var running = (await ledger.Jobs.JobsAsync([JobState.Created, JobState.Running], cancel))
            .Where(job => job.Order.Providers.Any(providers.Contains))
            .ToList();
        if (running.Count == 0)
            return 0;
        var counts = await ledger.Jobs.CountRunsAsync([.. running.Select(job => job.Id)], cancel);
        return counts.Values.Sum(runs => runs.Pending);
    }
}
