using Weft.Model;

namespace Weft.Providers.Rules.Zh;

/// <summary>
/// Full names that are made of a surname and a known name of two characters: 赵子龙 of 子龙. Many are too rare to be found by themselves. Of two
/// surnames neither is believed, unless one is much more frequent.
/// </summary>
internal sealed class SurnamedNames(char[] text, NameShapes shapes)
{
    private const int MinCount = 3;

    /// <summary>Of the uses of the name without a surname.</summary>
    private const double MinShare = .002;

    private const int Clearly = 3;

    /// <summary>In the order of the spellings.</summary>
    /// <param name="courtesies">Names that the text introduces: whatever surname they seem to begin with, they have none.</param>
    public IReadOnlyList<string> Find(IReadOnlyList<Spelling> spellings, IReadOnlySet<string> courtesies)
    {
        var shorts = new Dictionary<ulong, Spelling>();
        foreach (var spelling in spellings)
            if (
                spelling is { Type: EntityTypes.Person, Text.Length: 2 }
                && (!spelling.IsFull || courtesies.Contains(spelling.Text))
            )
                shorts[NgramTable.Pack(spelling.Text)] = spelling;
        var counts = Count(shorts);
        var found = new List<string>();
        foreach (var (key, spelling) in shorts)
        {
            if (!counts.TryGetValue(key, out var surnames))
                continue;
            var ranked = surnames.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).ToList();
            var (surname, count) = ranked[0];
            var isClear = ranked.Count == 1 || count >= Clearly * ranked[1].Value;
            if (isClear && count >= MinCount && count >= MinShare * spelling.Shape.Count)
                found.Add(surname + spelling.Text);
        }
        return found;
    }

    /// <summary>By short name, how often each surname stands before it.</summary>
    private Dictionary<ulong, Dictionary<string, int>> Count(Dictionary<ulong, Spelling> names)
    {
        var counts = new Dictionary<ulong, Dictionary<string, int>>();
        for (var i = 1; i + 1 < text.Length; i++)
        {
            var key = NgramTable.Pack(text.AsSpan(i, 2));
            if (!names.ContainsKey(key) || Surname(i) is not { } surname)
                continue;
            var known = counts.TryGetValue(key, out var surnames) ? surnames : counts[key] = new(StringComparer.Ordinal);
            known[surname] = known.GetValueOrDefault(surname) + 1;
        }
        return counts;
    }

    /// <summary>The surname that ends before the place; null where none or a doubtful one does.</summary>
    private string? Surname(int end)
    {
        if (end >= 2 && shapes.SurnameLength(text.AsSpan(end - 2, 3)) == 2)
            return new string(text, end - 2, 2);
        return shapes.IsStrongSurname(text[end - 1]) ? text[end - 1].ToString() : null;
    }
}
