using Weft.Reasons;

namespace Weft.Application.Texts;

internal static class OneLine
{
    /// <summary>White space folded and nothing in it that a terminal obeys, so that it stands on one line.</summary>
    public static string Of(string text) =>
        string.Join(' ', Printable.Of(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
