using System.Globalization;
using System.Text.RegularExpressions;
using Weft.Testing;

namespace Weft.Tests.Books;

/// <summary>A book of a style: its lines are repeated for each number, its prose comes from the samples.</summary>
internal sealed partial class StyledBook
{
    private static readonly string[] ChineseTitles =
    [
        "起点",
        "渡口",
        "归途",
        "故人",
        "远行",
        "城门内外",
        "一封旧信",
        "雨夜",
        "山中来客",
        "断桥",
        "少年行",
        "灯下",
        "旧梦",
        "大雪",
    ];

    private static readonly string[] EnglishTitles =
    [
        "The Ford",
        "A Letter from the North",
        "The Gate",
        "Old Friends",
        "The Road Home",
        "A Walk in the Rain",
        "The Stranger",
        "Night and Morning",
        "What the River Said",
        "The Broken Bridge",
        "The Young Master",
        "By the Lamp",
        "An Old Dream",
        "Snow",
    ];

    private readonly string _language;
    private readonly Dictionary<string, string> _options;
    private readonly string _marked;
    private readonly string _what;

    private StyledBook(string language, string what, string marked)
    {
        _language = language;
        var words = what.Split(' ');
        _options = words
            .Where(word => word.Contains('='))
            .Select(word => word.Split('='))
            .ToDictionary(pair => pair[0], pair => pair[1]);
        _what = string.Join(' ', words.Where(word => !word.Contains('=')));
        _marked = string.Join('\n', marked.TrimEnd('\n').Split('\n').Select(Repeated));
    }

    public static StyledBook Of(string language, string what, string marked) => new(language, what, marked);

    public void Check() =>
        MarkedBook.Check(
            _language == "zh",
            $"book.{_options.GetValueOrDefault("ext", "txt")}",
            _marked,
            new MarkedProse
            {
                Paragraphs = SampleProse.Of(_language),
                LineEnd = _options.GetValueOrDefault("lines") switch
                {
                    "cr" => "\r",
                    "crlf" => "\r\n",
                    "ls" => "\u2028",
                    _ => "\n",
                },
                Blanks = _options.GetValueOrDefault("blank") switch
                {
                    "no" => MarkedBlanks.NoEmptyLines,
                    "none" => MarkedBlanks.OneLine,
                    _ => MarkedBlanks.AsUsual,
                },
                Wrap = int.Parse(_options.GetValueOrDefault("wrap", "0"), CultureInfo.InvariantCulture),
            }
        );

    private string Repeated(string line)
    {
        var loop = Loop().Match(line);
        if (!loop.Success)
            return Filled(line, 1);
        var first = loop.Groups["first"] is { Success: true } told ? int.Parse(told.Value, CultureInfo.InvariantCulture) : 1;
        var last = int.Parse(loop.Groups["last"].Value, CultureInfo.InvariantCulture);
        var block = loop.Groups["block"].Value.Replace('¶', '\n');
        return string.Join('\n', Enumerable.Range(first, last - first + 1).Select(number => Filled(block, number)));
    }

    private string Filled(string text, int number) =>
        Place().Replace(text, place => Value(place.Groups["what"].Value, number + Plus(place)));

    private static int Plus(Match place) =>
        place.Groups["plus"] is { Success: true } plus ? int.Parse(plus.Value, CultureInfo.InvariantCulture) : 0;

    private string Value(string what, int number) =>
        what switch
        {
            "1" => $"{number}",
            "001" => $"{number:000}",
            "t" => Title(number),
            "T" => Title(number).ToUpperInvariant(),
            _ => WrittenNumbers.Of(what, number),
        };

    private string Title(int number)
    {
        var titles = _language == "zh" ? ChineseTitles : EnglishTitles;
        return titles[(number - 1) % titles.Length];
    }

    public override string ToString() => _what;

    [GeneratedRegex(@"^(?:(?<first>\d+)-)?(?<last>\d+)\* (?<block>.*)$")]
    private static partial Regex Loop();

    [GeneratedRegex(@"\{(?<what>[^{}+]+)(?:\+(?<plus>\d+))?\}")]
    private static partial Regex Place();
}
