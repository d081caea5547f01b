using System.Text.RegularExpressions;
using Weft.Graph.Exports;
using Weft.Testing;
using Weft.Testing.Servers;
using Weft.Tests.Cli;
using Xunit;

namespace Weft.Tests.Exports;

/// <summary>Every command of docs/exports.md and docs/exports.zh.md does what it says.</summary>
[Needs("readers")]
public sealed class ExportsPageTests : IDisposable
{
    private readonly Weaver _weaver = new();

    public void Dispose() => _weaver.Dispose();

    [Theory]
    [InlineData("exports.md")]
    [InlineData("exports.zh.md")]
    public async Task Each_command_of_the_page_runs(string name)
    {
        var page = await File.ReadAllTextAsync(
            Path.Combine(SourceTree.Root, "docs", name),
            TestContext.Current.CancellationToken
        );
        Assert.All(GraphFormats.Names, format => Assert.Matches($"(?m)^\\|[^|]*`{format}`[^|]*\\|", page));
        Assert.Equal(0, await _weaver.RunAsync("run", Path.Combine(SourceTree.Root, "samples", "alice.en.txt")));
        foreach (var command in BlocksOf("sh").SelectMany(block => block.Split('\n')))
            Assert.True(await _weaver.RunAsync(command.Split(' ')[1..]) == 0, command + _weaver.Error);
        // It says whether the readers are there.
        await DebianPython.AskAsync("import networkx, igraph, rdflib; print(1)");
        foreach (var script in BlocksOf("python"))
            await SaysAsync("/usr/bin/python3", "-c", script);
        if (!File.Exists("/usr/bin/Rscript"))
            Require.Missing("readers", "r-base-core and r-cran-igraph are not installed");
        foreach (var script in BlocksOf("r"))
            await SaysAsync("/usr/bin/Rscript", "-e", script);

        IEnumerable<string> BlocksOf(string language) =>
            Regex.Matches(page, $"```{language}\n(.*?)\n```", RegexOptions.Singleline).Select(match => match.Groups[1].Value);
    }

    private async Task SaysAsync(string program, params string[] words)
    {
        var (code, said, error) = await DebianPython.RunAsync(program, _weaver.Folder, words);
        Assert.True(code == 0, error);
        Assert.NotEqual("", said.Trim());
    }
}
