using Weft.Model;

namespace Weft.Providers.Rules.Zh;

/// <summary>
/// Epithets that stand before one full name in a good part of their uses, and before hardly any other: 镇山太岁王朗. Alone they mean that person too.
/// </summary>
internal sealed class ByNames(char[] text, Candidates candidates, NameShapes shapes)
{
    private const int MinCount = 3;

    /// <summary>Of all uses of the epithet: those before the name.</summary>
    private const double MinShare = .25;

    /// <summary>The same for one of two characters, which may be any word.</summary>
    private const double MinShareOfShort = .5;

    private const int MinCountOfShort = 6;

    /// <summary>Of the uses before any full name: those before the one.</summary>
    private const double MinOne = .8;

    /// <summary>(full name, epithet), in the order of the epithets.</summary>
    public IReadOnlyList<(string Full, string ByName)> Find(IReadOnlyList<Spelling> spellings)
    {
        var people = spellings.Where(spelling => spelling.Type == EntityTypes.Person).ToList();
        var known = people.Select(spelling => spelling.Text).ToHashSet(StringComparer.Ordinal);
        var counts = Count(people.Where(spelling => spelling.IsFull));
        var found = new List<(string, string)>();
        foreach (var (byName, followers) in counts.OrderBy(pair => pair.Key.First))
        {
            var (full, count) = followers
                .OrderByDescending(pair => pair.Value)
                .ThenBy(pair => pair.Key, StringComparer.Ordinal)
                .First();
            var (least, share) = byName.Text.Length == 2 ? (MinCountOfShort, MinShareOfShort) : (MinCount, MinShare);
            if (
                count >= least
                && count >= share * byName.Count
                && count >= MinOne * followers.Values.Sum()
                && !known.Contains(byName.Text)
                && !Holds(byName.Text, known)
            )
                found.Add((full, byName.Text));
        }
        return found;
    }

    private Dictionary<Candidate, Dictionary<string, int>> Count(IEnumerable<Spelling> full)
    {
        var counts = new Dictionary<Candidate, Dictionary<string, int>>();
        foreach (var name in full)
            for (var i = 0; i < name.Shape.Count; i++)
            {
                var at = candidates.Positions[name.Shape.From + i];
                for (var length = 2; length <= 4 && length <= at; length++)
                    if (candidates.Find(text.AsSpan(at - length, length)) is { } before && MayBe(before))
                    {
                        var followers = counts.TryGetValue(before, out var met)
                            ? met
                            : counts[before] = new(StringComparer.Ordinal);
                        followers[name.Text] = followers.GetValueOrDefault(name.Text) + 1;
                    }
            }
        return counts;
    }

    /// <summary>Neither an office nor a common word, and nobody does anything in it.</summary>
    private bool MayBe(Candidate one) =>
        !one.IsFull
        && shapes.TitleLength(one.Text) == 0
        && !shapes.IsCommon(one.Text)
        && !shapes.IsPlaceNoun(one.Text)
        && !shapes.IsHardWord(one.Text)
        && !shapes.IsSoftWord(one.Text)
        && !shapes.IsKnownPlace(one.Text)
        && !Scores.IsPlace(one)
        && !one.Text.Any(shapes.IsVerb);

    private static bool Holds(string text, HashSet<string> known)
    {
        for (var length = 2; length < text.Length; length++)
        for (var start = 0; start + length <= text.Length; start++)
            if (known.Contains(text.Substring(start, length)))
                return true;
        return false;
    }
}
