using System.Text;
using Weft.Books;
using Xunit;

namespace Weft.Tests.Books;

/// <summary>
/// A small book written with its own truth: a line "C|第一章 起点" begins a chapter unit, P a part, F front matter, T a table of contents,
/// E preface, O prologue, L epilogue, A appendix, G licence. "~" is a paragraph of prose, "~3" three; all other lines stand as they are.
/// </summary>
internal sealed class MarkedBook
{
    private static readonly string[] ChineseProse =
    [
        "他沿着河边慢慢地走着，心里想着昨天夜里发生的事情，却怎么也想不明白。天色渐渐暗了下来，远处的村子里升起了炊烟，有人在喊孩子回家吃饭。",
        "“你还来做什么？”老人放下手里的茶碗，冷冷地看了他一眼。他没有回答，只是把那封信放在桌上，转身走进了雨里，再也没有回头看过一次。",
        "城门外的大路上挤满了人，卖菜的、赶车的、看热闹的，吵成一片。官兵们站在城楼上往下看，谁也不知道接下来会怎样，只觉得风里都是尘土的味道。",
    ];

    private static readonly string[] EnglishProse =
    [
        "He walked slowly along the river and thought of what had happened in the night, and could make nothing of it. The light was going, and smoke rose from the houses of the village, where somebody was calling the children home.",
        "\"What do you want here?\" said the old man, and put down his cup. There was no answer. The letter was laid upon the table, and the visitor went out into the rain without so much as a look behind him.",
        "The road before the gate was full of people, who sold and drove and stared, and of their noise. The soldiers looked down from the wall. Nobody knew what was to come, and the wind tasted of dust.",
    ];

    private readonly StringBuilder text = new();
    private readonly List<(UnitKind Kind, int Start)> truth = [];
    private readonly MarkedProse style;
    private int prose;

    private MarkedBook(MarkedProse style) => this.style = style;

    public static void Check(bool chinese, string fileName, string marked, string lineEnd = "\n") =>
        Check(chinese, fileName, marked, Simple(chinese, lineEnd));

    public static void Check(bool chinese, string fileName, string marked, MarkedProse style)
    {
        var book = new MarkedBook(style);
        foreach (var line in marked.Split('\n'))
            book.Add(line.TrimEnd('\r'), chinese);
        var text = book.text.ToString();
        var cut = BookCutter.Cut(Encoding.UTF8.GetBytes(text), fileName);

        Covering.Check(text, cut.Units);
        Assert.Equal(Show(text, book.truth), Show(text, [.. cut.Units.Select(u => (u.Kind, u.Start))]));
        Assert.Equal(chinese ? "zh" : "en", cut.Language);
    }

    /// <summary>Checks how many chapters a text has, whatever else it is cut into.</summary>
    public static void CheckChapters(bool chinese, string marked, string lineEnd, int chapters)
    {
        var book = new MarkedBook(Simple(chinese, lineEnd));
        foreach (var line in marked.Split('\n'))
            book.Add(line, chinese);
        var cut = BookCutter.Cut(Encoding.UTF8.GetBytes(book.text.ToString()), "book.txt");
        Assert.Equal(chapters, cut.Units.Count(unit => unit.Kind == UnitKind.Chapter));
    }

    private static MarkedProse Simple(bool chinese, string lineEnd) =>
        new() { Paragraphs = chinese ? ChineseProse : EnglishProse, LineEnd = lineEnd };

    private void Add(string line, bool chinese)
    {
        if (line.StartsWith('~'))
        {
            var count = line.Length > 1 ? int.Parse(line[1..]) : 1;
            for (var i = 0; i < count; i++)
                text.Append(style.Paragraph(prose++, chinese));
            return;
        }
        if (line.Length > 1 && line[1] == '|')
        {
            truth.Add((Kind(line[0]), text.Length));
            line = line[2..];
        }
        text.Append(line).Append(style.AfterLine);
    }

    private static UnitKind Kind(char letter) =>
        letter switch
        {
            'C' => UnitKind.Chapter,
            'P' => UnitKind.Part,
            'F' => UnitKind.Front,
            'T' => UnitKind.Contents,
            'E' => UnitKind.Preface,
            'O' => UnitKind.Prologue,
            'L' => UnitKind.Epilogue,
            'A' => UnitKind.Appendix,
            'G' => UnitKind.Licence,
            _ => throw new ArgumentOutOfRangeException(nameof(letter), letter, "no such mark"),
        };

    private static string Show(string text, IReadOnlyList<(UnitKind Kind, int Start)> units)
    {
        var shown = new StringBuilder();
        foreach (var (kind, start) in units)
            shown
                .Append(kind)
                .Append(' ')
                .Append(start)
                .Append(' ')
                .Append(text.AsSpan(start, Math.Min(30, text.Length - start)).ToString().ReplaceLineEndings("⏎"))
                .Append('\n');
        return shown.ToString();
    }
}
