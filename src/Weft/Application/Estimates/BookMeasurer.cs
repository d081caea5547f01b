using Weft.Extraction.Passages;
using Weft.Extraction.Prompting;
using Weft.Extraction.Tokens;
using Weft.Ledger;
using Weft.Model;
using Weft.Providers.Rules;
using Weft.Work;

namespace Weft.Application.Estimates;

/// <summary>Measures books, and remembers the last ones: whoever changes a form asks for the same again and again.</summary>
internal sealed class BookMeasurer(ILibrary library)
{
    private const int Remembered = 64;

    /// <summary>What stands around a model's messages.</summary>
    private const int AroundMessages = 12;

    private readonly Lock _lock = new();
    private readonly Dictionary<(EditionId, string Recipe, string Family), BookMeasure> _known = [];

    /// <param name="countsSchema">The provider counts the schema that goes along.</param>
    public async Task<BookMeasure> MeasureAsync(
        Book book,
        Recipe recipe,
        TokenFamily family,
        bool countsSchema,
        CancellationToken cancel
    )
    {
        var key = (book.Edition, recipe.Hash() + countsSchema, family.Name);
        lock (_lock)
            if (_known.TryGetValue(key, out var known))
                return known;
        var chapters = new List<(EditionUnit Unit, string Text)>();
        foreach (var unit in await library.UnitsAsync(book.Edition, cancel))
            if (JobStarter.SkipReason(unit.Unit) is null)
                chapters.Add((unit, await library.FindTextAsync(book.Id, unit.Chapter, cancel) ?? ""));
        var profile = await ProfileAsync(book, chapters, cancel);
        var measure = await Task.Run(() => Measure(book, chapters, profile, recipe, family, countsSchema, cancel), cancel);
        lock (_lock)
        {
            if (_known.Count >= Remembered)
                _known.Clear();
            _known[key] = measure;
        }
        return measure;
    }

    /// <summary>The same that a job's start makes and keeps; an estimate keeps nothing in the ledger.</summary>
    private async Task<Profile> ProfileAsync(Book book, List<(EditionUnit Unit, string Text)> chapters, CancellationToken cancel)
    {
        if (await library.FindProfileAsync(book.Edition, RulesProfiler.Version, cancel) is { } stored)
            return stored;
        return await Task.Run(() => RulesProfiler.Build(book.Language, [.. chapters.Select(one => one.Text)]), cancel);
    }

    private static BookMeasure Measure(
        Book book,
        List<(EditionUnit Unit, string Text)> chapters,
        Profile profile,
        Recipe recipe,
        TokenFamily family,
        bool countsSchema,
        CancellationToken cancel
    )
    {
        var names = new NameCounter(profile);
        var around = PromptText.For(recipe, profile, new Passage("", 0));
        var schema = countsSchema ? TokenCounter.Count(family, around.Schema) : 0;
        var constant =
            TokenCounter.Count(family, around.System) + TokenCounter.Count(family, around.User) + schema + AroundMessages;
        var safe = TokenEstimate.OfPrompt(around, family);
        // Around what stands before a passage, where something does.
        var marked = PromptText.For(recipe, profile, new Passage("", 0) { Context = "." });
        var marks = TokenCounter.Count(family, marked.User) - TokenCounter.Count(family, around.User);
        var safeMarks = TokenEstimate.OfPrompt(marked, family) - safe;
        var measured = new List<ChapterMeasure>();
        foreach (var (unit, text) in chapters)
        {
            cancel.ThrowIfCancellationRequested();
            var passages = PassageCutter.Cut(text, recipe).Where(passage => !passage.IsBlank);
            measured.Add(new(unit.Position, unit.Unit.Number, unit.Chapter, text.Length, [.. passages.Select(MeasureOne)]));
        }
        return new(book, measured);

        PassageMeasure MeasureOne(Passage passage)
        {
            var tokens = TokenCounter.Count(family, passage.Text);
            var (before, safeBefore) =
                passage.Context.Length == 0
                    ? (0L, 0L)
                    : (
                        marks + TokenCounter.Count(family, passage.Context),
                        safeMarks + TokenCounter.Safe(family, passage.Context)
                    );
            return new(
                passage.Hash,
                passage.Text.Length,
                constant + before + tokens,
                safe + safeBefore + TokenCounter.Safe(family, passage.Text),
                AnswerLength.Tokens(recipe, tokens, names.CountIn(passage.Text))
            );
        }
    }
}
