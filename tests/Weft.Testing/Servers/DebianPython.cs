using System.Diagnostics;
using System.Text.Json;
using Xunit;

namespace Weft.Testing.Servers;

/// <summary>The readers that people open exported graphs with, as Debian packages them: NetworkX, igraph and RDFLib for Python, igraph for R.</summary>
public static class DebianPython
{
    private const string Python = "/usr/bin/python3";

    /// <summary>What a script prints as JSON. Skips (fails) the test where the modules are not there.</summary>
    public static async Task<JsonElement> AskAsync(string script, params string[] arguments)
    {
        Require.Declared("readers");
        if (!File.Exists(Python))
            Require.Missing("readers", $"there is no {Python}");
        var (code, said, error) = await RunAsync(Python, null, ["-c", script, .. arguments]);
        if (error.Contains("ModuleNotFoundError", StringComparison.Ordinal))
            Require.Missing("readers", "python3-networkx, python3-igraph or python3-rdflib is not installed");
        Assert.True(code == 0, error);
        return JsonDocument.Parse(said).RootElement;
    }

    /// <summary>Runs a program of a reader's, in a folder, to its end.</summary>
    public static async Task<(int Code, string Out, string Error)> RunAsync(
        string program,
        string? folder,
        params string[] arguments
    )
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? "",
            Environment = { ["PYTHONUTF8"] = "1", ["LC_ALL"] = "C.UTF-8" },
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var said = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, said, await error);
    }
}
