using Weft.Model;
using Weft.Reasons;

namespace Weft.Graph.Suggestions;

/// <summary>What a person may decide about two names: that they are one, or that they are two.</summary>
/// <param name="Number">Stays the same as long as the two names do, whatever else is decided.</param>
/// <param name="Kind">Merge or split; refusing one is the other.</param>
/// <param name="Name">As the book writes it: an entity's main name.</param>
/// <param name="Other">As the book writes it: another entity's main name, or another name of the same.</param>
/// <param name="Score">For the order alone: the likelier first.</param>
/// <param name="Quotes">Sentences that say so; may be none, where what speaks for it stands in no sentence.</param>
public sealed record Suggestion(
    int Number,
    DecisionKind Kind,
    string Name,
    string Other,
    Reason Why,
    double Score,
    IReadOnlyList<RelationQuote> Quotes
)
{
    /// <summary>Nothing of the kind is to be suggested again.</summary>
    public DecisionKind Refusing => Kind == DecisionKind.Merge ? DecisionKind.Split : DecisionKind.Merge;
}
