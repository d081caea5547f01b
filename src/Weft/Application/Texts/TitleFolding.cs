using Weft.Extraction;
using Weft.Model;

namespace Weft.Application.Texts;

/// <summary>
/// Titles as people type them: width, case, quotation marks, marks between words and the Chinese script make no difference.
/// </summary>
internal static class TitleFolding
{
    public static string Key(string title) => HanFolding.Fold(NameFolding.Key(title));

    /// <summary>Whether the title holds what was typed. Nothing typed is in no title.</summary>
    public static bool Holds(string title, string typed) =>
        Key(typed) is { Length: > 0 } key && Key(title).Contains(key, StringComparison.Ordinal);

    public static bool AreSame(string title, string typed) => Key(title) == Key(typed);
}
