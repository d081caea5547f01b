namespace Weft.Model;

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
);
