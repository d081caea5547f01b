using System.Text;
using Weft.Extraction;
using Weft.Extraction.Passages;
using Weft.Extraction.Prompting;
using Weft.Ledger;
using Weft.Model;
using Weft.Providers;
using Weft.Providers.OpenAi;
using Weft.Providers.Rules;
using Weft.Runtime;
using Weft.Work;

namespace Weft.Application;

/// <summary>What a new job would send for one passage of a book.</summary>
/// <param name="Part">The part of the book that the passage is of.</param>
/// <param name="Number">The passage's, from 1 to <paramref name="Passages"/>: of the chapter where one was named, else of the book.</param>
/// <param name="Provider">Null where none is there that makes calls.</param>
/// <param name="Stable">How much of the prompt's beginning is the same for every passage of the book.</param>
/// <param name="Request">The body of the request as it is tried first; null without a provider.</param>
internal sealed record PreviewedPrompt(
    Book Book,
    EditionUnit Part,
    int Number,
    int Passages,
    Passage Passage,
    Recipe Recipe,
    Provider? Provider,
    PromptText Prompt,
    StablePrefix Stable,
    string? Request
)
{
    /// <summary>Found out of the model, or the best, which is tried first.</summary>
    public AnswerFormat Format => Provider?.Health.Manners.Format ?? AnswerFormat.JsonSchema;

    public long Tokens => TokenEstimate.OfPrompt(Prompt, Model);

    /// <summary>Whose way of counting is followed.</summary>
    public string Model => Provider?.Model ?? "";
}

/// <summary>What providers can keep of a prompt. Tokens are estimates, as those that are reserved for a call.</summary>
/// <param name="Share">Of the prompt's tokens, from 0 to 1.</param>
internal sealed record StablePrefix(int Characters, long Tokens, double Share)
{
    public static StablePrefix Of(PromptText prompt, PromptText other, string model)
    {
        var user = prompt.System == other.System ? Same(prompt.User, other.User) : 0;
        var system = Same(prompt.System, other.System);
        var tokens =
            TokenEstimate.Of(prompt.System.AsSpan(0, system), model) + TokenEstimate.Of(prompt.User.AsSpan(0, user), model);
        return new(system + user, tokens, (double)tokens / TokenEstimate.OfPrompt(prompt, model));
    }

    private static int Same(string one, string other) => one.AsSpan().CommonPrefixLength(other);
}

/// <summary>Shows prompts before anybody is asked.</summary>
internal sealed class PromptPreview(ILedger ledger)
{
    /// <param name="passage">From 1.</param>
    /// <param name="position">Only passages of this part; null = of all that tell the story.</param>
    /// <param name="chapter">Only passages of the parts under this number.</param>
    /// <param name="named">The provider; null = the first that makes calls.</param>
    /// <param name="asks">What the job would look for.</param>
    public async Task<Result<PreviewedPrompt>> ShowAsync(
        Book book,
        int passage,
        int? position,
        int? chapter,
        string? named,
        RecipeWish asks,
        CancellationToken cancel
    )
    {
        if (asks.Check() is { } wrong)
            return wrong;
        var asked = await ProviderAsync(named, cancel);
        if (asked is Result<Provider?>.Refused(var unknown))
            return unknown;
        var parts = await ledger.Library.UnitsAsync(book.Edition, cancel);
        if (chapter is { } number && parts.All(part => part.Unit.Number != number))
            return new Refusal.NoSuchChapter(book.Title, parts.Max(part => part.Unit.Number), number);
        if (position is { } at && parts.All(part => part.Position != at))
            return new Refusal.NoSuchPart(book.Title, parts.Count, at);
        var recipe = await new RecipeChoice(ledger.Library).ForAsync(book, asks.Apply(Recipes.Default(book.Language)), cancel);
        var passages = new List<(EditionUnit Part, Passage Passage)>();
        foreach (var part in parts.Where(part => ChapterQueries.IsStory(part.Unit)))
            if ((chapter is null || part.Unit.Number == chapter) && (position is null || part.Position == position))
                foreach (var cut in PassageCutter.Cut(await TextAsync(book, part, cancel), recipe).Where(cut => !cut.IsBlank))
                    passages.Add((part, cut));
        if (passage > passages.Count)
            return new Refusal.NoSuchPassage(book.Title, passages.Count, passage);
        var chosen = passages[passage - 1];
        var provider = ((Result<Provider?>.Done)asked).Value;
        var prompt = await PromptAsync(book, parts, recipe, chosen.Passage, provider?.Model ?? "", cancel);
        return Of(book, passage, passages.Count, chosen, recipe, provider, prompt);
    }

    private static PreviewedPrompt Of(
        Book book,
        int number,
        int passages,
        (EditionUnit Part, Passage Passage) chosen,
        Recipe recipe,
        Provider? provider,
        (PromptText Prompt, StablePrefix Stable) prompt
    )
    {
        var made = new PreviewedPrompt(
            book,
            chosen.Part,
            number,
            passages,
            chosen.Passage,
            recipe,
            provider,
            prompt.Prompt,
            prompt.Stable,
            null
        );
        return provider is null ? made : made with { Request = RequestOf(made, provider) };
    }

    private static string RequestOf(PreviewedPrompt prompt, Provider provider)
    {
        var (system, user, schema) = prompt.Prompt;
        var call = new ChatCall(
            provider.Model,
            system,
            user,
            prompt.Format,
            schema,
            prompt.Recipe.MaxAnswerTokens,
            TimeSpan.Zero
        );
        return Encoding.UTF8.GetString(OpenAiRequest.Body(call, provider.Settings, provider.Health.Manners).Span);
    }

    private async Task<(PromptText Prompt, StablePrefix Stable)> PromptAsync(
        Book book,
        IReadOnlyList<EditionUnit> parts,
        Recipe recipe,
        Passage passage,
        string model,
        CancellationToken cancel
    )
    {
        var profile = await ProfileAsync(book, parts, cancel);
        var prompt = PromptText.For(recipe, profile, passage);
        return (prompt, StablePrefix.Of(prompt, PromptText.For(recipe, profile, new(passage.Text + ".", passage.Offset)), model));
    }

    /// <summary>The stored one, as a job would find it; else it is made here as the first job makes it, and not kept.</summary>
    private async Task<Profile> ProfileAsync(Book book, IReadOnlyList<EditionUnit> parts, CancellationToken cancel)
    {
        if (await ledger.Library.FindProfileAsync(book.Edition, RulesProfiler.Version, cancel) is { } known)
            return known;
        return await FirstReader.ReadAsync(
            RulesProfiler.Begin(book.Language),
            ledger.Library,
            book,
            parts,
            new ThreadPoolOffload(),
            cancel
        );
    }

    private async Task<string> TextAsync(Book book, EditionUnit part, CancellationToken cancel) =>
        await ledger.Library.FindTextAsync(book.Id, part.Chapter, cancel) ?? "";

    private async Task<Result<Provider?>> ProviderAsync(string? named, CancellationToken cancel)
    {
        var known = await ledger.Providers.ProvidersAsync(cancel);
        if (named is null)
            return new Result<Provider?>.Done(known.FirstOrDefault(provider => provider.Kind.MakesCalls));
        if (known.FirstOrDefault(provider => provider.Name == named) is not { } found)
            return ProviderRegistry.Unknown(named, [.. known.Select(provider => provider.Name)]);
        return found.Kind.MakesCalls ? found : new Refusal.RulesAskNobody();
    }
}
