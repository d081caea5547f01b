using System.Buffers;
using Weft.Model;

namespace Weft.Providers.Rules.Zh;

/// <summary>Connections that the words between two neighbouring names state: 张飞之妻夏侯氏, 其弟张宝, 关羽斩颜良, 曹操令徐晃, 玄德谓孔明曰.</summary>
internal sealed class ZhFrames(char[] text, List<Found> found, RulesTables tables)
{
    private const int LongestGap = 7;

    // Characters from the person that 其 or 他 means to that word.
    private const int Near = 14;

    // A plan or an order, not a deed: 令马岱擒孟获.
    private const string Intent = "令命教使遣欲若要可能叫请派差待愿誓";

    private static readonly SearchValues<char> Ends = SearchValues.Create(".!?;。！？；\n");
    private static readonly KinTable Kin = new("zh-kin-ties");
    private static readonly Dictionary<string, string> Deeds = WordLists.Map("zh-deed-ties");
    private static readonly HashSet<string> Addressing = new(
        ["对", "向", "谓", "问", "告", "答", "乃谓", "遂谓", "顾谓", "因谓", "便问", "乃问", "遂问", "忙问"],
        StringComparer.Ordinal
    );
    private static readonly IReadOnlyList<(string Word, string Type)> Unions =
    [
        ("结为兄弟", "sworn_sibling"),
        ("结拜", "sworn_sibling"),
        ("结义", "sworn_sibling"),
        ("成亲", "spouse"),
        ("成婚", "spouse"),
        ("拜堂", "spouse"),
        ("定亲", "spouse"),
        ("夫妻", "spouse"),
        ("交战", "hostile"),
        ("交锋", "hostile"),
        ("大战", "hostile"),
    ];

    private readonly List<Tie> ties = [];

    public static List<Tie> Find(ZhText chapter, List<Found> found, RulesTables tables)
    {
        var frames = new ZhFrames(chapter.Chars, found, tables);
        for (var i = 0; i < found.Count; i++)
            if (frames.IsPerson(i))
                frames.Read(i);
        return frames.ties;
    }

    private bool IsPerson(int index) => tables.Entities[found[index].Entity].Type == EntityTypes.Person;

    private int EndOf(int index) => found[index].Start + found[index].Length;

    private void Read(int index)
    {
        Pronoun(index);
        if (index == 0 || !IsPerson(index - 1) || found[index - 1].Entity == found[index].Entity)
            return;
        var from = EndOf(index - 1);
        if (found[index].Start - from is < 1 or > LongestGap)
            return;
        var gap = new string(text, from, found[index].Start - from);
        if (gap.AsSpan().IndexOfAnyExceptInRange('\u4e00', '\u9fff') < 0)
            Between(index, gap);
    }

    private void Between(int index, string gap)
    {
        var end = EndOf(index);
        var isOwned = end < text.Length && text[end] is '的' or '之';
        if (!isOwned && Kinship(gap) is { } kin)
            ties.Add(Kin.Tie(index - 1, index, kin, .85));
        else if (!isOwned && Deeds.TryGetValue(gap, out var type) && !IsIntended(found[index - 1].Start))
            ties.Add(new(index - 1, index, type, gap, .75));
        else if (gap is "是" or "乃" or "即" or "乃是" or "就是" && isOwned && KinAt(end + 1) is { } reversed)
            ties.Add(Kin.Tie(index, index - 1, reversed, .85));
        else if (gap is "与" or "和" or "同" or "跟" && Union(end) is var (union, label))
            ties.Add(new(index - 1, index, union, label, .8));
        else if (Addressing.Contains(gap) && Speaks(end))
            ties.Add(new(index - 1, index, RelationTypes.SpeaksTo, gap, .85));
    }

    /// <summary>其弟张宝, 他妻子刘氏: of the last person before, in the same sentence.</summary>
    private void Pronoun(int index)
    {
        var start = found[index].Start;
        for (var length = 3; length > 0; length--)
        {
            var at = start - length - 1;
            if (at < 0 || !(text[at] == '其' || (text[at] == '他' && (at == 0 || text[at - 1] != '其'))))
                continue;
            var word = new string(text, at + 1, length);
            if (Kinship(word) is not { } kin)
                continue;
            var owner = index - 1;
            while (owner >= 0 && !IsPerson(owner))
                owner--;
            if (
                IsNear(owner, at)
                && !HasRival(owner, at)
                && found[owner].Entity != found[index].Entity
                && (EndOf(index) >= text.Length || text[EndOf(index)] is not ('的' or '之'))
            )
                ties.Add(Kin.Tie(owner, index, kin, .8));
            return;
        }
    }

    private bool IsNear(int owner, int at) =>
        owner >= 0 && at - EndOf(owner) is >= 0 and <= Near && !text.AsSpan(EndOf(owner), at - EndOf(owner)).ContainsAny(Ends);

    /// <summary>Somebody else stands before in the same sentence, so that it is not sure who is meant.</summary>
    private bool HasRival(int owner, int at)
    {
        for (var i = owner - 1; i >= 0; i--)
        {
            if (text.AsSpan(EndOf(i), at - EndOf(i)).ContainsAny(Ends))
                return false;
            if (IsPerson(i) && found[i].Entity != found[owner].Entity)
                return true;
        }
        return false;
    }

    /// <summary>曰, 道, 说 and a colon or a quotation mark soon behind.</summary>
    private bool Speaks(int at)
    {
        for (var i = at; i < text.Length && i < at + 4; i++)
            if (text[i] is '曰' or '道' or '说')
                return i + 1 < text.Length && text[i + 1] is ':' or '“' or ',';
        return at < text.Length && text[at] == ':';
    }

    /// <summary>A kinship word, with 之 or 的 before it and 是, 叫, 名 behind it allowed.</summary>
    private static string? Kinship(string gap)
    {
        var word = gap.TrimStart('之', '的').TrimEnd('是', '叫', '名', '乃');
        return word.Length > 0 && Kin.Has(word) ? word : null;
    }

    private bool IsIntended(int at) => at > 0 && Intent.Contains(text[at - 1], StringComparison.Ordinal);

    private string? KinAt(int at)
    {
        for (var length = 4; length > 0; length--)
            if (at + length <= text.Length && Kin.Has(new string(text, at, length)))
                return new string(text, at, length);
        return null;
    }

    private (string Type, string Label)? Union(int at)
    {
        foreach (var (word, type) in Unions)
            if (text.AsSpan(at).StartsWith(word))
                return (type, word);
        return null;
    }
}
