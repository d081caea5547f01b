namespace Weft.Graph.Resolution;

/// <summary>How often something stands in each chapter, by the chapters' numbers.</summary>
internal sealed class ChapterCounts
{
    // Chapters come in their order, so that the last entry is the one to raise; numbers that come again are evened out when it is read.
    private readonly List<(int Chapter, int Count)> _counts = [];

    /// <summary>Number of the first chapter; <see cref="int.MaxValue"/> for none.</summary>
    public int First { get; private set; } = int.MaxValue;

    public void Add(int chapter, int count)
    {
        First = Math.Min(First, chapter);
        if (_counts.Count > 0 && _counts[^1].Chapter == chapter)
            _counts[^1] = (chapter, _counts[^1].Count + count);
        else
            _counts.Add((chapter, count));
    }

    public void Add(ChapterCounts other)
    {
        First = Math.Min(First, other.First);
        _counts.AddRange(other._counts);
    }

    /// <summary>Chapters rising, each once, and the counts in the same order.</summary>
    public (int[] Chapters, int[] Counts) InOrder()
    {
        var sums = _counts
            .GroupBy(entry => entry.Chapter, entry => entry.Count)
            .Select(same => (Chapter: same.Key, Count: same.Sum()))
            .OrderBy(entry => entry.Chapter)
            .ToList();
        return ([.. sums.Select(entry => entry.Chapter)], [.. sums.Select(entry => entry.Count)]);
    }
}
