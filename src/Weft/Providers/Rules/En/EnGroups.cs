namespace Weft.Providers.Rules.En;

/// <summary>Names joined to people, and what is known of each: two genders, surnames, given names or a Mrs and a Miss are never joined.</summary>
internal sealed class EnGroups
{
    private readonly IReadOnlyList<EnName> names;
    private readonly Lexicon lexicon = Lexicon.Default;
    private readonly int[] parents;
    private readonly string[] genders;
    private readonly string[] surnames;
    private readonly string[] givens;
    private readonly string[] married;
    private readonly int[] counts;

    public EnGroups(IReadOnlyList<EnName> names)
    {
        this.names = names;
        parents = [.. Enumerable.Range(0, names.Count)];
        genders = [.. names.Select(name => name.Gender)];
        surnames = [.. names.Select(name => name.Surname)];
        givens = [.. names.Select(name => name.Given)];
        married = [.. names.Select(name => name.Married)];
        counts = [.. names.Select(name => name.Count)];
    }

    public int Root(int index)
    {
        while (parents[index] != index)
            index = parents[index] = parents[parents[index]];
        return index;
    }

    public string Gender(int index) => genders[Root(index)];

    public string Surname(int index) => surnames[Root(index)];

    public string Given(int index) => givens[Root(index)];

    public int Count(int index) => counts[Root(index)];

    /// <summary>Joins the people of two names if nothing speaks against it.</summary>
    public bool Join(int one, int other)
    {
        var (first, second) = (Root(one), Root(other));
        if (first == second)
            return true;
        if (Differ(genders, first, second) || Differ(surnames, first, second))
            return false;
        if (Differ(married, first, second) || (Differ(givens, first, second) && !SameGiven(givens[first], givens[second])))
            return false;
        parents[second] = first;
        genders[first] = Either(genders, first, second);
        surnames[first] = Either(surnames, first, second);
        givens[first] = Either(givens, first, second);
        married[first] = Either(married, first, second);
        counts[first] += counts[second];
        return true;
    }

    /// <summary>A bare word turns out to be a given name or a surname.</summary>
    public void Learn(int index, string given, string surname)
    {
        var root = Root(index);
        givens[root] = givens[root].Length > 0 ? givens[root] : given;
        surnames[root] = surnames[root].Length > 0 ? surnames[root] : surname;
    }

    /// <summary>The same, or one is short for the other.</summary>
    public bool SameGiven(string one, string other) =>
        one == other
        || lexicon.FullNamesOf(one).Contains(other)
        || lexicon.FullNamesOf(other).Contains(one)
        || lexicon.FullNamesOf(one).Intersect(lexicon.FullNamesOf(other)).Any()
        || (one.Length == 1 && other[0] == one[0])
        || (other.Length == 1 && one[0] == other[0]);

    /// <summary>The people of these names, most frequent first.</summary>
    public List<int> People(Func<EnName, bool> wanted) =>
        [
            .. Enumerable
                .Range(0, names.Count)
                .Where(index => wanted(names[index]))
                .Select(Root)
                .Distinct()
                .OrderByDescending(root => counts[root])
                .ThenBy(root => names[root].Run.First),
        ];

    private static bool Differ(string[] values, int one, int other) =>
        values[one].Length > 0 && values[other].Length > 0 && values[one] != values[other];

    private static string Either(string[] values, int one, int other) => values[one].Length > 0 ? values[one] : values[other];
}
