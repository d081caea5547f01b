namespace Weft.Graph.Exports.Pictures;

/// <summary>The outline of a type of names, as the page draws it.</summary>
internal static class NameShape
{
    /// <summary>Corners around the middle; none for a circle.</summary>
    public static IReadOnlyList<(double X, double Y)> Corners(string type, double radius) =>
        type switch
        {
            "place" => Around(4, _ => radius * 0.85 * Math.Sqrt(2), -Math.PI / 4),
            "organisation" => Around(4, _ => radius * 1.15, -Math.PI / 2),
            "item" => [(0, -radius), (radius, radius * 0.8), (-radius, radius * 0.8)],
            "event" => Around(10, at => at % 2 == 1 ? radius * 0.5 : radius * 1.2, -Math.PI / 2),
            _ => [],
        };

    private static IReadOnlyList<(double X, double Y)> Around(int corners, Func<int, double> far, double start) =>
        [
            .. Enumerable
                .Range(0, corners)
                .Select(at => (Turn: start + at * 2 * Math.PI / corners, Far: far(at)))
                .Select(one => (one.Far * Math.Cos(one.Turn), one.Far * Math.Sin(one.Turn))),
        ];
}
