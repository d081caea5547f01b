namespace Weft.Providers.Rules.En;

/// <summary>
/// Which English names are one person. The order matters: the surest first, and each step sees the people that the steps before made.
/// </summary>
internal sealed class EnLinks(IReadOnlyList<EnName> names)
{
    // One owner is taken for a name with several when he is this much more frequent than the next.
    private const int Clearly = 3;

    private readonly Lexicon lexicon = Lexicon.Default;

    public EnGroups Groups { get; } = new(names);

    /// <summary>Names with several owners, who are asked for in each chapter: by index, owners as indexes of names.</summary>
    public Dictionary<int, List<int>> Bearers { get; } = [];

    public EnGroups Link()
    {
        JoinSameWords();
        JoinBeginnings();
        JoinTitledGivens();
        JoinTitledSurnames();
        JoinBare();
        JoinNicknames();
        JoinMisses();
        JoinArticles();
        return Groups;
    }

    private void JoinSameWords()
    {
        foreach (
            var same in Indexes(name => name.IsFull || name.Run.Titles > 0)
                .GroupBy(index => string.Join(' ', names[index].Core), StringComparer.Ordinal)
        )
        {
            var list = same.ToList();
            for (var i = 1; i < list.Count; i++)
            {
                for (var j = 0; j < i; j++)
                {
                    if (AreOne(names[list[j]], names[list[i]]))
                        Groups.Join(list[j], list[i]);
                }
            }
        }
        // Elizabeth Bennet, Lizzy Bennet.
        foreach (var same in Indexes(name => name.IsFull).GroupBy(index => names[index].Surname, StringComparer.Ordinal))
        {
            var list = same.ToList();
            foreach (var (one, other) in list.SelectMany((one, i) => list.Take(i).Select(other => (other, one))))
            {
                if (Groups.SameGiven(names[one].Given, names[other].Given))
                    Groups.Join(one, other);
            }
        }
    }

    /// <summary>Pyotr Petrovitch is Pyotr Petrovitch Luzhin; Carconte is La Carconte.</summary>
    private void JoinBeginnings()
    {
        foreach (var index in Indexes(name => name.HasPatronymic && name.Surname.Length == 0))
            JoinClear(index, Groups.People(other => other.Core.Length > 2 && other.Core.AsSpan().StartsWith(names[index].Core)));
        foreach (
            var same in Indexes(name => name.IsBare && !name.Run.TakesArticle)
                .GroupBy(index => names[index].Core[0], StringComparer.Ordinal)
        )
        foreach (var index in same.Skip(1))
            Groups.Join(same.First(), index);
    }

    /// <summary>
    /// A full name, or the same title written long, is one. Mr. and Colonel Fitzwilliam may be two: they are one where the rarer form is half as
    /// frequent at most.
    /// </summary>
    private static bool AreOne(EnName one, EnName other) =>
        other.IsFull
        || one.Title == other.Title
        || (one.Gender == other.Gender && Math.Min(one.Count, other.Count) * 2 <= Math.Max(one.Count, other.Count));

    /// <summary>Sir John is Sir John Middleton; Miss Lucy is Lucy Steele.</summary>
    private void JoinTitledGivens()
    {
        foreach (var index in Indexes(name => name.Run.Titles > 0 && name.Given.Length > 0 && name.Surname.Length == 0))
        {
            var name = names[index];
            var sameTitle = Groups.People(other => other.IsFull && other.Given == name.Given && other.Title == name.Title);
            var owners =
                sameTitle.Count > 0 || name.Title is "king" or "queen" or "prince" or "princess"
                    ? sameTitle
                    : Groups.People(other => other.IsFull && other.Given == name.Given);
            JoinClear(index, owners);
        }
    }

    /// <summary>Mr. Darcy is Fitzwilliam Darcy if he is the one man of that surname.</summary>
    private void JoinTitledSurnames()
    {
        foreach (
            var index in Indexes(name =>
                name.Run.Titles > 0 && name.Surname.Length > 0 && name.Given.Length == 0 && name.Gender != "f"
            )
        )
        {
            var all = Groups.People(other => other.IsFull && other.Surname == names[index].Surname);
            all.RemoveAll(root => Groups.Gender(root) == "f" || IsAnother(root, index));
            var men = all.Where(root => Groups.Gender(root) == "m").ToList();
            JoinClear(
                index,
                men.Count > 0 ? men
                    : all.Count == 1 ? all
                    : []
            );
        }
    }

    /// <summary>Mr. John Dashwood, so called five times and more, beside a Mr. Dashwood who is twice as frequent.</summary>
    private bool IsAnother(int root, int titled) =>
        Enumerable
            .Range(0, names.Count)
            .Any(index =>
                names[index] is { IsFull: true, Count: >= 5 } name
                && name.Title == names[titled].Title
                && name.Count * 2 <= names[titled].Count
                && Groups.Root(index) == root
            );

    private void JoinBare()
    {
        foreach (var index in Indexes(name => name.IsBare && !name.Run.TakesArticle))
        {
            var word = names[index].Core[0];
            var titledMen = Groups.People(other =>
                other.Run.Titles > 0 && other.Surname == word && other.Given.Length == 0 && other.Gender != "f"
            );
            var surnamed = Groups.People(other =>
                (other.IsFull || (other.Run.Titles > 0 && other.Gender != "f")) && other.Surname == word
            );
            surnamed.RemoveAll(root => Groups.Gender(root) == "f");
            var given = Groups.People(other =>
                other.Given == word && !other.IsRanked && (other.IsFull || other.HasPatronymic || other.Run.Titles > 0)
            );
            given = [.. given.OrderByDescending(root => CountOfGiven(root, word))];
            if (given.Count > 0 && (surnamed.Count == 0 || Groups.Count(given[0]) > Groups.Count(surnamed[0])))
                Settle(index, given, word, "");
            else if (titledMen.Count > 0)
                Settle(index, titledMen, "", word);
            else if (surnamed.Count > 0)
                Settle(index, surnamed, "", word);
        }
    }

    /// <summary>How often the person is called by a full name with this given name.</summary>
    private int CountOfGiven(int root, string given) =>
        Enumerable
            .Range(0, names.Count)
            .Where(index => names[index].Given == given && Groups.Root(index) == root)
            .Sum(index => names[index].Count);

    private void Settle(int index, List<int> owners, string given, string surname)
    {
        var isClear =
            given.Length > 0
            && owners.Count > 1
            && CountOfGiven(owners[0], given) >= Clearly * CountOfGiven(owners[1], given)
            && Groups.Join(owners[0], index);
        if (isClear || JoinClear(index, owners))
            return;
        if (owners.Count > 1 && names[index].Count < Groups.Count(owners[0]) * Clearly)
            Bearers[index] = owners;
        else
            Groups.Learn(index, given, surname);
    }

    private void JoinNicknames()
    {
        foreach (var index in Indexes(name => name.IsBare && lexicon.FullNamesOf(name.Core[0]).Count > 0))
        {
            if (Bearers.ContainsKey(index) || (Groups.Given(index) is { Length: > 0 } given && given != names[index].Core[0]))
                continue;
            var full = lexicon.FullNamesOf(names[index].Core[0]);
            var owners = Groups
                .People(other => !other.IsRanked && full.Contains(other.IsBare ? other.Core[0] : other.Given))
                .Where(root => Groups.Root(index) != root)
                .ToList();
            JoinClear(index, owners);
        }
    }

    /// <summary>
    /// Miss Bennet is the woman of that surname whom hardly anybody calls Miss with her given name; of several the one who is twice as frequent as
    /// the next.
    /// </summary>
    private void JoinMisses()
    {
        foreach (var index in Indexes(name => name.Married == "miss" && name.Given.Length == 0 && name.Surname.Length > 0))
        {
            var surname = names[index].Surname;
            var women = Groups
                .People(other => other.IsFull && other.Surname == surname && other.Married != "mrs")
                .Where(root => Groups.Gender(root) == "f")
                .ToList();
            var unnamed = women.Where(root => IsMissAlone(root, index)).OrderByDescending(Groups.Count).ToList();
            if (unnamed.Count == 1 || (unnamed.Count > 1 && Groups.Count(unnamed[0]) >= 2 * Groups.Count(unnamed[1])))
                Groups.Join(unnamed[0], index);
        }
    }

    /// <summary>Miss with her given name is an eighth of what Miss alone is, at most.</summary>
    private bool IsMissAlone(int root, int miss) =>
        names
            .Where(name =>
                name.Married == "miss"
                && name.Given.Length > 0
                && (name.Surname.Length == 0 || name.Surname == names[miss].Surname)
                && Groups.SameGiven(name.Given, Groups.Given(root))
            )
            .Sum(name => name.Count) * 8
        <= names[miss].Count;

    /// <summary>The Rabbit is the White Rabbit; the Colonel is the one colonel.</summary>
    private void JoinArticles()
    {
        foreach (var index in Indexes(name => name.IsBare && name.Run.TakesArticle))
        {
            var word = names[index].Core[0];
            var longer = Groups.People(other => other.Run.Words.Length > 1 && other.Run.TakesArticle && other.Run.Last == word);
            if (longer.Count == 1)
                Groups.Join(longer[0], index);
            var titled = lexicon.IsRole(word) ? Groups.People(other => other.Title == word && other.Run.Titles > 0) : [];
            if (
                longer.Count == 0
                && titled.Count > 0
                && (titled.Count == 1 || Groups.Count(titled[0]) >= 5 * Groups.Count(titled[1]))
            )
                Groups.Join(titled[0], index);
        }
    }

    private bool JoinClear(int index, List<int> owners)
    {
        var fitting = owners.Where(owner => owner != Groups.Root(index)).ToList();
        if (fitting.Count == 0 || (fitting.Count > 1 && Groups.Count(fitting[0]) < Clearly * Groups.Count(fitting[1])))
            return false;
        return Groups.Join(fitting[0], index);
    }

    private IEnumerable<int> Indexes(Func<EnName, bool> wanted) =>
        Enumerable
            .Range(0, names.Count)
            .Where(index => wanted(names[index]))
            .OrderByDescending(index => names[index].Count)
            .ThenBy(index => names[index].Run.First);
}
