using Weft.Model;

namespace Weft.Providers.Rules.En;

/// <summary>Who speaks to whom: "My dear Lizzy," said Jane. Whoever is called within the words that a named person says is spoken to.</summary>
internal sealed class EnDialogue(string text, List<Token> tokens, RulesTables tables)
{
    // Words from the speaker's name to the name that is called.
    private const int Reach = 40;

    private readonly Speech marks = tables.SingleQuotes ? Speech.Single : Speech.Double;

    public IEnumerable<Tie> Find(List<Found> found)
    {
        for (var i = 0; i < found.Count; i++)
            if (IsPerson(found[i]) && Speaks(found[i]) && Called(found, i) is >= 0 and var called)
                yield return new(i, called, RelationTypes.SpeaksTo, "", .8);
    }

    private bool IsPerson(Found one) => tables.Entities[one.Entity].Type == EntityTypes.Person;

    private bool IsInside(int at) => tokens[at].Inside.HasFlag(marks);

    private bool IsVerb(int at) => Lexicon.Default.IsSureSpeech(Word(at));

    /// <summary>Outside of what people say, beside a verb of speaking.</summary>
    private bool Speaks(Found one)
    {
        var (before, after) = (one.Start - 1, one.Start + one.Length);
        return !IsInside(one.Start)
            && (
                (after < tokens.Count && tokens[after].Before == Gap.None && !tokens[after - 1].Possessive && IsVerb(after))
                || (before >= 0 && tokens[one.Start].Before == Gap.None && IsVerb(before))
            );
    }

    /// <summary>The nearest name that is called, up to the next speaker on either side.</summary>
    private int Called(List<Found> found, int speaker)
    {
        var (best, nearest) = (-1, Reach + 1);
        foreach (var step in (ReadOnlySpan<int>)[-1, 1])
            for (var i = speaker + step; i >= 0 && i < found.Count; i += step)
            {
                var far = Math.Abs(found[i].Start - found[speaker].Start);
                if (far >= nearest || (IsPerson(found[i]) && Speaks(found[i])))
                    break;
                if (
                    IsPerson(found[i])
                    && found[i].Entity != found[speaker].Entity
                    && IsCalled(found[i])
                    && IsSameSpeech(found[i], found[speaker])
                )
                {
                    (best, nearest) = (i, far);
                    break;
                }
            }
        return best;
    }

    /// <summary>One quotation mark alone stands between what is said and who says it, and no paragraph's end.</summary>
    private bool IsSameSpeech(Found called, Found speaker)
    {
        var (from, to) = called.Start < speaker.Start ? (called.Start + 1, speaker.Start) : (speaker.Start + 1, called.Start);
        var marked = 0;
        for (var at = from; at <= to; at++)
        {
            if (text.AsSpan(tokens[at - 1].End, tokens[at].Start - tokens[at - 1].End).Count('\n') > 1)
                return false;
            marked += tokens[at].QuoteBefore ? 1 : 0;
        }
        return marked == 1;
    }

    private bool IsCalled(Found one)
    {
        var after = one.Start + one.Length;
        return IsInside(one.Start)
            && !tokens[after - 1].Possessive
            && (
                after >= tokens.Count
                || (tokens[after].Before != Gap.None && Marks(after).AsSpan().ContainsAny(",.!?") && !GoesOn(after))
            )
            && Begins(one.Start, after);
    }

    /// <summary>Behind a comma, or at the sentence's start before one; with words of calling between or without.</summary>
    private bool Begins(int name, int after)
    {
        var first = name;
        while (first > 0 && tokens[first].Before == Gap.None && Lexicon.IsCalling(Word(first - 1)))
            first--;
        return tokens[first].Before switch
        {
            Gap.Pause => Marks(first) == ",",
            Gap.Sentence => first < name || Marks(after).StartsWith(','),
            _ => false,
        };
    }

    /// <summary>Who comes next is spoken of: Madame X, whom I once saw; Miss A, Miss B and Miss C.</summary>
    private bool GoesOn(int after) =>
        Word(after) is "who" or "whom" or "whose" or "which" or "and" or "or" || (tokens[after].Capital && Marks(after) == ",");

    /// <summary>What stands before a word, without blanks.</summary>
    private string Marks(int at) =>
        at <= 0 || at >= tokens.Count
            ? ""
            : string.Concat(text[tokens[at - 1].End..tokens[at].Start].Where(mark => !char.IsWhiteSpace(mark) && mark != '_'));

    private string Word(int at) => text[tokens[at].Start..tokens[at].End].ToLowerInvariant();
}
