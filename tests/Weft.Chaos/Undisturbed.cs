using System.Diagnostics;
using Xunit;

namespace Weft.Chaos;

/// <summary>What a run comes to that nothing befalls, and how long it takes; made once for each way to read.</summary>
internal sealed record Undisturbed(string Hash, TimeSpan Takes)
{
    /// <summary>Long enough that a kill finds calls in the air, short enough for many runs.</summary>
    public static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(25);

    private static readonly Lazy<Task<Undisturbed>> OfRules = new(() => MakeAsync(Workshop.Rules));
    private static readonly Lazy<Task<Undisturbed>> OfScripted = new(() => MakeAsync(Workshop.Scripted));

    public static Task<Undisturbed> Of(string provider) => provider == Workshop.Rules ? OfRules.Value : OfScripted.Value;

    private static async Task<Undisturbed> MakeAsync(string provider)
    {
        await using var shop = await Workshop.OpenAsync(provider, Latency);
        var clock = Stopwatch.StartNew();
        await using (var run = shop.Start())
            Assert.True(await run.EndsAsync() == 0, run.Output);
        var takes = clock.Elapsed;
        var job = await shop.JobAsync();
        Assert.Equal(Chapters.Count, job.GetProperty("runs").GetProperty("completed").GetInt32());
        return new((await shop.HashAsync()), takes);
    }
}
