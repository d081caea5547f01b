using Weft.Application.Texts;

namespace Weft.Cli.Localization;

/// <summary>What every door says, and what only the terminal does: help, columns, progress, settings.</summary>
internal static class TerminalPhrases
{
    private static readonly Lazy<Phrases> EnglishTable = new(() => Of(Phrases.English));
    private static readonly Lazy<Phrases> ChineseTable = new(() => Of(Phrases.Chinese));

    public static Phrases English => EnglishTable.Value;
    public static Phrases Chinese => ChineseTable.Value;

    /// <summary>In the language that the environment names.</summary>
    public static Phrases For(IReadOnlyDictionary<string, string> variables) =>
        Phrases.LanguageOf(variables) == "zh" ? Chinese : English;

    private static Phrases Of(Phrases shared) =>
        shared.With(typeof(TerminalPhrases).Assembly.GetManifestResourceStream($"Weft.Cli.Localization.{shared.Language}.json")!);
}
