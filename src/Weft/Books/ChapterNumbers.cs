using Weft.Books.Headings;

namespace Weft.Books;

/// <summary>Numbers of chapters from one to another, both included.</summary>
public readonly record struct NumberRange(int First, int Last);

/// <summary>
/// What is odd about the numbers that a book's own headings bear, volume by volume: a sign that a chapter is missing in the file, or that its
/// heading was not found.
/// </summary>
/// <param name="Missing">In the order of the book.</param>
/// <param name="Repeated">Stand there twice or more.</param>
public sealed record ChapterNumbers(IReadOnlyList<NumberRange> Missing, IReadOnlyList<int> Repeated)
{
    /// <summary>Where fewer of the headings have a number, the numbers tell nothing.</summary>
    private const double NumberedShare = 0.8;

    public static readonly ChapterNumbers Sound = new([], []);

    public static ChapterNumbers Of(IReadOnlyList<Unit> units)
    {
        var chapters = units.Count(unit => unit.Kind == UnitKind.Chapter);
        var rows = Rows(units);
        if (rows.Sum(row => row.Count) < Math.Max(2, chapters * NumberedShare))
            return Sound;
        var missing = rows.SelectMany((row, i) => Gaps(row, isFirst: i == 0)).ToList();
        var repeated = rows.SelectMany(Repeats).ToList();
        return missing.Count + repeated.Count == 0 ? Sound : new(missing, repeated);
    }

    /// <summary>A row of numbers for each volume that counts anew.</summary>
    private static List<List<NumberedHeading>> Rows(IReadOnlyList<Unit> units)
    {
        var rows = new List<List<NumberedHeading>> { new() };
        var afterPart = false;
        foreach (var unit in units)
        {
            afterPart |= unit.Kind == UnitKind.Part;
            if (NumberedHeading.Of(unit) is not { } heading)
                continue;
            var row = rows[^1];
            if (row.Count > 0 && heading.First <= 1 && (afterPart || row[^1].Last > 1))
                rows.Add(row = []);
            row.Add(heading);
            afterPart = false;
        }
        return rows;
    }

    private static IEnumerable<NumberRange> Gaps(List<NumberedHeading> row, bool isFirst)
    {
        var numbers = row.SelectMany(heading => Enumerable.Range(heading.First, heading.Last - heading.First + 1)).ToHashSet();
        if (numbers.Count == 0)
            yield break;
        // A volume may go on with the numbers of the one before; a whole book begins with 1.
        var next = isFirst ? 1 : numbers.Min();
        foreach (var number in numbers.Where(number => number > 0).Order())
        {
            if (number > next)
                yield return new(next, number - 1);
            next = number + 1;
        }
    }

    private static IEnumerable<int> Repeats(List<NumberedHeading> row) =>
        row.Where(heading => !heading.IsPiece)
            .CountBy(heading => heading.First)
            .Where(number => number.Value > 1)
            .Select(number => number.Key);
}
