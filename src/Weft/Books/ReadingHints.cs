using Weft.Model;

namespace Weft.Books;

/// <summary>What is wrong with what a person said of a file.</summary>
public enum WrongHint
{
    /// <summary>There is no such encoding.</summary>
    Encoding,

    /// <summary>It is no pattern for headings.</summary>
    Headings,

    /// <summary>A book has from 1 to <see cref="ReadingHints.MostParts"/> parts.</summary>
    Parts,

    /// <summary>Two ways of cutting at once.</summary>
    Several,
}

/// <summary>What a person says of a file that is not to be guessed, checked.</summary>
public sealed record ReadingHints
{
    public const int MostParts = 10_000;

    public static readonly ReadingHints None = new(ToldReading.Nothing, null, false);

    private ReadingHints(ToldReading told, HeadingPattern? headings, bool asFound) =>
        (Told, Headings, AsFound) = (told, headings, asFound);

    public ToldReading Told { get; }

    /// <summary>The lines that begin chapters, and no others; null = they are found, or another cut is told.</summary>
    public HeadingPattern? Headings { get; }

    /// <summary>The chapters are found, whatever was told of the edition before; it counts for updates alone.</summary>
    public bool AsFound { get; }

    /// <summary>Null where something is wrong with it.</summary>
    /// <param name="asFound">Excludes every told cut.</param>
    public static ReadingHints? TryRead(ToldReading told, out WrongHint wrong, bool asFound = false)
    {
        var headings = told.Headings is { } pattern ? HeadingPattern.TryParse(pattern) : null;
        var ways = (told.Headings is null ? 0 : 1) + (told.Parts is null ? 0 : 1) + (told.NoSplit ? 1 : 0) + (asFound ? 1 : 0);
        WrongHint? found =
            told.Encoding is { } encoding && TextEncodings.TryFind(encoding) is null ? WrongHint.Encoding
            : ways > 1 ? WrongHint.Several
            : told.Headings is not null && headings is null ? WrongHint.Headings
            : told.Parts is < 1 or > MostParts ? WrongHint.Parts
            : null;
        wrong = found.GetValueOrDefault();
        return found is null ? new(told, headings, asFound) : null;
    }
}
