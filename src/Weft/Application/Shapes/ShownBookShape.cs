using Weft.Ledger;
using Weft.Model;
using Weft.Reasons;

namespace Weft.Application.Shapes;

/// <summary>A book with its parts, its jobs and what they have cost.</summary>
/// <param name="UnreadableCharacters">That stand as U+FFFD in its parts.</param>
internal sealed record ShownBookShape(
    BookShape Book,
    int UnreadableCharacters,
    IReadOnlyList<PartShape> Parts,
    IReadOnlyList<JobShape> Jobs
)
{
    public static ShownBookShape Of(
        Book book,
        int unread,
        IReadOnlyList<EditionUnit> parts,
        IReadOnlyList<JobView> jobs,
        ReasonTexts reasons
    ) => new(BookShape.Of(book), unread, [.. parts.Select(PartShape.Of)], [.. jobs.Select(view => JobShape.Of(view, reasons))]);
}
