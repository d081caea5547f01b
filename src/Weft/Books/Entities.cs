using System.Net;
using System.Text.RegularExpressions;

namespace Weft.Books;

/// <summary>Texts that were copied out of web pages have HTML's names for blanks and signs in them: &amp;nbsp; &amp;ldquo; &amp;#12288;.</summary>
internal static partial class Entities
{
    /// <summary>The text with the characters that the names stand for. A text that never names a blank or a quotation mark stays as it is.</summary>
    public static string Decode(string text) =>
        text.Contains('&', StringComparison.Ordinal) && Telling().IsMatch(text) ? WebUtility.HtmlDecode(text) : text;

    /// <summary>Nobody writes these by hand. "&amp;amp;" alone may be meant.</summary>
    [GeneratedRegex(
        "&(nbsp|ensp|emsp|thinsp|[lr][ds]quo|mdash|ndash|hellip|middot|#(160|819[4-9]|820[1-9]|821[0-9]|822[0-9]|12288)|#[xX](0*[aA]0|200[2-9a-fA-F]|201[0-9a-fA-F]|202[0-9a-fA-F]|3000));",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Telling();
}
