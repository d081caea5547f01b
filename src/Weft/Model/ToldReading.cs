namespace Weft.Model;

/// <summary>What a person said of a book's file, kept with its edition. What is absent was found out.</summary>
/// <param name="Encoding">As it was named.</param>
/// <param name="Headings">A regular expression: the lines that begin chapters, and no others.</param>
/// <param name="Parts">It is cut into so many parts of about equal length, which count as chapters.</param>
/// <param name="NoSplit">It is one chapter.</param>
public sealed record ToldReading(string? Encoding = null, string? Headings = null, int? Parts = null, bool NoSplit = false)
{
    public static readonly ToldReading Nothing = new();

    /// <summary>Chapters are not where they are found by themselves.</summary>
    public bool TellsTheCut => Headings is not null || Parts is not null || NoSplit;
}
