using Weft.Graph;
using Weft.Model;

namespace Weft.Application;

/// <summary>Whose name is whose in a resolved layer.</summary>
internal sealed class KnownNames
{
    private readonly Dictionary<string, ResolvedEntity> _byKey = new(StringComparer.Ordinal);

    public KnownNames(ResolvedBook resolved)
    {
        foreach (var entity in resolved.Entities)
        {
            _byKey[entity.Id] = entity;
            foreach (var alias in entity.Aliases)
                _byKey[NameFolding.Key(alias.Name)] = entity;
        }
        // What people call an entity gives way to what the text calls another.
        foreach (var entity in resolved.Entities)
            _byKey.TryAdd(NameFolding.Key(entity.Name), entity);
    }

    /// <summary>The entity that has exactly that name; null where none has.</summary>
    public ResolvedEntity? Find(string name) => _byKey.GetValueOrDefault(NameFolding.Key(name));

    /// <summary>The name as the book writes it: itself, or the main one of an entity that only people call so; null where it is nobody's.</summary>
    public string? Written(string name)
    {
        if (Find(name) is not { } entity)
            return null;
        var key = NameFolding.Key(name);
        if (key == entity.Id || key != NameFolding.Key(entity.Name))
            return name;
        return entity.Aliases.FirstOrDefault(alias => NameFolding.Key(alias.Name) == entity.Id)?.Name ?? name;
    }
}
