namespace Weft.Providers.Rules.Zh;

/// <summary>What speaks for each name of a book, and which frequent strings that look like names became none.</summary>
internal static class ZhEvidence
{
    private const int Often = 10;

    /// <summary>Of what is no name at all nobody asks: it has the surname of one, or nearly stands like one.</summary>
    private const double Nearly = 1;

    public static IReadOnlyList<NameEvidence> Of(
        IReadOnlyList<Spelling> spellings,
        Candidates candidates,
        Func<Candidate, bool> isPredicate,
        NameShapes shapes
    )
    {
        var named = spellings.Select(spelling => spelling.Text).ToList();
        return
        [
            .. spellings.Select(spelling => Of(candidates.Find(spelling.Text) ?? spelling.Shape, shapes, refused: false)),
            .. candidates
                .All.Where(one => one.Count >= Often && LooksLikeAName(one, shapes) && !isPredicate(one))
                .Where(one =>
                    !named.Any(name =>
                        name.Contains(one.Text, StringComparison.Ordinal) || one.Text.Contains(name, StringComparison.Ordinal)
                    )
                )
                .OrderByDescending(one => one.Count)
                .ThenBy(one => one.First)
                .Take(NameEvidence.MostRefused)
                .Select(one => Of(one, shapes, refused: true)),
        ];
    }

    private static bool LooksLikeAName(Candidate one, NameShapes shapes) =>
        one.PersonScore > -5
        && !shapes.IsCommon(one.Text)
        && (
            Math.Max(one.PersonScore, one.PlaceScore) >= Nearly
            || (one.IsFull && !one.WeakSurname && !shapes.IsHardWord(one.Text) && one.PersonScore > 0)
        );

    private static NameEvidence Of(Candidate one, NameShapes shapes, bool refused) =>
        new(
            one.Text,
            one.Count,
            one.Speeches,
            0,
            0,
            0,
            one.ClauseStarts,
            one.SurnameTitle ? one.Given
                : one.Titled ? one.Text[^shapes.TitleLength(one.Text)..]
                : null,
            one.SurnameLength > 0 ? one.Surname : null,
            NameEvidence.Tenths(one.PersonScore),
            NameEvidence.Tenths(one.PlaceScore),
            refused
        );
}
