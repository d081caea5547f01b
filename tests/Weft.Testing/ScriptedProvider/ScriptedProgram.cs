using System.Globalization;
using System.Text.Json;

namespace Weft.Testing.Scripted;

/// <summary>
/// The server as a process of its own: <c>--port 0 --log FILE --rules FILE.json --latency-ms 20 --calls 4 --rpm 60 --tpm 100000</c>. Prints its
/// address as the first line, and runs until it is ended.
/// </summary>
public static class ScriptedProgram
{
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i + 1 < arguments.Count; i += 2)
            given[arguments[i]] = arguments[i + 1];
        var options = new ScriptedProviderOptions
        {
            Port = Number(given, "--port") ?? 0,
            LogFile = given.GetValueOrDefault("--log"),
            Latency = TimeSpan.FromMilliseconds(Number(given, "--latency-ms") ?? 0),
            Limits = new(Number(given, "--calls"), Number(given, "--rpm"), Number(given, "--tpm")),
            Rules = given.TryGetValue("--rules", out var file)
                ? JsonSerializer.Deserialize<List<ScriptedRule>>(await File.ReadAllTextAsync(file), JsonSerializerOptions.Web)!
                : [],
        };
        await using var provider = await ScriptedProvider.StartAsync(options);
        await Console.Out.WriteLineAsync(provider.Url);
        await provider.WaitForShutdownAsync();
        return 0;
    }

    private static int? Number(Dictionary<string, string> given, string name) =>
        given.TryGetValue(name, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : null;
}
