using Weft.Model;

namespace Weft.Application.Shapes;

/// <summary>What a job asks for.</summary>
/// <param name="Hash">Of all that decides a prompt: answers under another serve no job of this one.</param>
/// <param name="EntityKinds">Of the types, those that the order itself describes.</param>
/// <param name="Instructions">The orderer's own; empty = none.</param>
/// <param name="InstructionsReplace">They stand in place of Weft's, and not beside them.</param>
internal sealed record RecipeShape(
    string Version,
    string Hash,
    IReadOnlyList<string> EntityTypes,
    IReadOnlyList<string> RelationTypes,
    IReadOnlyList<RecipeKind> EntityKinds,
    IReadOnlyList<RecipeKind> RelationKinds,
    string Instructions,
    bool InstructionsReplace
)
{
    public static RecipeShape Of(Recipe recipe) =>
        new(
            recipe.Version,
            recipe.Hash(),
            recipe.EntityTypes,
            recipe.RelationTypes,
            recipe.EntityKinds,
            recipe.RelationKinds,
            recipe.Instructions,
            recipe.InstructionsReplace
        );
}
