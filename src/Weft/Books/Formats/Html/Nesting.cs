using System.Buffers;

namespace Weft.Books.Formats.Html;

/// <summary>How deep elements may be nested in a page, told from its signs alone, before anything is built of it.</summary>
internal static class Nesting
{
    private static readonly SearchValues<char> NameEnds = SearchValues.Create(" \t\r\n/>");

    /// <summary>Time grows with the length of the page only. Never less than the true depth but for what parsers add by themselves.</summary>
    public static int Of(ReadOnlySpan<char> html)
    {
        var (depth, deepest) = (0, 0);
        for (var at = html.IndexOf('<'); at >= 0 && at + 1 < html.Length; )
        {
            var next = html[at + 1];
            if (next == '/')
                depth = Math.Max(0, depth - 1);
            else if (char.IsAsciiLetter(next) && !IsAlone(html[(at + 1)..]))
                deepest = Math.Max(deepest, ++depth);
            var further = html[(at + 1)..].IndexOf('<');
            at = further < 0 ? -1 : at + 1 + further;
        }
        return deepest;
    }

    /// <summary>Elements that hold nothing, and those whose end is often left out.</summary>
    private static bool IsAlone(ReadOnlySpan<char> tag)
    {
        var end = tag.IndexOfAny(NameEnds);
        var name = end < 0 ? tag : tag[..end];
        if (name.Length > 8)
            return false;
        Span<char> lower = stackalloc char[name.Length];
        name.ToLowerInvariant(lower);
        var close = tag.IndexOf('>');
        return (close > 0 && tag[close - 1] == '/')
            || (ReadOnlySpan<char>)lower
                is "br"
                    or "hr"
                    or "img"
                    or "meta"
                    or "link"
                    or "input"
                    or "col"
                    or "base"
                    or "p"
                    or "li"
                    or "td"
                    or "tr"
                    or "th"
                    or "dt"
                    or "dd"
                    or "option"
                    or "wbr"
                    or "area"
                    or "source";
    }
}
