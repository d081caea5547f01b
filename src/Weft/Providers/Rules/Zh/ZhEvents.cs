using System.Buffers;
using System.Collections.Frozen;
using Weft.Model;

namespace Weft.Providers.Rules.Zh;

/// <summary>
/// Events that a sentence names in so many words: 孙坚病故, 关羽斩颜良, 颜良为关羽所斩, 玄德与孙夫人成亲, 玄德与关羽结义, 张飞大战吕布, 曹操前往许都.
/// What is only ordered, wished, asked, thought of or denied is none.
/// </summary>
internal sealed class ZhEvents(ZhText chapter, List<Found> found, RulesTables tables)
{
    private const int LongestGap = 6;

    // Characters behind a place that make it a part of a title, of a road, of somebody else: 荆州刺史, 许都的人.
    private const string NoPlace = "之的人兵军守牧刺太侯王公地界路令尹相将都诸";

    // Ends of the names of rooms, gates and camps: nobody travels there.
    private const string Near = "室门阵寨营帐房厅堂楼院府宫殿庵寺巷街桥市店馆舍园亭所下拾牲";

    // Behind a name: somebody or something of that person.
    private const string Owned = "的之军兵营寨母父妻弟兄子女家部将全族头首";

    private static readonly SearchValues<char> Breaks = SearchValues.Create(",。!?;:\n“”.");
    private static readonly SearchValues<char> Hindered = SearchValues.Create("被为所来去追赶往直");
    private static readonly SearchValues<char> Orders = SearchValues.Create("令教遣差被");
    private static readonly SearchValues<char> SentenceEnds = SearchValues.Create("。!?;\n");
    private static readonly EventWords Words = new("zh-events", word => word.Length);
    private static readonly FrozenSet<string> Unreal = WordLists.Set("zh-unreal").ToFrozenSet(StringComparer.Ordinal);
    private static readonly IReadOnlyList<string> Adverbs = WordLists.Read("zh-event-adverbs");

    private readonly List<RuleEvent> _events = [];
    private readonly char[] _text = chapter.Chars;
    private readonly bool[] _spoken = Spoken(chapter.Chars);

    public List<RuleEvent> Find()
    {
        for (var i = 0; i < found.Count; i++)
            if (IsPerson(i))
                Read(i);
        return _events;
    }

    private bool IsPerson(int index) => tables.Entities[found[index].Entity].Type == EntityTypes.Person;

    private bool IsPlace(int index) => tables.Entities[found[index].Entity].Type == EntityTypes.Place;

    private int EndOf(int index) => found[index].Start + found[index].Length;

    private void Read(int index)
    {
        if (Own(index) || Alone(index))
            return;
        if (index + 1 >= found.Count || found[index + 1].Entity == found[index].Entity)
            return;
        var (from, to) = (EndOf(index), found[index + 1].Start);
        if (to - from is < 1 or > LongestGap || _text.AsSpan(from, to - from).ContainsAny(Breaks))
            return;
        var gap = chapter.Slice(from, to - from);
        if (IsPlace(index + 1))
            Goes(index, gap);
        else if (IsPerson(index + 1))
            Between(index, gap);
    }

    /// <summary>孙坚之死.</summary>
    private bool Own(int index)
    {
        for (var length = Words.Longest(EventFrame.Own); length > 1; length--)
            if (At(EndOf(index), length) is { } word && Words.Find(EventFrame.Own, word) is { } kind)
                return Add(new(kind, [index], -1, -1, 0, 0), found[index].Start, EndOf(index) + length);
        return false;
    }

    /// <summary>孙坚病故; 刘氏生一子.</summary>
    private bool Alone(int index)
    {
        var (start, at) = (found[index].Start, PassAdverbs(EndOf(index)));
        for (var length = Math.Max(Words.Longest(EventFrame.Self), Words.Longest(EventFrame.Bears)); length > 0; length--)
        {
            if (At(at, length) is not { } word)
                continue;
            var end = at + length;
            if (Words.Find(EventFrame.Bears, word) is { } birth)
                return Add(new(birth, [], index, -1, 0, 0), start, end);
            if (Words.Find(EventFrame.Self, word) is { } kind)
                return IsWhole(end, length, kind)
                    && !(_spoken[start] && IsForetold(at, word))
                    && Add(new(kind, Together(index), -1, PlaceBehind(index, end), 0, 0), start, end);
        }
        return false;
    }

    /// <summary>What people say of a death is one that has been only where they say so: 已死, 遇害, not 皆死于此.</summary>
    private bool IsForetold(int at, string word) =>
        (word.Length == 1 || word[0] is '死' or '而' or '既') && _text[at - 1] != '已' && word != "死了";

    private int PassAdverbs(int at)
    {
        for (var passed = 0; passed < 3; passed++)
        {
            var adverb = Adverbs.FirstOrDefault(word => _text.AsSpan(Math.Min(at, _text.Length)).StartsWith(word));
            if (adverb is null)
                break;
            at += adverb.Length;
        }
        return at;
    }

    /// <summary>A word of one character ends its clause: 死罪, 卒徒 and 死战 are other words.</summary>
    private bool IsWhole(int end, int length, StoryEventKind kind) =>
        end >= _text.Length
        || !ZhText.IsHan(_text[end])
        || length > 1
            && !(
                kind is StoryEventKind.Oath or StoryEventKind.Marriage or StoryEventKind.Journey
                && "之的兄者人而".Contains(_text[end], StringComparison.Ordinal)
            )
        || "于在矣也".Contains(_text[end], StringComparison.Ordinal);

    private void Goes(int index, string gap)
    {
        var (end, place) = (EndOf(index + 1), index + 1);
        if (end < _text.Length && NoPlace.Contains(_text[end], StringComparison.Ordinal))
            return;
        if (Tail(EventFrame.To, gap) is not { } kind || _text[found[place].Start] == '打')
            return;
        if (kind != StoryEventKind.Journey || !Near.Contains(_text[end - 1], StringComparison.Ordinal))
            Add(new(kind, Together(index), -1, place, 0, 0) { Way = EventWay.Towards }, found[index].Start, end);
    }

    private void Between(int index, string gap)
    {
        var (end, next) = (EndOf(index + 1), index + 1);
        var isOwned = end < _text.Length && Owned.Contains(_text[end], StringComparison.Ordinal);
        if (gap is "被" or "为" && Suffered(end) is var (length, suffered))
            Add(new(suffered, [index], next, -1, 0, 0), found[index].Start, end + length);
        else if (gap is "与" or "和" or "同" or "跟" && Joined(end) is var (words, joined))
            Add(new(joined, [.. Together(index), next], -1, -1, 0, 0), found[index].Start, words);
        else if (isOwned)
            return;
        else if (Tail(EventFrame.Deed, gap) is { } deed && Grammatical(gap))
            Add(new(deed, [next], index, -1, 0, 0), found[index].Start, end);
        else if (Words.Find(EventFrame.Pair, gap) is { } pair)
            Add(new(pair, [index, next], -1, -1, 0, 0), found[index].Start, end);
    }

    /// <summary>Who is killed stands behind who kills; in 被 and 为 it is the other way round.</summary>
    private static bool Grammatical(string gap) => gap.AsSpan().IndexOfAny(Hindered) < 0;

    private (int Length, StoryEventKind Kind)? Suffered(int at)
    {
        foreach (var before in (ReadOnlySpan<string>)["", "一刀", "一枪", "一箭", "一戟", "手起一刀", "所"])
            if (_text.AsSpan(at).StartsWith(before))
                for (var length = Words.Longest(EventFrame.Suffered); length > 0; length--)
                    if (At(at + before.Length, length) is { } word && Words.Find(EventFrame.Suffered, word) is { } kind)
                        return IsWhole(at + before.Length + length, length, kind) ? (before.Length + length, kind) : null;
        return null;
    }

    private (int End, StoryEventKind Kind)? Joined(int at)
    {
        at = PassAdverbs(at);
        for (var length = Words.Longest(EventFrame.Joined); length > 1; length--)
            if (At(at, length) is { } word && Words.Find(EventFrame.Joined, word) is { } kind)
                return IsWhole(at + length, length, kind) ? (at + length, kind) : null;
        return null;
    }

    /// <summary>What the gap's last word names.</summary>
    private static StoryEventKind? Tail(EventFrame frame, string gap)
    {
        for (var length = Math.Min(gap.Length, Words.Longest(frame)); length > 0; length--)
            if (Words.Find(frame, gap[^length..]) is { } kind)
                return kind;
        return null;
    }

    /// <summary>操与袁绍: both.</summary>
    private int[] Together(int index) =>
        index > 0
        && IsPerson(index - 1)
        && found[index].Start - EndOf(index - 1) is 0 or 1
        && (found[index].Start == EndOf(index - 1) || _text[EndOf(index - 1)] is '与' or '和' or '同' or '及')
            ? [index - 1, index]
            : [index];

    private int PlaceBehind(int index, int at) =>
        index + 1 < found.Count && IsPlace(index + 1) && found[index + 1].Start == at + 1 && _text[at] is '于' or '在'
            ? index + 1
            : -1;

    private string? At(int at, int length) => at + length <= _text.Length ? new string(_text, at, length) : null;

    private bool Add(RuleEvent one, int first, int end)
    {
        if (!IsSaid(first, end, one.Kind))
            return false;
        _events.Add(one with { Start = chapter.Origin(first), End = chapter.OriginEnd(end) });
        return true;
    }

    /// <summary>The clause says that it is so.</summary>
    private bool IsSaid(int first, int end, StoryEventKind kind)
    {
        if (
            _spoken[first] && kind != StoryEventKind.Death
            || kind is StoryEventKind.Journey or StoryEventKind.Battle && IsOrdered(first)
        )
            return false;
        var from = first;
        while (from > 0 && !Breaks.Contains(_text[from - 1]))
            from--;
        for (var i = from; i < end; i++)
            if (!IsNamed(i, out var after))
            {
                foreach (var length in (ReadOnlySpan<int>)[2, 1])
                    if (
                        i + length <= end
                        && (kind != StoryEventKind.Oath || _text[i] != '誓')
                        && Unreal.Contains(new string(_text, i, length))
                    )
                        return false;
            }
            else
                i = after - 1;
        var stop = _text.AsSpan(end).IndexOfAny(SentenceEnds);
        return stop < 0 || _text[end + stop] != '?';
    }

    /// <summary>Somebody is told to do it, in this clause or in one before it: 令王昶攻南郡，胡遵攻东兴.</summary>
    private bool IsOrdered(int first)
    {
        var from = first;
        while (from > 0 && !SentenceEnds.Contains(_text[from - 1]))
            from--;
        return _text.AsSpan(from, first - from).ContainsAny(Orders);
    }

    private bool IsNamed(int at, out int after)
    {
        after = at;
        foreach (var one in found)
            if (one.Start <= at && at < one.Start + one.Length)
            {
                after = one.Start + one.Length;
                return true;
            }
            else if (one.Start > at)
                return false;
        return false;
    }

    /// <summary>What people say, between quotation marks.</summary>
    private static bool[] Spoken(char[] text)
    {
        var spoken = new bool[text.Length + 1];
        for (var (i, inside) = (0, false); i < text.Length; i++)
        {
            if (text[i] == '“')
                inside = true;
            else if (text[i] is '”' or '\n')
                inside = false;
            spoken[i] = inside;
        }
        return spoken;
    }
}
