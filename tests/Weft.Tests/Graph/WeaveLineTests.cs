using Weft.Graph;
using Weft.Graph.Neo4j;
using Weft.Model;
using Weft.Reasons;
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

    /// <summary>As many lone chapters as may be in the air at once: what comes now has to wait. Numbered from 1.</summary>
    private async Task<List<(Task<WeaveResult> Woven, TaskCompletionSource Carried)>> FillAsync()
    {
        var lone = new List<(Task<WeaveResult>, TaskCompletionSource)>();
        for (var chapter = 1; chapter <= WeaveLine.RequestsOfABook; chapter++)
        {
            var woven = WeaveAsync(chapter);
            var (weaves, carried) = await RequestAsync(chapter - 1);
            Assert.Single(weaves);
            lone.Add((woven, carried));
        }
        return lone;
    }

    private static async Task EndAsync(
        IEnumerable<(Task<WeaveResult> Woven, TaskCompletionSource Carried)> lone,
        params Task[] others
    )
    {
        foreach (var (woven, carried) in lone)
        {
            carried.TrySetResult();
            await woven.Comes();
        }
        await Task.WhenAll(others).Comes();
    }

    [Fact]
    public async Task A_lone_chapter_goes_at_once_and_what_comes_meanwhile_goes_together()
    {
        var lone = await FillAsync();
        Task<WeaveResult>[] waiting =
        [
            .. Enumerable.Range(11, WeaveLine.ChaptersAtOnce + 4).Select(chapter => WeaveAsync(chapter)),
        ];
        lone[0].Carried.SetResult();
        var many = await RequestAsync(lone.Count);
        Assert.Equal(WeaveLine.ChaptersAtOnce, many.Weaves.Count);
        lone[1].Carried.SetResult();
        var rest = await RequestAsync(lone.Count + 1);
        Assert.Equal(4, rest.Weaves.Count);
        many.Carried.SetResult();
        rest.Carried.SetResult();
        await EndAsync(lone, waiting);
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
        var lone = await FillAsync();
        var large = Facts(string.Join(' ', Enumerable.Range(1, WeaveLine.FactsAtOnce - 1).Select(i => $"Name{i}")));
        Task<WeaveResult>[] waiting =
        [
            .. Enumerable.Range(11, 2).Select(i => _line.WeaveAsync(Weave(i, large), Stop)),
            WeaveAsync(13),
        ];
        lone[0].Carried.SetResult();
        var first = await RequestAsync(lone.Count);
        Assert.Equal([Key(11), Key(13)], first.Weaves.Select(weave => weave.Chapter));
        lone[1].Carried.SetResult();
        var second = await RequestAsync(lone.Count + 1);
        Assert.Equal(Key(12), Assert.Single(second.Weaves).Chapter);
        first.Carried.SetResult();
        second.Carried.SetResult();
        await EndAsync(lone, waiting);
    }

    [Fact]
    public async Task A_chapter_that_is_refused_for_good_takes_no_other_along()
    {
        var line = new WeaveLine(
            (_, weaves) =>
                weaves.Any(weave => weave.Chapter == Key(4))
                    ? throw new GraphException(Reason.OfWords("no such type"))
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
        var lone = await FillAsync();
        using var cancel = new CancellationTokenSource();
        var gone = WeaveAsync(11, cancel: cancel.Token);
        var stays = WeaveAsync(12);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone.Comes());
        lone[0].Carried.SetResult();
        var next = await RequestAsync(lone.Count);
        Assert.Equal(Key(12), Assert.Single(next.Weaves).Chapter);
        next.Carried.SetResult();
        await EndAsync(lone, stays);
    }
}
