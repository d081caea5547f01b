namespace Weft.Books.Headings;

/// <summary>
/// The best reading of headings of one form as a numbered row: a member is worth its looks, a step that is not "one more" costs. So a
/// chapter named in passing falls out, while jumps, repeats and new beginnings of a real row stay. One pass, linear.
/// </summary>
internal static class Chain
{
    private const int StrongWorth = 6;
    private const int WeakWorth = 2;
    private const int SmallJump = 2;
    private const int NewBeginning = 3;
    private const int Repeat = 3;
    private const int AnyOther = 4;

    /// <summary>The members kept, in order.</summary>
    public static List<Heading> Best(IReadOnlyList<Heading> headings)
    {
        var score = new int[headings.Count];
        var length = new int[headings.Count];
        var from = new int[headings.Count];
        var bestOf = new Dictionary<int, int>();
        var best = -1;
        for (var i = 0; i < headings.Count; i++)
        {
            var worth = headings[i].Strong ? StrongWorth : WeakWorth;
            var number = headings[i].Number;
            (score[i], length[i], from[i]) = (worth - (number is 1 or Numerals.Next ? 0 : SmallJump), 1, -1);
            if (best >= 0)
                Offer(i, best, score[best] + worth - Cost(headings[best].Number, number));
            if (number > 1 && bestOf.TryGetValue(number - 1, out var previous))
                Offer(i, previous, score[previous] + worth);
            if (!bestOf.TryGetValue(number, out var same) || score[i] >= score[same])
                bestOf[number] = i;
            if (best < 0 || score[i] > score[best] || (score[i] == score[best] && length[i] >= length[best]))
                best = i;
        }
        return Walk(headings, from, best);

        void Offer(int i, int previous, int value)
        {
            if (value > score[i] || (value == score[i] && length[previous] + 1 > length[i]))
                (score[i], length[i], from[i]) = (value, length[previous] + 1, previous);
        }
    }

    private static List<Heading> Walk(IReadOnlyList<Heading> headings, int[] from, int last)
    {
        var chain = new List<Heading>();
        for (var i = last; i >= 0; i = from[i])
            chain.Add(headings[i]);
        chain.Reverse();
        return chain;
    }

    private static int Cost(int before, int number) =>
        number == Numerals.Next || before == Numerals.Next || number == before + 1 ? 0
        : number == 1 ? NewBeginning
        : number == before ? Repeat
        : number > before && number <= before + 5 ? SmallJump
        : AnyOther;

    /// <summary>Share of the steps that lead to the next number, or begin anew with 1.</summary>
    public static double Regularity(IReadOnlyList<Heading> chain)
    {
        if (chain.Count < 2)
            return 1;
        var regular = 0;
        for (var i = 1; i < chain.Count; i++)
            regular +=
                Cost(chain[i - 1].Number, chain[i].Number) is 0 or NewBeginning && chain[i].Number != chain[i - 1].Number ? 1 : 0;
        return (double)regular / (chain.Count - 1);
    }
}
