using System.Collections.Frozen;
using System.Text;

namespace Weft.Model;

/// <summary>
/// Folds names, so that the same name written otherwise (width, case, marks, dots, white space, quotation marks around it) has one
/// key. The table is ours and not the platform's: keys are the same on every machine. Traditional and simplified characters stay
/// apart here; the resolver joins them.
/// </summary>
internal static class NameFolding
{
    private const char Dot = '·';

    private static readonly FrozenDictionary<char, string> Table = Load();

    /// <summary>The key of a name: what tells raw names apart within a book. Never empty unless the name is nothing but white space.</summary>
    public static string Key(string name) => Finish(Characters(name), name);

    /// <summary>Whether a character is written without spaces between words (Han, kana, and the like).</summary>
    public static bool IsWide(char c) =>
        c
            is >= '\u2E80'
                and <= '\u9FFF'
                or >= '\uA000'
                and <= '\uA4CF'
                or >= '\uAC00'
                and <= '\uD7AF'
                or >= '\uD800'
                and <= '\uDFFF'
                or >= '\uF900'
                and <= '\uFAFF';

    private static StringBuilder Characters(string name)
    {
        var folded = new StringBuilder(name.Length);
        foreach (var c in name)
            switch (c)
            {
                case >= '\u4E00' and <= '\u9FFF' or >= 'a' and <= 'z' or ' ':
                    folded.Append(c);
                    break;
                case >= '\u0300'
                and <= '\u036F'
                or >= '\u200B'
                and <= '\u200F'
                or >= '\u202A'
                and <= '\u202E'
                or '\u2060'
                or '\uFEFF'
                or '\u00AD'
                or '\uFE0F':
                    break;
                case '·' or '•' or '‧' or '・' or '･' or '∙' or '⋅' or '．' or '•' or '\u0387' or '\u2024':
                    folded.Append(Dot);
                    break;
                case '’' or '‘' or 'ʼ' or '´' or '`' or '＇' or '′' or '‛':
                    folded.Append('\'');
                    break;
                case '‐' or '‑' or '‒' or '–' or '—' or '―' or '－' or '−':
                    folded.Append('-');
                    break;
                default:
                    if (c <= ' ' || char.IsWhiteSpace(c))
                        folded.Append(' ');
                    else if (Table.TryGetValue(c, out var other))
                        folded.Append(other);
                    else
                        folded.Append(c);
                    break;
            }
        return folded;
    }

    /// <summary>Full stops, dots and spaces part words, but not where one of the two is written without spaces.</summary>
    private static string Finish(StringBuilder folded, string name)
    {
        var result = new StringBuilder(folded.Length);
        var gap = false;
        for (var i = 0; i < folded.Length; i++)
        {
            var c = folded[i];
            if (c is ' ' or '.' or Dot)
            {
                gap = true;
                continue;
            }
            if (gap && result.Length > 0 && !IsWide(result[^1]) && !IsWide(c))
                result.Append(' ');
            gap = false;
            result.Append(c);
        }
        var text = result.ToString().Trim(Around);
        return text.Length > 0 ? text : name.Trim();
    }

    private static readonly char[] Around = [.. " \"'“”‘’《》〈〉「」『』【】()[]（）,;:!?，。、；：！？*_-…"];

    private static FrozenDictionary<char, string> Load()
    {
        using var stream = typeof(NameFolding).Assembly.GetManifestResourceStream("Weft.Model.NameFolding.txt")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var table = new Dictionary<char, string>();
        while (reader.ReadLine() is { } line)
        {
            var tab = line.IndexOf('\t', StringComparison.Ordinal);
            if (tab <= 0)
                continue;
            foreach (var c in line.AsSpan(tab + 1))
                table[c] = line[..tab];
        }
        return table.ToFrozenDictionary();
    }
}
