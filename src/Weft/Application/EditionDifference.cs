using Weft.Application.Texts;
using Weft.Ledger;
using Weft.Model;

namespace Weft.Application;

/// <summary>What becomes of a part of a book with a new edition.</summary>
internal enum PartFate
{
    Changed,
    New,
    Removed,
}

/// <param name="Before">Null where it is new.</param>
/// <param name="After">Null where it is removed.</param>
internal sealed record PartChange(PartFate Fate, EditionUnit? Before, EditionUnit? After);

/// <summary>How a new edition of a book differs from its current one. A pure function of the two.</summary>
/// <param name="Same">How many parts have the text that they had.</param>
/// <param name="Changes">In the order of the new edition; what is removed, where it stood.</param>
/// <param name="IsRearranged">Parts with the same text have another place, number, kind or title.</param>
/// <param name="IsHardlyKnown">Less than a tenth of the parts is known again: it may be another book.</param>
internal sealed record EditionDifference(int Same, IReadOnlyList<PartChange> Changes, bool IsRearranged, bool IsHardlyKnown)
{
    /// <summary>Of fewer parts it can't be told whether they are another book's.</summary>
    private const int FewestParts = 3;

    private const int Tenth = 10;

    /// <summary>How it is to be cut was told anew, or taken back.</summary>
    public bool IsRecut { get; init; }

    public bool IsNothing => Changes.Count == 0 && !IsRearranged && !IsRecut;

    public int Changed => Changes.Count(change => change.Fate == PartFate.Changed);
    public int New => Changes.Count(change => change.Fate == PartFate.New);
    public int Removed => Changes.Count(change => change.Fate == PartFate.Removed);

    /// <param name="after">With the keys that an import would give them.</param>
    public static EditionDifference Of(IReadOnlyList<EditionUnit> before, IReadOnlyList<EditionUnit> after)
    {
        var old = before.ToDictionary(unit => unit.Chapter);
        // The part of the current edition that each new one stands for.
        var counterparts = after
            .Where(unit => old.ContainsKey(unit.Chapter))
            .ToDictionary(unit => unit, unit => old[unit.Chapter]);
        var same = counterparts.Count;
        var gone = before.Except(counterparts.Values).ToHashSet();
        PairByTitle(after, counterparts, gone);
        PairByPlace(before, after, counterparts, gone);
        var kept = after.Where(unit => counterparts.TryGetValue(unit, out var was) && was.Chapter == unit.Chapter).ToList();
        var moved =
            kept.Any(unit => IsRenamed(counterparts[unit], unit))
            || !kept.Select(unit => counterparts[unit].Position)
                .SequenceEqual(kept.Select(unit => counterparts[unit].Position).Order());
        return new(same, ChangesOf(before, after, counterparts, gone), moved, IsStrange(before.Count, after.Count, same));
    }

    private static bool IsRenamed(EditionUnit was, EditionUnit now) =>
        (was.Unit.Number, was.Unit.Kind, was.Unit.Title) != (now.Unit.Number, now.Unit.Kind, now.Unit.Title);

    private static bool IsStrange(int before, int after, int same) =>
        before >= FewestParts && same * Tenth < Math.Min(before, after);

    /// <summary>A corrected chapter keeps its title mostly.</summary>
    private static void PairByTitle(
        IReadOnlyList<EditionUnit> after,
        Dictionary<EditionUnit, EditionUnit> counterparts,
        HashSet<EditionUnit> gone
    )
    {
        var titled = gone.Where(unit => unit.Unit.Title.Length > 0)
            .OrderBy(unit => unit.Position)
            .GroupBy(TitleOf)
            .ToDictionary(units => units.Key, units => new Queue<EditionUnit>(units));
        foreach (var unit in after.Where(unit => unit.Unit.Title.Length > 0 && !counterparts.ContainsKey(unit)))
            if (titled.TryGetValue(TitleOf(unit), out var queue) && queue.TryDequeue(out var was) && gone.Remove(was))
                counterparts[unit] = was;
    }

    private static (Books.UnitKind, string) TitleOf(EditionUnit unit) => (unit.Unit.Kind, TitleFolding.Key(unit.Unit.Title));

    /// <summary>Else it stands behind the part that it stood behind.</summary>
    private static void PairByPlace(
        IReadOnlyList<EditionUnit> before,
        IReadOnlyList<EditionUnit> after,
        Dictionary<EditionUnit, EditionUnit> counterparts,
        HashSet<EditionUnit> gone
    )
    {
        var place = 0;
        foreach (var unit in after)
        {
            if (
                !counterparts.ContainsKey(unit)
                && place < before.Count
                && before[place].Unit.Kind == unit.Unit.Kind
                && gone.Remove(before[place])
            )
                counterparts[unit] = before[place];
            if (counterparts.TryGetValue(unit, out var was))
                place = was.Position;
        }
    }

    private static List<PartChange> ChangesOf(
        IReadOnlyList<EditionUnit> before,
        IReadOnlyList<EditionUnit> after,
        Dictionary<EditionUnit, EditionUnit> counterparts,
        HashSet<EditionUnit> gone
    )
    {
        var changes = new List<PartChange>();
        var place = 0;
        foreach (var unit in after)
        {
            if (!counterparts.TryGetValue(unit, out var was))
            {
                changes.Add(new(PartFate.New, null, unit));
                continue;
            }
            for (; place < was.Position; place++)
                if (gone.Contains(before[place]))
                    changes.Add(new(PartFate.Removed, before[place], null));
            if (was.Chapter != unit.Chapter)
                changes.Add(new(PartFate.Changed, was, unit));
        }
        changes.AddRange(before.Skip(place).Where(gone.Contains).Select(unit => new PartChange(PartFate.Removed, unit, null)));
        return changes;
    }
}
