using Weft.Model;

namespace Weft.Providers.Rules.En;

/// <summary>Makes entities and their forms of the typed runs of a book.</summary>
internal static class EnCast
{
    private const int Clearly = 3;

    public static RulesTables Draft(Runs runs)
    {
        var surnames = runs
            .All.Where(run =>
                run.Type == EntityTypes.Person && (run.Core.Length > 1 || run.Titles > 0) && !run.Core.Contains("of")
            )
            .Where(run => run.Core.Length > 1 || !Lexicon.Default.IsGiven(run.Last) || run.Title is "mr" or "mrs")
            .Select(run => run.Last)
            .ToHashSet(StringComparer.Ordinal);
        var known = runs
            .All.Where(run => run.Type.Length > 0)
            .SelectMany(run => run.Core.ToArray())
            .ToHashSet(StringComparer.Ordinal);
        var people = runs.All.Where(run => run.Type == EntityTypes.Person && !IsPlural(run, known));
        var givens = GivensOf(runs);
        var names = people.Select(run => new EnName(run, Lexicon.Default, surnames, givens)).ToList();
        var links = new EnLinks(names);
        var groups = links.Link();
        var (entities, forms) = (new List<Entity>(), new List<Form>());
        var entityOfRoot = new Dictionary<int, int>();
        foreach (
            var group in Enumerable.Range(0, names.Count).Where(index => !links.Bearers.ContainsKey(index)).GroupBy(groups.Root)
        )
        {
            entityOfRoot[group.Key] = entities.Count;
            var ranked = group
                .Select(index => names[index])
                .OrderByDescending(Fullness)
                .ThenByDescending(name => name.Count)
                .ThenBy(name => name.Run.First)
                .ToList();
            forms.AddRange(ranked.Select(name => new Form(name.Run.Key, [entities.Count], Hidden: false)));
            entities.Add(
                new(
                    ranked[0].Run.Key,
                    EntityTypes.Person,
                    groups.Gender(group.Key),
                    ranked.Sum(name => name.Count),
                    groups.Surname(group.Key)
                )
            );
        }
        foreach (var (index, owners) in links.Bearers.OrderBy(pair => pair.Key))
        {
            var ids = owners
                .Select(groups.Root)
                .Where(entityOfRoot.ContainsKey)
                .Select(root => entityOfRoot[root])
                .Distinct()
                .ToArray();
            if (ids.Length > 0)
                forms.Add(new(names[index].Run.Key, ids, Hidden: true));
        }
        foreach (
            var run in runs.All.Where(run => run.Type is EntityTypes.Place or EntityTypes.Organisation && !IsPlural(run, known))
        )
        {
            forms.Add(new(run.Key, [entities.Count], Hidden: false));
            entities.Add(new(run.Key, run.Type, "", run.Count, ""));
        }
        var teller = EnTeller.Find(
            runs.Counts,
            Enumerable.Range(0, names.Count).GroupBy(groups.Root).Where(group => entityOfRoot.ContainsKey(group.Key)),
            index => names[index].Run
        );
        return RulesTables.Empty with
        {
            Entities = entities,
            Forms = forms,
            Teller = teller is { } root ? entityOfRoot[root] : null,
            SingleQuotes = runs.Counts.Marks == Speech.Single,
        };
    }

    /// <summary>
    /// Words that are given names even behind a title. Behind Miss or Master a word that stands alone more often, and never behind another title
    /// (Miss Volumnia); a known given name that stands alone three times as often, and ends no full name (Monsieur Albert).
    /// </summary>
    private static HashSet<string> GivensOf(Runs runs)
    {
        var (alone, called, titled) = (NewCounts(), NewCounts(), NewCounts());
        foreach (var run in runs.All.Where(run => run.Core.Length == 1))
            Count(
                run.Titles == 0 ? alone
                    : run.Title is "miss" or "master" or "mademoiselle" ? called
                    : titled,
                run
            );
        var surnames = runs.All.Where(run => run.Core.Length > 1).Select(run => run.Last).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. called
                .Keys.Union(titled.Keys)
                .Where(word =>
                    (called.GetValueOrDefault(word) < alone.GetValueOrDefault(word) && !titled.ContainsKey(word))
                    || (
                        (called.GetValueOrDefault(word) + titled.GetValueOrDefault(word)) * Clearly
                            <= alone.GetValueOrDefault(word)
                        && Lexicon.Default.IsGiven(word)
                        && !surnames.Contains(word)
                    )
                ),
        ];
    }

    private static Dictionary<string, int> NewCounts() => new(StringComparer.Ordinal);

    private static void Count(Dictionary<string, int> counts, Run run) =>
        counts[run.Last] = counts.GetValueOrDefault(run.Last) + run.Count;

    /// <summary>How good a display name it is: Jane Bennet, Mr. Darcy, Alice, Miss Alice, in this order.</summary>
    private static int Fullness(EnName name)
    {
        if (name.IsFull || name.Core.Length > 1)
            return Lexicon.Default.FullNamesOf(name.Given).Count > 0 ? 4
                : name.Run.Titles > 0 && !name.IsRanked ? 5
                : 6;
        if (name.Run.Titles == 0)
            return 2;
        return name.Surname.Length > 0 || name.Title is "sir" or "lady" or "king" or "queen" ? 3 : 1;
    }

    /// <summary>The Bennets, the Miss Steeles: families, not people.</summary>
    private static bool IsPlural(Run run, HashSet<string> known)
    {
        var last = run.Last;
        return last.Length > 3
            && last[^1] == 's'
            && (known.Contains(last[..^1]) || (last.EndsWith("es", StringComparison.Ordinal) && known.Contains(last[..^2])))
            && (run.TakesArticle || run.Titles > 0 || run.Speeches == 0);
    }
}
