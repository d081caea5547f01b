namespace Weft.Graph.Exports.Pictures;

/// <summary>A name's mark and the words below it.</summary>
internal sealed class Label(ResolvedEntity entity)
{
    private const double Gap = 3;
    private const int Longest = 28;
    private readonly string _text = TextWidth.Cut(entity.Name, Longest);

    public string Id => entity.Id;

    public double Radius { get; } = 5 + 2.1 * Math.Log2(1 + entity.Mentions);

    public double Size { get; } = Math.Clamp(11.5 + 0.95 * Math.Log2(1 + entity.Mentions), 13, 22);

    /// <summary>From the middle to either side.</summary>
    public double Half => Math.Max(Radius, TextWidth.Of(_text, Size) / 2) + 4;

    /// <summary>From the middle of the mark to below the words.</summary>
    public double Below => Radius + Gap + Size * 1.25;

    public double Above => Radius + 3;

    public DrawnText At((double X, double Y) place) =>
        new(_text, place.X, place.Y + Radius + Gap + Size * 0.9, Size, GraphDrawing.Ink) { IsMiddle = true, HasHalo = true };
}
