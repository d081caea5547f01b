namespace Weft.Providers.Rules.En;

/// <summary>Who tells a book in the first person: whoever is called most within what people say, and is hardly named outside of it.</summary>
internal static class EnTeller
{
    private const int FewestCalls = 8;
    private const int Clearly = 2;

    // "I" is no more than a mention in so many characters.
    private const int Stride = 150;

    /// <summary>The root of the teller's names; null where nobody tells the book, or it is not clear who.</summary>
    public static int? Find(WordCounts counts, IEnumerable<IGrouping<int, int>> people, Func<int, Run> run)
    {
        if (!counts.IsFirstPerson)
            return null;
        var marks = counts.Marks;
        var ranked = people
            .Select(person => (person.Key, Score: Score([.. person.Select(run)], marks)))
            .OrderByDescending(person => person.Score)
            .Take(2)
            .ToList();
        return ranked switch
        {
            [{ Score: >= FewestCalls } only] => only.Key,
            [{ Score: >= FewestCalls } best, var next] when best.Score >= Clearly * next.Score => best.Key,
            _ => null,
        };
    }

    private static double Score(IReadOnlyList<Run> names, Speech marks)
    {
        var calls = names.Sum(name => marks == Speech.Double ? name.Called.Double : name.Called.Single);
        var quoted = names.Sum(name => marks == Speech.Double ? name.Quoted.Double : name.Quoted.Single);
        var share = (double)quoted / Math.Max(1, names.Sum(name => name.Count));
        return calls * share * share;
    }

    /// <summary>Adds the teller's own "I" to the names of a chapter, in the order of the text.</summary>
    /// <param name="outside">How the book marks what people say.</param>
    public static void Add(int teller, int mainForm, Speech outside, List<Token> tokens, int i, List<Found> found)
    {
        var (last, added) = (-Stride, false);
        for (var at = 0; at < tokens.Count; at++)
        {
            if (tokens[at].Word != i || tokens[at].Inside.HasFlag(outside) || tokens[at].Start - last < Stride)
                continue;
            last = tokens[at].Start;
            found.Add(new(at, 1, teller, mainForm));
            added = true;
        }
        if (added)
            found.Sort((one, other) => one.Start.CompareTo(other.Start));
    }
}
