using Microsoft.Extensions.Logging.Abstractions;
using Weft.Dispatch;
using Weft.Dispatch.Embedded;
using Weft.Model;
using Weft.Runtime;
using Weft.Testing;
using Weft.Work;
using Xunit;

namespace Weft.Tests.Work;

/// <summary>Who is lent the permits that nobody waits for.</summary>
public sealed class PermitsInHandTests
{
    private static readonly ProviderLimits Limits = new(20, null, null);
    private static readonly SessionId Session = new(1);

    private readonly EmbeddedGate _gate = new(TimeProvider.System, Guards.Without(Guard.GateSeed));
    private readonly PermitsInHand _permits;
    private readonly List<string> _lent = [];
    private int _changes;

    public PermitsInHandTests() =>
        _permits = new(
            _gate,
            () => _changes++,
            new(TimeProvider.System, new Random(1), OnTheSpot.Instance, _ => { }, NullLogger.Instance, Guards.All)
        );

    [Fact]
    public void A_job_with_fewer_permits_goes_first_and_in_it_the_chapter_with_fewest()
    {
        Wants(Open(1), "1a", 9);
        Wants(Open(1), "1b", 9);
        Wants(Open(2), "2a", 1);
        Wants(Open(2), "2b", 9);
        Wants(Open(3), "3a", 9);
        Assert.Equal(37, _permits.Wanted);
        _permits.Lend(Take(5));
        Assert.Equal(["3a", "1a", "2a", "3a", "1b"], _lent);
        Assert.Equal(10, _permits.Count);
    }

    [Fact]
    public void What_nobody_could_use_goes_back_to_the_gate()
    {
        Wants(Open(1), "1a", 2);
        _permits.Lend(Take(5));
        Assert.Equal(["1a", "1a"], _lent);
        Assert.Equal(3, _permits.Count);
        Assert.Equal(17, Take(20).Count);
    }

    [Fact]
    public void A_chapter_that_ends_gives_all_its_permits_back_once()
    {
        var chapter = Open(1);
        Wants(chapter, "1a", 2);
        var lent = Take(2);
        _permits.Lend(lent);
        Assert.All(lent, permit => Assert.True(_permits.Holds(permit)));
        chapter.GiveBack(lent[0]);
        chapter.GiveBack(lent[0]);
        chapter.Close();
        Assert.Equal((0, 0), (_permits.Count, _permits.Wanted));
        Assert.Equal(20, Take(20).Count);
        Assert.False(chapter.TryLend(lent[1]));
        Assert.True(_changes >= 3);
    }

    private ChapterPermits Open(long job) => _permits.Open(new(job), Take(1)[0]);

    private void Wants(ChapterPermits chapter, string name, int passages) =>
        chapter.Want(
            () => passages,
            _ =>
            {
                passages--;
                _lent.Add(name);
            }
        );

    private IReadOnlyList<Permit> Take(int upTo)
    {
        var taking = _gate.TakeAsync("p", Limits, Session, upTo, DateTimeOffset.MaxValue, default);
        Assert.True(taking.IsCompletedSuccessfully);
        return taking.Result is PermitReply.Taken { Permits: var permits } ? permits : [];
    }
}
