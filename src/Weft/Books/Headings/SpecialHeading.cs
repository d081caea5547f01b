namespace Weft.Books.Headings;

/// <summary>A heading without a number that says what its unit is: preface, prologue, epilogue, appendix.</summary>
/// <param name="Anywhere">Counts between chapters too (番外); the others only before the first or after the last one of a book or part.</param>
internal sealed record SpecialHeading(int Line, int Start, UnitKind Kind, string Text, bool Anywhere)
{
    private static readonly (UnitKind Kind, string[] Words)[] Chinese =
    [
        (UnitKind.Contents, ["目录", "目錄", "目次", "总目", "總目", "章节目录", "章節目錄", "全书目录", "全書目錄", "回目"]),
        (
            UnitKind.Front,
            [
                "封面",
                "扉页",
                "扉頁",
                "版权",
                "版權",
                "版权页",
                "版權頁",
                "版权信息",
                "版權信息",
                "书名页",
                "書名頁",
                "题献",
                "獻詞",
                "献词",
            ]
        ),
        (
            UnitKind.Prologue,
            [
                "楔子",
                "引子",
                "序幕",
                "序章",
                "序曲",
                "序篇",
                "序回",
                "前传",
                "前傳",
                "开篇",
                "開篇",
                "缘起",
                "緣起",
                "开场",
                "開場",
            ]
        ),
        (
            UnitKind.Preface,
            [
                "序",
                "序言",
                "自序",
                "原序",
                "代序",
                "总序",
                "總序",
                "译序",
                "譯序",
                "译者序",
                "譯者序",
                "前言",
                "引言",
                "弁言",
                "小引",
                "题记",
                "題記",
                "凡例",
                "卷首语",
                "卷首語",
                "写在前面",
                "寫在前面",
                "作者的话",
                "作者的話",
                "内容简介",
                "內容簡介",
                "简介",
                "簡介",
                "内容提要",
                "內容提要",
                "导言",
                "導言",
            ]
        ),
        (
            UnitKind.Epilogue,
            [
                "尾声",
                "尾聲",
                "后记",
                "後記",
                "跋",
                "终章",
                "終章",
                "终曲",
                "終曲",
                "结语",
                "結語",
                "结局",
                "結局",
                "大结局",
                "大結局",
                "后序",
                "後序",
                "末章",
                "尾章",
                "结尾",
                "結尾",
            ]
        ),
        (
            UnitKind.Appendix,
            [
                "番外",
                "附录",
                "附錄",
                "附记",
                "附記",
                "注释",
                "注釋",
                "註釋",
                "年表",
                "外传",
                "外傳",
                "后传",
                "後傳",
                "完本感言",
                "完结感言",
                "人物表",
                "参考书目",
                "作者简介",
                "作者簡介",
                "关于作者",
                "關於作者",
            ]
        ),
    ];

    private static readonly (UnitKind Kind, string[] Words)[] English =
    [
        (UnitKind.Contents, ["contents", "table of contents", "the contents"]),
        (UnitKind.Prologue, ["prologue", "prelude", "proem"]),
        (
            UnitKind.Preface,
            [
                "preface",
                "foreword",
                "introduction",
                "introductory",
                "introductory note",
                "to the reader",
                "author's note",
                "note to the reader",
                "advertisement",
            ]
        ),
        (UnitKind.Epilogue, ["epilogue", "afterword", "conclusion", "postscript", "finale"]),
        (
            UnitKind.Appendix,
            [
                "appendix",
                "appendices",
                "footnotes",
                "endnotes",
                "notes",
                "glossary",
                "index",
                "bibliography",
                "about the author",
                "about the publisher",
                "also by the author",
                "colophon",
                "uncopyright",
                "transcriber's note",
                "transcriber's notes",
            ]
        ),
        (
            UnitKind.Front,
            [
                "dedication",
                "list of illustrations",
                "illustrations",
                "acknowledgments",
                "acknowledgements",
                "cover",
                "title page",
                "half title",
                "half-title page",
                "copyright",
                "copyright page",
                "copyright notice",
                "imprint",
                "epigraph",
            ]
        ),
    ];

    /// <summary>Null where the line is no such heading. <paramref name="stripped"/> is the line without decoration.</summary>
    public static SpecialHeading? TryRead(int line, int start, ReadOnlySpan<char> stripped)
    {
        if (stripped.Length is 0 or > 80)
            return null;
        var kind = Script.IsHan(stripped[0]) ? ReadChinese(stripped) : ReadEnglish(stripped);
        var text = kind is null ? "" : Blanks.Fold(stripped);
        return kind is { } found ? new SpecialHeading(line, start, found, text, text.StartsWith("番外")) : null;
    }

    private static UnitKind? ReadChinese(ReadOnlySpan<char> line)
    {
        if (line.StartsWith("正文") && line.Length > 3 && Script.IsSeparator(line[2]))
            line = Blanks.Trim(line[3..]);
        if (line.Length > 40 || line.IndexOfAny("，。；！？") >= 0)
            return null;
        Span<char> close = stackalloc char[line.Length];
        var length = 0;
        foreach (var c in line)
        {
            if (!Blanks.Is(c))
                close[length++] = c;
        }
        foreach (var (kind, words) in Chinese)
        {
            foreach (var word in words)
            {
                if (
                    (length <= 6 && close[..length].SequenceEqual(word))
                    || (line.StartsWith(word) && Follows(line[word.Length..], word))
                )
                    return kind;
            }
        }
        return null;
    }

    /// <summary>尾声 风雪夜; 番外一; 序二; 附录（上）.</summary>
    private static bool Follows(ReadOnlySpan<char> rest, string word)
    {
        if (rest.Length == 0)
            return true;
        if (rest[0] == '篇' && rest.Length > 1 && word.Length > 1)
            rest = rest[1..];
        var at = 0;
        if (Numerals.TryChinese(rest, ref at, out _) && (at == rest.Length || Script.IsSeparator(rest[at])))
            return true;
        return Script.IsSeparator(rest[0]) && (word.Length > 1 || !Blanks.Is(rest[0]));
    }

    private static UnitKind? ReadEnglish(ReadOnlySpan<char> line)
    {
        Span<char> plain = stackalloc char[line.Length];
        for (var i = 0; i < line.Length; i++)
            plain[i] = line[i] == '’' ? '\'' : line[i];
        var caps = line.IndexOfAnyInRange('a', 'z') < 0;
        if (!char.IsAsciiLetterUpper(line[0]))
            return null;
        foreach (var (kind, words) in English)
        {
            foreach (var word in words)
            {
                if (!((ReadOnlySpan<char>)plain).StartsWith(word, StringComparison.OrdinalIgnoreCase))
                    continue;
                var rest = line[word.Length..];
                if (
                    rest.Length == 0
                    || rest is "." or ":"
                    || (rest.Length < 60 && (rest[0] is ':' or '.' or '—' or '-' || (caps && rest[0] == ' ')))
                )
                    return kind;
                if (kind == UnitKind.Appendix && word == "appendix" && rest.Length < 4 && rest[0] == ' ')
                    return kind;
            }
        }
        return null;
    }
}
