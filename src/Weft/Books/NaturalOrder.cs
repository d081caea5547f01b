using System.Globalization;
using Weft.Books.Headings;

namespace Weft.Books;

/// <summary>Names as people number them: 2 before 10, 第九章 before 第十章. What is equal so far is told apart by its characters.</summary>
internal sealed class NaturalOrder : IComparer<string>
{
    public static readonly NaturalOrder Instance = new();

    private const string ChineseDigits = "零〇一二三四五六七八九十百千万两廿卅";

    private NaturalOrder() { }

    public int Compare(string? x, string? y)
    {
        var (left, right) = (Pieces(x ?? ""), Pieces(y ?? ""));
        for (var i = 0; i < Math.Min(left.Count, right.Count); i++)
        {
            var order = Compare(left[i], right[i]);
            if (order != 0)
                return order;
        }
        return left.Count != right.Count ? left.Count.CompareTo(right.Count) : string.CompareOrdinal(x, y);
    }

    private static int Compare((decimal? Number, string Text) left, (decimal? Number, string Text) right) =>
        (left.Number, right.Number) switch
        {
            ({ } one, { } other) => one.CompareTo(other),
            (not null, null) => -1,
            (null, not null) => 1,
            _ => string.CompareOrdinal(left.Text, right.Text),
        };

    private static List<(decimal? Number, string Text)> Pieces(string name)
    {
        var pieces = new List<(decimal?, string)>();
        for (var at = 0; at < name.Length; )
        {
            var kind = Kind(name[at]);
            var end = at + 1;
            while (end < name.Length && Kind(name[end]) == kind)
                end++;
            var piece = name[at..end];
            pieces.Add((kind == 0 ? null : Number(piece, kind), piece));
            at = end;
        }
        return pieces;
    }

    /// <summary>0 = text, 1 = digits, 2 = Chinese numerals.</summary>
    private static int Kind(char c) =>
        char.IsAsciiDigit(Script.Narrow(c)) ? 1
        : ChineseDigits.Contains(c, StringComparison.Ordinal) ? 2
        : 0;

    /// <summary>Null where it is no number, or longer than any.</summary>
    private static decimal? Number(string piece, int kind)
    {
        if (kind == 1)
        {
            var narrow = string.Concat(piece.Select(Script.Narrow));
            return decimal.TryParse(narrow, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        }
        var at = 0;
        return Numerals.TryChinese(piece, ref at, out var value) && at == piece.Length ? value : null;
    }
}
