using Weft.Application.Texts;
using Weft.Books;
using Weft.Model;

namespace Weft.Application.Shapes;

internal sealed record BookShape(
    long Book,
    string Title,
    string Language,
    int Chapters,
    int Characters,
    string Encoding,
    int Edition,
    DateTimeOffset ImportedAt
)
{
    public static BookShape Of(Book book) =>
        new(
            book.Id.Value,
            book.Title,
            book.Language,
            book.Chapters,
            book.Characters,
            book.Encoding,
            book.EditionNumber,
            book.ImportedAt
        );
}

/// <param name="UnreadableCharacters">Could not be decoded and stand as U+FFFD.</param>
internal sealed record ImportShape(
    long Book,
    string Title,
    string Language,
    int Chapters,
    int Characters,
    string Encoding,
    bool AlreadyKnown,
    int UnreadableCharacters,
    bool EncodingIsGuessed
)
{
    public static ImportShape Of(ImportedBook imported) =>
        new(
            imported.Book.Id.Value,
            imported.Book.Title,
            imported.Book.Language,
            imported.Book.Chapters,
            imported.Book.Characters,
            imported.Book.Encoding,
            imported.AlreadyKnown,
            imported.Cut.Text.Replaced,
            imported.Cut.Text.Guessed
        );
}

/// <summary>How a book is cut. Positions and lengths in UTF-16 units of its text.</summary>
internal sealed record ChapterShape(int Number, string Kind, string Title, int Start, int Length)
{
    public static ChapterShape Of(Unit unit) => new(unit.Number, Glossary.Word(unit.Kind), unit.Title, unit.Start, unit.Length);
}

internal sealed record DeletedBookShape(long Deleted, string Title);

/// <summary>A person's decision on two names.</summary>
internal sealed record NameDecisionShape(long Book, int Number, string Kind, string Name, string Other)
{
    public static NameDecisionShape Of(Book book, NameDecision decision) =>
        new(book.Id.Value, decision.Number, Glossary.Word(decision.Kind), decision.Name, decision.Other);
}
