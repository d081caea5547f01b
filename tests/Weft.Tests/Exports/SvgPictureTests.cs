using System.Xml.Linq;
using Weft.Graph.Communities;
using Weft.Graph.Exports;
using Weft.Graph.Exports.Pictures;
using Xunit;

namespace Weft.Tests.Exports;

/// <summary>The picture of a graph.</summary>
public sealed class SvgPictureTests
{
    private static readonly XNamespace Space = "http://www.w3.org/2000/svg";

    [Fact]
    public async Task It_has_every_name_in_its_colour_inside_the_frame_and_no_two_labels_in_one_place()
    {
        using var graph = await AwkwardGraph.MakeAsync();
        var svg = XDocument.Load(await graph.WriteAsync("svg")).Root!;
        var texts = svg.Elements(Space + "text").ToList();
        foreach (var entity in graph.Resolved.Entities)
        {
            var label = TextWidth.Cut(XmlFile.Text(entity.Name), 28);
            Assert.Contains(texts, text => text.Value == label);
        }
        var structure = CastStructure.Of(graph.Resolved);
        string[] dyes =
        [
            EntityDyes.OfEntity("person"),
            EntityDyes.Alone,
            .. structure.Communities.Select(community => EntityDyes.OfCommunity(community.Number) ?? EntityDyes.Alone),
        ];
        var people = svg.Elements(Space + "circle").Where(mark => dyes.Contains(mark.Attribute("fill")!.Value));
        Assert.True(people.Count() >= graph.Resolved.Entities.Count(entity => entity.Type == "person"));
        var labels = texts.Where(text => text.Attribute("text-anchor") is not null).Select(Place).ToList();
        Assert.All(labels, place => Assert.InRange(place.X, 0, GraphDrawing.Width));
        Assert.All(labels, place => Assert.InRange(place.Y, 0, GraphDrawing.Height));
        Assert.Equal(labels.Count, labels.Distinct().Count());
    }

    [Fact]
    public async Task A_part_of_the_graph_is_a_picture_of_that_part()
    {
        using var graph = await AwkwardGraph.MakeAsync();
        var whole = XDocument.Load(await graph.WriteAsync("svg")).Descendants(Space + "line").Count();
        var none = new ExportSelection(null, [], graph.Resolved.Relations.Max(tie => tie.Weight) + 1);
        Assert.Empty(XDocument.Load(await graph.WriteAsync("svg", none)).Descendants(Space + "line"));
        Assert.NotEqual(0, whole);
    }

    [Theory]
    [InlineData("short", 10, "short")]
    [InlineData("a name  on\ntwo lines", 40, "a name on two lines")]
    [InlineData("abcdefgh", 5, "abcd…")]
    public void What_is_long_is_cut_at_a_whole_character(string text, int most, string cut) =>
        Assert.Equal(cut, TextWidth.Cut(text, most));

    private static (double X, double Y) Place(XElement text) =>
        (
            double.Parse(text.Attribute("x")!.Value, System.Globalization.CultureInfo.InvariantCulture),
            double.Parse(text.Attribute("y")!.Value, System.Globalization.CultureInfo.InvariantCulture)
        );
}
