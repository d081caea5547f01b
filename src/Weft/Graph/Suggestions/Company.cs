using Weft.Model;

namespace Weft.Graph.Suggestions;

/// <summary>Beside whom each entity stands, and how alike that is for two.</summary>
internal sealed class Company
{
    private readonly Dictionary<string, Dictionary<string, double>> _near = new(StringComparer.Ordinal);
    private readonly HashSet<(string, string)> _tied = [];

    public Company(ResolvedBook resolved)
    {
        foreach (var tie in resolved.Relations)
        {
            _tied.Add((tie.Source, tie.Target));
            _tied.Add((tie.Target, tie.Source));
            if (tie.Type != RelationTypes.CoOccurs)
                continue;
            Of(tie.Source)[tie.Target] = tie.Count;
            Of(tie.Target)[tie.Source] = tie.Count;
        }
    }

    /// <summary>Whether anything binds the two.</summary>
    public bool AreTied(string one, string other) => _tied.Contains((one, other));

    /// <summary>Cosine of the counts of nearness, 0 to 1; the two themselves are left out.</summary>
    public double Likeness(string one, string other)
    {
        var (a, b) = (Of(one), Of(other));
        if (a.Count > b.Count)
            (a, b) = (b, a);
        var shared = a.Where(near => near.Key != one && near.Key != other)
            .Sum(near => near.Value * b.GetValueOrDefault(near.Key));
        return shared == 0 ? 0 : shared / (Length(a, one, other) * Length(b, one, other));
    }

    /// <summary>Ids of those that stand beside both, the most often met first.</summary>
    public IReadOnlyList<string> Shared(string one, string other)
    {
        var (a, b) = (Of(one), Of(other));
        return
        [
            .. a
                .Keys.Where(b.ContainsKey)
                .OrderByDescending(id => Math.Min(a[id], b[id]))
                .ThenBy(id => id, StringComparer.Ordinal),
        ];
    }

    private Dictionary<string, double> Of(string id) =>
        _near.TryGetValue(id, out var known) ? known : _near[id] = new(StringComparer.Ordinal);

    private static double Length(Dictionary<string, double> near, string one, string other) =>
        Math.Sqrt(near.Where(it => it.Key != one && it.Key != other).Sum(it => it.Value * it.Value));
}
