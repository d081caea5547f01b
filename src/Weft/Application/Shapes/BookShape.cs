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
    DateTimeOffset ImportedAt,
    ToldShape Told,
    MetadataShape Metadata
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
            book.ImportedAt,
            ToldShape.Of(book.Told),
            MetadataShape.Of(book.Metadata)
        );
}

/// <summary>What a person said of a book's file; null = it was found out.</summary>
/// <param name="Headings">A regular expression for the lines that begin chapters.</param>
/// <param name="Parts">It is cut into so many.</param>
/// <param name="NoSplit">It is one chapter.</param>
internal sealed record ToldShape(string? Encoding, string? Headings, int? Parts, bool NoSplit)
{
    public static ToldShape Of(ToldReading told) => new(told.Encoding, told.Headings, told.Parts, told.NoSplit);
}

/// <summary>What a book's file, or a person's table, says of it; null = nothing.</summary>
/// <param name="Language">As written in the file.</param>
/// <param name="Date">As written in the file.</param>
/// <param name="Cover">Name of the picture inside the file.</param>
internal sealed record MetadataShape(
    string? Title,
    IReadOnlyList<string> Authors,
    string? Language,
    string? Date,
    string? Publisher,
    string? Description,
    string? Cover,
    IReadOnlyList<string> Tags
)
{
    public static MetadataShape Of(BookMetadata said) =>
        new(said.Title, said.Authors, said.Language, said.Date, said.Publisher, said.Description, said.Cover, said.Tags);
}

/// <param name="UnreadableCharacters">Left out, or stand as U+FFFD.</param>
/// <param name="Unreadable">The first places of those that stand as U+FFFD.</param>
/// <param name="MissingNumbers">Of chapters, by their own headings.</param>
/// <param name="RepeatedNumbers">Of chapters, by their own headings.</param>
internal sealed record ImportShape(
    long Book,
    string Title,
    string Language,
    int Chapters,
    int Characters,
    string Encoding,
    bool AlreadyKnown,
    int UnreadableCharacters,
    bool EncodingIsGuessed,
    IReadOnlyList<UnreadPlace> Unreadable,
    IReadOnlyList<NumberRange> MissingNumbers,
    IReadOnlyList<int> RepeatedNumbers,
    ToldShape Told,
    MetadataShape Metadata
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
            imported.Cut.Text.Guessed,
            UnreadPlace.In(imported.Cut.Text, PreviewShape.MostPlaces),
            imported.Cut.Numbers.Missing,
            imported.Cut.Numbers.Repeated,
            ToldShape.Of(imported.Cut.Told),
            MetadataShape.Of(imported.Cut.Text.Metadata)
        );
}

/// <summary>How a book is cut. Positions and lengths in UTF-16 units of its text.</summary>
internal sealed record ChapterShape(int Number, string Kind, string Title, int Start, int Length)
{
    public static ChapterShape Of(Unit unit) => new(unit.Number, Glossary.Word(unit.Kind), unit.Title, unit.Start, unit.Length);
}

internal sealed record DeletedBookShape(long Deleted, string Title);

/// <summary>A person's decision on names.</summary>
/// <param name="Other">The other name, the shown name or the type.</param>
/// <param name="By">Who; empty where that is not known.</param>
/// <param name="Undoes">Of an undo: what is taken back.</param>
/// <param name="Stands">It holds: nothing newer is said about it.</param>
internal sealed record NameDecisionShape(
    long Book,
    int Number,
    string Kind,
    string Name,
    string Other,
    string By,
    DateTimeOffset? At,
    int? Undoes,
    bool Stands
)
{
    public static NameDecisionShape Of(Book book, NameDecision decision, bool stands) =>
        new(
            book.Id.Value,
            decision.Number,
            Glossary.Word(decision.Kind),
            decision.Name,
            decision.Other,
            decision.By,
            decision.At,
            decision.Undoes,
            stands && decision.Kind != DecisionKind.Undo
        );
}
