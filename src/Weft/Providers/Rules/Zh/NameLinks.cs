namespace Weft.Providers.Rules.Zh;

/// <summary>A spelling of the book while it is still being decided whose it is.</summary>
internal sealed class Spelling(string text, string type, Candidate shape)
{
    public string Text { get; } = text;
    public string Type { get; } = type;
    public Candidate Shape { get; } = shape;
    public int Count { get; set; }

    /// <summary>Known to be a courtesy or given name, whatever surname it seems to begin with (云长, 孟德).</summary>
    public bool IsGiven { get; set; }

    /// <summary>Introduced by 姓…名… or …字…: surely a full name.</summary>
    public bool IsIntroduced { get; set; }

    /// <summary>Several people have it; the nearest one in the chapter is meant. Indexes of their spellings.</summary>
    public List<int> Bearers { get; } = [];

    public bool IsFull => Shape.IsFull && !IsGiven;
}

/// <summary>
/// Which spellings are one person. Two different surnames are never joined, nor a lady's title with the man of her surname.
/// </summary>
internal sealed class NameLinks
{
    private readonly IReadOnlyList<Spelling> spellings;
    private readonly IReadOnlyList<(string Full, string Courtesy)> frames;
    private readonly int[] parents;
    private readonly string[] surnames;
    private readonly Dictionary<string, int> byText;

    /// <param name="spellings">With their counts; marked here where they are given names.</param>
    public NameLinks(IReadOnlyList<Spelling> spellings, IReadOnlyList<(string Full, string Courtesy)> frames)
    {
        this.spellings = spellings;
        this.frames = frames;
        parents = [.. Enumerable.Range(0, spellings.Count)];
        byText = spellings.Select((one, index) => (one.Text, index)).ToDictionary(StringComparer.Ordinal);
        foreach (var (_, courtesy) in frames)
        {
            if (IndexOf(courtesy) is >= 0 and var index)
                spellings[index].IsGiven = true;
        }
        foreach (var spelling in spellings)
        {
            if (GivenOf(spelling) is >= 0 and var given)
                spellings[given].IsGiven = true;
        }
        surnames =
        [
            .. spellings.Select(spelling => spelling.IsFull || spelling.Shape.SurnameTitle ? spelling.Shape.Surname : ""),
        ];
    }

    public int Root(int index)
    {
        while (parents[index] != index)
            index = parents[index] = parents[parents[index]];
        return index;
    }

    public int IndexOf(string text) => byText.GetValueOrDefault(text, -1);

    public void JoinCourtesies()
    {
        foreach (var group in frames.GroupBy(frame => frame.Courtesy, StringComparer.Ordinal))
        {
            var courtesy = IndexOf(group.Key);
            if (courtesy < 0)
                continue;
            var owners = group.Select(frame => IndexOf(frame.Full)).Where(owner => owner >= 0).Distinct().ToList();
            foreach (var owner in owners)
                spellings[owner].IsIntroduced = true;
            if (owners.Count > 1)
                spellings[courtesy].Bearers.AddRange(owners);
            else if (owners.Count == 1)
                Join(owners[0], courtesy);
        }
    }

    /// <summary>Given names of two characters that stand alone at least three times, with the full names that end in them.</summary>
    public void JoinGivenNames()
    {
        var owners = new Dictionary<int, List<int>>();
        for (var i = 0; i < spellings.Count; i++)
        {
            if (GivenOf(spellings[i]) is >= 0 and var given)
                (owners.TryGetValue(given, out var known) ? known : owners[given] = []).Add(i);
        }
        foreach (var (given, bearers) in owners.OrderBy(pair => pair.Key))
        {
            var best = bearers.MaxBy(bearer => spellings[bearer].Count);
            var total = bearers.Sum(bearer => spellings[bearer].Count);
            if (spellings[given].Bearers.Count > 0)
                continue;
            if (spellings[best].Count >= .8 * total)
                Join(best, given);
            else if (Root(given) == given)
                spellings[given].Bearers.AddRange(bearers);
        }
    }

    /// <summary>Joins two spellings unless their people bear two surnames.</summary>
    public bool Join(int one, int other)
    {
        var (first, second) = (Root(one), Root(other));
        if (first == second)
            return true;
        var (some, others) = (surnames[first], surnames[second]);
        if (some.Length > 0 && others.Length > 0 && some != others)
            return false;
        parents[second] = first;
        surnames[first] = some.Length > 0 ? some : others;
        return true;
    }

    /// <summary>The surname of whoever bears this spelling, empty where none is known.</summary>
    public string Surname(int index) => surnames[Root(index)];

    private int GivenOf(Spelling full)
    {
        if (!full.Shape.IsFull || full.Shape.Given.Length != 2 || full.Type != "person")
            return -1;
        var given = IndexOf(full.Shape.Given);
        return given >= 0 && spellings[given].Type == "person" && spellings[given].Count >= 3 ? given : -1;
    }

    public IEnumerable<IGrouping<int, int>> Groups() =>
        Enumerable.Range(0, spellings.Count).Where(index => spellings[index].Bearers.Count == 0).GroupBy(Root);
}
