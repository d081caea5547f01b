using Xunit;

namespace Weft.Chaos;

/// <summary>A graph that is lost is made again from the ledger, without one call, and whatever is killed on the way.</summary>
public sealed class RebuildTests
{
    [Theory]
    [InlineData(Workshop.Rules)]
    [InlineData(Workshop.Scripted)]
    public async Task A_lost_graph_is_made_again_without_a_call(string provider)
    {
        await using var shop = await Workshop.OpenAsync(provider, Undisturbed.Latency);
        var hash = await shop.FinishAsync();
        var calls = provider == Workshop.Scripted ? shop.Server.Calls.Count : 0;
        var random = new Random(7);
        for (var time = 0; time < 4; time++)
        {
            foreach (var file in Directory.GetFiles(shop.Data, "graph.db*"))
                File.Delete(file);
            await using var killed = WeftProcess.Start(shop.Variables, "graph", "rebuild", "1", "--data", shop.Data);
            // Anywhere in its life, the start of the runtime included.
            if (!killed.EndsWithin(TimeSpan.FromMilliseconds(100 + random.Next(400))))
                await killed.KillAsync();
            var (code, output) = await shop.RunAsync("graph", "rebuild", "1");
            Assert.True(code == 0, output);
            Assert.Equal(hash, await shop.HashAsync());
        }
        Assert.Equal(calls, provider == Workshop.Scripted ? shop.Server.Calls.Count : 0);
    }
}
