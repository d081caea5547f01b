using System.Text;
using Weft.Application;
using Weft.Graph;
using Weft.Graph.Exports;
using Weft.Model;
using Weft.Providers;
using Weft.Testing.Conformance;
using Xunit;
using static Weft.Tests.Application.ApplicationStage;

namespace Weft.Tests.Application;

/// <summary>Questions to a book's graph, and people's decisions on its names.</summary>
public sealed class GraphTests
{
    private readonly ApplicationStage _stage = new();

    private GraphQueries Queries => new(_stage.Graph, _stage.Ledger.Library);
    private NameDecisions Decisions => new(_stage.Ledger.Library, _stage.Graph, _stage.Log);

    /// <summary>Chapter 1: Emma and Jane are friends; chapter 2 adds Frank, who is Emma's friend too.</summary>
    private async Task<Book> WovenAsync()
    {
        var book = await _stage.BookAsync();
        await _stage.Graph.PutBookAsync(GraphSamples.Book(2, book.Id), Stop);
        await _stage.Graph.WeaveAsync(
            GraphSamples.Weave(1, GraphSamples.Facts("Emma Jane", "Emma friend Jane"), book: book.Id),
            Stop
        );
        await _stage.Graph.WeaveAsync(
            GraphSamples.Weave(2, GraphSamples.Facts("Emma Frank", "Emma friend Frank"), book: book.Id),
            Stop
        );
        Assert.True(await _stage.Graph.ResolveAsync(book.Id, GraphSamples.First));
        return book;
    }

    [Fact]
    public async Task A_book_that_nothing_is_woven_of_has_no_graph()
    {
        var book = await _stage.BookAsync();
        var none = new Refusal.NoGraph("Emma");
        Assert.Equal(none, Refused(await Queries.SummaryAsync(book, null, 9, 9, Stop)));
        Assert.Equal(none, Refused(await Queries.EntityAsync(book, "Emma", null, 9, 9, Stop)));
        Assert.Equal(none, Refused(await Decisions.AddAsync(book, DecisionKind.Merge, "Emma", "Jane", Stop)));
        Assert.Equal(
            none,
            Refused(
                await new GraphExport(
                    _stage.Graph,
                    _stage.Ledger.Library,
                    new(_stage.Ledger, Prices.BuiltIn()),
                    _stage.Log
                ).OfAsync(book, GraphFormats.Json, ExportSelection.All, Stop)
            )
        );
        Assert.Equal(
            none,
            Refused(
                await new GraphExport(
                    _stage.Graph,
                    _stage.Ledger.Library,
                    new(_stage.Ledger, Prices.BuiltIn()),
                    _stage.Log
                ).OfAsync(book, GraphFormats.Html, ExportSelection.All, Stop)
            )
        );
    }

    [Fact]
    public async Task A_summary_counts_all_and_shows_the_first_up_to_a_chapter()
    {
        var book = await WovenAsync();
        var whole = Done(await Queries.SummaryAsync(book, null, 1, 9, Stop));
        Assert.Equal((3, 2, "Emma"), (whole.Entities, whole.Relations, Assert.Single(whole.Cast).Name));
        Assert.All(whole.Strongest, relation => Assert.Contains("Emma", new[] { relation.Source, relation.Target }));
        var early = Done(await Queries.SummaryAsync(book, 1, 9, 9, Stop));
        Assert.Equal((2, 1), (early.Entities, early.Relations));
    }

    [Fact]
    public async Task An_entity_comes_with_its_relations_and_quotes()
    {
        var book = await WovenAsync();
        var emma = Done(await Queries.EntityAsync(book, "emm", null, 9, 9, Stop));
        Assert.Equal(("Emma", 2, 2), (emma.Entity.Name, emma.Relations.Count, emma.Quotes.Count));
        var unknown = Assert.IsType<Refusal.UnknownName>(Refused(await Queries.EntityAsync(book, "Frank", 1, 9, 9, Stop)));
        Assert.Equal(("Frank", "Emma"), (unknown.Name, unknown.Title));
    }

    [Fact]
    public async Task A_decision_is_kept_about_names_that_the_book_has()
    {
        var book = await WovenAsync();
        var hash = await _stage.Queries.GraphHashAsync(book.Id, Stop);
        Assert.NotNull(hash);
        var slip = Assert.IsType<Refusal.UnknownName>(
            Refused(await Decisions.AddAsync(book, DecisionKind.Merge, "Emma", "Fran", Stop))
        );
        Assert.Equal("Fran", slip.Name);
        Assert.Equal(["Frank"], slip.Near);
        Assert.Equal(
            (1, DecisionKind.Merge, "Jane", "frank", "Li Wei"),
            Done(await Decisions.AddAsync(book, DecisionKind.Merge, "Jane", "frank", Stop)) is var kept
                ? (kept.Number, kept.Kind, kept.Name, kept.Other, kept.By)
                : default
        );
        // The resolved layer is behind until somebody resolves it.
        Assert.Null(await _stage.Queries.GraphHashAsync(book.Id, Stop));
    }

    [Fact]
    public async Task A_suggestion_is_taken_as_it_is_or_refused_as_its_opposite()
    {
        var book = await _stage.BookAsync();
        await _stage.Graph.PutBookAsync(GraphSamples.Book(2, book.Id), Stop);
        foreach (var (chapter, names) in new[] { (1, "Lydia Kitty Jane"), (2, "Wickham Kitty Jane") })
            await _stage.Graph.WeaveAsync(GraphSamples.Weave(chapter, Beside(names), book: book.Id), Stop);
        Assert.True(await _stage.Graph.ResolveAsync(book.Id, GraphSamples.First));
        var suggestions = new NameSuggestions(_stage.Ledger.Library, _stage.Graph, Decisions, new());
        var one = Assert.Single(Done(await suggestions.ListAsync(book, Stop)));
        Assert.Equal(("Lydia", 2, 1, 1), (one.Name.Name, one.Name.Mentions, one.Name.First, one.Name.Last));
        Assert.NotEmpty(one.Name.Quotes);
        var number = one.Suggestion.Number;
        Assert.Equal(DecisionKind.Split, Done(await suggestions.RefuseAsync(book, number, Stop)).Kind);
        Assert.Equal(
            new Refusal.NoSuggestion(number, "Emma", book.Id.Value),
            Refused(await suggestions.TakeAsync(book, number, Stop))
        );
        Done(await Decisions.UndoAsync(book, 1, Stop));
        Assert.Equal(DecisionKind.Merge, Done(await suggestions.TakeAsync(book, number, Stop)).Kind);
        Assert.Empty(Done(await suggestions.ListAsync(book, Stop)));
    }

    /// <summary>The first of three, in its second chapter with a surname more, beside the two others.</summary>
    private static ChapterFacts Beside(string names)
    {
        var three = names.Split(' ');
        var first = three[0] == "Wickham" ? "Lydia Wickham" : three[0];
        return new(
            [GraphSamples.Person(first, 2), GraphSamples.Person(three[1]), GraphSamples.Person(three[2])],
            [
                new(three[1], first, RelationTypes.CoOccurs, "", 2, "…", 0, 1),
                new(three[2], first, RelationTypes.CoOccurs, "", 2, "…", 0, 1),
            ],
            []
        );
    }

    [Fact]
    public async Task A_drawing_s_places_are_kept_and_stay_when_the_graph_grows()
    {
        var book = await WovenAsync();
        var export = new GraphExport(_stage.Graph, _stage.Ledger.Library, new(_stage.Ledger, Prices.BuiltIn()), _stage.Log);
        var drawing = Done(await export.DrawingAsync(book, Stop));
        var kept = (await _stage.Ledger.Library.FindLayoutAsync(book.Id, Stop))!;
        Assert.Contains($"\"places\":{kept.Places}", Encoding.UTF8.GetString(drawing));
        Assert.Equal(drawing, Done(await export.DrawingAsync(book, Stop)));
        Assert.Contains(
            kept.Places,
            await Written.TextAsync(Done(await export.OfAsync(book, GraphFormats.Html, ExportSelection.All, Stop)))
        );

        await _stage.Graph.WeaveAsync(
            GraphSamples.Weave(
                2,
                GraphSamples.Facts("Emma Frank Harriet", "Emma friend Frank"),
                token: GraphSamples.Token(1, 2),
                book: book.Id
            ),
            Stop
        );
        Assert.True(await _stage.Graph.ResolveAsync(book.Id, GraphSamples.First));
        Done(await export.DrawingAsync(book, Stop));
        var grown = (await _stage.Ledger.Library.FindLayoutAsync(book.Id, Stop))!;
        Assert.NotEqual(kept.State, grown.State);
        Assert.Contains("harriet", grown.Places);
        Assert.All(kept.Places.Trim('{', '}').Split("],"), place => Assert.Contains(place.TrimEnd(']'), grown.Places));
    }
}
