using System.Security.Cryptography;
using System.Text;
using Weft.Books;
using Weft.Model;

namespace Weft.Ledger;

/// <summary>A cut book as the ledger files it.</summary>
internal static class EditionText
{
    private const int Piece = 64 * 1024;

    /// <summary>SHA-256 of the text in UTF-8, lower-case hex.</summary>
    public static string Hash(ReadOnlySpan<char> text)
    {
        // Piece by piece: of a long book the bytes would be half as much again as the text.
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (encoder, bytes) = (Encoding.UTF8.GetEncoder(), new byte[Piece]);
        for (var isDone = false; !isDone; )
        {
            encoder.Convert(text, bytes, flush: true, out var read, out var written, out isDone);
            hash.AppendData(bytes, 0, written);
            text = text[read..];
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>What tells editions apart: the text, and how a person said that it is cut.</summary>
    public static string ContentHash(CutBook book) =>
        Hash(
            book.Told switch
            {
                { Headings: { } pattern } => $"{book.Text.Text}\0{pattern}",
                { Parts: { } parts } => $"{book.Text.Text}\0\0parts {parts}",
                { NoSplit: true } => $"{book.Text.Text}\0\0whole",
                _ => book.Text.Text,
            }
        );

    /// <summary>Null where nothing was told.</summary>
    public static string? ToldColumn(CutBook book) => book.Told == ToldReading.Nothing ? null : ColumnFormats.Json(book.Told);

    /// <summary>Null where the file says nothing of its book.</summary>
    public static string? MetadataColumn(CutBook book) => MetadataColumn(book.Text.Metadata);

    /// <summary>Null where nothing is said.</summary>
    public static string? MetadataColumn(BookMetadata said) => said == BookMetadata.None ? null : ColumnFormats.Json(said);

    public static string Of(CutBook book, Unit unit) => book.Text.Text.Substring(unit.Start, unit.Length);

    /// <summary>
    /// By which a chapter is known: the blanks at its end depend on what follows it, and how lines end on the program that saved the file; both count for
    /// nothing.
    /// </summary>
    public static string ChapterHash(ReadOnlySpan<char> text) =>
        text.Contains('\r') ? Hash(text.ToString().ReplaceLineEndings("\n").AsSpan().TrimEnd()) : Hash(text.TrimEnd());

    public static int Chapters(CutBook book) => book.Units.Count(unit => unit.Kind == UnitKind.Chapter);
}
