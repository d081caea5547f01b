using System.Globalization;
using System.Text;

namespace Weft.Rig;

/// <summary>A book of many short chapters, each with facts of its own. Books of another volume share no passage with it.</summary>
internal sealed record RigBook(int Chapters, int Volume = 1)
{
    /// <summary>Long enough for most stories; of one book the undisturbed graph is made once.</summary>
    public static readonly RigBook Usual = new(150);

    private static readonly string[] Names = ["曹操", "刘备", "关羽", "张飞", "孔明", "周瑜", "吕布", "董卓", "袁绍", "赵云"];

    public string Text()
    {
        var text = new StringBuilder();
        for (var number = 1; number <= Chapters; number++)
            Chapter(text, number);
        return text.ToString();
    }

    /// <summary>What stands in that chapter alone.</summary>
    public string MarkOf(int number) => string.Create(CultureInfo.InvariantCulture, $"引兵{Volume}万{number}千出城");

    private void Chapter(StringBuilder text, int number)
    {
        text.Append(CultureInfo.InvariantCulture, $"第{number}回　{Names[number % Names.Length]}出兵\n\n");
        for (var line = 0; line < 3; line++)
        {
            var (one, other) = (Names[(number + line) % Names.Length], Names[(number * 3 + line * 7 + 1) % Names.Length]);
            text.Append(
                CultureInfo.InvariantCulture,
                $"　　第{line + 1}日，{one}谓{other}曰：“今日之事，非{other}不可。”{other}从之，{MarkOf(number)}，{one}大喜，置酒相待。\n"
            );
        }
        text.Append('\n');
    }
}
