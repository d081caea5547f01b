using Weft.Application.Texts;

namespace Weft.Application.Shapes;

/// <summary>What a few letters lead to in the whole library.</summary>
/// <param name="SearchedBooks">Woven books whose entities were looked through, those imported last.</param>
/// <param name="WovenBooks">Woven books in all.</param>
internal sealed record SearchShape(
    IReadOnlyList<BookShape> Books,
    FoundJobShape? Job,
    IReadOnlyList<FoundEntityShape> Entities,
    int SearchedBooks,
    int WovenBooks
)
{
    public static SearchShape Of(LibraryFound found) =>
        new(
            [.. found.Books.Select(BookShape.Of)],
            found.Job is { } job ? new(job.Id.Value, job.Order.Book.Value, Glossary.Word(job.State)) : null,
            [
                .. found.Entities.Select(hit => new FoundEntityShape(
                    hit.Book.Id.Value,
                    hit.Book.Title,
                    hit.Entity.Name,
                    hit.Entity.Type,
                    hit.Entity.Mentions
                )),
            ],
            found.Searched,
            found.Woven
        );
}

/// <summary>A job by its number.</summary>
internal sealed record FoundJobShape(long Job, long Book, string State);

/// <summary>An entity and the book that it stands in.</summary>
internal sealed record FoundEntityShape(long Book, string Title, string Name, string Type, int Mentions);
