namespace Weft.Runtime;

/// <summary>Texts that the build carries along: statements, scripts, prompts.</summary>
internal static class EmbeddedText
{
    /// <summary>Names below a folder, without it, in order. <paramref name="folder"/> has points for slashes and one at its end: <c>Weft.Folder.Inner.</c>.</summary>
    public static IReadOnlyList<string> Names(string folder) =>
        [
            .. typeof(EmbeddedText)
                .Assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith(folder, StringComparison.Ordinal))
                .Select(name => name[folder.Length..])
                .Order(StringComparer.Ordinal),
        ];

    public static string Read(string name)
    {
        using var stream =
            typeof(EmbeddedText).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The build lacks {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
