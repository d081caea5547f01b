using Weft.Model;

namespace Weft.Application.Estimates;

/// <summary>
/// How long an answer will be where the model has not answered yet: so much for each name that the passage has, and a share of its text for
/// what is quoted. Fitted to answers to six whole books, and held to 15 per cent of all tokens by a test; models differ by half of it, which their
/// first answers then mend.
/// </summary>
internal static class AnswerLength
{
    /// <summary>Per cent by which a model's answers may be longer or shorter.</summary>
    public const int Margin = 40;

    private const int Least = 20;
    private const double PerName = 25;
    private const double QuotedEnglish = 0.45;
    private const double QuotedChinese = 0.15;

    public static long Tokens(Recipe recipe, long passageTokens, int names)
    {
        var quoted = passageTokens * (recipe.Language == "zh" ? QuotedChinese : QuotedEnglish);
        return Math.Min((long)(Least + names * PerName + quoted), recipe.MaxAnswerTokens);
    }
}
