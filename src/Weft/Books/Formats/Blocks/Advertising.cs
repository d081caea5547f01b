using System.Text.RegularExpressions;

namespace Weft.Books.Formats.Blocks;

/// <summary>Knows lines that sites put between an author's.</summary>
internal static partial class Advertising
{
    private const int Longest = 160;

    /// <summary>Whether a whole block is such a line. Never for what is longer than such lines are.</summary>
    public static bool Is(string block) =>
        block.Length <= Longest
        && !block.Contains("gutenberg", StringComparison.OrdinalIgnoreCase)
        && (Chinese().IsMatch(block) || English().IsMatch(block));

    [GeneratedRegex(
        @"(记住|記住|收藏)(本|我们|我們)(书|書|站)|(最新|最快)(网址|網址|更新.{0,6}(网|網|www))|一秒[钟鐘]?(记住|記住)|手机(用户|版)?(请|請)?(浏览|阅读|访问)|(本章|本節|本节)(未完|没完|沒完).{0,6}(点击|點擊|下一页|下一頁)|(无|無)(弹|彈)(窗|幕).{0,8}(小说|小說|网|網)|(全本|免费|免費|最新).{0,4}(小说|小說).{0,10}(网|網|www|下载|下載)|^[（(【\[]?(笔趣阁|筆趣閣).{0,30}$|(最新章节|最新章節).{0,12}(www|网|網|http)|^\W*(www\.|https?://)[a-z0-9./_-]+\W*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Chinese();

    [GeneratedRegex(
        @"^\W*((read|get|find) (the )?(latest|newest|more) chapters? (at|on|in)|(for )?(more|latest) (chapters|novels)\b.{0,20}\bvisit|this chapter (is|was) (updated|uploaded) (by|at)|visit (www\.|https?://)|please (read|support) (this|the) (chapter|author|novel) (at|on) |if you find any errors ?\(|find authorized novels in)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex English();
}
