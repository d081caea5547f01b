using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Weft.Application.Texts;
using Weft.Reasons;
using Weft.Web.Api;

namespace Weft.Web;

/// <summary>In which language somebody asks: <c>?lang=zh</c>, else what <c>Accept-Language</c> likes best; zh* is Chinese.</summary>
internal static class AskedLanguage
{
    public static ReasonTexts Of(HttpRequest request) => IsChinese(request) ? ReasonTexts.Chinese : ReasonTexts.English;

    public static Phrases PhrasesOf(HttpRequest request) => IsChinese(request) ? ApiPhrases.Chinese : ApiPhrases.English;

    private static bool IsChinese(HttpRequest request)
    {
        var asked = request.Query["lang"].ToString();
        if (asked.Length == 0)
            asked = Preferred(request.Headers.AcceptLanguage);
        return asked.StartsWith("zh", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The language with the highest quality; the first of those that are liked as much.</summary>
    private static string Preferred(Microsoft.Extensions.Primitives.StringValues header) =>
        StringWithQualityHeaderValue.TryParseList(header, out var languages)
            ? languages.MaxBy(language => language.Quality ?? 1)?.Value.ToString() ?? ""
            : header.ToString();
}
