namespace Weft.Books.Headings;

/// <summary>Where the title ends when the text goes on in the same line.</summary>
internal static class RunIn
{
    private const int LongestChinese = 32;
    private const int LongestEnglish = 60;

    /// <summary>With these words a storyteller begins.</summary>
    private static readonly string[] Openers =
    [
        "話說",
        "话说",
        "且說",
        "且说",
        "卻說",
        "却说",
        "話表",
        "话表",
        "且表",
        "單說",
        "单说",
        "詩曰",
        "诗曰",
        "詞曰",
        "词曰",
        "詩云",
        "诗云",
        "上回",
        "再說",
        "再说",
    ];

    public static int TitleLength(ReadOnlySpan<char> title)
    {
        if (Script.CountHan(title[..Math.Min(title.Length, 20)]) == 0)
            return EnglishLength(title);
        var end = title.IndexOfAny(Script.ChineseStops);
        end = end < 0 ? title.Length : end;
        end = BeforeParagraph(title, end);
        foreach (var opener in Openers)
        {
            var at = title[..end].IndexOf(opener);
            if (at > 0)
                end = at;
        }
        return Math.Min(end, LongestChinese);
    }

    /// <summary>Two full-width blanks indent a paragraph. Between two verses of a title there may be as many: then no sentence follows.</summary>
    private static int BeforeParagraph(ReadOnlySpan<char> title, int end)
    {
        var indent = title[..end].IndexOf("\u3000\u3000");
        if (indent <= 0)
            return end;
        var rest = Blanks.Trim(title[indent..end]);
        var sentence = end < title.Length && rest.IndexOfAny(Blanks.Values) < 0;
        return sentence || rest.Length > LongestChinese ? indent : end;
    }

    private static int EnglishLength(ReadOnlySpan<char> title)
    {
        var end = title.IndexOfAny(".?!;:");
        end = end < 0 ? title.Length : end;
        if (end <= LongestEnglish)
            return end;
        var space = title[..LongestEnglish].LastIndexOf(' ');
        return space > 0 ? space : LongestEnglish;
    }
}
