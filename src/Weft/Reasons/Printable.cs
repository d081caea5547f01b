using System.Buffers;
using System.Text;

namespace Weft.Reasons;

/// <summary>
/// What comes from outside (books, file names, servers' words, models' answers) as it may be shown: a terminal obeys control characters,
/// and marks of direction turn around what stands beside them.
/// </summary>
internal static class Printable
{
    private const char Escape = '\u001b';

    /// <summary>C0 but tab and line ends, DEL, C1, and the marks that set a direction of writing.</summary>
    private static readonly SearchValues<char> Unprintable = SearchValues.Create([
        .. Enumerable
            .Range(0, 0x20)
            .Append(0x061C)
            .Concat(Enumerable.Range(0x7F, 0x21))
            .Concat(Enumerable.Range(0x200E, 2))
            .Concat(Enumerable.Range(0x202A, 5))
            .Concat(Enumerable.Range(0x2066, 10))
            .Concat(Enumerable.Range(0xFFF9, 3))
            .Select(code => (char)code)
            .Except(['\t', '\n', '\r']),
    ]);

    public static bool Is(char c) => !Unprintable.Contains(c);

    /// <summary>The text without them. Of a terminal's command (<c>ESC [ 3 1 m</c>) nothing is left; tabs and line ends stay.</summary>
    public static string Of(string text) => Of(text, out _);

    /// <param name="taken">How many were taken away, a terminal's command counted as one.</param>
    public static string Of(string text, out int taken)
    {
        taken = 0;
        var next = text.AsSpan().IndexOfAny(Unprintable);
        if (next < 0)
            return text;
        var printable = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; )
        {
            next = text.AsSpan(at).IndexOfAny(Unprintable);
            var end = next < 0 ? text.Length : at + next;
            printable.Append(text, at, end - at);
            if (next < 0)
                break;
            taken++;
            // Page and column breaks part words.
            if (text[end] is '\v' or '\f' or '\u0085')
                printable.Append('\n');
            at = text[end] == Escape ? AfterCommand(text, end + 1) : end + 1;
        }
        return printable.ToString();
    }

    /// <summary>ECMA-48: <c>[</c>, parameters, one final letter. What else follows an escape is text.</summary>
    private static int AfterCommand(string text, int at)
    {
        if (at >= text.Length || text[at] != '[')
            return at;
        var end = at + 1;
        while (end < text.Length && text[end] is >= ' ' and <= '?')
            end++;
        return end < text.Length && text[end] is >= '@' and <= '~' ? end + 1 : at;
    }
}
