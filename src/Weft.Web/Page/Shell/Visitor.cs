using Microsoft.AspNetCore.Http;

namespace Weft.Web.Page.Shell;

/// <summary>How somebody wants to see the page: the address decides, then what they chose before, then their browser.</summary>
internal static class Visitor
{
    private const string LanguageCookie = "weft-lang";
    private const string ThemeCookie = "weft-theme";

    /// <summary>zh or en.</summary>
    public static string LanguageOf(HttpRequest request)
    {
        foreach (var wish in new[] { request.Query["lang"].ToString(), request.Cookies[LanguageCookie] })
            if (wish is "zh" or "en")
                return wish;
        // "fr, zh;q=0.8, en;q=0.5" wants Chinese before English.
        return
            request
                .GetTypedHeaders()
                .AcceptLanguage.OrderByDescending(wish => wish.Quality ?? 1)
                .Select(wish => wish.Value.ToString())
                .FirstOrDefault(IsSpoken)
                ?.StartsWith("zh", StringComparison.OrdinalIgnoreCase) == true
            ? "zh"
            : "en";
    }

    /// <summary>light or dark; null: as the browser has it.</summary>
    public static string? ThemeOf(HttpRequest request)
    {
        foreach (var wish in new[] { request.Query["theme"].ToString(), request.Cookies[ThemeCookie] })
            if (wish is "light" or "dark")
                return wish;
        return null;
    }

    private static bool IsSpoken(string tongue) =>
        tongue.StartsWith("zh", StringComparison.OrdinalIgnoreCase)
        || tongue.StartsWith("en", StringComparison.OrdinalIgnoreCase);
}
