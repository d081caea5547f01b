using Xunit;

namespace Weft.Tests.Books;

/// <summary>Every form of Chinese heading, in small books that carry their truth (see <see cref="MarkedBook"/>).</summary>
public sealed class ChineseBooks
{
    public static TheoryData<string, string> Books =>
        new()
        {
            { "第N章 with a title", "F|长夜行\n作者：无名\n\nC|第一章 起点\n~4\nC|第二章 渡口\n~4\nC|第三章 归途\n~4" },
            { "title attached to the number", "C|第一章陨落的天才\n~4\nC|第二章斗气大陆\n~4\nC|第三章客人\n~4" },
            {
                "web novel in the thousands",
                "C|第一千二百三十三章 雷劫\n~3\nC|第一千二百三十四章 天门\n~3\nC|第一千二百三十五章 飞升\n~3"
            },
            { "decimal digits", "C|第1章 起点\n~3\nC|第2章 渡口\n~3\nC|第10章 归途\n~3\nC|第11章 故人\n~3" },
            {
                "full-width digits and spaces",
                "C|　　第 １ 章　起　点\n~3\nC|　　第 ２ 章　渡　口\n~3\nC|　　第 ３ 章　归　途\n~3"
            },
            { "正文 before the number", "C|正文 第1章 起点\n~3\nC|正文 第2章 渡口\n~3\nC|正文 第3章 归途\n~3" },
            { "brackets around the number", "C|【第1章】起点\n~3\nC|【第2章】渡口\n~3\nC|【第3章】归途\n~3" },
            {
                "volume and chapter in one line",
                "C|卷一 第一章 起点\n~3\nC|卷一 第二章 渡口\n~3\nC|卷二 第一章 归途\n~3\nC|卷二 第二章 故人\n~3"
            },
            {
                "named volume and chapter in one line",
                "C|第一卷 风起 第一章 起点\n~3\nC|第一卷 风起 第二章 渡口\n~3\nC|第二卷 云涌 第三章 归途\n~3"
            },
            {
                "the book's name before the number",
                "C|大江流 第一章 起点\n~3\nC|大江流 第二章 渡口\n~3\nC|大江流 第三章 归途\n~3"
            },
            { "number and enumeration comma", "C|1、起点\n~4\nC|2、渡口\n~4\nC|3、归途\n~4\nC|4、故人\n~4" },
            { "padded numbers", "C|001 起点\n~4\nC|002 渡口\n~4\nC|003 归途\n~4\nC|004 故人\n~4" },
            { "Chinese numbers and comma", "C|一、起点\n~4\nC|二、渡口\n~4\nC|三、归途\n~4\nC|四、故人\n~4" },
            { "bare Chinese numbers", "C|一\n~4\nC|二\n~4\nC|三\n~4\nC|四\n~4" },
            { "numbers in brackets", "C|（一）\n~4\nC|（二）\n~4\nC|（三）\n~4" },
            {
                "volumes restart the numbers",
                "P|第一卷 少年\nC|第一章 起点\n~3\nC|第二章 渡口\n~3\nP|第二卷 江湖\nC|第一章 归途\n~3\nC|第二章 故人\n~3"
            },
            {
                "volumes and running numbers",
                "P|卷一 少年\n~1\nC|第一章 起点\n~3\nC|第二章 渡口\n~3\nP|卷二 江湖\n~1\nC|第三章 归途\n~3"
            },
            { "volumes alone are the chapters", "C|卷一\n~4\nC|卷二\n~4\nC|卷三\n~4" },
            { "traditional volumes", "C|卷之一　考城隍\n~4\nC|卷之二　耳中人\n~4\nC|卷之三　屍變\n~4" },
            {
                "sections under chapters",
                "C|第一章 起点\n第一节 河边\n~3\n第二节 村口\n~3\nC|第二章 渡口\n第一节 船上\n~3\n第二节 岸上\n~3"
            },
            { "sections alone are the chapters", "C|第一节 河边\n~3\nC|第二节 村口\n~3\nC|第三节 船上\n~3" },
            {
                "prologue, epilogue, afterword, side story",
                "O|楔子\n~2\nC|第一章 起点\n~3\nC|第二章 渡口\n~3\nL|尾声\n~2\nL|后记\n~1\nA|番外一 河边\n~2"
            },
            { "traditional frame", "E|自序\n~2\nO|楔子\n~2\nC|第一回　起點\n~3\nC|第二回　渡口\n~3\nL|尾聲\n~2\nA|附錄\n~1" },
            { "side story between chapters", "C|第一章 起点\n~3\nA|番外 河边\n~2\nC|第二章 渡口\n~3\nC|第三章 归途\n~3" },
            {
                "chapters mentioned in prose",
                "C|第一章 起点\n~2\n第一章的故事到这里就结束了，他想。\n“第二章在哪里？”她问。\n~2\nC|第二章 渡口\n~3\nC|第三章 归途\n~3\n第五章他一直没有写完。\n~2"
            },
            { "rounds are no chapters", "C|第一回 起点\n~2\n第一回合，他输了。\n第二回合，他又输了。\n~2\nC|第二回 渡口\n~3" },
            {
                "contents with the same form",
                "F|长夜行\n\nT|目录\n第一章 起点\n第二章 渡口\n第三章 归途\n\nC|第一章 起点\n~3\nC|第二章 渡口\n~3\nC|第三章 归途\n~3"
            },
            {
                "contents without its own heading",
                "F|长夜行\n\nT|第一章 起点\n第二章 渡口\n第三章 归途\n第四章 故人\n\nC|第一章 起点\n~3\nC|第二章 渡口\n~3\nC|第三章 归途\n~3\nC|第四章 故人\n~3"
            },
            {
                "contents with page numbers",
                "F|长夜行\n\nT|目　录\n第一章 起点……1\n第二章 渡口……15\n第三章 归途……29\n\nC|第一章 起点\n~3\nC|第二章 渡口\n~3\nC|第三章 归途\n~3"
            },
            {
                "contents with volumes",
                "T|目录\n第一卷 少年\n第一章 起点\n第二章 渡口\n第二卷 江湖\n第一章 归途\n第二章 故人\n\nP|第一卷 少年\nC|第一章 起点\n~3\nC|第二章 渡口\n~3\nP|第二卷 江湖\nC|第一章 归途\n~3\nC|第二章 故人\n~3"
            },
            {
                "titles known from the contents only",
                "F|短篇集\n\nT|目录\n河边的老人\n一封旧信\n城门\n\nC|河边的老人\n\n~3\nC|一封旧信\n\n~3\nC|城门\n\n~3"
            },
            {
                "numbers jump and repeat",
                "C|第一章 起点\n~3\nC|第二章 渡口\n~3\nC|第五章 归途\n~3\nC|第五章 故人\n~3\nC|第六章 远行\n~3"
            },
            {
                "a wrong number in the row",
                "C|第七十八章 起点\n~3\nC|第七十九章 渡口\n~3\nC|第八章 归途\n~3\nC|第八十一章 故人\n~3"
            },
            {
                "headings run on into the text",
                "C|第一回　起點\n~3\nC|第二回　渡口　歸途話說他沿着河邊慢慢走着，心裡想着昨天夜裡的事情，怎麼也想不明白。天色漸漸暗了下來，遠處有人在喊孩子回家吃飯。\n~3\nC|第三回　故人\n~3"
            },
            {
                "a table of old numerals",
                "C|第十九回　起點\n~3\nC|第廿回　渡口\n~3\nC|第廿一回　歸途\n~3\nC|第一〇八回　故人\n~3\nC|第一百零九回　遠行\n~3"
            },
            {
                "parts, chapters and decorations",
                "P|★第一部★\n~1\nC|=== 第一章 起点 ===\n~3\nC|=== 第二章 渡口 ===\n~3\nC|*** 第三章 归途 ***\n~3"
            },
            { "tags around headings", "C|<h2>第一章 起点</h2>\n~3\nC|<h2>第二章 渡口</h2>\n~3" },
            {
                "a preface without a heading",
                "E|　　这本书写了三年。写的时候，我住在河边的一间小屋里，每天早上听见有人在喊孩子。现在书写完了，我也要走了，留下的只有这些字。\n\nC|第一章 起点\n~3\nC|第二章 渡口\n~3"
            },
            { "one chapter in a file", "C|第五十六章 归途\n~5" },
            { "numbered lists are no chapters", "C|第一章 起点\n~2\n1、带上水\n2、带上火\n3、带上刀\n~2\nC|第二章 渡口\n~3" },
            { "stories whose sections begin anew", "C|河边的老人\n\n一\n~2\n二\n~2\n三\n~2\n\nC|一封旧信\n\n一\n~2\n二\n~2\n" },
            { "parts of the text's own words", "C|第一折 起点\n~3\nC|第二折 渡口\n~3\nC|第三折 归途\n~3" },
            { "第N话", "C|第1话 起点\n~3\nC|第2话 渡口\n~3\nC|第3话 归途\n~3" },
            { "an unknown unit", "C|第一夜 起点\n~3\nC|第二夜 渡口\n~3\nC|第三夜 归途\n~3" },
            {
                "an author's note between chapters",
                "C|第一章 起点\n~3\nPS：明天还有一章，求收藏！\n\nC|第二章 渡口\n~3\nC|第三章 归途\n~3"
            },
        };

    [Theory]
    [MemberData(nameof(Books))]
    public void Units_are_those_that_the_book_says(string what, string book) =>
        MarkedBook.Check(chinese: true, what + ".txt", book);

    [Theory]
    [MemberData(nameof(Books))]
    public void Any_line_end_gives_the_same_units(string what, string book)
    {
        MarkedBook.Check(chinese: true, what + ".txt", book, "\r\n");
        MarkedBook.Check(chinese: true, what + ".txt", book, "\r");
    }
}
