using Weft.Application;
using Weft.Graph.Exports;
using Weft.Tests.Application;
using Xunit;
using static Weft.Tests.Application.ApplicationStage;

namespace Weft.Tests.Exports;

/// <summary>A part of a graph.</summary>
public sealed class ExportSelectionTests
{
    [Fact]
    public async Task A_part_has_what_is_known_up_to_a_chapter_of_the_types_and_ties_that_are_asked_for()
    {
        using var graph = await AwkwardGraph.MakeAsync();
        var early = new ExportSelection(1, [], 0).Of(graph.Resolved);
        Assert.All(early.Entities, entity => Assert.Equal(1, entity.Last));
        Assert.All(early.Relations, relation => Assert.Equal(1, relation.Count));

        var people = new ExportSelection(null, ["person"], 0).Of(graph.Resolved);
        Assert.All(people.Entities, entity => Assert.Equal("person", entity.Type));
        Assert.InRange(people.Entities.Count, 1, graph.Resolved.Entities.Count - 1);
        var ids = people.Entities.Select(entity => entity.Id).ToHashSet();
        Assert.All(people.Relations, relation => Assert.True(ids.Contains(relation.Source) && ids.Contains(relation.Target)));

        var heaviest = graph.Resolved.Relations.Max(relation => relation.Weight);
        var strong = new ExportSelection(null, [], heaviest).Of(graph.Resolved);
        Assert.All(strong.Relations, relation => Assert.Equal(heaviest, relation.Weight));
        Assert.All(
            strong.Entities,
            entity => Assert.Contains(strong.Relations, relation => relation.Source == entity.Id || relation.Target == entity.Id)
        );
        Assert.Empty(new ExportSelection(null, [], heaviest + 1).Of(graph.Resolved).Entities);
    }

    [Fact]
    public async Task A_type_that_the_book_has_not_is_refused_with_those_that_it_has()
    {
        using var graph = await AwkwardGraph.MakeAsync();
        foreach (var format in GraphFormats.All)
        {
            var refused = Refused(await graph.Export.OfAsync(graph.Book, format, new(null, ["person", "wizard"], 0), Stop));
            var unknown = Assert.IsType<Refusal.NoSuchType>(refused);
            Assert.Equal("wizard", unknown.Type);
            Assert.Contains("person", unknown.Types);
        }
    }

    [Fact]
    public async Task What_is_exported_is_the_same_each_time()
    {
        using var graph = await AwkwardGraph.MakeAsync();
        foreach (var format in GraphFormats.All.Where(format => format.IsText))
        {
            var first = await File.ReadAllBytesAsync(await graph.WriteAsync(format.Name), Stop);
            Assert.NotEmpty(first);
            Assert.Equal(first, await File.ReadAllBytesAsync(await graph.WriteAsync(format.Name), Stop));
        }
    }

    [Fact]
    public void The_colours_are_the_page_s()
    {
        var page = GraphPicture.Piece("graph-page.html");
        string[] types = ["person", "place", "organisation", "event", "item", "a type of one's own"];
        string[] tokens = ["--g0", "--g2", "--g3", "--g4", "--g6", "--g7"];
        Assert.All(types.Zip(tokens), pair => Assert.Contains($"{pair.Second}: {EntityDyes.OfEntity(pair.First)}", page));
        Assert.Contains($"--edge: {EntityDyes.OtherTie}", page);
    }
}
