using Weft.Model;

namespace Weft.Providers.Rules.Zh;

/// <summary>Makes entities and their forms of linked spellings. Counts are filled in later, by reading the chapters with them.</summary>
internal sealed class Cast(IReadOnlyList<Spelling> spellings, NameLinks links, NameShapes shapes, int[] singleSpeeches)
{
    private static readonly HashSet<char> FunctionGivens = WordLists.Chars("zh-function-givens");

    private readonly List<Entity> entities = [];
    private readonly List<Form> forms = [];
    private readonly Dictionary<int, int> entityOfRoot = [];

    public RulesTables Draft(bool traditional, Scores scores)
    {
        foreach (var group in links.Groups())
            Add(group.Key, [.. group.Select(index => spellings[index])]);
        for (var i = 0; i < spellings.Count; i++)
        {
            var owners = spellings[i]
                .Bearers.Where(bearer => spellings[bearer].Bearers.Count == 0)
                .Select(bearer => entityOfRoot[links.Root(bearer)]);
            var ranked = owners.Distinct().OrderByDescending(owner => entities[owner].Count).ToArray();
            if (ranked.Length > 0)
                forms.Add(new(spellings[i].Text, ranked, Hidden: true));
        }
        return new(traditional, entities, forms, Singles(), Told(scores.PersonBefore), Told(scores.PersonAfter));
    }

    private void Add(int root, List<Spelling> names)
    {
        var ranked = names
            .OrderByDescending(Fullness)
            .ThenByDescending(name => name.Count)
            .ThenBy(name => name.Shape.First)
            .ToList();
        var type = names.GroupBy(name => name.Type, StringComparer.Ordinal).MaxBy(same => same.Sum(name => name.Count))!.Key;
        var gender = names.Select(name => shapes.TitleGender(name.Text)).FirstOrDefault(gender => gender.Length > 0) ?? "";
        var family = type == EntityTypes.Person ? links.Surname(root) : "";
        entityOfRoot[root] = entities.Count;
        foreach (var name in ranked)
            forms.Add(new(name.Text, [entities.Count], Hidden: false));
        entities.Add(new(ranked[0].Text, type, type == EntityTypes.Person ? gender : "", names.Sum(name => name.Count), family));
    }

    private int Fullness(Spelling one)
    {
        if (one.Count == 0)
            return 0;
        // 刘玄德 is a full name too, but made of the courtesy name: 刘备 is the better one.
        var madeOfCourtesy =
            one.IsFull
            && one.Shape.Given.Length == 2
            && links.IndexOf(one.Shape.Given) is >= 0 and var given
            && spellings[given].IsGiven;
        if (one.IsFull)
            return one.IsIntroduced ? 5
                : madeOfCourtesy && one.Count * 5 < spellings[links.IndexOf(one.Shape.Given)].Count ? 3
                : 4;
        return one.Shape.SurnameTitle ? 1 : 2;
    }

    /// <summary>Given names of one character (操曰) that speak at least twice in the book.</summary>
    private List<Form> Singles()
    {
        var owners = new SortedDictionary<char, List<int>>();
        for (var i = 0; i < spellings.Count; i++)
        {
            var one = spellings[i];
            if (one.Type != EntityTypes.Person || !one.IsFull || one.Shape.Given.Length != 1 || one.Bearers.Count > 0)
                continue;
            var given = one.Shape.Given[0];
            if (singleSpeeches[given] >= 2 && !FunctionGivens.Contains(given) && !shapes.IsVerb(given))
                (owners.TryGetValue(given, out var known) ? known : owners[given] = []).Add(i);
        }
        var singles = new List<Form>();
        foreach (var (given, bearers) in owners)
        {
            var ranked = bearers
                .OrderByDescending(bearer => spellings[bearer].Count)
                .Select(bearer => entityOfRoot[links.Root(bearer)]);
            singles.Add(new(given.ToString(), [.. ranked.Distinct()], Hidden: true));
        }
        return singles;
    }

    private static SortedDictionary<string, int> Told(Contexts contexts)
    {
        var told = new SortedDictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < contexts.Odds.Length; i++)
        {
            var tenths = (int)Math.Round(contexts.Odds[i] * 10, MidpointRounding.AwayFromZero);
            if (tenths != 0)
                told[i == 0 ? "" : ((char)i).ToString()] = tenths;
        }
        return told;
    }
}
