using System.Buffers;

namespace Weft.Books;

/// <summary>What the splitter knows about characters of the two languages.</summary>
internal static class Script
{
    /// <summary>Between a number and a title they tell a heading from a sentence that begins with a number.</summary>
    public static readonly SearchValues<char> TitleSigns = SearchValues.Create(".:-—–：)、．）]】");

    /// <summary>Chinese signs of sentences and speech; no title goes on past one.</summary>
    public static readonly SearchValues<char> ChineseStops = SearchValues.Create("，。：；？！“「﹐﹔﹕");

    public static bool IsHan(char c) =>
        c is >= '\u4e00' and <= '\u9fff' or >= '\u3400' and <= '\u4dbf' or >= '\uf900' and <= '\ufaff';

    public static bool IsLatin(char c) =>
        c is >= 'a' and <= 'z' or >= 'A' and <= 'Z' || (c >= '\u00c0' && c <= '\u024f' && char.IsLetter(c));

    /// <summary>A full-width letter or digit as the ASCII one that it is; others as they are.</summary>
    public static char Narrow(char c) =>
        c is >= '０' and <= '９' or >= 'Ａ' and <= 'Ｚ' or >= 'ａ' and <= 'ｚ' ? (char)(c - ('０' - '0')) : c;

    public static int CountHan(ReadOnlySpan<char> text)
    {
        var count = 0;
        foreach (var c in text)
            count += IsHan(c) ? 1 : 0;
        return count;
    }

    /// <summary>Ends a sentence in the given place: nothing that goes on stands before what follows.</summary>
    public static bool EndsSentence(char c) =>
        c is '。' or '！' or '？' or '!' or '?' or '.' or '…' or '﹗' or '﹖' or '．' || IsCloser(c);

    public static bool IsCloser(char c) => c is '”' or '’' or '"' or '」' or '』' or '）' or ')' or '】' or '》' or '〉' or '\'';

    /// <summary>Stands inside or at the end of a sentence, never at the end of a heading.</summary>
    public static bool IsRunning(char c) => c is '，' or ',' or '；' or ';' or '、' or '。' or '﹐' or '﹔' or '：' or ':';

    /// <summary>May stand between a heading's number and its title.</summary>
    public static bool IsSeparator(char c) =>
        Blanks.Is(c)
        || c
            is '.'
                or ':'
                or '：'
                or '、'
                or '．'
                or '。'
                or '-'
                or '–'
                or '—'
                or '─'
                or '･'
                or '·'
                or '•'
                or '‧'
                or '・'
                or '|'
                or '/'
                or '_'
                or '~'
                or '～'
                or '*'
        || IsBracket(c);

    public static bool IsBracket(char c) =>
        c
            is '('
                or ')'
                or '（'
                or '）'
                or '['
                or ']'
                or '【'
                or '】'
                or '〔'
                or '〕'
                or '〖'
                or '〗'
                or '《'
                or '》'
                or '〈'
                or '〉'
                or '［'
                or '］'
                or '<'
                or '>'
                or '『'
                or '』';
}
