using System.Text.RegularExpressions;
using Weft.Cli;
using Xunit;

namespace Weft.Tests.Cli;

public sealed class UsageTests : IDisposable
{
    private readonly Weaver _weaver = new();

    public void Dispose() => _weaver.Dispose();

    public static TheoryData<string, string> EveryCommand()
    {
        using var weaver = new Weaver();
        var paths = new CommandLine(weaver.Shell(TextWriter.Null, TextWriter.Null)).Commands.Select(command => command.Path);
        return [.. paths.SelectMany(path => new[] { (path, "en"), (path, "zh") })];
    }

    [Theory]
    [MemberData(nameof(EveryCommand))]
    public async Task Every_command_has_help_with_an_example(string path, string language)
    {
        _weaver.Variables["WEFT_LANG"] = language;
        var words = path.Split('.');
        Assert.Equal(0, await _weaver.RunAsync([.. words, "--help"]));
        var lines = _weaver.Out.Split('\n');
        var example = Array.FindIndex(lines, line => line is "Example:" or "示例：");
        Assert.StartsWith($"  weft {string.Join(' ', words)}", lines[example + 1]);
        Assert.Contains("--data DIR", _weaver.Out);
        Assert.Contains("--json", _weaver.Out);
        Assert.Empty(_weaver.Error);
    }

    [Theory]
    [InlineData("docs/cli.md")]
    [InlineData("docs/cli.zh.md")]
    public void The_page_of_the_command_line_has_every_command(string page)
    {
        var text = File.ReadAllText(Path.Combine(SourceTree.Root, page));
        var commands = new CommandLine(_weaver.Shell(TextWriter.Null, TextWriter.Null)).Commands;
        Assert.DoesNotContain(commands, command => !Regex.IsMatch(text, $"`{command.Path.Replace('.', ' ')}[ `]"));
    }

    [Fact]
    public async Task The_version_names_the_changelogs_number_and_the_commit()
    {
        Assert.Equal(0, await _weaver.RunAsync("--version"));
        var number = Regex.Match(
            File.ReadAllText(Path.Combine(SourceTree.Root, "Directory.Build.props")),
            "<VersionPrefix>(.+)</VersionPrefix>"
        );
        // An unpacked archive of the source has no commit.
        Assert.Matches($@"^weft {Regex.Escape(number.Groups[1].Value)}( \([0-9a-f]{{10}}\))?\n$", _weaver.Out);
    }

    [Fact]
    public async Task Without_words_it_shows_what_there_is()
    {
        Assert.Equal(0, await _weaver.RunAsync());
        Assert.Contains("config check", _weaver.Out);
    }

    [Theory]
    [InlineData("config check --dtaa x", "there is no option --dtaa; did you mean --data?")]
    [InlineData("config chek", "there is no command chek; did you mean check?")]
    [InlineData("config", "weft config needs one of these: check, show")]
    [InlineData("config check --data", "--data needs a value")]
    [InlineData("config check more", "there is no use for more here")]
    [InlineData("config check --data a --data b", "--data can be given only once")]
    public async Task A_wrong_command_line_is_one_line_and_exit_code_2(string line, string expected)
    {
        Assert.Equal(2, await _weaver.RunAsync(line.Split(' ')));
        Assert.StartsWith("weft: " + expected, _weaver.Error);
        Assert.Equal(1, _weaver.Error.Count(c => c == '\n'));
        Assert.Empty(_weaver.Out);
    }

    [Fact]
    public async Task It_speaks_Chinese()
    {
        _weaver.Variables["WEFT_LANG"] = "zh";
        Assert.Equal(2, await _weaver.RunAsync("config", "check", "--dtaa"));
        Assert.Equal("weft: 没有选项 --dtaa；您是想用 --data 吗？（weft config check --help 列出全部用法）\n", _weaver.Error);
    }
}
