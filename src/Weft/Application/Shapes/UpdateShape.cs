using Weft.Application.Texts;

namespace Weft.Application.Shapes;

/// <summary>How a new edition differs from a book's current one.</summary>
/// <param name="Edition">The book's current one: the new one where it was taken.</param>
/// <param name="Same">Parts with the text that they had.</param>
/// <param name="Rearranged">Of those, some have another place, number, kind or title.</param>
/// <param name="Recut">How it is to be cut was told anew, or taken back.</param>
/// <param name="HardlyKnown">Less than a tenth of the parts is known again: it may be another book.</param>
/// <param name="Taken">It is the current edition now; false = nothing was written.</param>
internal sealed record UpdateShape(
    long Book,
    string Title,
    int Edition,
    int Same,
    int Changed,
    int New,
    int Removed,
    bool Rearranged,
    bool Recut,
    bool HardlyKnown,
    bool Taken,
    IReadOnlyList<PartChangeShape> Changes,
    ToldShape Told
)
{
    /// <param name="taken">What came of it; null = it was only looked at.</param>
    public static UpdateShape Of(ProposedEdition proposed, ImportedBook? taken = null) =>
        new(
            proposed.Book.Id.Value,
            proposed.Book.Title,
            (taken?.Book ?? proposed.Book).EditionNumber,
            proposed.Difference.Same,
            proposed.Difference.Changed,
            proposed.Difference.New,
            proposed.Difference.Removed,
            proposed.Difference.IsRearranged,
            proposed.Difference.IsRecut,
            proposed.Difference.IsHardlyKnown,
            taken is { AlreadyKnown: false },
            [.. proposed.Difference.Changes.Select(PartChangeShape.Of)],
            ToldShape.Of(proposed.Cut.Told)
        );
}

/// <param name="Fate">changed, new or removed.</param>
/// <param name="Position">Of what is removed: where it stood.</param>
/// <param name="Before">The title that it had, where that is another one.</param>
internal sealed record PartChangeShape(string Fate, int Position, int Number, string Kind, string Title, string? Before)
{
    public static PartChangeShape Of(PartChange change)
    {
        var part = change.After ?? change.Before!;
        return new(
            Glossary.Word(change.Fate),
            part.Position,
            part.Unit.Number,
            Glossary.Word(part.Unit.Kind),
            part.Unit.Title,
            change is { After: not null, Before: { } before } && before.Unit.Title != part.Unit.Title ? before.Unit.Title : null
        );
    }
}
