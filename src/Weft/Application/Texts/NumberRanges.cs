using System.Globalization;

namespace Weft.Application.Texts;

/// <summary>Many numbers in few words: <c>1-20, 25</c>.</summary>
internal static class NumberRanges
{
    public static string Of(IEnumerable<int> numbers)
    {
        var ranges = new List<(int First, int Last)>();
        foreach (var number in numbers.Distinct().Order())
            if (ranges.Count > 0 && ranges[^1].Last == number - 1)
                ranges[^1] = (ranges[^1].First, number);
            else
                ranges.Add((number, number));
        return string.Join(
            ", ",
            ranges.Select(range =>
                range.First == range.Last
                    ? range.First.ToString(CultureInfo.InvariantCulture)
                    : string.Create(CultureInfo.InvariantCulture, $"{range.First}-{range.Last}")
            )
        );
    }
}
