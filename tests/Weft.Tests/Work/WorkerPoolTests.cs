using Weft.Model;
using Weft.Work;
using Xunit;

namespace Weft.Tests.Work;

public sealed class WorkerPoolTests
{
    private static readonly ProviderLimits Limited = new(20, null, null);

    [Theory]
    [InlineData(64, 1, 2_000, 64)]
    [InlineData(64, 4, 2_000, 16)]
    [InlineData(64, 200, 2_000, 1)]
    [InlineData(64, 200, 10, 32)]
    [InlineData(64, 4, 10, 64)]
    [InlineData(1, 200, 1, 1)]
    public void Where_nothing_limits_a_provider_its_ring_comes_round_within_a_second(
        int free,
        int jobs,
        int chapterMs,
        int share
    ) => Assert.Equal(share, WorkerPool.FairShareOf(free, jobs, TimeSpan.FromMilliseconds(chapterMs), ProviderLimits.None));

    [Theory]
    [InlineData(64, 4, 16)]
    [InlineData(64, 200, 1)]
    [InlineData(0, 3, 1)]
    public void Permits_are_shared_out_however_short_the_chapters_are(int free, int jobs, int share) =>
        Assert.Equal(share, WorkerPool.FairShareOf(free, jobs, TimeSpan.FromMilliseconds(1), Limited));
}
