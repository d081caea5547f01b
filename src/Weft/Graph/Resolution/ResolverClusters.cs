namespace Weft.Graph.Resolution;

/// <summary>
/// Names joined to entities, under what forbids it. Nearly linear: sets of what must stay apart are poured from the smaller into the
/// larger. Every join that was made is kept with who said so: together they are a forest over the names.
/// </summary>
internal sealed class ResolverClusters
{
    public const string ByPerson = "person";
    public const string ByAnswer = "answer";

    private readonly int[] _parent;
    private readonly int[] _size;
    private readonly HashSet<int>?[] _split;
    private readonly HashSet<int>?[] _distinct;
    private readonly List<int>[] _members;
    private readonly List<(int Name, int Other, string By, int Chapter)> _joins = [];

    public ResolverClusters(int names)
    {
        _parent = [.. Enumerable.Range(0, names)];
        _size = [.. Enumerable.Repeat(1, names)];
        _split = new HashSet<int>?[names];
        _distinct = new HashSet<int>?[names];
        _members = [.. Enumerable.Range(0, names).Select(name => new List<int>(1) { name })];
    }

    public IReadOnlyList<(int Name, int Other, string By, int Chapter)> Joins => _joins;

    /// <summary>The name that stands for the cluster; which one it is means nothing.</summary>
    public int Root(int name)
    {
        while (_parent[name] != name)
            name = _parent[name] = _parent[_parent[name]];
        return name;
    }

    public IEnumerable<IReadOnlyList<int>> All() => _members.Where((_, name) => _parent[name] == name);

    /// <summary>A person's split: nothing joins the two, over however many steps.</summary>
    public void Split(int name, int other) => Part(_split, Root(name), Root(other));

    /// <summary>The chapters hold them apart: only a person's merge joins the two.</summary>
    public void Distinguish(int name, int other) => Part(_distinct, Root(name), Root(other));

    /// <summary>False = something forbids it. True also where they were one before.</summary>
    public bool TryJoin(int name, int other, string by, int chapter)
    {
        var (a, b) = (Root(name), Root(other));
        if (a == b)
            return true;
        if (Apart(_split, a, b) || by != ByPerson && Apart(_distinct, a, b))
            return false;
        if (_size[a] < _size[b])
            (a, b) = (b, a);
        _parent[b] = a;
        _size[a] += _size[b];
        _members[a].AddRange(_members[b]);
        _members[b] = [];
        Pour(_split, b, a);
        Pour(_distinct, b, a);
        _joins.Add((name, other, by, chapter));
        return true;
    }

    private static void Part(HashSet<int>?[] sets, int a, int b)
    {
        if (a == b)
            return;
        (sets[a] ??= []).Add(b);
        (sets[b] ??= []).Add(a);
    }

    private static bool Apart(HashSet<int>?[] sets, int a, int b) => sets[a]?.Contains(b) == true;

    private static void Pour(HashSet<int>?[] sets, int from, int into)
    {
        if (sets[from] is not { } moved)
            return;
        sets[from] = null;
        foreach (var enemy in moved)
        {
            sets[enemy]!.Remove(from);
            if (enemy == into)
                continue;
            sets[enemy]!.Add(into);
            (sets[into] ??= []).Add(enemy);
        }
    }
}
