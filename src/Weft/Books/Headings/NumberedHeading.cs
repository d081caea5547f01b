namespace Weft.Books.Headings;

/// <summary>The number that a unit's heading bears; of "第1-3章" the first and the last.</summary>
/// <param name="IsPiece">A piece of a chapter that is told in several: （上）, (2), "continued".</param>
internal readonly record struct NumberedHeading(int First, int Last, bool IsPiece)
{
    private const string Pieces = "上中下一二三四五六七八九十123456789续續";

    /// <summary>Null where the unit has no heading with a number, or is no chapter. A copy of a chapter counts as one.</summary>
    public static NumberedHeading? Of(Unit unit)
    {
        if (unit.Kind is not (UnitKind.Chapter or UnitKind.Appendix))
            return null;
        var title = Decoration.Strip(unit.Title);
        if (title.Length == 0 || !HeadingScanner.TryRead(title, out var form) || form.Number < 0)
            return null;
        if (unit.Kind == UnitKind.Appendix && form.Level != Level.Chapter)
            return null;
        return new(
            form.Number,
            Math.Max(form.Number, form.Until),
            form.IsPiece || IsPieceOf(title[Math.Min(form.TitleAt, title.Length)..])
        );
    }

    private static bool IsPieceOf(ReadOnlySpan<char> title)
    {
        title = title.TrimEnd(")）]】 ");
        return title.Length > 0
            && (
                Pieces.Contains(title[^1])
                || title.EndsWith("cont.", StringComparison.OrdinalIgnoreCase)
                || title.EndsWith("continued", StringComparison.OrdinalIgnoreCase)
            );
    }
}
