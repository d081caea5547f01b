using Microsoft.AspNetCore.Http;
using Weft.Reasons;

namespace Weft.Web;

/// <summary>In which language somebody asks: <c>?lang=zh</c>, else the first of <c>Accept-Language</c>; zh* is Chinese.</summary>
internal static class AskedLanguage
{
    public static ReasonTexts Of(HttpRequest request)
    {
        var asked = request.Query["lang"].ToString();
        if (asked.Length == 0)
            asked = request.Headers.AcceptLanguage.ToString();
        return asked.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? ReasonTexts.Chinese : ReasonTexts.English;
    }
}
