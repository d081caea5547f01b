using Weft.Application;
using Weft.Graph;
using Weft.Graph.Exports;
using Weft.Model;
using Weft.Providers;
using Weft.Testing.Conformance;
using Xunit;
using static Weft.Tests.Application.ApplicationStage;

namespace Weft.Tests.Application;

/// <summary>A book's timeline, and that its events stand nowhere else.</summary>
public sealed class TimelineQueriesTests
{
    private readonly ApplicationStage _stage = new();

    private TimelineQueries Queries => new(_stage.Graph, _stage.Ledger.Library, new());
    private GraphQueries Graph => new(_stage.Graph, _stage.Ledger.Library);
    private EntityQueries Entities => new(_stage.Graph, _stage.Ledger.Library);

    private async Task<Book> WovenAsync()
    {
        var book = await _stage.BookAsync();
        await _stage.Graph.PutBookAsync(GraphSamples.Book(2, book.Id), Stop);
        await WeaveAsync(book, 1, "Jane marries Frank", "Emma Jane Frank", "Jane", "Frank");
        await WeaveAsync(book, 2, "Death of Jane", "Emma Jane", "Jane");
        Assert.True(await _stage.Graph.ResolveAsync(book.Id, GraphSamples.First));
        return book;
    }

    private async Task WeaveAsync(Book book, int chapter, string happening, string names, params string[] who)
    {
        var facts = GraphSamples.Facts(names, "Emma friend Jane");
        await _stage.Graph.WeaveAsync(
            GraphSamples.Weave(
                chapter,
                facts with
                {
                    Mentions = [.. facts.Mentions, new(happening, EntityTypes.Event, 9, "So it was.", 0)],
                    Relations =
                    [
                        .. facts.Relations,
                        .. who.Select(name => new Relation(name, happening, StoryEvents.TakesPart, "", 1, "So it was.", 0, 1)),
                    ],
                },
                book: book.Id
            ),
            Stop
        );
    }

    [Fact]
    public async Task Events_come_by_chapter_and_are_filtered()
    {
        var book = await WovenAsync();
        var all = Done(await Queries.OfAsync(book, TimelineFilter.All, Stop));
        Assert.Equal(["Jane marries Frank", "Death of Jane"], all.Events.Select(one => one.Summary));
        Assert.Equal([(StoryEventKind.Death, 1), (StoryEventKind.Marriage, 1)], all.Kinds.Select(kind => (kind.Key, kind.Value)));
        Assert.Equal(["Emma", "Frank", "Jane"], all.Stage.Select(one => one.Name).Order());

        async Task<IEnumerable<string>> NamesAsync(TimelineFilter filter) =>
            Done(await Queries.OfAsync(book, filter, Stop)).Events.Select(one => one.Summary);
        Assert.Equal(["Death of Jane"], await NamesAsync(TimelineFilter.All with { Kinds = [StoryEventKind.Death] }));
        Assert.Equal(["Jane marries Frank"], await NamesAsync(TimelineFilter.All with { Entity = "Frank" }));
        Assert.Equal(["Death of Jane"], await NamesAsync(TimelineFilter.All with { Chapters = ChapterRanges.TryParse("2-9") }));
        Assert.Equal(["Jane marries Frank"], await NamesAsync(TimelineFilter.All with { UpTo = 1 }));
        // What is filtered by kind is counted all the same, so that a person can choose others.
        Assert.Equal(
            2,
            Done(await Queries.OfAsync(book, TimelineFilter.All with { Kinds = [StoryEventKind.Oath] }, Stop)).Kinds.Count
        );
    }

    [Fact]
    public async Task What_is_not_there_is_refused()
    {
        Assert.IsType<Refusal.NoGraph>(Refused(await Queries.OfAsync(await _stage.BookAsync(), TimelineFilter.All, Stop)));
        var book = await WovenAsync();
        Assert.IsType<Refusal.UnknownName>(
            Refused(await Queries.OfAsync(book, TimelineFilter.All with { Entity = "Knightley" }, Stop))
        );
    }

    [Fact]
    public async Task Events_are_counted_apart_and_stand_in_no_list_of_names_or_ties()
    {
        var book = await WovenAsync();
        var summary = Done(await Graph.SummaryAsync(book, null, 99, 99, Stop));
        Assert.Equal((3, 1, 2), (summary.Entities, summary.Relations, summary.Events));
        Assert.Equal(["Emma", "Frank", "Jane"], summary.Cast.Select(one => one.Name).Order());
        Assert.Equal(1, Done(await Graph.SummaryAsync(book, 1, 99, 99, Stop)).Events);
        Assert.Equal(3, Done(await Entities.TopAsync(book, null, null, 99, Stop)).Count);
        Assert.Equal(2, Done(await Entities.TopAsync(book, EntityTypes.Event, null, 99, Stop)).Count);
        Assert.Equal(
            "friend",
            Assert.Single(Done(await Graph.EntityAsync(book, "Jane", null, 99, 99, Stop)).Relations).Relation.Type
        );
        Assert.Equal(
            "Jane",
            Assert.Single(Done(await Graph.EntityAsync(book, "Death of Jane", null, 99, 99, Stop)).Relations).Source
        );
        // By its name it is found, behind those who are called so.
        Assert.Equal("Jane", Done(await Entities.SearchAsync(book, "jane", null, 9, Stop))[0].Name);
        Assert.Contains(Done(await Entities.SearchAsync(book, "death", null, 9, Stop)), row => row.Type == EntityTypes.Event);
        // Jane and Frank have met at their wedding alone.
        Assert.Empty(Done(await Entities.PathAsync(book, "Emma", "Frank", null, Stop)));
    }

    [Fact]
    public async Task Drawings_leave_events_out_and_exports_keep_them()
    {
        var book = await WovenAsync();
        var export = new GraphExport(_stage.Graph, _stage.Ledger.Library, new(_stage.Ledger, Prices.BuiltIn()), _stage.Log);
        async Task<string> TextAsync(GraphFormat format, ExportSelection selection) =>
            await Written.TextAsync(Done(await export.OfAsync(book, format, selection, Stop)));
        Assert.DoesNotContain("Death of Jane", System.Text.Encoding.UTF8.GetString(Done(await export.DrawingAsync(book, Stop))));
        Assert.DoesNotContain("\"Death of Jane\"", await TextAsync(GraphFormats.Html, ExportSelection.All));
        Assert.Contains("Death of Jane", await TextAsync(GraphFormats.Json, ExportSelection.All));
        var wanted = new ExportSelection(null, [EntityTypes.Event, EntityTypes.Person], 0);
        Assert.Contains("\"Death of Jane\"", await TextAsync(GraphFormats.Html, wanted));
    }
}
