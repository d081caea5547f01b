namespace Weft.Model;

/// <summary>An edition of a book. <paramref name="Characters"/> in UTF-16 units.</summary>
/// <param name="Format">Name of its file's format: text, markdown, epub …</param>
public sealed record Edition(
    EditionId Id,
    int Number,
    string Title,
    string Format,
    string Encoding,
    int Chapters,
    int Characters,
    DateTimeOffset ImportedAt
);

/// <summary>A book as the ledger knows it. <paramref name="Characters"/> in UTF-16 units; <paramref name="Chapters"/> counts units of kind chapter.</summary>
public sealed record Book(
    BookId Id,
    EditionId Edition,
    int EditionNumber,
    string Title,
    string Language,
    string Encoding,
    int Chapters,
    int Characters,
    DateTimeOffset ImportedAt
)
{
    /// <summary>What a person said of the current edition's file.</summary>
    public ToldReading Told { get; init; } = ToldReading.Nothing;

    /// <summary>What the current edition's file says of its book.</summary>
    public BookMetadata Metadata { get; init; } = BookMetadata.None;
}
