using System.Globalization;

namespace Weft.Application;

/// <summary>Chapters as a person names them: <c>1-20,25</c>.</summary>
internal sealed record ChapterRanges(IReadOnlyList<(int First, int Last)> Ranges)
{
    /// <summary>Null where the text is no list of numbers and rising ranges.</summary>
    public static ChapterRanges? TryParse(string text)
    {
        var ranges = new List<(int, int)>();
        foreach (var part in text.Split([',', '，'], StringSplitOptions.TrimEntries))
        {
            var ends = part.Split('-', 2, StringSplitOptions.TrimEntries);
            if (!IsNumber(ends[0], out var first) || !IsNumber(ends[^1], out var last) || last < first)
                return null;
            ranges.Add((first, last));
        }
        return new(ranges);
    }

    /// <param name="numbers">At least one, in any order.</param>
    public static ChapterRanges Of(IEnumerable<int> numbers)
    {
        var ranges = new List<(int First, int Last)>();
        foreach (var number in numbers.Order())
            if (ranges.Count > 0 && number <= ranges[^1].Last + 1)
                ranges[^1] = (ranges[^1].First, number);
            else
                ranges.Add((number, number));
        return new(ranges);
    }

    public bool Contains(int number) => Ranges.Any(range => range.First <= number && number <= range.Last);

    /// <summary>The first number asked for that is above <paramref name="last"/>, or null.</summary>
    public int? FirstAbove(int last) =>
        Ranges.Where(range => range.Last > last).Select(range => (int?)Math.Max(range.First, last + 1)).Min();

    /// <summary>As <see cref="TryParse"/> reads it.</summary>
    public override string ToString() =>
        string.Join(',', Ranges.Select(range => range.First == range.Last ? $"{range.First}" : $"{range.First}-{range.Last}"));

    public bool Equals(ChapterRanges? other) => other is not null && Ranges.SequenceEqual(other.Ranges);

    public override int GetHashCode() => Ranges.Count;

    private static bool IsNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
