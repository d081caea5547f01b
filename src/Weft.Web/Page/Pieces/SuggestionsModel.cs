using Weft.Application;

namespace Weft.Web.Page.Pieces;

/// <summary>What the list of suggestions shows, the likeliest first.</summary>
public sealed class SuggestionsModel
{
    internal SuggestionsModel(IReadOnlyList<ShownSuggestion> all) => All = all;

    internal IReadOnlyList<ShownSuggestion> All { get; }
}
