namespace Weft.Providers.Rules.En;

/// <summary>What speaks for each name of a book, and which frequent words with a capital became none.</summary>
internal static class EnEvidence
{
    /// <summary>Rarer ones nobody misses.</summary>
    private const int Often = 10;

    public static IReadOnlyList<NameEvidence> Of(Runs runs) =>
        [
            .. runs.All.Where(run => run.Type.Length > 0).Select(run => Of(run, runs, refused: false)),
            .. runs
                .All.Where(run => run.Type.Length == 0 && run.Count >= Often && run.Inside > 0)
                .OrderByDescending(run => run.Count)
                .ThenBy(run => run.First)
                .Take(NameEvidence.MostRefused)
                .Select(run => Of(run, runs, refused: true)),
        ];

    private static NameEvidence Of(Run run, Runs runs, bool refused) =>
        new(
            run.Key,
            run.Count,
            run.Speeches,
            run.Vocatives,
            run.Inside,
            run.Words.Length == 1 ? runs.Counts.Lower(run.Last) : 0,
            0,
            run.Titles > 0 ? string.Join(' ', run.Words.Take(run.Titles)) : null,
            null,
            NameEvidence.Tenths(run.PersonScore),
            NameEvidence.Tenths(run.PlaceScore),
            refused
        );
}
