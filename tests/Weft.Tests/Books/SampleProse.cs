using Weft.Tests.Cli;

namespace Weft.Tests.Books;

/// <summary>Paragraphs of the sample books, without their headings.</summary>
internal static class SampleProse
{
    private const int Shortest = 40;

    private static readonly Lazy<IReadOnlyList<string>> Chinese = new(() =>
        Read("ah-q.zh.txt", "").Where(text => !text.Contains('章')).ToList()
    );
    private static readonly Lazy<IReadOnlyList<string>> English = new(() =>
        Read("alice.en.txt", " ").Where(text => !text.StartsWith("CHAPTER", StringComparison.Ordinal)).ToList()
    );

    public static IReadOnlyList<string> Of(string language) => language == "zh" ? Chinese.Value : English.Value;

    private static IEnumerable<string> Read(string file, string joint) =>
        File.ReadAllText(Path.Combine(SourceTree.Root, "samples", file))
            .ReplaceLineEndings("\n")
            .Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(paragraph => string.Join(joint, paragraph.Split('\n').Select(line => line.Trim())))
            .Where(paragraph =>
                paragraph.Length >= Shortest
                && !paragraph.Contains('*')
                && (paragraph[^1] is '。' or '.' or '’' or '”' or '!' or '?')
            );
}
