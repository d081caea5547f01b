using Weft.Graph;
using Weft.Graph.Timelines;

namespace Weft.Web.Page.Pieces;

/// <summary>An event's mark.</summary>
/// <param name="Event">Null where the mark stands for several that have no room of their own.</param>
/// <param name="Share">Where it stands, as a share of the width.</param>
/// <param name="Row">Of its lane, from 0.</param>
/// <param name="HasLabel">Its words have room beside it.</param>
/// <param name="IsFlipped">They stand before it.</param>
/// <param name="More">How many it stands for.</param>
internal sealed record TimelineMark(TimelineEvent? Event, double Share, int Row, bool HasLabel, bool IsFlipped, int More);

/// <summary>The events of one of the leading people, or of all others.</summary>
/// <param name="Leader">Null = all others.</param>
/// <param name="Dye">Number of its colour.</param>
internal sealed record TimelineLane(ResolvedEntity? Leader, int Dye, int Rows, IReadOnlyList<TimelineMark> Marks);

/// <summary>Where the marks of a timeline stand: in lanes of the leading people, each in the first row that has room for it.</summary>
internal static class TimelinePlan
{
    private const int MostLanes = 5;
    private const int MostRows = 7;

    // Of a wide window, in pixels; where it is narrower, words make way for marks.
    private const double Width = 830;
    private const double MarkWidth = 20;
    private const double LatinWidth = 6.8;
    private const double HanWidth = 13;
    private const double LongestLabel = 210;

    public static IReadOnlyList<TimelineLane> Of(
        IReadOnlyList<TimelineEvent> events,
        IReadOnlyList<ResolvedEntity> stage,
        int chapters
    )
    {
        var ranks = stage.Select((one, index) => (one.Id, index)).ToDictionary(one => one.Id, one => one.index);
        var leaders = events
            .SelectMany(happening => happening.Participants.Select(part => part.Id).Where(ranks.ContainsKey))
            .CountBy(id => id)
            .OrderByDescending(count => count.Value)
            .ThenBy(count => ranks[count.Key])
            .Take(MostLanes)
            .Select(count => count.Key)
            .OrderBy(id => ranks[id])
            .ToList();
        var byLeader = events.ToLookup(happening =>
            leaders.FirstOrDefault(leader => happening.Participants.Any(part => part.Id == leader))
        );
        return
        [
            .. leaders
                .Append(null)
                .Where(leader => byLeader.Contains(leader))
                .Select(leader =>
                    Lane(
                        leader is null ? null : stage[ranks[leader]],
                        leader is null ? 7 : ranks[leader] % 7,
                        byLeader[leader],
                        chapters
                    )
                ),
        ];
    }

    public static double ShareOf(int chapter, int chapters) => (Math.Clamp(chapter, 1, chapters) - 0.5) / chapters;

    private static TimelineLane Lane(ResolvedEntity? leader, int dye, IEnumerable<TimelineEvent> events, int chapters)
    {
        var ends = new List<double>();
        var marks = new List<TimelineMark>();
        foreach (var happening in events)
        {
            var share = ShareOf(happening.Chapter, chapters);
            var (at, label) = (share * Width, Math.Min(LongestLabel, LengthOf(happening.Summary)) + MarkWidth);
            var isFlipped = at + label > Width;
            var (from, to) = isFlipped ? (at - label, at + MarkWidth / 2) : (at - MarkWidth / 2, at + label);
            if (Room(ends, from) is >= 0 and var row)
                Put(row, to, true);
            else if (Room(ends, at - MarkWidth / 2) is >= 0 and var narrow)
                (isFlipped, _) = (false, Put(narrow, at + MarkWidth / 2, false));
            else if (
                marks.FindLastIndex(mark => mark.More > 0 && Math.Abs(mark.Share - share) * Width < MarkWidth)
                is >= 0
                    and var several
            )
                marks[several] = marks[several] with { More = marks[several].More + 1 };
            else
                marks.Add(new(null, share, MostRows, false, false, 1));

            bool Put(int into, double end, bool hasLabel)
            {
                if (into == ends.Count)
                    ends.Add(0);
                ends[into] = end;
                marks.Add(new(happening, share, into, hasLabel, hasLabel && isFlipped, 0));
                return true;
            }
        }
        var hasMore = marks.Exists(mark => mark.More > 0);
        return new(leader, dye, hasMore ? MostRows + 1 : Math.Max(1, ends.Count), marks);
    }

    /// <summary>The first row that is free from there on; -1 = none.</summary>
    private static int Room(List<double> ends, double from)
    {
        var row = ends.FindIndex(end => end <= from);
        return row >= 0 ? row
            : ends.Count < MostRows ? ends.Count
            : -1;
    }

    private static double LengthOf(string words) => words.Sum(mark => mark > 0x2e80 ? HanWidth : LatinWidth);
}
