namespace Weft.Books.Headings;

/// <summary>The headings of one form, and those of them that make a numbered row.</summary>
internal sealed class Family
{
    /// <summary>Page numbers come this often, and about evenly.</summary>
    private const int LongestPage = 4000;

    private Family(string form, Level level, List<Heading> row)
    {
        (Form, Level, Row) = (form, level, row);
    }

    public string Form { get; }

    public Level Level { get; }

    public List<Heading> Row { get; }

    public Heading First => Row[0];

    public Heading Last => Row[^1];

    /// <summary>Its first heading, and those that count on or begin anew.</summary>
    public double Steps => 1 + (Chain.Regularity(Row) * (Row.Count - 1));

    public int StrongCount => Row.Count(h => h.Strong);

    public static Family Of(string form, IReadOnlyList<Heading> headings)
    {
        var strong = headings.Where(h => h.Strong).ToList();
        var few = strong.Count == 0 || (strong.Count < 3 && headings.Count - strong.Count >= 3 * strong.Count);
        return new Family(form, headings[0].Level, Chain.Best(few ? headings : strong));
    }

    /// <summary>Is the row a row of headings, and not numbers that happen to stand at the beginning of lines?</summary>
    public bool IsSound(int bodyStart, int bodyEnd)
    {
        var early = First.Start - bodyStart <= Math.Max(3000, (bodyEnd - bodyStart) / 10);
        return Level switch
        {
            Level.Chapter => Row.Count >= 3 || (StrongCount >= 1 && (Row.Count >= 2 || early)),
            Level.Part => StrongCount >= 1,
            _ => IsRegular() && (early || Row.Count >= 5) && !IsList(bodyStart, bodyEnd) && !IsPageNumbers(),
        };
    }

    private bool IsRegular() =>
        Row.Count >= 2
        && StrongCount >= Row.Count * 0.7
        && Chain.Regularity(Row) >= 0.7
        && (Row.Any(h => h.Number == 1) || Row.Count >= 5)
        && (Row.Count >= 3 || First.Number == 1);

    /// <summary>Items of lists: near each other, while most of the text lies elsewhere.</summary>
    private bool IsList(int bodyStart, int bodyEnd)
    {
        var gaps = Gaps();
        var mean = (double)(bodyEnd - bodyStart) / (Row.Count + 1);
        var median = gaps[gaps.Count / 2];
        return median < mean * 0.1 && median < 2000 || (double)(Last.Start - First.Start) / Row.Count < mean * 0.3;
    }

    private bool IsPageNumbers()
    {
        if (Form != "decimal" || Row.Count < 30)
            return false;
        var gaps = Gaps();
        return gaps[gaps.Count / 2] < LongestPage && gaps[gaps.Count * 9 / 10] < 2 * gaps[gaps.Count / 10];
    }

    private List<int> Gaps() => [.. Row.Zip(Row.Skip(1), (a, b) => b.Start - a.Start).Order()];

    /// <summary>How many of this family's headings have one of the other directly after them.</summary>
    public int DirectlyAbove(IReadOnlyList<Heading> others, int nearness)
    {
        var (count, at) = (0, 0);
        foreach (var heading in Row)
        {
            while (at < others.Count && others[at].Start <= heading.Start)
                at++;
            if (at < others.Count && others[at].Start - heading.Start <= heading.Text.Length + nearness)
                count++;
        }
        return count;
    }
}
