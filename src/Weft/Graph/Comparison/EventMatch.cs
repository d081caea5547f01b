namespace Weft.Graph.Comparison;

/// <summary>
/// Events that two readings name in words of their own: they are one where their quotes have half of the shorter one in common, the most in
/// common first.
/// </summary>
internal static class EventMatch
{
    public static IEnumerable<Finding> Of(ChapterFindings a, ChapterFindings b)
    {
        var (left, right) = (EventsOf(a, b), EventsOf(b, a));
        var near =
            from one in left
            from other in right
            let common = Common(one, other)
            where common * 2 >= Math.Min(one.Quote.Length, other.Quote.Length) && common > 0
            orderby common descending, one.Offset, other.Offset
            select (one, other);
        foreach (var (one, other) in near.ToList())
            if (left.Contains(one) && right.Contains(other))
            {
                left.Remove(one);
                right.Remove(other);
                yield return new(FindingKind.Event, FindingSide.Both, one, other);
            }
        foreach (var said in left)
            yield return new(FindingKind.Event, FindingSide.OnlyA, said, null);
        foreach (var said in right)
            yield return new(FindingKind.Event, FindingSide.OnlyB, null, said);
    }

    private static HashSet<Said> EventsOf(ChapterFindings reading, ChapterFindings other) =>
        [
            .. reading
                .Things.Where(thing => thing.Value.IsEvent && !other.Things.ContainsKey(thing.Key))
                .Select(thing => thing.Value.Said),
        ];

    private static int Common(Said one, Said other) =>
        Math.Min(one.Offset + one.Quote.Length, other.Offset + other.Quote.Length) - Math.Max(one.Offset, other.Offset);
}
