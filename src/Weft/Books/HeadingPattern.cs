using System.Text.RegularExpressions;

namespace Weft.Books;

/// <summary>How a person says that a book's chapters are headed: a regular expression that a heading's line matches.</summary>
public sealed class HeadingPattern
{
    /// <summary>UTF-16 units: no heading is as long, and a pattern is looked for no further.</summary>
    private const int LongestLine = 400;
    private const int LongestPattern = 500;

    private readonly Regex _pattern;

    private HeadingPattern(Regex pattern) => _pattern = pattern;

    /// <summary>
    /// Null where it is none, or one that needs going back (look-around, back references): the time that a line takes must not depend on
    /// who wrote the pattern.
    /// </summary>
    public static HeadingPattern? TryParse(string pattern)
    {
        if (string.IsNullOrWhiteSpace(pattern) || pattern.Length > LongestPattern)
            return null;
        try
        {
            return new(new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant));
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>As it was told.</summary>
    public override string ToString() => _pattern.ToString();

    /// <param name="line">Without white space at its ends.</param>
    internal bool Matches(ReadOnlySpan<char> line) => line.Length is > 0 and <= LongestLine && _pattern.IsMatch(line);
}
