using Weft.Application.Texts;

namespace Weft.Web.Page.Words;

/// <summary>What the page says: the words of every door and its own, in both languages.</summary>
internal static class PageWords
{
    public static readonly Phrases English = Of(Phrases.English);
    public static readonly Phrases Chinese = Of(Phrases.Chinese);

    public static Phrases For(string language) => language == Chinese.Language ? Chinese : English;

    private static Phrases Of(Phrases common) =>
        common.With(typeof(PageWords).Assembly.GetManifestResourceStream($"Weft.Web.Page.Words.{common.Language}.json")!);
}
