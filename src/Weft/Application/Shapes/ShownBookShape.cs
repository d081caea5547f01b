using Weft.Ledger;
using Weft.Model;
using Weft.Reasons;

namespace Weft.Application.Shapes;

/// <summary>An edition of a book.</summary>
/// <param name="Edition">Its number.</param>
/// <param name="Format">Of its file: text, markdown, epub …</param>
internal sealed record EditionShape(
    int Edition,
    string Title,
    string Format,
    string Encoding,
    int Chapters,
    int Characters,
    DateTimeOffset ImportedAt
)
{
    public static EditionShape Of(Edition edition) =>
        new(
            edition.Number,
            edition.Title,
            edition.Format,
            edition.Encoding,
            edition.Chapters,
            edition.Characters,
            edition.ImportedAt
        );
}

/// <summary>A book with its parts, its jobs and what they have cost.</summary>
/// <param name="Format">Of the current edition's file.</param>
/// <param name="UnreadableCharacters">That stand as U+FFFD in its parts.</param>
internal sealed record ShownBookShape(
    BookShape Book,
    string Format,
    int UnreadableCharacters,
    IReadOnlyList<EditionShape> Editions,
    IReadOnlyList<PartShape> Parts,
    IReadOnlyList<JobShape> Jobs
)
{
    public static ShownBookShape Of(
        Book book,
        IReadOnlyList<Edition> editions,
        int unread,
        IReadOnlyList<EditionUnit> parts,
        IReadOnlyList<JobView> jobs,
        ReasonTexts reasons
    ) =>
        new(
            BookShape.Of(book),
            editions.FirstOrDefault(edition => edition.Id == book.Edition)?.Format ?? "",
            unread,
            [.. editions.Select(EditionShape.Of)],
            [.. parts.Select(PartShape.Of)],
            [.. jobs.Select(view => JobShape.Of(view, reasons))]
        );
}
