using Weft.Application.Texts;

namespace Weft.Web.Api;

/// <summary>What every door says, and what only the API does. Each code of a problem that is the API's own has its phrase under <c>api.</c></summary>
internal static class ApiPhrases
{
    public static readonly Phrases English = Of(Phrases.English);
    public static readonly Phrases Chinese = Of(Phrases.Chinese);

    private static Phrases Of(Phrases shared) =>
        shared.With(typeof(ApiPhrases).Assembly.GetManifestResourceStream($"Weft.Web.Api.Texts.{shared.Language}.json")!);
}
