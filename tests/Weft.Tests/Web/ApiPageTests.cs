using System.Diagnostics;
using System.Text.RegularExpressions;
using Weft.Testing;
using Weft.Tests.Cli;
using Xunit;

namespace Weft.Tests.Web;

/// <summary>What <c>docs/api.md</c> tells people to type does what it says, against a real node's web server.</summary>
public sealed partial class ApiPageTests(WovenLibrary library) : ApiTests(library)
{
    private static string Page(string name) => File.ReadAllText(Path.Combine(SourceTree.Root, "docs", name));

    private static string Block(string page, string language) =>
        Blocks().Matches(page).Single(match => match.Groups[1].Value == language).Groups[2].Value;

    private static string WithoutComments(string script) =>
        string.Join('\n', script.Split('\n').Where(line => !line.StartsWith('#')));

    [Theory]
    [InlineData("bash")]
    [InlineData("python")]
    [InlineData("csharp")]
    public void Both_pages_show_the_same_calls(string language) =>
        Assert.Equal(WithoutComments(Block(Page("api.md"), language)), WithoutComments(Block(Page("api.zh.md"), language)));

    [Fact, Needs("processes")]
    public async Task The_calls_in_curl_do_what_they_say()
    {
        using var folder = Samples();
        await File.WriteAllTextAsync(folder.File("calls.sh"), "set -euo pipefail\n" + Block(Page("api.md"), "bash"), Stop);
        var said = await RunAsync(folder, "bash", "calls.sh");
        Assert.Contains("\"already_known\": true", said);
        Assert.Contains("event: job", said);
        Assert.DoesNotContain("sk-example", said);
        Assert.True(new FileInfo(folder.File("alice.graph.json")).Length > 1000);
        // The key made one job of it; the one before was woven.
        Assert.Equal(2, (await GetAsync("/api/jobs?book=1")).Items.Length);
    }

    [Fact, Needs("processes")]
    public async Task The_calls_in_Python_do_what_they_say()
    {
        using var folder = Samples();
        await File.WriteAllTextAsync(folder.File("calls.py"), Block(Page("api.md"), "python"), Stop);
        Assert.StartsWith("Alice ", await RunAsync(folder, "python3", "calls.py"));
    }

    [Fact, Needs("processes")]
    public async Task The_calls_in_CSharp_do_what_they_say()
    {
        using var folder = Samples();
        await File.WriteAllTextAsync(
            folder.File("calls.cs"),
            "#:property PublishAot=false\n" + Block(Page("api.md"), "csharp"),
            Stop
        );
        Assert.Contains("Alice ", await RunAsync(folder, "dotnet", "run", "calls.cs"));
    }

    private static TemporaryFolder Samples()
    {
        var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("samples"));
        File.Copy(Path.Combine(SourceTree.Root, "samples", "alice.en.txt"), folder.File("samples/alice.en.txt"));
        return folder;
    }

    private async Task<string> RunAsync(TemporaryFolder folder, string program, params string[] words)
    {
        var start = new ProcessStartInfo(program, words)
        {
            WorkingDirectory = folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["WEFT"] = Url, ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1" },
        };
        using var process = Process.Start(start)!;
        var (said, complained) = (process.StandardOutput.ReadToEndAsync(Stop), process.StandardError.ReadToEndAsync(Stop));
        await process.WaitForExitAsync(Stop).Comes();
        Assert.True(process.ExitCode == 0, $"{program} ended with {process.ExitCode}: {await complained} {await said}");
        return await said;
    }

    [GeneratedRegex("```([a-z]+)\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Blocks();
}
