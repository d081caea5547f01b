using Weft.Model;

namespace Weft.Providers.Rules.En;

/// <summary>Connections that the words between two neighbouring names state: Darcy's sister Georgiana; Jane, the sister of Elizabeth; X married Y.</summary>
internal sealed class EnTies(string text, List<Token> tokens, RulesTables tables)
{
    private const int LongestGap = 4;
    private static readonly Dictionary<string, string> Kin = WordLists.Map("en-kin");
    private static readonly Dictionary<string, string> Deeds = WordLists.Map("en-deeds");

    public List<Tie> Find(List<Found> found)
    {
        var ties = new List<Tie>();
        for (var i = 1; i < found.Count; i++)
        {
            var (one, other) = (found[i - 1], found[i]);
            if (one.Entity == other.Entity || !IsPerson(one) || !IsPerson(other))
                continue;
            if (Couple(one, other))
                ties.Add(new(i - 1, i, "spouse", "Mr. and Mrs.", .8));
            var from = one.Start + one.Length;
            if (other.Start - from is >= 1 and <= LongestGap && !Breaks(from, other.Start))
                Read(i, one, from, other.Start, ties);
        }
        return ties;
    }

    private bool IsPerson(Found one) => tables.Entities[one.Entity].Type == EntityTypes.Person;

    /// <summary>A sentence ends between the two, or one of them belongs to somebody else (Darcy's sister's).</summary>
    private bool Breaks(int from, int to)
    {
        for (var i = from; i <= to; i++)
        {
            if (tokens[i].Before == Gap.Sentence || (i > from && tokens[i - 1].Possessive))
                return true;
        }
        return false;
    }

    private string Word(int at) => text[tokens[at].Start..tokens[at].End].ToLowerInvariant();

    private void Read(int index, Found one, int from, int to, List<Tie> ties)
    {
        var last = Word(to - 1);
        var owned = tokens[from - 1].Possessive;
        var otherOwned = tokens[index < 0 ? 0 : to].Possessive;
        if (owned && to - from <= 2 && Kin.TryGetValue(last, out var type) && !otherOwned)
            ties.Add(new(index - 1, index, type, last, .85));
        else if (!owned && last == "of" && to - from is 2 or 3 && Kin.TryGetValue(Word(to - 2), out type) && !otherOwned)
            ties.Add(new(index, index - 1, type, Word(to - 2), .85));
        else if (
            !owned
            && to - from <= 2
            && Deeds.TryGetValue(last, out type)
            && tokens[to].Before == Gap.None
            && (to - from == 1 || Word(from) is "had" or "has")
        )
            ties.Add(new(index - 1, index, type, last, .75));
    }

    /// <summary>Mr. S and Mrs. S, side by side.</summary>
    private bool Couple(Found one, Found other)
    {
        var (first, second) = (Key(one), Key(other));
        return first.StartsWith("mr ", StringComparison.Ordinal)
                && second.StartsWith("mrs ", StringComparison.Ordinal)
                && first[3..] == second[4..]
            || first.StartsWith("mrs ", StringComparison.Ordinal)
                && second.StartsWith("mr ", StringComparison.Ordinal)
                && first[4..] == second[3..];
    }

    private string Key(Found one) => tables.Forms[one.Form].Key;
}
