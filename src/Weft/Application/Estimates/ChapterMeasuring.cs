using Weft.Extraction.Passages;
using Weft.Extraction.Prompting;
using Weft.Extraction.Tokens;
using Weft.Ledger;
using Weft.Model;

namespace Weft.Application.Estimates;

/// <summary>Measures chapters of a book as a provider's tokenizer counts: what stands around every passage is counted once.</summary>
internal sealed class ChapterMeasuring
{
    /// <summary>What stands around a model's messages.</summary>
    private const int AroundMessages = 12;

    private readonly Recipe _recipe;
    private readonly TokenFamily _family;
    private readonly NameCounter _names;
    private readonly long _constant;
    private readonly long _safe;
    private readonly long _marks;
    private readonly long _safeMarks;

    /// <param name="countsSchema">The provider counts the schema that goes along.</param>
    public ChapterMeasuring(Profile profile, Recipe recipe, TokenFamily family, bool countsSchema)
    {
        (_recipe, _family, _names) = (recipe, family, new NameCounter(profile));
        var around = PromptText.For(recipe, profile, new Passage("", 0));
        var schema = countsSchema ? TokenCounter.Count(family, around.Schema) : 0;
        _constant = TokenCounter.Count(family, around.System) + TokenCounter.Count(family, around.User) + schema + AroundMessages;
        _safe = TokenEstimate.OfPrompt(around, family);
        // Around what stands before a passage, where something does.
        var marked = PromptText.For(recipe, profile, new Passage("", 0) { Context = "." });
        _marks = TokenCounter.Count(family, marked.User) - TokenCounter.Count(family, around.User);
        _safeMarks = TokenEstimate.OfPrompt(marked, family) - _safe;
    }

    public ChapterMeasure Measure(EditionUnit unit, string text)
    {
        var passages = PassageCutter.Cut(text, _recipe).Where(passage => !passage.IsBlank);
        return new(unit.Position, unit.Unit.Number, unit.Chapter, text.Length, [.. passages.Select(MeasureOne)]);
    }

    private PassageMeasure MeasureOne(Passage passage)
    {
        var tokens = TokenCounter.Count(_family, passage.Text);
        var (before, safeBefore) =
            passage.Context.Length == 0
                ? (0L, 0L)
                : (
                    _marks + TokenCounter.Count(_family, passage.Context),
                    _safeMarks + TokenCounter.Safe(_family, passage.Context)
                );
        return new(
            passage.Hash,
            passage.Text.Length,
            _constant + before + tokens,
            _safe + safeBefore + TokenCounter.Safe(_family, passage.Text),
            AnswerLength.Tokens(_recipe, tokens, _names.CountIn(passage.Text))
        );
    }
}
