using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Weft.Reasons;

/// <summary>
/// The sentences of all reasons in one language, by code. <c>{name}</c> stands for an argument; <c>{name:chapter|chapters}</c> takes the
/// first form where the argument is 1 and the second for all else.
/// </summary>
public sealed partial class ReasonTexts
{
    public static readonly ReasonTexts English = new("en");
    public static readonly ReasonTexts Chinese = new("zh");

    private readonly FrozenDictionary<string, string> _sentences;

    private ReasonTexts(string language)
    {
        Language = language;
        using var stream = typeof(ReasonTexts).Assembly.GetManifestResourceStream($"Weft.Reasons.{language}.json")!;
        _sentences = JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>zh or en.</summary>
    public string Language { get; }

    public IReadOnlyCollection<string> Codes => _sentences.Keys;

    /// <summary>zh is Chinese, everything else English.</summary>
    public static ReasonTexts For(string language) => language == Chinese.Language ? Chinese : English;

    public bool Knows(string code) => _sentences.ContainsKey(code);

    /// <summary>The sentence as it stands, its places not filled.</summary>
    public string this[string code] => _sentences[code];

    /// <summary>A place whose argument is missing (of a row of another build) stays empty.</summary>
    public string Say(string code, IReadOnlyList<ReasonArgument> arguments) => Fill(_sentences[code], arguments);

    /// <summary>Any sentence of this language with its places filled, in the way of those that stand here.</summary>
    public string Fill(string sentence, IReadOnlyList<ReasonArgument> arguments) =>
        Place().Replace(sentence, place => Fill(place, arguments));

    private string Fill(Match place, IReadOnlyList<ReasonArgument> arguments)
    {
        var said = arguments.FirstOrDefault(argument => argument.Name == place.Groups["name"].Value)?.Say(this) ?? "";
        if (!place.Groups["one"].Success)
            return Printable.Of(said);
        var isOne = long.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number == 1;
        return place.Groups[isOne ? "one" : "many"].Value;
    }

    [GeneratedRegex(@"\{(?<name>[a-z_]+)(:(?<one>[^|}]*)\|(?<many>[^}]*))?\}")]
    private static partial Regex Place();
}
