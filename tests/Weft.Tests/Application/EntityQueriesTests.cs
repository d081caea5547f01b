using Weft.Application;
using Weft.Graph;
using Weft.Model;
using Weft.Testing.Conformance;
using Xunit;
using static Weft.Tests.Application.ApplicationStage;

namespace Weft.Tests.Application;

/// <summary>What binds the entities of a book, and what people take back.</summary>
public sealed class EntityQueriesTests
{
    private readonly ApplicationStage _stage = new();

    private EntityQueries Queries => new(_stage.Graph, _stage.Ledger.Library);
    private NameDecisions Decisions => new(_stage.Ledger.Library, _stage.Graph, _stage.Log);

    /// <summary>Chapter 1: Emma and Jane; chapter 2: Emma and Frank, and Emma and Jane again; Mary is tied to nobody.</summary>
    private async Task<Book> WovenAsync()
    {
        var book = await _stage.BookAsync();
        await _stage.Graph.PutBookAsync(GraphSamples.Book(2, book.Id), Stop);
        await WeaveAsync(book, 1, GraphSamples.Facts("Emma Jane Mary", "Emma friend Jane"));
        await WeaveAsync(book, 2, GraphSamples.Facts("Emma Frank Jane", "Emma friend Frank", "Emma friend Jane"));
        Assert.True(await _stage.Graph.ResolveAsync(book.Id, GraphSamples.First));
        return book;
    }

    private async Task WeaveAsync(Book book, int chapter, ChapterFacts facts) =>
        await _stage.Graph.WeaveAsync(GraphSamples.Weave(chapter, facts, book: book.Id), Stop);

    [Fact]
    public async Task A_tie_has_every_quote_in_the_order_of_the_book_whichever_end_is_named_first()
    {
        var book = await WovenAsync();
        var tie = Done(await Queries.TieAsync(book, "Jane", "Emma", null, Stop));
        Assert.Equal([1, 2], tie.Quotes.Select(quote => quote.Chapter));
        Assert.Equal("friend", Assert.Single(tie.Relations).Type);
        Assert.Equal(1, Assert.Single(Done(await Queries.TieAsync(book, "Emma", "Jane", 1, Stop)).Quotes).Chapter);
    }

    [Fact]
    public async Task What_nothing_binds_has_no_tie_and_no_way_leads_there()
    {
        var book = await WovenAsync();
        Assert.Equal(
            new Refusal.NoTie("Emma", "Mary", "Emma"),
            Refused(await Queries.TieAsync(book, "Emma", "Mary", null, Stop))
        );
        Assert.Equal(
            new Refusal.NoTie("Emma", "Emma", "Emma"),
            Refused(await Queries.TieAsync(book, "Emma", "Emma", null, Stop))
        );
        Assert.Empty(Done(await Queries.PathAsync(book, "Emma", "Mary", null, Stop)));
        Assert.IsType<Refusal.UnknownName>(Refused(await Queries.TieAsync(book, "Emma", "Frank", 1, Stop)));
    }

    [Fact]
    public async Task A_way_goes_from_end_to_end()
    {
        var book = await WovenAsync();
        var way = Done(await Queries.PathAsync(book, "Jane", "Frank", null, Stop));
        Assert.Equal(["Jane", "Emma", "Frank"], way.Select(entity => entity.Name));
    }

    [Fact]
    public async Task A_book_that_nothing_is_woven_of_has_no_graph()
    {
        var book = await _stage.BookAsync();
        var none = new Refusal.NoGraph("Emma");
        Assert.Equal(none, Refused(await Queries.TopAsync(book, null, null, 9, Stop)));
        Assert.Equal(none, Refused(await Queries.SearchAsync(book, "Emma", null, 9, Stop)));
        Assert.Equal(none, Refused(await Queries.NeighboursAsync(book, "Emma", null, 9, Stop)));
        Assert.Equal(none, Refused(await Queries.PathAsync(book, "Emma", "Jane", null, Stop)));
        Assert.Equal(none, Refused(await Queries.TieAsync(book, "Emma", "Jane", null, Stop)));
    }

    [Fact]
    public async Task A_decision_that_was_taken_back_binds_nobody_any_more()
    {
        var book = await WovenAsync();
        var merge = Done(await Decisions.AddAsync(book, DecisionKind.Merge, "Jane", "Frank", Stop));
        Assert.Equal(3, await CountAsync(book));
        var undo = Done(await Decisions.UndoAsync(book, merge.Number, Stop));
        Assert.Equal((2, DecisionKind.Undo, "Jane", "Frank", 1), (undo.Number, undo.Kind, undo.Name, undo.Other, undo.Undoes));
        Assert.Equal(4, await CountAsync(book));
        Assert.Equal(new Refusal.UnknownDecision(9, "Emma"), Refused(await Decisions.UndoAsync(book, 9, Stop)));
        Assert.Equal(new Refusal.DecisionTakenBack(1, "Emma"), Refused(await Decisions.UndoAsync(book, 1, Stop)));
    }

    /// <summary>Entities, by all that people have said so far.</summary>
    private async Task<int> CountAsync(Book book)
    {
        var raw = (await _stage.Graph.ReadRawAsync(book.Id, Stop))!;
        return Weft.Graph.Resolution.Resolver.Resolve(raw, await Decisions.ListAsync(book, Stop)).Entities.Count;
    }
}
