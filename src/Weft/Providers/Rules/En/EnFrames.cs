using Weft.Model;

namespace Weft.Providers.Rules.En;

/// <summary>
/// Connections that a sentence states between two people: Darcy's sister Georgiana; Jane, the sister of Elizabeth; his sister Georgiana; X killed Y;
/// "Lizzy," said Jane.
/// </summary>
internal sealed class EnFrames(string text, List<Token> tokens, RulesTables tables)
{
    // Words between "his" and the person meant by it.
    private const int Near = 12;

    private static readonly KinTable Kin = new("en-kin-ties");
    private static readonly Dictionary<string, string> Deeds = WordLists.Map("en-deed-ties");

    public List<Tie> Find(List<Found> found)
    {
        var ties = new List<Tie>();
        for (var i = 0; i < found.Count; i++)
        {
            if (!IsPerson(found[i]))
                continue;
            if (Pronoun(found, i) is { } meant)
                ties.Add(meant);
            if (i > 0 && IsPerson(found[i - 1]) && found[i].Entity != found[i - 1].Entity)
                Read(i, found[i - 1], found[i], ties);
        }
        ties.AddRange(new EnDialogue(text, tokens, tables).Find(found));
        return ties;
    }

    private bool IsPerson(Found one) => tables.Entities[one.Entity].Type == EntityTypes.Person;

    private string Word(int at) => at >= 0 && at < tokens.Count ? text[tokens[at].Start..tokens[at].End].ToLowerInvariant() : "";

    private void Read(int index, Found one, Found other, List<Tie> ties)
    {
        var (from, to) = (one.Start + one.Length, other.Start);
        if (Couple(one, other) is { } couple)
            ties.Add(
                Key(one).StartsWith("mrs ", StringComparison.Ordinal)
                    ? new(index, index - 1, couple, "Mr. and Mrs.", .8)
                    : new(index - 1, index, couple, "Mr. and Mrs.", .8)
            );
        if (from == to)
            Apposition(index, other, ties);
        else if (to - from <= 5 && !Breaks(from, to))
            Between(index, one, other, from, to, ties);
    }

    /// <summary>Georgiana, Darcy's sister.</summary>
    private void Apposition(int index, Found owner, List<Tie> ties)
    {
        var kin = owner.Start + owner.Length;
        if (
            tokens[owner.Start].Before == Gap.Pause
            && tokens[kin - 1].Possessive
            && Kin.Has(Word(kin))
            && tokens[kin].Before == Gap.None
            && (kin + 1 >= tokens.Count || tokens[kin + 1].Before != Gap.None)
        )
            ties.Add(Kin.Tie(index, index - 1, Word(kin), .85));
    }

    private void Between(int index, Found one, Found other, int from, int to, List<Tie> ties)
    {
        var (last, length) = (Word(to - 1), to - from);
        var (owned, otherOwned) = (tokens[from - 1].Possessive, tokens[other.Start + other.Length - 1].Possessive);
        if (owned)
        {
            if (length <= 2 && Kin.Has(last) && tokens[to].Before == Gap.None && !otherOwned)
                ties.Add(Kin.Tie(index - 1, index, last, .85));
            return;
        }
        var was = Word(from) is "is" or "was";
        var first = was ? from + 1 : from;
        if (
            last == "of"
            && Kin.Has(Word(to - 2))
            && to - first is 2 or 3
            && (was || tokens[from].Before == Gap.Pause)
            && !otherOwned
            && (to - first == 2 || Word(first) is "the" or "a" or "an" or "only" or "eldest" or "younger" or "youngest")
        )
            ties.Add(Kin.Tie(index, index - 1, Word(to - 2), .85));
        else if (tokens[to].Before == Gap.None && Deed(from, to) is var (type, label))
            ties.Add(new(index - 1, index, type, label, .75));
    }

    private (string Type, string Label)? Deed(int from, int to)
    {
        var words = string.Join(' ', Enumerable.Range(from, to - from).Select(Word));
        if (words.StartsWith("had ", StringComparison.Ordinal) || words.StartsWith("has ", StringComparison.Ordinal))
            words = words[4..];
        if (Deeds.TryGetValue(words, out var type))
            return (type, words);
        return words switch
        {
            "is engaged to" or "was engaged to" or "been engaged to" or "engaged to" => ("spouse", "engaged to"),
            "is married to" or "was married to" or "been married to" or "married to" => ("spouse", "married to"),
            "was in love with" or "is in love with" or "been in love with" or "fell in love with" => ("lover", "in love with"),
            _ => null,
        };
    }

    /// <summary>His sister Georgiana: whose, where only one person of that sex stands shortly before in the sentence.</summary>
    private Tie? Pronoun(List<Found> found, int index)
    {
        var kin = found[index].Start - 1;
        if (kin < 1 || !Kin.Has(Word(kin)) || tokens[kin + 1].Before != Gap.None || tokens[kin].Before != Gap.None)
            return null;
        var gender = Word(kin - 1) switch
        {
            "his" => "m",
            "her" => "f",
            _ => "",
        };
        if (gender.Length == 0)
            return null;
        var owner = -1;
        for (var i = index - 1; i >= 0; i--)
        {
            var one = found[i];
            if (kin - 1 - (one.Start + one.Length) > Near || Ends(one.Start + one.Length, kin))
                break;
            if (
                !IsPerson(one)
                || one.Entity == found[index].Entity
                || tables.Entities[one.Entity].Gender is var sex && sex.Length > 0 && sex != gender
            )
                continue;
            if (sex.Length == 0 || (owner >= 0 && found[owner].Entity != one.Entity))
                return null;
            owner = owner < 0 ? i : owner;
        }
        return owner < 0 ? null : Kin.Tie(owner, index, Word(kin), .75);
    }

    /// <summary>A sentence ends between the two.</summary>
    private bool Ends(int from, int to)
    {
        for (var i = from; i <= to; i++)
            if (tokens[i].Before == Gap.Sentence)
                return true;
        return false;
    }

    /// <summary>A sentence ends between the two, or one of them belongs to somebody else (Darcy's sister's).</summary>
    private bool Breaks(int from, int to)
    {
        for (var i = from; i <= to; i++)
            if (tokens[i].Before == Gap.Sentence || (i > from && tokens[i - 1].Possessive))
                return true;
        return false;
    }

    /// <summary>Mr. and Mrs. S are a couple; Mr. S and Mrs. S side by side may as well be son and mother.</summary>
    private string? Couple(Found one, Found other)
    {
        var (first, second) = (Key(one), Key(other));
        if (first.StartsWith("mrs ", StringComparison.Ordinal))
            (first, second) = (second, first);
        if (
            !first.StartsWith("mr ", StringComparison.Ordinal)
            || !second.StartsWith("mrs ", StringComparison.Ordinal)
            || first[3..] != second[4..]
        )
            return null;
        return one.Length == 1 && one.Start + 2 == other.Start ? "spouse" : "family";
    }

    private string Key(Found one) => tables.Forms[one.Form].Key;
}
