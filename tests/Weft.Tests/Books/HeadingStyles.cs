using System.Text;
using Weft.Books;
using Xunit;

namespace Weft.Tests.Books;

/// <summary>
/// Ways of writing a heading that people's files have. "{1}" stands for the number, "{t}" for the title; each style is a book of five
/// chapters.
/// </summary>
public sealed class HeadingStyles
{
    private static readonly string[] Chinese = ["一", "二", "三", "四", "五"];
    private static readonly string[] ChineseTitles = ["起点", "渡口", "归途", "故人", "远行"];
    private static readonly string[] EnglishTitles = ["The Ford", "A Letter", "The Gate", "Old Friends", "The Road Home"];
    private static readonly string[] Roman = ["I", "II", "III", "IV", "V"];
    private static readonly string[] RomanSigns = ["Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "Ⅴ"];
    private static readonly string[] Circled = ["①", "②", "③", "④", "⑤"];
    private static readonly string[] Words = ["One", "Two", "Three", "Four", "Five"];

    [Theory]
    [InlineData("VIP章节 第{一}章 {t}")]
    [InlineData("VIP卷 第{1}章 {t}")]
    [InlineData("VIP第{一}章 {t}")]
    [InlineData("[VIP]第{1}章 {t}")]
    [InlineData("【VIP】 第{1}章 {t}")]
    [InlineData("正文第{一}章 {t}")]
    [InlineData("正文卷 第{一}章 {t}")]
    [InlineData("章节目录 第{一}章 {t}")]
    [InlineData("免费章节第{1}章 {t}")]
    [InlineData("☆、{1}{t}")]
    [InlineData("☆、0{1}{t}")]
    [InlineData("☆、第{一}章 {t}")]
    [InlineData("☆、{t}")]
    [InlineData("★、{1}、{t}")]
    [InlineData("◆{1} {t}")]
    [InlineData("○{一}、{t}")]
    [InlineData("☆{1}")]
    [InlineData("{1}{t}")]
    [InlineData("{1}.{t}")]
    [InlineData("{０}．{t}")]
    [InlineData("{０}　{t}")]
    [InlineData("【{1}】{t}")]
    [InlineData("【{1}】")]
    [InlineData("（{０}）{t}")]
    [InlineData("({一}) {t}")]
    [InlineData("{Ⅰ}、{t}")]
    [InlineData("{Ⅰ}")]
    [InlineData("{①}{t}")]
    [InlineData("{①}")]
    [InlineData("第{Ⅰ}章 {t}")]
    [InlineData("第{I}章 {t}")]
    [InlineData("第{０}章：{t}")]
    [InlineData("第{1}章、{t}")]
    [InlineData("第{1}章.{t}")]
    [InlineData("第（{一}）章 {t}")]
    [InlineData("第\u00a0{1}\u00a0章\u00a0{t}")]
    [InlineData("\u00a0\u00a0第{一}章\u00a0\u00a0{t}")]
    [InlineData("<br/>第{1}章 {t}<br/>")]
    [InlineData("Chapter {1} {t}")]
    [InlineData("Chapter.{1} {t}")]
    [InlineData("Ｃｈａｐｔｅｒ　{０}　{t}")]
    [InlineData("ＶＩＰ章节 第{一}章 {t}")]
    [InlineData("chapter{1}")]
    [InlineData("第{一}章\t{t}")]
    [InlineData("第{一}章|{t}")]
    [InlineData("[第{一}章] {t}")]
    [InlineData("──第{一}章 {t}──")]
    [InlineData("第{一}章 {t}（上）")]
    [InlineData("第{一}章 {t}！")]
    [InlineData("第{一}章 {t}？")]
    [InlineData("※第{一}章※{t}")]
    [InlineData("卷一 风起 第{一}章 {t}")]
    [InlineData("第一卷·风起 第{一}章 {t}")]
    [InlineData("第一卷第{一}章 {t}")]
    [InlineData("大江流_第{1}章_{t}")]
    [InlineData("大江流第{1}章 {t}")]
    [InlineData("第{一}節　{t}")]
    [InlineData("第{一}話「{t}」")]
    [InlineData("其{一}")]
    [InlineData("之{一}")]
    [InlineData("No.{1} {t}")]
    [InlineData("EP.0{1} {t}")]
    [InlineData("Part {1} {t}")]
    [InlineData("§{1} {t}")]
    [InlineData("\u200b第{一}章 {t}")]
    public void A_Chinese_book_has_the_chapters_that_its_headings_begin(string style) => Check(style, chinese: true);

    [Theory]
    [InlineData("chapter.00{1}")]
    [InlineData("chapter.{1}")]
    [InlineData("Chapter.{1} {t}")]
    [InlineData("CHAPTER.{I}")]
    [InlineData("Chapter_{1}")]
    [InlineData("chapter-{1}")]
    [InlineData("chapter {1}")]
    [InlineData("chapter {w}")]
    [InlineData("chapter {i}")]
    [InlineData("Chapter{1}")]
    [InlineData("CHAPTER{I}")]
    [InlineData("CHAPTER {I}.")]
    [InlineData("CHAPTER {I}.—{t}.")]
    [InlineData("CHAPTER {I} . {t}")]
    [InlineData("Chapter {Ⅰ}. {t}")]
    [InlineData("Chapter\u00a0{1}\u00a0{t}")]
    [InlineData("Chapter\u3000{０}")]
    [InlineData("Ｃｈａｐｔｅｒ {0}{1}")]
    [InlineData("ＣＨＡＰＴＥＲ　{Ｉ}")]
    [InlineData("C H A P T E R   {I}")]
    [InlineData("Ch.{1}")]
    [InlineData("Ch. {1}: {t}")]
    [InlineData("ch{1}")]
    [InlineData("ch.00{1} {t}")]
    [InlineData("Chap. {I}")]
    [InlineData("chap.{1}")]
    [InlineData("Chapter #{1}")]
    [InlineData("Chapter No. {1}")]
    [InlineData("Chapter {1} of 5")]
    [InlineData("Chapter {1}/5")]
    [InlineData("Chapter ({1})")]
    [InlineData("Chapter [{1}] {t}")]
    [InlineData("[Chapter {1}] {t}")]
    [InlineData("<Chapter {1}>")]
    [InlineData("~ Chapter {1} ~")]
    [InlineData("*** CHAPTER {W} ***")]
    [InlineData("Chapter the {o}")]
    [InlineData("The {o} Chapter")]
    [InlineData("{I}.")]
    [InlineData("{I}")]
    [InlineData("{I}. {t}")]
    [InlineData("{I} - {t}")]
    [InlineData("{I}) {t}")]
    [InlineData("({I})")]
    [InlineData("{Ⅰ}. {t}")]
    [InlineData("{i}.")]
    [InlineData("{i}")]
    [InlineData("({i})")]
    [InlineData(".{I}.")]
    [InlineData("- {I} -")]
    [InlineData("{1}")]
    [InlineData("{1}.")]
    [InlineData("{1})")]
    [InlineData("({1})")]
    [InlineData("[{1}]")]
    [InlineData("#{1}")]
    [InlineData("# {1}")]
    [InlineData("— {1} —")]
    [InlineData("{1}. {t}")]
    [InlineData("{1}: {t}")]
    [InlineData("00{1}")]
    [InlineData("0{1} {t}")]
    [InlineData("{０}．{t}")]
    [InlineData("§ {1}")]
    [InlineData("§{1}. {t}")]
    [InlineData("No. {1}")]
    [InlineData("No. {I}. {t}")]
    [InlineData("№ {1}")]
    [InlineData("{w}")]
    [InlineData("{W}")]
    [InlineData("{W}: {t}")]
    [InlineData("{w}. {t}")]
    [InlineData("Day {1}")]
    [InlineData("Day {W}")]
    [InlineData("Episode {1}: {t}")]
    [InlineData("Ep. {1}")]
    [InlineData("EP0{1}")]
    [InlineData("Part {1}")]
    [InlineData("PART {W}: {t}")]
    [InlineData("Vol.1 Ch.{1}")]
    [InlineData("Vol. 1 Chapter {1}: {t}")]
    [InlineData("Volume 1, Chapter {1}")]
    [InlineData("Book One, Chapter {W}")]
    [InlineData("The Long Night - Chapter {1}")]
    [InlineData("The Long Night: Chapter {1}: {t}")]
    [InlineData("Section {1}")]
    [InlineData("SECTION {I}. {t}")]
    [InlineData("Scene {1}")]
    [InlineData("Letter {I}")]
    [InlineData("LETTER THE {O}")]
    [InlineData("CHAPTER  {W}")]
    [InlineData("Chapter {1}?")]
    public void An_English_book_has_the_chapters_that_its_headings_begin(string style) => Check(style, chinese: false);

    [Theory]
    [InlineData("&nbsp;&nbsp;第{一}章 {t}", true)]
    [InlineData("&nbsp;第{一}章&nbsp;&nbsp;{t}", true)]
    [InlineData("&emsp;&emsp;第{1}章&ensp;{t}", true)]
    [InlineData("&#12288;&#12288;第{1}章&#160;{t}", true)]
    [InlineData("&#x3000;第{1}章 {t}", true)]
    [InlineData("<p>&nbsp;&nbsp;第{1}章 {t}</p>", true)]
    [InlineData("Chapter&nbsp;{1}", false)]
    [InlineData("&nbsp;&nbsp;Chapter {1}: {t}", false)]
    public void Names_of_blanks_in_HTML_are_read_as_blanks(string style, bool chinese)
    {
        var book = string.Join('\n', Enumerable.Range(0, 5).Select(i => $"{Heading(style, i, chinese)}\n\n~5\n"));
        MarkedBook.CheckChapters(chinese, book, "\n", 5);
    }

    [Theory]
    [InlineData("{p}第{一}章 {t}\n{p}\n{p}\n\n")]
    [InlineData("{p}0第{一}章 {t}\n{p}\n{p}\n\n")]
    [InlineData("第{一}章 {t}　　{p}{p}{p}{p}\n")]
    [InlineData("{p}第{一}章 {t}　　{p}{p}{p}\n")]
    [InlineData("{p} 第{1}章：{t} {p}{p}{p}\n")]
    [InlineData("{p}　　第{０}回　{t}　　{p}{p}{p}\n")]
    [InlineData("{p}说到这里他就走了第{一}章 {t}\n{p}\n{p}\n")]
    public void Headings_inside_Chinese_paragraphs_begin_chapters_where_there_are_no_others(string chapter) =>
        CheckInside(
            chapter,
            "他沿着河边慢慢地走着，心里想着昨天夜里发生的事情，却怎么也想不明白。天色渐渐暗了下来，有人在喊孩子回家吃饭。",
            "第",
            true
        );

    [Theory]
    [InlineData("{p} CHAPTER {I}. {t}\n\n{p}\n\n{p}\n\n")]
    [InlineData("{p} Chapter {1}\n\n{p}\n\n{p}\n\n")]
    [InlineData("{p}Chapter {1}\n{p}\n{p}\n")]
    [InlineData("{p}0Chapter {1}: {t}\n{p}\n{p}\n")]
    [InlineData("{p} Chapter {1}: {t}. {p}\n\n{p}\n\n")]
    public void Headings_inside_English_paragraphs_begin_chapters_where_there_are_no_others(string chapter) =>
        CheckInside(
            chapter,
            "He walked slowly along the river and thought of what had happened in the night. Smoke rose from the houses of the village.",
            "C",
            false
        );

    [Theory]
    [InlineData("他翻开书，看到第一章\n~2\n然后是第二章 渡口。\n~2\n他说第三章写得最好。\n~2", true)]
    [InlineData("~2\n3年后\n~2\n5个人\n~2\n1天\n~2", true)]
    [InlineData("~2\nno. 5 was a horse\n~2\nNo. I will not, he said.\n~2\nNo. I can not.\n~2", false)]
    [InlineData("~2\nas is told in\nchapter 7 of another book\n~2\nchapter 8 says more\n~2", false)]
    [InlineData("~2\nOne. Two. Three. He counted them all and found none missing.\n~2\nOne: go. Two: stay.\n~2", false)]
    [InlineData("~2\n★★★\n~2\n☆☆☆\n~2\n★★★\n~2", true)]
    public void What_only_looks_like_a_heading_is_none(string text, bool chinese)
    {
        foreach (var lineEnd in new[] { "\n", "\r\n" })
            MarkedBook.CheckChapters(chinese, text, lineEnd, 0);
    }

    private static void CheckInside(string chapter, string paragraph, string sign, bool chinese)
    {
        var pieces = Enumerable
            .Range(0, 5)
            .Select(i => Heading(chapter, i, chinese).Replace("{p}", paragraph, StringComparison.Ordinal));
        var cut = BookCutter.Cut(Encoding.UTF8.GetBytes(string.Concat(pieces)), "inside.txt");
        Covering.Check(cut.Text.Text, cut.Units);
        var chapters = cut.Units.Where(unit => unit.Kind == UnitKind.Chapter).ToList();
        Assert.Equal(5, chapters.Count);
        Assert.All(chapters, unit => Assert.StartsWith(sign, unit.Title, StringComparison.Ordinal));
        Assert.All(chapters, unit => Assert.InRange(unit.Title.Length, 3, 30));
    }

    private static void Check(string style, bool chinese)
    {
        var book = string.Join('\n', Enumerable.Range(0, 5).Select(i => $"C|{Heading(style, i, chinese)}\n\n~5\n"));
        MarkedBook.Check(chinese, "styles.txt", book);
        MarkedBook.Check(chinese, "styles.txt", book, "\r\n");
    }

    private static string Heading(string style, int i, bool chinese) =>
        style
            .Replace("{1}", $"{i + 1}", StringComparison.Ordinal)
            .Replace("{0}", "０", StringComparison.Ordinal)
            .Replace("{０}", $"{(char)('１' + i)}", StringComparison.Ordinal)
            .Replace("{一}", Chinese[i], StringComparison.Ordinal)
            .Replace("{I}", Roman[i], StringComparison.Ordinal)
            .Replace("{i}", Roman[i].ToLowerInvariant(), StringComparison.Ordinal)
            .Replace("{Ｉ}", string.Concat(Roman[i].Select(c => (char)(c + 0xFEE0))), StringComparison.Ordinal)
            .Replace("{Ⅰ}", RomanSigns[i], StringComparison.Ordinal)
            .Replace("{①}", Circled[i], StringComparison.Ordinal)
            .Replace("{w}", Words[i], StringComparison.Ordinal)
            .Replace("{W}", Words[i].ToUpperInvariant(), StringComparison.Ordinal)
            .Replace("{o}", Ordinals[i], StringComparison.Ordinal)
            .Replace("{O}", Ordinals[i].ToUpperInvariant(), StringComparison.Ordinal)
            .Replace("{t}", (chinese ? ChineseTitles : EnglishTitles)[i], StringComparison.Ordinal);

    private static readonly string[] Ordinals = ["First", "Second", "Third", "Fourth", "Fifth"];
}
