using Weft.Graph;
using Weft.Graph.Resolution;
using Weft.Model;
using Xunit;
using static Weft.Testing.Conformance.GraphSamples;

namespace Weft.Testing.Conformance;

/// <summary>What every store of the graph must do with the resolve token, the resolved layer and readers' questions.</summary>
public abstract class ResolvedConformance<TBackend> : IAsyncLifetime
    where TBackend : GraphBackend, new()
{
    private readonly TBackend _backend = new();

    private IGraphStore Graph { get; set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Graph = await _backend.OpenAsync();
        await Graph.PutBookAsync(Book(5), default);
    }

    public async ValueTask DisposeAsync()
    {
        await _backend.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Events_stand_in_no_cast_and_in_no_list_of_ties_but_their_own()
    {
        const string Oath = "桃园结义";
        var facts = Facts("刘备 关羽", "刘备 friend 关羽");
        await Graph.WeaveAsync(
            Weave(
                1,
                facts with
                {
                    Mentions = [.. facts.Mentions, Person(Oath, 9, type: EntityTypes.Event)],
                    Relations =
                    [
                        .. facts.Relations,
                        new("刘备", Oath, StoryEvents.TakesPart, "", 1, "…", 0, 1),
                        new("关羽", Oath, StoryEvents.TakesPart, "", 1, "…", 0, 1),
                    ],
                }
            ),
            default
        );
        await Graph.ResolveAsync(Sanguo, First);
        Assert.Equal(
            ["关羽", "刘备"],
            (await Graph.TopEntitiesAsync(Sanguo, new(null, null, 9), default))
                .Select(row => row.Name)
                .Order(StringComparer.Ordinal)
        );
        Assert.Equal(Oath, Assert.Single(await Graph.TopEntitiesAsync(Sanguo, new(EntityTypes.Event, null, 9), default)).Name);
        Assert.Equal("friend", Assert.Single(await Graph.NeighboursAsync(Sanguo, "刘备", null, 9, default)).Type);
        Assert.Equal(2, (await Graph.NeighboursAsync(Sanguo, Oath, null, 9, default)).Count);
        Assert.Equal(2, (await Graph.ShortestPathAsync(Sanguo, "刘备", Oath, null, default)).Count);
        Assert.Equal(3, (await Graph.ReadResolvedAsync(Sanguo, default))!.Entities.Count);
    }

    [Fact]
    public async Task A_free_token_is_taken_and_taken_again_by_its_holder()
    {
        var state = (await Graph.FindStateAsync(Sanguo, default))!;
        Assert.Null(state.Token);
        var taken = new TokenReply.Taken(state.Version, 1);
        Assert.Equal(taken, await Graph.TakeResolveTokenAsync(Sanguo, First, null, default));
        Assert.Equal(taken, await Graph.TakeResolveTokenAsync(Sanguo, First, null, default));
        Assert.Equal(First, (await Graph.FindStateAsync(Sanguo, default))!.Token);
    }

    [Fact]
    public async Task A_held_token_is_taken_only_from_the_session_that_is_named()
    {
        await Graph.TakeResolveTokenAsync(Sanguo, First, null, default);
        var held = new TokenReply.HeldBy(First);
        Assert.Equal(held, await Graph.TakeResolveTokenAsync(Sanguo, Second, null, default));
        Assert.Equal(held, await Graph.TakeResolveTokenAsync(Sanguo, Second, new SessionId(3), default));
        Assert.IsType<TokenReply.Taken>(await Graph.TakeResolveTokenAsync(Sanguo, Second, First, default));
        Assert.Equal(Second, (await Graph.FindStateAsync(Sanguo, default))!.Token);
    }

    [Fact]
    public async Task There_is_no_token_of_a_book_that_is_not_there()
    {
        Assert.IsType<TokenReply.NoBook>(await Graph.TakeResolveTokenAsync(new BookId(99), First, null, default));
        Assert.False(await Graph.TryWriteResolvedAsync(new BookId(99), First, ResolvedBook.Empty, new(1, 0, 1), default));
    }

    [Fact]
    public async Task Only_the_holder_writes_the_resolved_layer()
    {
        await WeaveAsync(1, "曹操");
        var stamp = new ResolveStamp(2, 0, 1);
        var resolved = Resolver.Resolve((await Graph.ReadRawAsync(Sanguo, default))!, []);
        Assert.False(await Graph.TryWriteResolvedAsync(Sanguo, First, resolved, stamp, default));
        await Graph.TakeResolveTokenAsync(Sanguo, First, null, default);
        Assert.False(await Graph.TryWriteResolvedAsync(Sanguo, Second, resolved, stamp, default));
        await Graph.TakeResolveTokenAsync(Sanguo, Second, First, default);
        Assert.False(await Graph.TryWriteResolvedAsync(Sanguo, First, resolved, stamp, default));
        Assert.Empty((await Graph.ReadResolvedAsync(Sanguo, default))!.Entities);
        Assert.Null((await Graph.FindStateAsync(Sanguo, default))!.Resolved);
        Assert.Equal(Second, (await Graph.FindStateAsync(Sanguo, default))!.Token);
    }

    [Fact]
    public async Task The_last_batch_stamps_the_book_and_frees_the_token()
    {
        await WeaveAsync(1, "曹操");
        var taken = (TokenReply.Taken)await Graph.TakeResolveTokenAsync(Sanguo, First, null, default);
        var stamp = new ResolveStamp(taken.Version, 4, taken.EditionNumber);
        Assert.True(await Graph.TryWriteResolvedAsync(Sanguo, First, ResolvedBook.Empty, stamp, default));
        var state = (await Graph.FindStateAsync(Sanguo, default))!;
        Assert.Equal(stamp, state.Resolved);
        Assert.Null(state.Token);
        Assert.True(state.IsResolved(lastWord: 4));
        Assert.False(state.IsResolved(lastWord: 5));
        Assert.False(await Graph.TryWriteResolvedAsync(Sanguo, First, ResolvedBook.Empty, stamp, default));
    }

    [Fact]
    public async Task A_weave_or_an_edition_after_the_version_was_read_leaves_the_book_behind()
    {
        await Graph.ResolveAsync(Sanguo, First);
        Assert.True((await Graph.FindStateAsync(Sanguo, default))!.IsResolved(0));
        await WeaveAsync(1, "曹操");
        Assert.False((await Graph.FindStateAsync(Sanguo, default))!.IsResolved(0));
        await Graph.ResolveAsync(Sanguo, First);
        await Graph.PutBookAsync(Book(5, edition: 2), default);
        Assert.False((await Graph.FindStateAsync(Sanguo, default))!.IsResolved(0));
    }

    [Fact]
    public async Task The_resolved_layer_stands_as_it_was_written_and_is_changed_in_place()
    {
        for (var i = 1; i <= 3; i++)
            await Graph.WeaveAsync(Weave(i, Random(i)), default);
        await AssertResolvedAsync();
        await Graph.WeaveAsync(Weave(2, Random(22), Token(2, 1)), default);
        await Graph.WeaveAsync(Weave(3, Facts("吕布 貂蝉 奉先", "吕布 alias 奉先")), default);
        await AssertResolvedAsync();
        await Graph.WeaveAsync(Weave(3, ChapterFacts.None, Token(2, 1)), default);
        await AssertResolvedAsync();
    }

    [Fact]
    public async Task A_resolved_layer_larger_than_a_batch_stands_whole()
    {
        var names = string.Join(' ', Enumerable.Range(0, 6000).Select(i => $"Name{i:0000}"));
        await Graph.WeaveAsync(Weave(1, Facts(names)), default);
        await AssertResolvedAsync();
        await Graph.WeaveAsync(Weave(1, Facts("曹操"), Token(2, 1)), default);
        await AssertResolvedAsync();
    }

    [Fact]
    public async Task The_hash_is_the_same_in_every_order_and_store_and_whoever_wove()
    {
        var facts = Enumerable.Range(1, 5).ToDictionary(i => i, i => Random(i));
        foreach (var (chapter, said) in facts)
            await Graph.WeaveAsync(Weave(chapter, said), default);
        await Graph.ResolveAsync(Sanguo, First);

        var other = new Models.MemoryGraph();
        await other.PutBookAsync(Book(5), default);
        foreach (var chapter in new[] { 4, 2, 5, 1, 3 })
        {
            await other.WeaveAsync(Weave(chapter, Random(chapter + 100), Token(1, 1)), default);
            var shuffled = facts[chapter] with
            {
                Mentions = [.. facts[chapter].Mentions.Reverse()],
                Relations = [.. facts[chapter].Relations.Reverse()],
                Traits = [.. facts[chapter].Traits.Reverse()],
            };
            await other.WeaveAsync(Weave(chapter, shuffled, Token(3, 7), Second) with { Provider = "deepseek" }, default);
        }
        await other.ResolveAsync(Sanguo, Second);
        Assert.Equal(await other.HashAsync(Sanguo), await Graph.HashAsync(Sanguo));

        await Graph.WeaveAsync(Weave(5, Random(6), Token(9, 1)), default);
        Assert.NotEqual(await other.HashAsync(Sanguo), await Graph.HashAsync(Sanguo));
    }

    [Fact]
    public async Task Entities_with_most_mentions_come_first_up_to_a_chapter()
    {
        await ResolveSampleAsync();
        Assert.Equal(
            ["张飞 5 1-3", "刘备 4 1-1", "关羽 2 2-2"],
            Rows(await Graph.TopEntitiesAsync(Sanguo, new("person", null, 3), default))
        );
        Assert.Equal(
            ["刘备 4 1-1", "关羽 2 2-2", "张飞 2 1-2"],
            Rows(await Graph.TopEntitiesAsync(Sanguo, new("person", 2, 9), default))
        );
        Assert.Equal(["荆州 1 3-3"], Rows(await Graph.TopEntitiesAsync(Sanguo, new("place", null, 9), default)));
        Assert.Empty(await Graph.TopEntitiesAsync(new BookId(99), new(null, null, 9), default));
    }

    [Fact]
    public async Task An_entity_is_shown_with_its_quotes_as_far_as_the_reader_is()
    {
        await ResolveSampleAsync();
        var page = (await Graph.FindEntityAsync(Sanguo, "张飞", null, 9, default))!;
        Assert.Equal([1, 2, 3, 3], page.Quotes.Select(quote => quote.Chapter));
        Assert.Equal([new EntityAlias("翼德", 3)], page.Entity.Aliases);
        Assert.Equal(new EntityQuote(3, "第3回", "翼德", "……翼德……", 40, "rules"), page.Quotes[3]);
        page = (await Graph.FindEntityAsync(Sanguo, "张飞", 2, 9, default))!;
        Assert.Equal((2, 2, 0), (page.Entity.Mentions, page.Quotes.Count, page.Entity.Aliases.Count));
        Assert.Single((await Graph.FindEntityAsync(Sanguo, "张飞", null, 1, default))!.Quotes);
        Assert.Null(await Graph.FindEntityAsync(Sanguo, "关羽", 1, 9, default));
        Assert.Null(await Graph.FindEntityAsync(Sanguo, "nobody", null, 9, default));
    }

    [Fact]
    public async Task Neighbours_come_heaviest_first_and_only_with_what_is_said_so_far()
    {
        await ResolveSampleAsync();
        var all = await Graph.NeighboursAsync(Sanguo, "张飞", null, 9, default);
        Assert.Equal(
            ["刘备 张飞 brother 2", "张飞 荆州 at 1"],
            all.Select(it => $"{it.Source} {it.Target} {it.Type} {it.Count}")
        );
        Assert.True(all[0].Weight >= all[1].Weight);
        var early = Assert.Single(await Graph.NeighboursAsync(Sanguo, "张飞", 1, 9, default));
        Assert.Equal((1, 0.9, 1), (early.Count, early.Weight, early.Quotes.Count));
        Assert.Equal([1, 2], all[0].Chapters);
        Assert.Single(await Graph.NeighboursAsync(Sanguo, "张飞", null, 1, default));
    }

    [Fact]
    public async Task Searching_folds_and_finds_aliases_the_equal_name_first()
    {
        await ResolveSampleAsync();
        Assert.Equal(
            ["关羽 2 2-2", "关羽平 1 4-4", "小关羽 1 4-4"],
            Rows(await Graph.SearchAsync(Sanguo, " 关羽 ", null, 9, default))
        );
        Assert.Equal(["张飞 5 1-3"], Rows(await Graph.SearchAsync(Sanguo, "翼德", null, 9, default)));
        Assert.Equal(["Lu Bu 1 4-4"], Rows(await Graph.SearchAsync(Sanguo, "ＬÜ b", null, 9, default)));
        Assert.Empty(await Graph.SearchAsync(Sanguo, "翼德", 2, 9, default));
        Assert.Empty(await Graph.SearchAsync(Sanguo, "  ", null, 9, default));
        Assert.Single(await Graph.SearchAsync(Sanguo, "关羽", null, 1, default));
    }

    [Fact]
    public async Task The_shortest_path_goes_only_over_links_that_are_known_by_then()
    {
        await ResolveSampleAsync();
        Assert.Equal(["关羽", "刘备", "张飞", "荆州"], await Graph.ShortestPathAsync(Sanguo, "关羽", "荆州", null, default));
        Assert.Empty(await Graph.ShortestPathAsync(Sanguo, "关羽", "荆州", 2, default));
        Assert.Equal(["关羽", "刘备", "张飞"], await Graph.ShortestPathAsync(Sanguo, "关羽", "张飞", 2, default));
        Assert.Equal(["关羽"], await Graph.ShortestPathAsync(Sanguo, "关羽", "关羽", null, default));
        Assert.Empty(await Graph.ShortestPathAsync(Sanguo, "关羽", "Lu Bu", null, default));
        Assert.Empty(await Graph.ShortestPathAsync(Sanguo, "关羽", "nobody", null, default));
    }

    private async Task ResolveSampleAsync()
    {
        await Graph.WeaveAsync(Weave(1, With(Facts("张飞", "刘备 brother 张飞"), Person("刘备", 4))), default);
        await Graph.WeaveAsync(
            Weave(2, With(Facts("张飞", "刘备 brother 张飞", "刘备 brother 关羽"), Person("关羽", 2))),
            default
        );
        var third = With(
            Facts("张飞", "张飞 at 荆州", "张飞 alias 翼德"),
            Person("翼德", 2, 40),
            Person("荆州", type: EntityTypes.Place)
        );
        await Graph.WeaveAsync(Weave(3, third), default);
        await Graph.WeaveAsync(Weave(4, Facts(Person("小关羽"), Person("关羽平"), Person("Lu Bu"))), default);
        Assert.True(await Graph.ResolveAsync(Sanguo, First));
    }

    private static ChapterFacts With(ChapterFacts facts, params Mention[] mentions) =>
        facts with
        {
            Mentions = [.. facts.Mentions, .. mentions],
        };

    private static IEnumerable<string> Rows(IEnumerable<EntityRow> rows) =>
        rows.Select(row => $"{row.Name} {row.Mentions} {row.First}-{row.Last}");

    private Task<WeaveResult> WeaveAsync(int chapter, string names) => Graph.WeaveAsync(Weave(chapter, Facts(names)), default);

    private async Task AssertResolvedAsync()
    {
        var raw = (await Graph.ReadRawAsync(Sanguo, default))!;
        var expected = Resolver.Resolve(raw, []);
        Assert.True(await Graph.ResolveAsync(Sanguo, First));
        var stands = (await Graph.ReadResolvedAsync(Sanguo, default))!;
        Assert.Equal(CanonicalHash.Of(raw, expected), CanonicalHash.Of(raw, stands));
        Assert.Equal(expected.Entities.Select(it => it.Id), stands.Entities.Select(it => it.Id));
        Assert.Equal(
            expected.Relations.Select(it => (it.Source, it.Target, it.Type)),
            stands.Relations.Select(it => (it.Source, it.Target, it.Type))
        );
    }
}
