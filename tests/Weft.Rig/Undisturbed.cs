using System.Collections.Concurrent;
using System.Text.Json;
using Weft.Chaos;
using Weft.Testing;
using Weft.Testing.Scripted;
using Xunit;

namespace Weft.Rig;

/// <summary>The graph that a book comes to on one machine, when nothing befalls it; made once for each book.</summary>
internal static class Undisturbed
{
    private static readonly ConcurrentDictionary<RigBook, Lazy<Task<string>>> Hashes = [];

    public static Task<string> HashAsync(RigBook book) =>
        Hashes.GetOrAdd(book, _ => new Lazy<Task<string>>(() => MakeAsync(book))).Value;

    private static async Task<string> MakeAsync(RigBook book)
    {
        using var folder = new TemporaryFolder();
        await using var provider = await ScriptedProvider.StartAsync();
        var file = folder.File("book.txt");
        await File.WriteAllTextAsync(file, book.Text(), Until.Stop);
        var variables = new Dictionary<string, string>
        {
            ["WEFT_DATA"] = folder.File("data"),
            ["KG_WORKERS_PER_PROVIDER"] = "16",
        };
        await RunAsync("provider", "add", Fleet.Scripted, "--url", provider.Url, "--model", "m", "--no-key");
        await RunAsync("run", file, "--provider", Fleet.Scripted);
        using var shown = JsonDocument.Parse(await RunAsync("job", "show", "1", "--json"));
        Assert.Equal(book.Chapters, shown.RootElement.GetProperty("runs").GetProperty("completed").GetInt32());
        return shown.RootElement.GetProperty("hash").GetString()!;

        async Task<string> RunAsync(params string[] words)
        {
            var (code, output) = await WeftProcess.RunAsync(variables, words);
            Assert.True(code == 0, output);
            return output;
        }
    }
}
