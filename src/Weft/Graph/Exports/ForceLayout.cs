namespace Weft.Graph.Exports;

/// <summary>
/// Places names by forces: all push, ties pull, the middle holds (Fruchterman and Reingold 1991, with more room for the important). The
/// same graph and the same kept places give the same picture.
/// </summary>
internal static class ForceLayout
{
    /// <summary>How long a tie would like to be, in units of the drawing.</summary>
    private const double Length = 60;
    private const double Gravity = 0.06;
    private const double GoldenAngle = 2.399963229728653;
    private const int MostRounds = 140;
    private const int FewestRounds = 50;

    /// <summary>Pairs looked at for a whole picture, so that thousands of names take about a second.</summary>
    private const long Pairs = 200_000_000;

    /// <summary>For names that join a picture; the others stand still meanwhile.</summary>
    private const int RoundsOfJoining = 40;

    /// <param name="ids">The most important first.</param>
    /// <param name="rooms">How much room each takes, 1 = a plain name; in the same order.</param>
    /// <param name="ties">Indexes of both ends, and how strongly they pull, 0 to 1.</param>
    /// <param name="kept">Places of an earlier picture. They hold where they are those of at least half of the names.</param>
    public static IReadOnlyList<(double X, double Y)> Place(
        IReadOnlyList<string> ids,
        IReadOnlyList<double> rooms,
        IReadOnlyList<(int From, int To, double Pull)> ties,
        IReadOnlyDictionary<string, (double X, double Y)> kept
    )
    {
        var places = new (double X, double Y)[ids.Count];
        var isFree = new bool[ids.Count];
        var holds = 2 * ids.Count(kept.ContainsKey) >= ids.Count && ids.Count > 0;
        for (var i = 0; i < places.Length; i++)
        {
            isFree[i] = !holds || !kept.TryGetValue(ids[i], out places[i]);
            if (isFree[i])
                places[i] = OnSpiral(i, Length * 0.8);
        }
        if (holds)
            Join(places, isFree, ties);
        var rounds = holds
            ? RoundsOfJoining
            : (int)Math.Clamp(Pairs / Math.Max(1, (long)ids.Count * ids.Count), FewestRounds, MostRounds);
        for (var round = 0; round < rounds && Array.IndexOf(isFree, true) >= 0; round++)
            Move(places, isFree, rooms, ties, Length * (holds ? 0.4 : 2.5) * (rounds - round) / rounds);
        if (!holds)
            Gather(places, ties);
        return [.. places.Select(place => (Math.Round(place.X, 1), Math.Round(place.Y, 1)))];
    }

    /// <summary>
    /// Names that no tie binds to the many drift far away, because nothing but the middle holds them: they are moved to the outskirts, where they
    /// stand, so that one of them does not make the picture small.
    /// </summary>
    private static void Gather((double X, double Y)[] places, IReadOnlyList<(int From, int To, double Pull)> ties)
    {
        var groups = GroupsOf(places.Length, ties);
        if (groups.Count < 2)
            return;
        var outskirts = groups[0].Max(name => Far(places[name])) + Length;
        foreach (var group in groups.Skip(1))
        {
            var centre = (X: group.Average(name => places[name].X), Y: group.Average(name => places[name].Y));
            if (Far(centre) <= outskirts)
                continue;
            var by = (outskirts / Far(centre)) - 1;
            foreach (var name in group)
                places[name] = (places[name].X + (by * centre.X), places[name].Y + (by * centre.Y));
        }
    }

    private static double Far((double X, double Y) place) => Math.Sqrt((place.X * place.X) + (place.Y * place.Y));

    /// <summary>Names that ties bind together, the largest group first.</summary>
    private static List<List<int>> GroupsOf(int names, IReadOnlyList<(int From, int To, double Pull)> ties)
    {
        var parents = Enumerable.Range(0, names).ToArray();
        foreach (var (from, to, _) in ties)
            parents[Root(parents, from)] = Root(parents, to);
        return
        [
            .. Enumerable
                .Range(0, names)
                .GroupBy(name => Root(parents, name))
                .Select(group => group.ToList())
                .OrderByDescending(group => group.Count)
                .ThenBy(group => group[0]),
        ];
    }

    private static int Root(int[] parents, int name)
    {
        while (parents[name] != name)
            name = parents[name] = parents[parents[name]];
        return name;
    }

    private static (double X, double Y) OnSpiral(int index, double step)
    {
        var far = step * Math.Sqrt(index + 1);
        return (far * Math.Cos(index * GoldenAngle), far * Math.Sin(index * GoldenAngle));
    }

    /// <summary>New names start beside those that they have ties with; strangers stay on the spiral.</summary>
    private static void Join((double X, double Y)[] places, bool[] isFree, IReadOnlyList<(int From, int To, double Pull)> ties)
    {
        var sums = new (double X, double Y, double Pull)[places.Length];
        foreach (var (from, to, pull) in ties)
        {
            if (isFree[from] && !isFree[to])
                sums[from] = Plus(sums[from], places[to], pull);
            if (isFree[to] && !isFree[from])
                sums[to] = Plus(sums[to], places[from], pull);
        }
        for (var i = 0; i < places.Length; i++)
            if (isFree[i] && sums[i].Pull > 0)
            {
                var (x, y) = (Math.Cos(i * GoldenAngle), Math.Sin(i * GoldenAngle));
                places[i] = (sums[i].X / sums[i].Pull + Length * 0.6 * x, sums[i].Y / sums[i].Pull + Length * 0.6 * y);
            }
    }

    private static (double X, double Y, double Pull) Plus(
        (double X, double Y, double Pull) sum,
        (double X, double Y) place,
        double pull
    ) => (sum.X + place.X * pull, sum.Y + place.Y * pull, sum.Pull + pull);

    /// <summary>One round; nobody goes farther than <paramref name="most"/>.</summary>
    private static void Move(
        (double X, double Y)[] places,
        bool[] isFree,
        IReadOnlyList<double> rooms,
        IReadOnlyList<(int From, int To, double Pull)> ties,
        double most
    )
    {
        var (pushX, pushY) = (new double[places.Length], new double[places.Length]);
        for (var i = 0; i < places.Length; i++)
        {
            if (!isFree[i])
                continue;
            var (x, y) = (-Gravity * places[i].X, -Gravity * places[i].Y);
            for (var j = 0; j < places.Length; j++)
            {
                if (i == j)
                    continue;
                // Two in one place part by their numbers.
                var (dx, dy) = (places[i].X - places[j].X, places[i].Y - places[j].Y);
                if (dx == 0 && dy == 0)
                    (dx, dy) = (0.1 * (i - j), 0.1);
                var by = Length * Length * rooms[i] * rooms[j] / (dx * dx + dy * dy);
                (x, y) = (x + dx * by, y + dy * by);
            }
            (pushX[i], pushY[i]) = (x, y);
        }
        foreach (var (from, to, pull) in ties)
        {
            var (dx, dy) = (places[to].X - places[from].X, places[to].Y - places[from].Y);
            var by = Math.Sqrt(dx * dx + dy * dy) / Length * pull;
            (pushX[from], pushY[from]) = (pushX[from] + dx * by, pushY[from] + dy * by);
            (pushX[to], pushY[to]) = (pushX[to] - dx * by, pushY[to] - dy * by);
        }
        for (var i = 0; i < places.Length; i++)
        {
            if (!isFree[i])
                continue;
            var far = Math.Sqrt(pushX[i] * pushX[i] + pushY[i] * pushY[i]);
            var share = far > most ? most / far : 1;
            places[i] = (places[i].X + pushX[i] * share, places[i].Y + pushY[i] * share);
        }
    }
}
