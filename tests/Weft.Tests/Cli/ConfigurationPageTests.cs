using Weft.Cli.Localization;
using Weft.Cli.Settings;
using Xunit;

namespace Weft.Tests.Cli;

public sealed class ConfigurationPageTests
{
    [Theory]
    [InlineData("en", "docs/configuration.md")]
    [InlineData("zh", "docs/configuration.zh.md")]
    public void The_page_is_in_step_with_the_option_classes(string language, string path)
    {
        var file = Path.Combine(SourceTree.Root, path);
        var page = ConfigurationPage.Write(language == "zh" ? TerminalPhrases.Chinese : TerminalPhrases.English);
        if (Environment.GetEnvironmentVariable("WEFT_WRITE_DOCS") is { Length: > 0 })
            File.WriteAllText(file, page);
        Assert.Equal(page, File.ReadAllText(file));
    }
}
