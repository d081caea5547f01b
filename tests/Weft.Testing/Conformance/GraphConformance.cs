using Weft.Graph;
using Weft.Model;
using Xunit;
using static Weft.Testing.Conformance.GraphSamples;

namespace Weft.Testing.Conformance;

/// <summary>What every store of the graph must do with books, weaves and the fence. A line per backend stands beside the backends' tests.</summary>
public abstract class GraphConformance<TBackend> : IAsyncLifetime
    where TBackend : GraphBackend, new()
{
    private readonly TBackend _backend = new();

    protected IGraphStore Graph { get; private set; } = null!;

    protected GraphBackend Backend => _backend;

    public async ValueTask InitializeAsync()
    {
        Graph = await _backend.OpenAsync();
        await Graph.PutBookAsync(Book(3), default);
    }

    public async ValueTask DisposeAsync()
    {
        await _backend.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_weave_stands_as_it_was_given()
    {
        var facts = Random(1);
        Assert.IsType<WeaveResult.Woven>(await Graph.WeaveAsync(Weave(2, facts), default));
        var raw = (await Graph.ReadRawAsync(Sanguo, default))!;
        Assert.Equal((Sanguo, "zh"), (raw.Book, raw.Language));
        var chapter = Assert.Single(raw.Chapters);
        Assert.Equal(Book(3).Chapters[1], chapter.Chapter);
        Assert.Equal("rules", chapter.Provider);
        Assert.Equal(facts.Mentions, chapter.Facts.Mentions);
        Assert.Equal(facts.Relations, chapter.Facts.Relations);
        Assert.Equal(facts.Traits, chapter.Facts.Traits);
    }

    [Fact]
    public async Task Chapters_are_read_by_position_and_those_without_facts_are_left_out()
    {
        await WeaveAsync(3, "曹操");
        await WeaveAsync(1, "刘备");
        await Graph.WeaveAsync(Weave(2, Weft.Model.ChapterFacts.None), default);
        Assert.Equal(["刘备", "曹操"], await NamesAsync());
    }

    [Fact]
    public async Task A_weave_replaces_all_that_stood_of_its_chapter_and_nothing_else()
    {
        await WeaveAsync(1, "曹操 刘备", Token(1, 1));
        await WeaveAsync(2, "关羽", Token(1, 1));
        await WeaveAsync(1, "张飞", Token(1, 2));
        Assert.Equal(["张飞", "关羽"], await NamesAsync());
    }

    [Fact]
    public async Task Traits_go_with_the_chapter_s_other_facts()
    {
        await Graph.WeaveAsync(Weave(1, Random(1), Token(1, 1)), default);
        Assert.NotEmpty((await Graph.ReadRawAsync(Sanguo, default))!.Chapters[0].Facts.Traits);
        await Graph.WeaveAsync(Weave(1, Random(1) with { Traits = [] }, Token(1, 2)), default);
        Assert.Empty((await Graph.ReadRawAsync(Sanguo, default))!.Chapters[0].Facts.Traits);
    }

    [Theory]
    [InlineData(5, 2, 5, 1)]
    [InlineData(5, 2, 4, 9)]
    public async Task A_lower_token_is_refused_and_changes_nothing(long job, int attempt, long lowerJob, int lowerAttempt)
    {
        await WeaveAsync(1, "曹操", Token(job, attempt));
        var version = (await Graph.FindStateAsync(Sanguo, default))!.Version;
        var refused = Assert.IsType<WeaveResult.Refused>(await WeaveAsync(1, "刘备", Token(lowerJob, lowerAttempt), Second));
        Assert.Equal((Token(job, attempt), First), (refused.Seen, refused.Session));
        Assert.Equal(["曹操"], await NamesAsync());
        Assert.Equal(version, (await Graph.FindStateAsync(Sanguo, default))!.Version);
    }

    [Fact]
    public async Task Of_two_jobs_the_newer_stands_whatever_their_attempts()
    {
        await WeaveAsync(1, "曹操", Token(1, 9));
        Assert.IsType<WeaveResult.Woven>(await WeaveAsync(1, "刘备", Token(2, 1)));
        Assert.Equal(["刘备"], await NamesAsync());
    }

    [Fact]
    public async Task The_same_token_of_another_session_is_refused()
    {
        await WeaveAsync(1, "曹操", Token(1, 1), First);
        var refused = Assert.IsType<WeaveResult.Refused>(await WeaveAsync(1, "刘备", Token(1, 1), Second));
        Assert.Equal((Token(1, 1), First), (refused.Seen, refused.Session));
        Assert.Equal(["曹操"], await NamesAsync());
    }

    [Fact]
    public async Task The_same_weave_of_the_same_session_is_carried_out_again()
    {
        await Graph.WeaveAsync(Weave(1, Random(1)), default);
        var once = await Graph.HashAsync(Sanguo);
        Assert.IsType<WeaveResult.Woven>(await Graph.WeaveAsync(Weave(1, Random(1)), default));
        Assert.Equal(once, await Graph.HashAsync(Sanguo));
    }

    [Fact]
    public async Task The_fence_is_each_chapters_own()
    {
        await WeaveAsync(1, "曹操", Token(9, 9));
        Assert.IsType<WeaveResult.Woven>(await WeaveAsync(2, "刘备", Token(1, 1), Second));
    }

    [Fact]
    public async Task The_same_text_twice_in_a_book_is_two_chapters()
    {
        var twice = Key(1) with { Occurrence = 1 };
        var book = Book(2);
        await Graph.PutBookAsync(book with { Chapters = [book.Chapters[0], book.Chapters[1] with { Key = twice }] }, default);
        await WeaveAsync(1, "曹操", Token(1, 2));
        Assert.IsType<WeaveResult.Woven>(
            await Graph.WeaveAsync(Weave(1, Facts(Person("刘备"))) with { Chapter = twice }, default)
        );
        Assert.Equal(["曹操", "刘备"], await NamesAsync());
    }

    [Fact]
    public async Task A_weave_must_find_its_book()
    {
        Assert.IsType<WeaveResult.NoBook>(await Graph.WeaveAsync(Weave(1, Random(1), book: new BookId(99)), default));
        Assert.Null(await Graph.ReadRawAsync(new BookId(99), default));
        Assert.Null(await Graph.FindStateAsync(new BookId(99), default));
        Assert.Equal([Sanguo], await Graph.BooksAsync(default));
    }

    [Fact]
    public async Task A_deleted_book_is_not_brought_back_by_a_weave()
    {
        await WeaveAsync(1, "曹操");
        await Graph.DeleteBookAsync(Sanguo, default);
        Assert.IsType<WeaveResult.NoBook>(await WeaveAsync(1, "曹操", Token(2, 1)));
        Assert.Empty(await Graph.BooksAsync(default));
    }

    [Fact]
    public async Task Deleting_leaves_nothing_and_no_other_book_loses_anything()
    {
        var other = new BookId(8);
        await Graph.PutBookAsync(Book(2, other), default);
        await Graph.WeaveAsync(Weave(1, Random(3), book: other), default);
        await Graph.ResolveAsync(other, First);
        var before = await Graph.HashAsync(other);
        await Graph.WeaveAsync(Weave(1, Random(1), Token(9, 9)), default);
        await Graph.ResolveAsync(Sanguo, First);

        await Graph.DeleteBookAsync(Sanguo, default);
        await Graph.DeleteBookAsync(Sanguo, default);
        Assert.Null(await Graph.ReadResolvedAsync(Sanguo, default));
        Assert.Equal((0, 0), await Graph.CountRawAsync(Sanguo, default));
        Assert.Equal(before, await Graph.HashAsync(other));

        // Not even the fence remembers: the same id put again (a rebuild) starts from nothing.
        await Graph.PutBookAsync(Book(3), default);
        Assert.Empty((await Graph.ReadResolvedAsync(Sanguo, default))!.Entities);
        Assert.Null((await Graph.FindStateAsync(Sanguo, default))!.Resolved);
        Assert.IsType<WeaveResult.Woven>(await WeaveAsync(1, "曹操", Token(1, 1)));
        Assert.Equal(["曹操"], await NamesAsync());
    }

    [Fact]
    public async Task Each_weave_and_each_put_raises_the_version()
    {
        var versions = new List<long> { await VersionAsync() };
        await WeaveAsync(1, "曹操");
        versions.Add(await VersionAsync());
        await WeaveAsync(1, "曹操");
        versions.Add(await VersionAsync());
        await Graph.PutBookAsync(Book(3, edition: 2), default);
        versions.Add(await VersionAsync());
        Assert.Equal(versions.Order().Distinct(), versions);
    }

    [Fact]
    public async Task A_new_edition_keeps_the_facts_of_chapters_whose_text_it_keeps()
    {
        await WeaveAsync(1, "曹操");
        await WeaveAsync(2, "刘备");
        var book = Book(3, edition: 2);
        var shifted = book.Chapters[1] with { Position = 1, Number = 1, Title = "第一回" };
        await Graph.PutBookAsync(book with { Chapters = [shifted, book.Chapters[2] with { Position = 2, Number = 2 }] }, default);
        var raw = (await Graph.ReadRawAsync(Sanguo, default))!;
        Assert.Equal(shifted, Assert.Single(raw.Chapters).Chapter);

        // A chapter that comes back with a later edition has its facts again.
        await Graph.PutBookAsync(Book(3, edition: 3), default);
        Assert.Equal(["曹操", "刘备"], await NamesAsync());
    }

    [Fact]
    public async Task A_job_on_an_older_edition_weaves_without_being_seen_in_the_current_one()
    {
        await Graph.PutBookAsync(Book(2, edition: 2), default);
        Assert.IsType<WeaveResult.Woven>(await WeaveAsync(3, "曹操"));
        Assert.Empty(await NamesAsync());
    }

    [Fact]
    public async Task An_older_edition_changes_nothing()
    {
        await Graph.PutBookAsync(Book(3, edition: 5), default);
        var version = await VersionAsync();
        await Graph.PutBookAsync(Book(1, edition: 4), default);
        var state = (await Graph.FindStateAsync(Sanguo, default))!;
        Assert.Equal((5, version), (state.EditionNumber, state.Version));
        await WeaveAsync(3, "曹操");
        Assert.Equal(["曹操"], await NamesAsync());
    }

    [Fact]
    public async Task Sixteen_chapters_woven_at_once_all_stand()
    {
        await Graph.PutBookAsync(Book(16), default);
        var before = await VersionAsync();
        var weaves = Enumerable.Range(1, 16).Select(i => Task.Run(() => Graph.WeaveAsync(Weave(i, Random(i)), default)));
        Assert.All(await Together(weaves), result => Assert.IsType<WeaveResult.Woven>(result));
        Assert.Equal(16, (await Graph.ReadRawAsync(Sanguo, default))!.Chapters.Count);
        Assert.Equal(before + 16, await VersionAsync());
    }

    [Fact]
    public async Task Of_many_attempts_at_once_the_highest_stands_whole()
    {
        var weaves = Enumerable
            .Range(1, 12)
            .Select(i => Task.Run(() => Graph.WeaveAsync(Weave(1, Random(i), Token(1, i)), default)));
        await Together(weaves);
        var raw = (await Graph.ReadRawAsync(Sanguo, default))!;
        Assert.Equal(Random(12).Mentions, raw.Chapters[0].Facts.Mentions);
        Assert.Equal(Random(12).Relations, raw.Chapters[0].Facts.Relations);
    }

    [Fact]
    public async Task Names_and_links_are_counted_once_however_they_are_written()
    {
        await Graph.WeaveAsync(Weave(1, Facts("曹操 刘备 曹操(字)", "曹操 enemy 刘备", "曹操 alias 刘备")), default);
        await Graph.WeaveAsync(Weave(2, Facts("《曹操》 Darcy DARCY", "曹操 enemy 刘备", "Darcy co_occurs 刘备")), default);
        Assert.Equal((4, 2), await Graph.CountRawAsync(Sanguo, default));
    }

    protected Task<WeaveResult> WeaveAsync(int chapter, string names, FencingToken? token = null, SessionId? session = null) =>
        Graph.WeaveAsync(Weave(chapter, Facts(names), token, session), default);

    protected async Task<long> VersionAsync() => (await Graph.FindStateAsync(Sanguo, default))!.Version;

    protected async Task<IEnumerable<string>> NamesAsync() =>
        from chapter in (await Graph.ReadRawAsync(Sanguo, default))!.Chapters
        from mention in chapter.Facts.Mentions
        select mention.Name;

    private static Task<T[]> Together<T>(IEnumerable<Task<T>> tasks) => Task.WhenAll(tasks.ToArray());
}
