using System.Text.RegularExpressions;

namespace Weft.Tests.Truth;

/// <summary>
/// The paths of this repository that a page names: targets of links, and words between backticks or in a block of code that are a path by their looks.
/// </summary>
internal static partial class RepositoryPaths
{
    /// <summary>Where a path of this repository begins. Also folders that are no longer there: what still names them is to be found.</summary>
    private static readonly string[] Roots = ["docs/", "src/", "tests/", "bench/", "samples/", "deploy/", ".ci/", ".config/"];

    /// <summary>What a word with a slash must end with to be a source file, wherever it begins.</summary>
    private static readonly string[] SourceEndings =
    [
        ".cs",
        ".csproj",
        ".props",
        ".slnx",
        ".sql",
        ".lua",
        ".cypher",
        ".md",
        ".tla",
        ".cfg",
        ".py",
        ".sh",
    ];

    /// <summary>Paths that <paramref name="text"/> names and that are neither below the root, beside the page nor below <c>src/Weft</c>.</summary>
    public static IReadOnlyList<string> Missing(string root, string page, string text)
    {
        string[] bases = [root, Path.GetDirectoryName(page)!, Path.Combine(root, "src", "Weft")];
        var words = Code()
            .Matches(text)
            .SelectMany(code => code.Value.Split([' ', '\n', '`', '\'', '"', '(', ')', ',', ';']))
            .Where(IsPath);
        var missing = words.Where(word => !bases.Any(folder => Exists(folder, word)));
        var links = Links()
            .Matches(text)
            .Select(link => link.Groups[1].Value.Split('#')[0])
            .Where(link => link.Length > 0 && !link.Contains("://"));
        return [.. missing.Concat(links.Where(link => !Exists(Path.GetDirectoryName(page)!, link))).Distinct()];
    }

    private static bool IsPath(string word) =>
        word.Contains('/')
        && !word.Contains("://")
        && word.IndexOfAny(['…', '{', '$', '<']) < 0
        && (
            Roots.Any(folder =>
                word.StartsWith(folder, StringComparison.Ordinal) || word.StartsWith("./" + folder, StringComparison.Ordinal)
            ) || SourceEndings.Any(ending => word.EndsWith(ending, StringComparison.Ordinal))
        );

    private static bool Exists(string folder, string word)
    {
        // What a build leaves is there where its project or its script is.
        var path = word.Split("/bin/")[0].TrimEnd('.', ':').TrimEnd('/');
        path = path switch
        {
            "deploy/out" => "deploy/build",
            "deploy/secrets" => "deploy/compose-secrets",
            _ => path,
        };
        if (!path.Contains('*'))
            return Path.Exists(Path.Combine(folder, path));
        var below = Path.Combine(folder, Path.GetDirectoryName(path)!);
        return Directory.Exists(below) && Directory.EnumerateFileSystemEntries(below, Path.GetFileName(path)).Any();
    }

    [GeneratedRegex(@"```.*?```|`[^`\n]+`", RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Links();
}
