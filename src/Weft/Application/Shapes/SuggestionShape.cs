using Weft.Application.Texts;
using Weft.Graph;
using Weft.Reasons;

namespace Weft.Application.Shapes;

/// <summary>A sentence with the number of its chapter.</summary>
internal sealed record SuggestionQuoteShape(int Chapter, string Quote, int Offset);

/// <summary>One of the two names.</summary>
internal sealed record SuggestedNameShape(
    string Name,
    int Mentions,
    int First,
    int Last,
    IReadOnlyList<SuggestionQuoteShape> Quotes
)
{
    public static SuggestedNameShape Of(SuggestedName side) =>
        new(
            side.Name,
            side.Mentions,
            side.First,
            side.Last,
            [.. side.Quotes.Select(quote => new SuggestionQuoteShape(quote.Chapter, quote.Quote, quote.Offset))]
        );
}

/// <summary>What a person may decide about two names.</summary>
/// <param name="Kind">merge or split.</param>
/// <param name="Reason">In words; <paramref name="ReasonCode"/> for programs.</param>
/// <param name="Quotes">Sentences about both.</param>
internal sealed record SuggestionShape(
    int Number,
    string Kind,
    SuggestedNameShape Name,
    SuggestedNameShape Other,
    string Reason,
    string ReasonCode,
    IReadOnlyList<SuggestionQuoteShape> Quotes
)
{
    public static SuggestionShape Of(ShownSuggestion shown, ReasonTexts texts) =>
        new(
            shown.Suggestion.Number,
            Glossary.Word(shown.Suggestion.Kind),
            SuggestedNameShape.Of(shown.Name),
            SuggestedNameShape.Of(shown.Other),
            shown.Suggestion.Why.Say(texts),
            shown.Suggestion.Why.Code,
            [.. shown.Suggestion.Quotes.Select(quote => new SuggestionQuoteShape(quote.Chapter, quote.Quote, quote.Offset))]
        );
}
