namespace Weft.Application.Texts;

internal static class OneLine
{
    /// <summary>White space folded, so that it stands on one line.</summary>
    public static string Of(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
