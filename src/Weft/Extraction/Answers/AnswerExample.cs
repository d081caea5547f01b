namespace Weft.Extraction.Answers;

/// <summary>The examples that our prompts show, so that one that is said back is not taken for what a model found.</summary>
internal static class AnswerExample
{
    private static readonly string[] Prompts = [Read("zh"), Read("en"), Read("p2-zh"), Read("p2-en")];

    /// <summary>Whether an entity is one of an example's, by its name and its quote.</summary>
    public static bool Has(EntityRecord entity) =>
        entity.Quote.Length > 0
        && Array.Exists(
            Prompts,
            prompt =>
                prompt.Contains($"\"name\":\"{entity.Name}\"", StringComparison.Ordinal)
                && prompt.Contains($"\"quote\":\"{entity.Quote}\"", StringComparison.Ordinal)
        );

    private static string Read(string name)
    {
        using var stream = typeof(AnswerExample).Assembly.GetManifestResourceStream($"Weft.Extraction.Prompting.{name}.md")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
