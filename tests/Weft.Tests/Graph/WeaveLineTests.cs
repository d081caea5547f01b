using Weft.Extraction;
using Weft.Graph;
using Weft.Graph.Neo4j;
using Weft.Jobs;
using Weft.Testing;
using Xunit;
using static Weft.Testing.Conformance.GraphSamples;

namespace Weft.Tests.Graph;

/// <summary>Chapters that wait for the same book go together.</summary>
public sealed class WeaveLineTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private readonly List<(IReadOnlyList<ChapterWeave> Weaves, TaskCompletionSource Carried)> _sent = [];
    private readonly SemaphoreSlim _arrived = new(0);
    private readonly WeaveLine _line;

    public WeaveLineTests() => _line = new WeaveLine(SendAsync);

    private async Task<IReadOnlyList<WeaveResult>> SendAsync(BookId book, IReadOnlyList<ChapterWeave> weaves)
    {
        var carried = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_sent)
            _sent.Add((weaves, carried));
        _arrived.Release();
        await carried.Task;
        return [.. weaves.Select(WeaveResult (_) => new WeaveResult.Woven())];
    }

    /// <summary>The request of that number, once it has come.</summary>
    private async Task<(IReadOnlyList<ChapterWeave> Weaves, TaskCompletionSource Carried)> RequestAsync(int number)
    {
        await _arrived.WaitAsync(Stop).Comes();
        lock (_sent)
            return _sent[number];
    }

    private Task<WeaveResult> WeaveAsync(int chapter, int attempt = 1, CancellationToken? cancel = null) =>
        _line.WeaveAsync(Weave(chapter, Facts("曹操"), Token(1, attempt)), cancel ?? Stop);

    private static int[] Attempts(IReadOnlyList<ChapterWeave> weaves) => [.. weaves.Select(weave => weave.Token.Attempt)];

    [Fact]
    public async Task A_lone_chapter_goes_at_once_and_what_comes_meanwhile_goes_together()
    {
        var first = WeaveAsync(1);
        var one = await RequestAsync(0);
        var second = WeaveAsync(2);
        var other = await RequestAsync(1);
        Task<WeaveResult>[] waiting = [.. Enumerable.Range(3, 20).Select(chapter => WeaveAsync(chapter))];
        Assert.Equal((1, 1), (one.Weaves.Count, other.Weaves.Count));
        one.Carried.SetResult();
        var many = await RequestAsync(2);
        Assert.Equal(16, many.Weaves.Count);
        other.Carried.SetResult();
        var rest = await RequestAsync(3);
        Assert.Equal(4, rest.Weaves.Count);
        many.Carried.SetResult();
        rest.Carried.SetResult();
        await Task.WhenAll([first, second, .. waiting]).Comes();
    }

    [Fact]
    public async Task Two_attempts_of_a_chapter_are_never_in_the_air_together()
    {
        Task<WeaveResult>[] weaves = [.. Enumerable.Range(1, 5).Select(attempt => WeaveAsync(1, attempt))];
        for (var request = 0; request < 5; request++)
        {
            var (sent, carried) = await RequestAsync(request);
            Assert.Equal([request + 1], Attempts(sent));
            carried.SetResult();
        }
        await Task.WhenAll(weaves).Comes();
    }

    [Fact]
    public async Task Large_chapters_go_alone()
    {
        var one = WeaveAsync(1);
        var first = await RequestAsync(0);
        var other = WeaveAsync(2);
        var second = await RequestAsync(1);
        var large = Facts(string.Join(' ', Enumerable.Range(1, 1500).Select(i => $"Name{i}")));
        Task<WeaveResult>[] waiting = [.. Enumerable.Range(3, 2).Select(i => _line.WeaveAsync(Weave(i, large), Stop))];
        first.Carried.SetResult();
        second.Carried.SetResult();
        for (var request = 2; request < 4; request++)
        {
            var (sent, carried) = await RequestAsync(request);
            Assert.Single(sent);
            carried.SetResult();
        }
        await Task.WhenAll([one, other, .. waiting]).Comes();
    }

    [Fact]
    public async Task A_chapter_that_is_refused_for_good_takes_no_other_along()
    {
        var line = new WeaveLine(
            (_, weaves) =>
                weaves.Any(weave => weave.Chapter == Key(4))
                    ? throw new GraphException("no such type")
                    : Task.FromResult<IReadOnlyList<WeaveResult>>([.. weaves.Select(_ => new WeaveResult.Woven())])
        );
        Task<WeaveResult>[] weaves = [.. Enumerable.Range(1, 12).Select(i => line.WeaveAsync(Weave(i, ChapterFacts.None), Stop))];
        for (var chapter = 1; chapter <= weaves.Length; chapter++)
            if (chapter == 4)
                await Assert.ThrowsAsync<GraphException>(() => weaves[3]);
            else
                Assert.IsType<WeaveResult.Woven>(await weaves[chapter - 1].Comes());
    }

    [Fact]
    public async Task Who_has_gone_while_waiting_is_not_woven()
    {
        var one = WeaveAsync(1);
        var first = await RequestAsync(0);
        var other = WeaveAsync(2);
        var second = await RequestAsync(1);
        using var cancel = new CancellationTokenSource();
        var gone = WeaveAsync(3, cancel: cancel.Token);
        var stays = WeaveAsync(4);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone.Comes());
        first.Carried.SetResult();
        var third = await RequestAsync(2);
        Assert.Equal(Key(4), Assert.Single(third.Weaves).Chapter);
        second.Carried.SetResult();
        third.Carried.SetResult();
        await Task.WhenAll(one, other, stays).Comes();
    }
}
