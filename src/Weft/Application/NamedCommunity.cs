using Weft.Graph;
using Weft.Graph.Communities;

namespace Weft.Application;

/// <summary>Members of the cast that belong together.</summary>
/// <param name="Number">From 1, the most important first.</param>
/// <param name="Members">The most important first; the community is called after the first.</param>
internal sealed record NamedCommunity(int Number, IReadOnlyList<ResolvedEntity> Members)
{
    public ResolvedEntity Head => Members[0];

    public static IReadOnlyList<NamedCommunity> Of(ResolvedBook book)
    {
        var entities = book.Entities.ToDictionary(entity => entity.Id, StringComparer.Ordinal);
        return
        [
            .. CastStructure
                .Of(book)
                .Communities.Select(community => new NamedCommunity(
                    community.Number,
                    [.. community.Members.Select(id => entities[id])]
                )),
        ];
    }
}
