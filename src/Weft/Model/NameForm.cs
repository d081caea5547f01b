using System.Text;
using Weft.Reasons;

namespace Weft.Model;

/// <summary>A name as people are shown it. Raw facts keep what the text writes; a width is a matter of type-setting and no part of a name.</summary>
internal static class NameForm
{
    /// <summary>
    /// Full-width letters and digits in their usual width, and signs between them too; white space in a row is one space. Han and kana, and
    /// the signs beside them, stay as they are.
    /// </summary>
    public static string Of(string name)
    {
        name = Printable.Of(name);
        var shown = new StringBuilder(name.Length);
        for (var i = 0; i < name.Length; i++)
        {
            if (!char.IsWhiteSpace(name[i]))
                shown.Append(IsSign(name[i]) && !BesideLetter(name, i) ? name[i] : Narrow(name[i]));
            else if (shown.Length > 0 && shown[^1] != ' ')
                shown.Append(' ');
        }
        while (shown.Length > 0 && shown[^1] == ' ')
            shown.Length--;
        return shown.ToString();
    }

    private static char Narrow(char c) => IsLetterOrDigit(c) || IsSign(c) ? (char)(c - ('Ａ' - 'A')) : c;

    private static bool IsLetterOrDigit(char c) => c is >= '０' and <= '９' or >= 'Ａ' and <= 'Ｚ' or >= 'ａ' and <= 'ｚ';

    /// <summary>Signs that stand inside names of letters: Ｏ＇Ｎｅｉｌ, Ｊｅａｎ－Ｐａｕｌ, Ｍｒ．, Ａ＆Ｂ.</summary>
    private static bool IsSign(char c) => c is '＇' or '－' or '．' or '＆';

    private static bool BesideLetter(string name, int at) =>
        at > 0 && (IsLetterOrDigit(name[at - 1]) || char.IsAsciiLetterOrDigit(name[at - 1]));
}
