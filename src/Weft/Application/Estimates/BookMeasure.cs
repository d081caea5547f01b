using Weft.Model;

namespace Weft.Application.Estimates;

/// <summary>A book cut as a recipe cuts it, with what each passage will take.</summary>
/// <param name="Chapters">Those that hold story, by position.</param>
internal sealed record BookMeasure(Book Book, IReadOnlyList<ChapterMeasure> Chapters);

/// <param name="Number">As the edition counts.</param>
internal sealed record ChapterMeasure(
    int Position,
    int Number,
    ChapterKey Key,
    int Characters,
    IReadOnlyList<PassageMeasure> Passages
);

/// <param name="Hash">Of the passage's text, as in the journal's key; empty where there is nothing to be asked.</param>
/// <param name="PromptTokens">Likely.</param>
/// <param name="SafePromptTokens">As they will be reserved.</param>
/// <param name="AnswerTokens">Likely.</param>
internal readonly record struct PassageMeasure(
    string Hash,
    int Characters,
    long PromptTokens,
    long SafePromptTokens,
    long AnswerTokens
);
