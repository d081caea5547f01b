using Weft.Books;
using Weft.Cli.Parsing;
using Weft.Cli.Stores;
using Weft.Cli.Terminal;
using Weft.Cli.Texts;
using Weft.Extraction;
using Weft.Model;
using Weft.Providers.Rules;

namespace Weft.Cli.Work;

/// <summary>Writes jobs into the ledger; whoever works on it carries their start on.</summary>
internal sealed class Orders(Workplace place)
{
    /// <summary>A new job for the book's current edition.</summary>
    public async Task<JobId> PlaceAsync(Book book, OrderWish wish, CancellationToken cancel)
    {
        await CheckProvidersAsync(wish.Providers, cancel);
        var order = new JobOrder(
            book.Id,
            book.Edition,
            await PositionsAsync(book, wish.Chapters, cancel),
            ProvidersOf(wish),
            wish.Order,
            wish.Priority,
            RecipeOf(book, wish),
            RulesProfiler.Version,
            wish.Budget,
            wish.AutoRetry
        );
        return await place.Ledger.Jobs.CreateJobAsync(order, cancel) switch
        {
            JobCreation.Created created => created.Job,
            JobCreation.UnknownProviders unknown => throw await UnknownAsync(unknown.Names[0], cancel),
            _ => throw new Refusal(place.Shell.Phrases.Say("book.unknown", book.Title, place.Folder)),
        };
    }

    /// <summary>
    /// The newest job that already does what is wished: of the book's current edition, the same chapters, and the same providers and bound of an
    /// answer where any are named. Cancelled jobs do nothing any more.
    /// </summary>
    public async Task<Job?> FindAsync(Book book, OrderWish wish, CancellationToken cancel)
    {
        var positions = await PositionsAsync(book, wish.Chapters, cancel);
        var jobs = await place.Ledger.Jobs.JobsAsync([], cancel);
        return jobs.LastOrDefault(job =>
            job.State != JobState.Cancelled
            && job.Order.Edition == book.Edition
            && Same(job.Order.Positions, positions)
            && (wish.AnswerTokens is null || job.Order.Recipe.MaxAnswerTokens == wish.AnswerTokens)
            && (wish.Providers.Count == 0 || job.Order.Providers.SequenceEqual(wish.Providers))
        );
    }

    /// <summary>Refuses names that no provider has.</summary>
    public async Task CheckProvidersAsync(IReadOnlyList<string> names, CancellationToken cancel)
    {
        var known = await KnownAsync(cancel);
        if (names.FirstOrDefault(name => !known.Contains(name)) is { } unknown)
            throw await UnknownAsync(unknown, cancel);
    }

    private async Task<List<string>> KnownAsync(CancellationToken cancel) =>
        [.. (await place.Ledger.Providers.ProvidersAsync(cancel)).Select(provider => provider.Name)];

    private async Task<Refusal> UnknownAsync(string name, CancellationToken cancel)
    {
        var known = await KnownAsync(cancel);
        var phrases = place.Shell.Phrases;
        return new(
            Nearest.To(name, known) is { } near
                ? phrases.Say("provider.unknownNear", name, near)
                : phrases.Say("provider.unknown", name, string.Join(", ", known))
        );
    }

    private static Recipe RecipeOf(Book book, OrderWish wish)
    {
        var recipe = Recipes.Default(book.Language);
        return recipe with { MaxAnswerTokens = wish.AnswerTokens ?? recipe.MaxAnswerTokens };
    }

    private static IReadOnlyList<string> ProvidersOf(OrderWish wish) =>
        wish.Providers.Count > 0 ? wish.Providers : [Provider.RulesName];

    /// <summary>Units with the chosen numbers that tell the story: what follows a chapter under its number goes with it.</summary>
    private async Task<IReadOnlyList<int>?> PositionsAsync(Book book, ChapterRanges? chapters, CancellationToken cancel)
    {
        if (chapters is null)
            return null;
        var units = await place.Ledger.Library.UnitsAsync(book.Edition, cancel);
        var last = units.Max(one => one.Unit.Number);
        if (chapters.FirstAbove(last) is { } above)
            throw new Refusal(place.Shell.Phrases.Say("order.noChapter", book.Title, last, above), ExitCode.Usage);
        return [.. units.Where(one => IsStory(one.Unit) && chapters.Contains(one.Unit.Number)).Select(one => one.Position)];
    }

    private static bool IsStory(Unit unit) => Weft.Work.JobStarter.SkipReason(unit) is null;

    private static bool Same(IReadOnlyList<int>? one, IReadOnlyList<int>? other) =>
        one is null || other is null ? one is null && other is null : one.SequenceEqual(other);
}
