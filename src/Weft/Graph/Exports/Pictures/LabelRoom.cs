namespace Weft.Graph.Exports.Pictures;

/// <summary>Fits places into a frame and moves names apart until each label has room.</summary>
internal sealed class LabelRoom(IReadOnlyList<Label> labels, double left, double top, double right, double bottom)
{
    private const int Rounds = 400;

    /// <summary>A picture may be this much wider than it came.</summary>
    private const double MostStretch = 1.6;

    public (double X, double Y)[] Arrange((double X, double Y)[] places)
    {
        var fitted = Fit(places);
        for (var round = 0; round < Rounds && Part(fitted); round++)
        for (var at = 0; at < fitted.Length; at++)
            fitted[at] = Inside(at, fitted[at]);
        return [.. fitted.Select(place => (Math.Round(place.X, 1), Math.Round(place.Y, 1)))];
    }

    private (double X, double Y)[] Fit((double X, double Y)[] places)
    {
        if (places.Length == 0)
            return places;
        var (minX, maxX) = (places.Min(place => place.X), places.Max(place => place.X));
        var (minY, maxY) = (places.Min(place => place.Y), places.Max(place => place.Y));
        var (width, height) = (right - left - 160, bottom - top - 80);
        var down = Math.Min(5, height / Math.Max(1, maxY - minY));
        var across = Math.Min(width / Math.Max(1, maxX - minX), down * MostStretch);
        down = Math.Min(down, across * MostStretch);
        var (middleX, middleY) = ((left + right) / 2, (top + bottom) / 2);
        return
        [
            .. places.Select(place =>
                (middleX + across * (place.X - (minX + maxX) / 2), middleY + down * (place.Y - (minY + maxY) / 2))
            ),
        ];
    }

    /// <summary>Once around; false = nothing overlaps any more.</summary>
    private bool Part((double X, double Y)[] places)
    {
        var moved = false;
        for (var one = 0; one < places.Length; one++)
        for (var other = one + 1; other < places.Length; other++)
        {
            var across = labels[one].Half + labels[other].Half - Math.Abs(places[one].X - places[other].X);
            var (upper, lower) = places[one].Y <= places[other].Y ? (one, other) : (other, one);
            var down = places[upper].Y + labels[upper].Below - (places[lower].Y - labels[lower].Above);
            if (across <= 0 || down <= 0)
                continue;
            moved = true;
            if (across < down)
            {
                // Two in one place part by their numbers.
                var by = (across / 2 + 0.2) * (places[one].X <= places[other].X ? 1 : -1);
                places[one].X -= by;
                places[other].X += by;
            }
            else
            {
                places[upper].Y -= down / 2 + 0.2;
                places[lower].Y += down / 2 + 0.2;
            }
        }
        return moved;
    }

    private (double X, double Y) Inside(int at, (double X, double Y) place) =>
        (
            Math.Clamp(place.X, left + labels[at].Half, right - labels[at].Half),
            Math.Clamp(place.Y, top + labels[at].Above, bottom - labels[at].Below)
        );
}
