using Weft.Model;

namespace Weft.Extraction.Grounding;

/// <summary>Traits as they come, each once: what is said again of the same name adds nothing.</summary>
internal sealed class GroundedTraits
{
    private readonly Dictionary<(string Name, string Kind, string Text), Trait> _all = [];

    public void Add(Trait trait) => _all.TryAdd((trait.Name, trait.Kind, NameFolding.Key(trait.Text)), trait);

    /// <summary>In the order of the names.</summary>
    public IReadOnlyList<Trait> InOrder(IEnumerable<string> names)
    {
        if (_all.Count == 0)
            return [];
        var byName = _all.Values.ToLookup(trait => trait.Name);
        return [.. names.SelectMany(name => byName[name])];
    }
}
