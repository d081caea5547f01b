namespace Weft.Application.Estimates;

/// <summary>A few chapters, spread evenly over a book, that stand for the rest.</summary>
internal static class PilotChapters
{
    /// <summary>As few as hold so many passages; all where there are no more.</summary>
    public static ChapterRanges Choose(IReadOnlyList<ChapterMeasure> chapters, int passages)
    {
        var chosen = chapters;
        for (var count = 1; count < chapters.Count; count++)
        {
            chosen = Spread(chapters, count);
            if (chosen.Sum(chapter => chapter.Passages.Count) >= passages)
                break;
            chosen = chapters;
        }
        return new([.. chosen.Select(chapter => (chapter.Number, chapter.Number)).Distinct()]);
    }

    /// <summary>The middle one of so many parts of the same length.</summary>
    private static List<ChapterMeasure> Spread(IReadOnlyList<ChapterMeasure> chapters, int count) =>
        [.. Enumerable.Range(0, count).Select(part => chapters[(int)((2L * part + 1) * chapters.Count / (2L * count))])];
}
