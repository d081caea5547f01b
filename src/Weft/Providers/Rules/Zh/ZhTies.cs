using Weft.Model;

namespace Weft.Providers.Rules.Zh;

/// <summary>Connections that the words between two neighbouring names state: 张飞之妻夏侯氏, 关羽斩颜良, 曹操令徐晃.</summary>
internal static class ZhTies
{
    private const int LongestGap = 7;
    private static readonly Dictionary<string, string> Kin = WordLists.Map("zh-kin");
    private static readonly Dictionary<string, string> Deeds = WordLists.Map("zh-deeds");

    // A plan or an order, not a deed: 令马岱擒孟获.
    private const string Intent = "令命教使遣欲若要可能叫请派差待愿誓";

    public static List<Tie> Find(ZhText chapter, List<Found> found, RulesTables tables, int version)
    {
        if (version >= RulesVersions.NamedTies)
            return ZhFrames.Find(chapter, found, tables);
        var ties = new List<Tie>();
        for (var i = 1; i < found.Count; i++)
        {
            var (one, other) = (found[i - 1], found[i]);
            var from = one.Start + one.Length;
            var length = other.Start - from;
            if (length is < 1 or > LongestGap || one.Entity == other.Entity || !IsPerson(tables, one) || !IsPerson(tables, other))
                continue;
            var gap = chapter.Slice(from, length);
            if (gap.AsSpan().IndexOfAnyExceptInRange('\u4e00', '\u9fff') < 0)
                Read(chapter.Chars, i, one, other, gap, ties);
        }
        return ties;
    }

    private static bool IsPerson(RulesTables tables, Found one) => tables.Entities[one.Entity].Type == EntityTypes.Person;

    private static void Read(char[] text, int index, Found one, Found other, string gap, List<Tie> ties)
    {
        var end = other.Start + other.Length;
        var owned = end < text.Length && text[end] is '的' or '之';
        if (!owned && Kinship(gap) is { } kin)
            ties.Add(new(index - 1, index, Kin[kin], kin, .85));
        else if (!owned && Deeds.TryGetValue(gap, out var type) && !Intended(text, one.Start))
            ties.Add(new(index - 1, index, type, gap, .75));
        else if (gap is "是" or "乃" or "即" or "乃是" or "就是" && owned && KinAt(text, end + 1) is { } reversed)
            ties.Add(new(index, index - 1, Kin[reversed], reversed, .85));
        else if (gap is "与" or "和" or "同" or "跟" && Union(text, end) is var (union, label))
            ties.Add(new(index - 1, index, union, label, .8));
    }

    /// <summary>A kinship word, with 之 or 的 before it and 是, 叫, 名 behind it allowed.</summary>
    private static string? Kinship(string gap)
    {
        var word = gap.TrimStart('之', '的').TrimEnd('是', '叫', '名', '乃');
        if (word.Length == 0 || !Kin.ContainsKey(word))
            return null;
        return word;
    }

    private static bool Intended(char[] text, int at) => at > 0 && Intent.Contains(text[at - 1], StringComparison.Ordinal);

    private static string? KinAt(char[] text, int at)
    {
        for (var length = 4; length > 0; length--)
        {
            if (at + length <= text.Length && Kin.ContainsKey(new string(text, at, length)))
                return new string(text, at, length);
        }
        return null;
    }

    private static (string Type, string Label)? Union(char[] text, int at)
    {
        foreach (
            var (word, type) in (ReadOnlySpan<(string, string)>)
                [
                    ("结为兄弟", "ally"),
                    ("结拜", "ally"),
                    ("结义", "ally"),
                    ("成亲", "spouse"),
                    ("成婚", "spouse"),
                    ("拜堂", "spouse"),
                    ("定亲", "spouse"),
                    ("夫妻", "spouse"),
                    ("交战", "hostile"),
                    ("交锋", "hostile"),
                    ("大战", "hostile"),
                ]
        )
        {
            if (text.AsSpan(at).StartsWith(word))
                return (type, word);
        }
        return null;
    }
}
