namespace Weft.Application.Shapes;

/// <summary>What became of a file of names.</summary>
/// <param name="Added">Decisions that were new.</param>
/// <param name="Known">Decisions that held already.</param>
internal sealed record LearntNamesShape(long Book, int Added, int Known);
