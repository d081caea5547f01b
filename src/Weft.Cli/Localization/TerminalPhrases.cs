using Weft.Application.Texts;

namespace Weft.Cli.Localization;

/// <summary>What every door says, and what only the terminal does: help, columns, progress, settings.</summary>
internal static class TerminalPhrases
{
    public static readonly Phrases English = Of(Phrases.English);
    public static readonly Phrases Chinese = Of(Phrases.Chinese);

    /// <summary>In the language that the environment names.</summary>
    public static Phrases For(IReadOnlyDictionary<string, string> variables) =>
        Phrases.LanguageOf(variables) == Chinese.Language ? Chinese : English;

    private static Phrases Of(Phrases shared) =>
        shared.With(typeof(TerminalPhrases).Assembly.GetManifestResourceStream($"Weft.Cli.Localization.{shared.Language}.json")!);
}
