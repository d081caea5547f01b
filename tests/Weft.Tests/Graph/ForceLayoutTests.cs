using Weft.Graph.Exports;
using Xunit;

namespace Weft.Tests.Graph;

public sealed class ForceLayoutTests
{
    private static readonly Dictionary<string, (double X, double Y)> Nothing = [];

    [Fact]
    public void A_stranger_stands_at_the_outskirts_and_does_not_make_the_picture_small()
    {
        string[] ids = [.. Enumerable.Range(0, 80).Select(number => $"n{number}"), "stranger", "pair1", "pair2"];
        var ties = Enumerable.Range(1, 79).Select(number => (number / 3, number, 0.5)).Append((81, 82, 0.5)).ToList();
        var places = ForceLayout.Place(ids, [.. ids.Select(_ => 1.0)], ties, new Dictionary<string, (double X, double Y)>());
        var farthest = places.Take(80).Max(Far);
        Assert.All(places.Skip(80), place => Assert.InRange(Far(place), 1, farthest + 200));
    }

    private static double Far((double X, double Y) place) => Math.Sqrt((place.X * place.X) + (place.Y * place.Y));

    [Fact]
    public void The_same_graph_gives_the_same_picture_and_no_two_names_one_place()
    {
        var (ids, ties) = Ring(60);
        var places = Place(ids, ties, Nothing);
        Assert.Equal(places, Place(ids, ties, Nothing));
        Assert.Equal(60, places.Values.Distinct().Count());
        Assert.All(places.Values, place => Assert.True(double.IsFinite(place.X) && double.IsFinite(place.Y)));
    }

    [Fact]
    public void Names_with_ties_stand_nearer_than_strangers()
    {
        var ids = new[] { "a", "b", "c", "d" };
        var places = Place(ids, [(0, 1, 1), (2, 3, 1)], Nothing);
        Assert.True(Far(places["a"], places["b"]) < Far(places["a"], places["c"]));
        Assert.True(Far(places["c"], places["d"]) < Far(places["b"], places["d"]));
    }

    [Fact]
    public void A_name_that_joins_stands_beside_its_neighbour_and_moves_nobody()
    {
        var (ids, ties) = Ring(40);
        var before = Place(ids, ties, Nothing);
        string[] more = [.. ids, "new"];
        var after = Place(more, [.. ties, (7, 40, 1)], before);
        Assert.All(ids, id => Assert.Equal(before[id], after[id]));
        Assert.True(ids.Count(id => Far(after[id], after["new"]) < Far(before["n7"], after["new"])) < 8);
    }

    [Fact]
    public void A_graph_that_is_mostly_new_is_laid_out_anew()
    {
        var (ids, ties) = Ring(40);
        var kept = ids.Take(10).ToDictionary(id => id, _ => (9000.0, 9000.0));
        Assert.Equal(Place(ids, ties, Nothing), Place(ids, ties, kept));
        Assert.Empty(Place([], [], Nothing));
    }

    private static double Far((double X, double Y) one, (double X, double Y) other) =>
        Math.Sqrt(Math.Pow(one.X - other.X, 2) + Math.Pow(one.Y - other.Y, 2));

    private static (string[] Ids, (int From, int To, double Pull)[] Ties) Ring(int count) =>
        (
            [.. Enumerable.Range(0, count).Select(at => $"n{at}")],
            [.. Enumerable.Range(0, count).Select(at => (at, (at + 1) % count, 0.5))]
        );

    private static Dictionary<string, (double X, double Y)> Place(
        string[] ids,
        (int From, int To, double Pull)[] ties,
        IReadOnlyDictionary<string, (double X, double Y)> kept
    ) =>
        ids.Zip(ForceLayout.Place(ids, [.. ids.Select(_ => 1.0)], ties, kept))
            .ToDictionary(pair => pair.First, pair => pair.Second);
}
