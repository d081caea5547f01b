using System.Diagnostics;
using Weft.Testing;
using Weft.Tests.Cli;
using Xunit;

namespace Weft.Tests.Truth;

/// <summary>The protocol's models hold, and miss what is taken out of them: the quick set of <c>docs/model/check</c>.</summary>
public sealed class ModelTests(ITestOutputHelper output)
{
    private const string Variable = "WEFT_TLC";

    [Fact]
    public async Task The_protocols_models_hold_and_miss_each_guard()
    {
        if (!File.Exists(Environment.GetEnvironmentVariable(Variable)))
            Require.Missing("tlc", $"{Variable} does not name the TLA+ checker's jar");
        foreach (var program in new[] { "java", "python3" })
            if (!IsInPath(program))
                Require.Missing("tlc", $"{program} is not in the PATH, and the TLA+ checker needs it");
        var (code, words) = await CheckAsync("quick");
        output.WriteLine(words);
        Assert.True(code == 0, words);
    }

    private static async Task<(int Code, string Words)> CheckAsync(string set)
    {
        var start = new ProcessStartInfo(Path.Combine(SourceTree.Root, "docs", "model", "check"), [set])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var cancel = TestContext.Current.CancellationToken;
        var words = process.StandardOutput.ReadToEndAsync(cancel);
        var complaints = process.StandardError.ReadToEndAsync(cancel);
        try
        {
            await process.WaitForExitAsync(cancel);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
        return (process.ExitCode, await words + await complaints);
    }

    private static bool IsInPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, program)));
}
