using Weft.Reasons;
using Weft.Runtime;
using Weft.Work;
using Xunit;

namespace Weft.Tests.Work;

public sealed class RetrySetTests
{
    private readonly RetrySet<int> _owed = new(number => number, new AsyncSignal(TimeProvider.System));

    [Fact]
    public async Task What_is_owed_is_done_once_and_in_order()
    {
        foreach (var number in new[] { 3, 1, 2, 1 })
            _owed.Add(number);
        Assert.Equal([1, 2, 3], await FlushAsync(_ => true));
        Assert.Empty(await FlushAsync(_ => true));
    }

    [Fact]
    public async Task What_is_not_done_stays_owed()
    {
        _owed.Add(1);
        _owed.Add(2);
        Assert.Equal([1, 2], await FlushAsync(number => number == 1));
        Assert.Equal([2], await FlushAsync(_ => true));
    }

    [Fact]
    public async Task What_fails_stays_owed_with_all_that_comes_after_it()
    {
        foreach (var number in new[] { 1, 2, 3 })
            _owed.Add(number);
        await Assert.ThrowsAsync<TransientException>(() =>
            FlushAsync(number => number == 2 ? throw new TransientException(Reason.OfWords("away")) : true)
        );
        Assert.Equal([2, 3], await FlushAsync(_ => true));
    }

    [Fact]
    public async Task What_is_owed_anew_while_it_is_done_is_done_again()
    {
        _owed.Add(1);
        await FlushAsync(number =>
        {
            _owed.Add(number);
            return true;
        });
        Assert.Equal([1], await FlushAsync(_ => true));
    }

    private async Task<List<int>> FlushAsync(Func<int, bool> step)
    {
        var done = new List<int>();
        var all = await _owed.FlushAsync(number =>
        {
            done.Add(number);
            return Task.FromResult(step(number));
        });
        Assert.Equal(all, done.TrueForAll(number => step(number)));
        return done;
    }
}
