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
    /// <summary>Prices change by the hour of the day and the day of the week.</summary>
    private const int HoursOfWeek = 7 * 24;

    /// <param name="books">At least one; each would be a job of its own.</param>
    public async Task<Result<Estimate>> EstimateAsync(
        IReadOnlyList<Book> books,
        JobRequest request,
        CancellationToken cancel,
        Action<int>? measured = null
    )
    {
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
        var wanted = new WantedPassages(ledger, [.. readers.Select(provider => provider.Model)]);
        var counts = new Counts();
        var atOnce = await AtOnceAsync(readers, cancel);
        var works = readers.ConvertAll(provider => new Work(
            provider,
            Share(provider, chosen, readers, atOnce, request.Order),
            atOnce[provider.Name]
        ));
        for (var at = 0; at < books.Count; at++)
        {
            await AddAsync(books[at], request, works, wanted, counts, cancel);
            measured?.Invoke(at + 1);
        }
        return await SumAsync(books, request, works, counts, cancel);
    }

    /// <summary>How far the model's own counts were from ours, in each language in which it has answered.</summary>
    public async Task<IReadOnlyList<Reason>> CountedAsync(Provider provider, CancellationToken cancel)
    {
        if (!provider.Kind.MakesCalls)
            return [];
        var uses = await ledger.Journal.LatestUsesAsync(provider.Name, Experience.Looked, cancel);
        return
        [
            .. new[] { "en", "zh" }
                .Select(language => (language, Known: Experience.Of(uses, provider.Model, language)))
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
            await JobOrders.RecipeOfAsync(ledger.Library, book, request, cancel),
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

    /// <summary>Calls in the air: as many as there are workers, where the provider lets them.</summary>
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
                return Math.Min(provider.Limits.Calls ?? int.MaxValue, workers > 0 ? workers : PaceGuess.Workers);
            }
        );
    }

    private async Task<int> LastAsync(Book book, CancellationToken cancel) =>
        (await ledger.Library.UnitsAsync(book.Edition, cancel)).Max(unit => unit.Unit.Number);

    private sealed class Counts
    {
        public int Chapters { get; set; }
        public long Characters { get; set; }
        public int Passages { get; set; }
        public int There { get; set; }
    }

    /// <summary>One provider on its way through the books, as if it read all.</summary>
    private sealed class Work(Provider provider, double share, int atOnce)
    {
        public Provider Provider { get; } = provider;
        public double Share { get; } = share;
        public int AtOnce { get; } = atOnce;
        public TokenFamily Family { get; } = TokenFamily.Of(provider.Model);
        public IReadOnlyList<AnswerUse>? Uses { get; set; }
        public Experience Experience { get; set; } = Experience.None;
        public Price Price { get; set; } = Price.Free;
        public Price Dearest { get; set; } = Price.Free;
        public Price Cheapest { get; set; } = Price.Free;
        public int Calls { get; set; }
        public double Prompt { get; set; }
        public double Cached { get; set; }
        public double Answer { get; set; }
        public long Most { get; set; }
        public long MostPrompt { get; set; }
        public double Seconds { get; set; }
        public List<(Book Book, int Chapter, double Tokens, long Micros)> Chapters { get; } = [];
    }

    private async Task AddAsync(
        Book book,
        JobRequest request,
        List<Work> works,
        WantedPassages wanted,
        Counts counts,
        CancellationToken cancel
    )
    {
        var recipe = await JobOrders.RecipeOfAsync(ledger.Library, book, request, cancel);
        var first = works.Count > 0 ? works[0] : null;
        var measure = await MeasureAsync(book, recipe, first, cancel);
        var chapters = measure.Chapters.Where(chapter => request.Chapters?.Contains(chapter.Number) != false).ToList();
        counts.Chapters += chapters.Count;
        counts.Characters += chapters.Sum(chapter => (long)chapter.Characters);
        counts.Passages += chapters.Sum(chapter => chapter.Passages.Count);
        if (first is null)
            return;
        var there = await wanted.ServedAsync(book, recipe, chapters, cancel);
        counts.There += there.Count;
        foreach (var work in works)
        {
            await PrepareAsync(work, book, cancel);
            var own = work == first ? measure : await MeasureAsync(book, recipe, work, cancel);
            foreach (var chapter in own.Chapters.Where(chapter => request.Chapters?.Contains(chapter.Number) != false))
                AddChapter(work, book, chapter, there, recipe.MaxAnswerTokens + (work.Provider.Settings.ThinkingTokens ?? 0));
        }
    }

    private Task<BookMeasure> MeasureAsync(Book book, Recipe recipe, Work? work, CancellationToken cancel) =>
        measurer.MeasureAsync(
            book,
            // What is asked anew is measured alike.
            recipe with
            {
                Nonce = "",
            },
            work?.Family ?? TokenFamily.Of(""),
            work is not null && CountsSchema(work.Provider),
            cancel
        );

    /// <summary>OpenAI itself counts the schema as part of the prompt; servers that hold to it by a grammar do not.</summary>
    private static bool CountsSchema(Provider provider) =>
        provider.Url.Contains("api.openai.com", StringComparison.OrdinalIgnoreCase)
        && provider.Health.Manners.Format is null or AnswerFormat.JsonSchema;

    private async Task PrepareAsync(Work work, Book book, CancellationToken cancel)
    {
        work.Uses ??= await ledger.Journal.LatestUsesAsync(work.Provider.Name, Experience.Looked, cancel);
        work.Experience = Experience.Of(work.Uses, work.Provider.Model, book.Language);
        var now = time.GetUtcNow();
        work.Price = prices.At(work.Provider, now);
        var week = Enumerable.Range(0, HoursOfWeek).Select(hour => prices.At(work.Provider, now.AddHours(hour))).ToList();
        work.Dearest = week.MaxBy(price => price.OutputMicros + price.InputMicros)!;
        work.Cheapest = week.MinBy(price => price.OutputMicros + price.InputMicros)!;
    }

    private static void AddChapter(Work work, Book book, ChapterMeasure chapter, IReadOnlySet<string> there, int bound)
    {
        var (tokens, micros) = (0.0, 0L);
        foreach (var passage in chapter.Passages)
        {
            if (there.Contains(passage.Hash))
                continue;
            var known = work.Experience;
            var prompt = known.Answers > 0 ? passage.SafePromptTokens * known.Prompt : passage.PromptTokens;
            var answer = known.Answers > 0 ? Math.Min(passage.Characters * known.Answer, bound) : passage.AnswerTokens;
            work.Calls++;
            work.Prompt += prompt;
            work.Cached += prompt * known.Cached;
            work.Answer += answer;
            work.MostPrompt += passage.SafePromptTokens;
            work.Most += passage.SafePromptTokens + bound;
            work.Seconds += (known.Answers > 0 ? known.PerCall : PaceGuess.OfCall(answer)).TotalSeconds;
            tokens += prompt + answer;
            micros += Prices.Micros(work.Price, (long)prompt, (long)(prompt * known.Cached), (long)answer);
        }
        work.Chapters.Add((book, chapter.Number, tokens, micros));
    }

    private async Task<Result<Estimate>> SumAsync(
        IReadOnlyList<Book> books,
        JobRequest request,
        List<Work> works,
        Counts counts,
        CancellationToken cancel
    )
    {
        var readers = works.ConvertAll(ReaderOf);
        var expected = Expected(readers);
        var pause = PauseOf(request.Budget, works);
        return new Estimate(
            books.Count,
            counts.Chapters,
            counts.Characters,
            counts.Passages,
            counts.There,
            readers,
            expected,
            await WaitingAsync(request.Providers, cancel),
            pause,
            NotesOf(books, request, works, counts, expected, pause)
        )
        {
            Money = MoneyOf(readers),
        };
    }

    private static ReaderEstimate ReaderOf(Work work)
    {
        var perCall = TimeSpan.FromSeconds(work.Calls > 0 ? work.Seconds / work.Calls : 0);
        var atOnce = Math.Max(Math.Min(work.AtOnce, work.Calls), 1);
        var bounds = work.Most - work.MostPrompt;
        return new(
            work.Provider.Name,
            work.Provider.Model,
            work.Price,
            work.Share,
            new(
                work.Calls,
                (long)work.Prompt,
                (long)work.Answer,
                work.Most,
                Prices.Micros(work.Price, (long)work.Prompt, (long)work.Cached, (long)work.Answer),
                Prices.Micros(work.Dearest, work.MostPrompt, 0, bounds),
                PaceGuess.Of(work.Calls, work.Most, perCall, atOnce, work.Provider.Limits)
            ),
            atOnce,
            perCall,
            work.Experience.Answers
        );
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

    private static PausePoint? PauseOf(Budget budget, List<Work> works)
    {
        if (works.Find(work => work.Share > 0) is not { } work)
            return null;
        var (tokens, micros) = (0.0, 0L);
        foreach (var (book, chapter, more, cost) in work.Chapters)
        {
            (tokens, micros) = (tokens + more, micros + cost);
            if (tokens > budget.Tokens || micros > budget.Micros)
                return new(book.Title, chapter);
        }
        return null;
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

    private List<Reason> NotesOf(
        IReadOnlyList<Book> books,
        JobRequest request,
        List<Work> works,
        Counts counts,
        Cost expected,
        PausePoint? pause
    )
    {
        var notes = new List<Reason>();
        var asked = works.Where(work => work.Share > 0).ToList();
        if (asked.Count == 0)
            notes.Add(EstimateReasons.NoCalls);
        else if (counts.Passages > 0 && counts.There == counts.Passages)
            notes.Add(EstimateReasons.AllThere);
        foreach (var work in asked.Where(work => work.Calls > 0))
            notes.AddRange(NotesOf(work));
        if (pause is { } point)
            notes.Add(
                EstimateReasons.OverBudget(
                    BudgetText.Write(new(request.Budget, asked[0].Price.Currency)),
                    request.Budget.Micros is null
                        ? BudgetText.Write(new(new(expected.Tokens, null)))
                        : Figures.Money(expected.Micros, asked[0].Price.Currency),
                    point.Chapter,
                    point.Title
                )
            );
        if (books.Count > 1 && request.Budget != Budget.None)
            notes.Add(EstimateReasons.SharedBudget(BudgetText.Write(request.Wish), books.Count));
        return notes;
    }

    private IEnumerable<Reason> NotesOf(Work work)
    {
        var (provider, known) = (work.Provider, work.Experience);
        if (provider.IsPaused(time.GetUtcNow()))
            yield return EstimateReasons.Paused(provider.Name, provider.Pause!.Reason);
        if (work.Price == Price.Free)
            yield return EstimateReasons.NoPrice(provider.Name, provider.Model);
        else if (work.Dearest != work.Cheapest)
            yield return EstimateReasons.PeakHours(
                provider.Name,
                Figures.Money(work.Price.OutputMicros, work.Price.Currency),
                Figures.Money(work.Cheapest.OutputMicros, work.Cheapest.Currency),
                Figures.Money(work.Dearest.OutputMicros, work.Dearest.Currency)
            );
        yield return known.Answers > 0
            ? EstimateReasons.Measured(provider.Name, known.Answers, (long)Math.Ceiling(known.Error * 100))
            : EstimateReasons.Guessed(provider.Name, work.Family.Name, work.Family.Margin, AnswerGuess.Margin);
    }
}
