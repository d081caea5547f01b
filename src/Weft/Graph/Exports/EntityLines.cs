using Weft.Model;

namespace Weft.Graph.Exports;

/// <summary>What several values of an entity are in one cell.</summary>
internal static class EntityLines
{
    /// <summary>Its other names.</summary>
    public static string AliasLine(this ResolvedEntity entity) => string.Join("; ", entity.Aliases.Select(alias => alias.Name));

    /// <summary>The first sentence that says who or what it is; empty where none does.</summary>
    public static string Description(this ResolvedEntity entity) =>
        entity.Traits.FirstOrDefault(trait => trait.Kind == TraitKinds.Description)?.Text ?? "";
}
