namespace Weft.Graph.Exports;

/// <summary>Which part of a graph is exported.</summary>
/// <param name="UpTo">What a reader knows after this chapter; null = all.</param>
/// <param name="Types">Of entities; empty = all.</param>
/// <param name="MinWeight">Lighter ties are left out, and names that have no other; 0 = all.</param>
internal sealed record ExportSelection(int? UpTo, IReadOnlyList<string> Types, double MinWeight)
{
    public static readonly ExportSelection All = new(null, [], 0);

    /// <summary>Types as people write them: one after the other, or with commas between.</summary>
    public static IReadOnlyList<string> TypesOf(IEnumerable<string> words) =>
        [
            .. words
                .SelectMany(word => word.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                .Distinct(),
        ];

    public bool IsAll => UpTo is null && Types.Count == 0 && MinWeight <= 0;

    /// <summary>Entities that are mentioned, and the ties between them.</summary>
    public ResolvedBook Of(ResolvedBook book)
    {
        var known = book.At(UpTo);
        var entities = known.Entities.Where(entity => entity.Mentions > 0 && (Types.Count == 0 || Types.Contains(entity.Type)));
        var ids = entities.Select(entity => entity.Id).ToHashSet(StringComparer.Ordinal);
        var relations = known
            .Relations.Where(relation =>
                relation.Weight >= MinWeight && ids.Contains(relation.Source) && ids.Contains(relation.Target)
            )
            .ToList();
        var tied = MinWeight > 0 ? relations.SelectMany(Ends).ToHashSet(StringComparer.Ordinal) : ids;
        return new([.. entities.Where(entity => tied.Contains(entity.Id))], relations, known.SameAs);
    }

    private static string[] Ends(ResolvedRelation relation) => [relation.Source, relation.Target];
}
