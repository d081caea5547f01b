using System.Globalization;
using Weft.Graph;
using Weft.Model;

namespace Weft.Bench.Quality;

/// <summary>A resolved book held against what its readers know. All figures but the counts are shares of 1.</summary>
internal sealed class QualityFigures
{
    /// <summary>A name that the book uses less often is not missed.</summary>
    private const int OftenEnough = 5;

    private readonly GoldBook _gold;
    private readonly List<ResolvedEntity> _people;
    private readonly Dictionary<string, ResolvedEntity> _byKey = new(StringComparer.Ordinal);
    private readonly Dictionary<GoldName, ResolvedEntity?> _main = [];

    /// <param name="uses">How often a name stands in the book.</param>
    public QualityFigures(GoldBook gold, ResolvedBook book, Func<string, int> uses)
    {
        _gold = gold;
        _people = [.. book.Entities.Where(entity => entity.Type == EntityTypes.Person)];
        foreach (var entity in book.Entities)
        foreach (var name in entity.Aliases.Select(alias => alias.Name).Append(entity.Name))
            _byKey.TryAdd(NameFolding.Key(name), entity);
        foreach (var person in gold.People)
            _main[person] = person
                .Keys.Select(key => _byKey.GetValueOrDefault(key))
                .OfType<ResolvedEntity>()
                .Where(entity => entity.Type == EntityTypes.Person)
                .MaxBy(entity => entity.Mentions);
        MeasurePeople();
        MeasureNames(uses);
        Places = Share(gold.Places.Count(HasPlace), gold.Places.Count);
        MeasureTies(book);
    }

    /// <summary>Of the first 30 of the list, those among the 60 people mentioned most.</summary>
    public double Recall { get; private set; }

    /// <summary>Of the 30 people mentioned most, those whom the list knows: a lower bound.</summary>
    public double Precision { get; private set; }

    /// <summary>Names of the list used five times or more that some entity has.</summary>
    public double Found { get; private set; }

    /// <summary>Of these, those that their person's main entity has.</summary>
    public double Merged { get; private set; }

    /// <summary>Entities that hold two people of the list.</summary>
    public int Mixed { get; private set; }

    /// <summary>Places of the list that are places.</summary>
    public double Places { get; }

    /// <summary>Ties of the list among the 100 heaviest pairs of people.</summary>
    public double Ties { get; private set; }

    /// <summary>Of the people found, those shown by the name that readers look for.</summary>
    public double Shown { get; private set; }

    /// <summary>What is wrong, to be read.</summary>
    public List<string> Faults { get; } = [];

    public static string Head => "book                     people  prec.  names  merged  mixed  places  ties   shown";

    public string Line =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{_gold.Name, -24} {Recall, 6:0.000} {Precision, 6:0.000} {Found, 6:0.000} {Merged, 7:0.000} {Mixed, 6} {Places, 7:0.000} {Ties, 6:0.000} {Shown, 6:0.000}"
        );

    private void MeasurePeople()
    {
        var top = _people.OrderByDescending(entity => entity.Mentions).Take(60).ToHashSet();
        var first = _gold.People.Take(30).ToList();
        var missed = first.Where(person => _main[person] is not { } entity || !top.Contains(entity)).ToList();
        Recall = Share(first.Count - missed.Count, first.Count);
        Faults.AddRange(missed.Select(person => $"missed: {person.Name}{RankOf(_main[person])}"));
        var known = _gold.People.SelectMany(person => person.Keys).ToHashSet(StringComparer.Ordinal);
        var wrong = _people
            .OrderByDescending(entity => entity.Mentions)
            .Take(30)
            .Where(entity =>
                !entity.Aliases.Select(alias => alias.Name).Append(entity.Name).Any(name => known.Contains(NameFolding.Key(name)))
            )
            .ToList();
        Precision = Share(Math.Min(30, _people.Count) - wrong.Count, Math.Min(30, _people.Count));
        Faults.AddRange(wrong.Select(entity => $"not on the list: {entity.Name} {entity.Mentions}×"));
        var met = _gold.People.Where(person => _main[person] is not null).ToList();
        Shown = Share(met.Count(person => NameFolding.Key(person.Name) == NameFolding.Key(_main[person]!.Name)), met.Count);
    }

    private string RankOf(ResolvedEntity? entity) =>
        entity is null
            ? ""
            : $", {entity.Mentions}×, number {_people.Count(other => other.Mentions > entity.Mentions) + 1} of the people";

    private void MeasureNames(Func<string, int> uses)
    {
        var (all, found, merged) = (0, 0, 0);
        foreach (var person in _gold.People)
        foreach (var name in person.Names.Where(name => uses(name) >= OftenEnough))
        {
            all++;
            if (!_byKey.TryGetValue(NameFolding.Key(name), out var entity))
            {
                Faults.Add($"name not found: {name} ({person.Name})");
                continue;
            }
            found++;
            if (entity == _main[person])
                merged++;
            else
                Faults.Add($"split off: {name} of {person.Name}, in {entity.Name}");
        }
        (Found, Merged) = (Share(found, all), Share(merged, found));
        var mixed = _main.Where(pair => pair.Value is not null).GroupBy(pair => pair.Value!).Where(same => same.Count() > 1);
        foreach (var same in mixed)
        {
            Mixed++;
            Faults.Add($"mixed up: {string.Join(" + ", same.Select(pair => pair.Key.Name))}");
        }
    }

    private bool HasPlace(GoldName place)
    {
        var entity = place.Keys.Select(key => _byKey.GetValueOrDefault(key)).OfType<ResolvedEntity>().FirstOrDefault();
        if (entity?.Type == EntityTypes.Place)
            return true;
        Faults.Add($"no place: {place.Name}{(entity is null ? "" : $", a {entity.Type}")}");
        return false;
    }

    private void MeasureTies(ResolvedBook book)
    {
        var ids = _people.Select(entity => entity.Id).ToHashSet(StringComparer.Ordinal);
        var pairs = book
            .Relations.Where(relation => ids.Contains(relation.Source) && ids.Contains(relation.Target))
            .GroupBy(relation => Pair(relation.Source, relation.Target))
            .OrderByDescending(same => same.Max(relation => relation.Weight))
            .Take(100)
            .Select(same => same.Key)
            .ToHashSet();
        var met = _gold.Ties.Where(tie =>
            _main[tie.One] is { } one && _main[tie.Other] is { } other && pairs.Contains(Pair(one.Id, other.Id))
        );
        Ties = Share(met.Count(), _gold.Ties.Count);
    }

    private static (string, string) Pair(string one, string other) =>
        string.CompareOrdinal(one, other) < 0 ? (one, other) : (other, one);

    private static double Share(int part, int whole) => whole == 0 ? 1 : (double)part / whole;
}
