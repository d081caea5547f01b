using Weft.Tests.Cli;
using Xunit;

namespace Weft.Tests.Truth;

/// <summary>No page names a file or folder of this repository that is not there.</summary>
public sealed class PathTests
{
    public static TheoryData<string> Pages =>
        [
            .. SourceTree
                .Files("", "*.md")
                .Select(page => Path.GetRelativePath(SourceTree.Root, page).Replace('\\', '/'))
                .Where(page => !page.Split('/').Any(part => part is "bin" or "artifacts" or "weft-data"))
                .Order(StringComparer.Ordinal),
        ];

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_page_names_only_what_is_there(string page)
    {
        var path = Path.Combine(SourceTree.Root, page);
        Assert.Empty(RepositoryPaths.Missing(SourceTree.Root, path, File.ReadAllText(path)));
    }

    [Theory]
    [InlineData("See `docs/gone.md`.", "docs/gone.md")]
    [InlineData("See [there](gone.md#part).", "gone.md")]
    [InlineData("`Jobs/Gone.cs` has it.", "Jobs/Gone.cs")]
    [InlineData(
        "Run `nice tests/Weft.Gone/bin/Release/net10.0/Weft.Gone --all`.",
        "tests/Weft.Gone/bin/Release/net10.0/Weft.Gone"
    )]
    [InlineData("```\n./weft run samples/gone.txt\n```", "samples/gone.txt")]
    [InlineData("All of `docs/gone/*.md`.", "docs/gone/*.md")]
    public void A_path_that_is_not_there_is_found(string text, string path) => Assert.Equal([path], Missing(text));

    [Theory]
    [InlineData(
        "`docs/design.md`, `src/Weft/Work/`, [states](states.md#states-and-words), [a site](https://example.org/gone.md)"
    )]
    [InlineData(
        "`Work/ClaimLoop.cs`, `tests/Weft.Tests/bin/Release/net10.0/Weft.Tests`, `docs/*.md`, docs/gone.md outside of code"
    )]
    [InlineData("`graphs/*.html`, `my-books/`, `GET /api/kg/workers/status`, `…/gone.cs`, `http://host/gone.md`")]
    public void What_is_there_or_is_no_path_passes(string text) => Assert.Empty(Missing(text));

    private static IReadOnlyList<string> Missing(string text) =>
        RepositoryPaths.Missing(SourceTree.Root, Path.Combine(SourceTree.Root, "docs", "page.md"), text);
}
