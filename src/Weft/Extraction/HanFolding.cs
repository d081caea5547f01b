using System.Collections.Frozen;

namespace Weft.Extraction;

/// <summary>
/// Simplified characters in place of traditional ones, character by character (the table of Open Chinese Convert), so that a text and
/// what is said of it are compared whichever of the two each was written in. Lengths and places stay as they are.
/// </summary>
internal static class HanFolding
{
    /// <summary>Before this there is no Han character, and nothing to look up.</summary>
    private const char First = '\u2E80';

    private static readonly FrozenDictionary<char, char> Table = Load();

    /// <summary>The same string where it holds no traditional character.</summary>
    public static string Fold(string text)
    {
        for (var at = 0; at < text.Length; at++)
            if (text[at] >= First && Table.ContainsKey(text[at]))
                return string.Create(text.Length, text, (folded, from) => Fill(folded, from));
        return text;
    }

    private static void Fill(Span<char> folded, string from)
    {
        for (var at = 0; at < from.Length; at++)
            folded[at] = from[at] >= First ? Table.GetValueOrDefault(from[at], from[at]) : from[at];
    }

    private static FrozenDictionary<char, char> Load()
    {
        using var stream = typeof(HanFolding).Assembly.GetManifestResourceStream("rules/traditional")!;
        using var reader = new StreamReader(stream);
        var table = new Dictionary<char, char>();
        while (reader.ReadLine() is { } line)
            // "雲 云"; a line that begins with # is a note.
            if (line is [var traditional, ' ', var simplified] && traditional != '#')
                table[traditional] = simplified;
        return table.ToFrozenDictionary();
    }
}
