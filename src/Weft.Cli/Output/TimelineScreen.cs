using Weft.Application;
using Weft.Application.Texts;
using Weft.Cli.Terminal;
using Weft.Graph.Timelines;
using Weft.Model;

namespace Weft.Cli.Output;

/// <summary>A timeline as a person reads it: chapter by chapter, each event with its mark, place and sentence.</summary>
/// <param name="limit">Events that are shown.</param>
internal sealed class TimelineScreen(Shell shell, Book book, Timeline timeline, int limit)
{
    private const int QuoteWidth = 96;
    private const int MostOnStage = 6;

    private Phrases Phrases => shell.Phrases;

    public void Write()
    {
        var kinds = timeline.Kinds.Select(kind =>
            $"{MarkOf(kind.Key)} {Phrases.Name("happening", kind.Key)} {Figures.Count(kind.Value)}"
        );
        shell.Out.WriteLine(
            shell.Bold(
                timeline.Life is { } life
                    ? Phrases.Say("timeline.headOf", book.Title, timeline.Events.Count, life.Name)
                    : Phrases.Say("timeline.head", book.Title, timeline.Events.Count)
            )
        );
        if (timeline.Kinds.Count > 0)
            shell.Out.WriteLine("  " + string.Join("   ", kinds));
        if (timeline.Events.Count == 0)
            shell.Out.WriteLine(Phrases[timeline.Kinds.Count == 0 ? "timeline.none" : "timeline.noneSuch"]);
        foreach (var chapter in timeline.Events.Take(limit).GroupBy(happening => happening.First.Position))
            WriteChapter([.. chapter]);
        if (timeline.Events.Count > limit)
            shell.Out.WriteLine(Phrases.Say("timeline.more", timeline.Events.Count - limit));
    }

    private void WriteChapter(IReadOnlyList<TimelineEvent> events)
    {
        var first = events[0].First;
        shell.Out.WriteLine();
        shell.Out.WriteLine(shell.Bold(Phrases.Say("timeline.chapter", first.Chapter, Cells.Fit(first.Title, 60)).TrimEnd()));
        var stage = timeline
            .Stage.Select(one => (one.Name, Count: CountIn(one.Chapters, one.Counts, first.Chapter)))
            .Where(one => one.Count > 0)
            .OrderByDescending(one => one.Count)
            .Take(MostOnStage)
            .Select(one => $"{one.Name} {Figures.Count(one.Count)}")
            .ToList();
        if (stage.Count > 0)
            shell.Out.WriteLine("  " + Phrases.Say("timeline.stage", string.Join(", ", stage)));
        foreach (var happening in events)
            Write(happening);
    }

    private void Write(TimelineEvent happening)
    {
        var place = happening.Place is { } where ? " · " + where.Name : "";
        var kind = Cells.Pad(Phrases.Name("happening", happening.Kind), shell.Phrases.Language == "zh" ? 4 : 8);
        shell.Out.WriteLine($"  {MarkOf(happening.Kind)} {kind}  {OneLine.Of(happening.Summary)}{place}");
        shell.Out.WriteLine("              " + Phrases.Say("timeline.quote", Cells.Fit(happening.First.Quote, QuoteWidth)));
        var others = happening.Quotes.Skip(1).Select(quote => quote.Chapter).Distinct().ToList();
        if (others.Count > 0)
            shell.Out.WriteLine("              " + Phrases.Say("timeline.also", NumberRanges.Of(others)));
    }

    private static int CountIn(IReadOnlyList<int> chapters, IReadOnlyList<int> counts, int chapter)
    {
        for (var i = 0; i < chapters.Count; i++)
            if (chapters[i] == chapter)
                return counts[i];
        return 0;
    }

    /// <summary>Marks of one cell that every terminal has.</summary>
    private static string MarkOf(StoryEventKind kind) =>
        kind switch
        {
            StoryEventKind.Battle => "×",
            StoryEventKind.Death => "†",
            StoryEventKind.Birth => "*",
            StoryEventKind.Marriage => "∞",
            StoryEventKind.Oath => "◆",
            StoryEventKind.Journey => "→",
            _ => "·",
        };
}
