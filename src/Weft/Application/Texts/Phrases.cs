using System.Globalization;
using System.Text.Json;
using Weft.Reasons;

namespace Weft.Application.Texts;

/// <summary>
/// What the program says, in one language: a table of phrases by key. The tables of both languages hold the same keys. Here is what every
/// door says; a door adds what only it says.
/// A phrase is a composite format; <c>{0:chapter|chapters}</c> takes the first form for 1 and the second for all else.
/// </summary>
internal sealed class Phrases
{
    private const string InEnglish = "en";
    private const string InChinese = "zh";

    // A start reads the tables of the language that it speaks, and no others.
    private static readonly Lazy<Phrases> EnglishTable = new(() => new(InEnglish));
    private static readonly Lazy<Phrases> ChineseTable = new(() => new(InChinese));
    private readonly Dictionary<string, string> _table;

    private Phrases(string language)
        : this(language, [], typeof(Phrases).Assembly.GetManifestResourceStream($"Weft.Application.Texts.{language}.json")!) { }

    private Phrases(string language, Dictionary<string, string> table, Stream more)
    {
        (Language, _table) = (language, new(table));
        using (more)
        using (var read = JsonDocument.Parse(more))
            foreach (var phrase in read.RootElement.EnumerateObject())
                _table.Add(phrase.Name, phrase.Value.GetString()!);
    }

    public static Phrases English => EnglishTable.Value;
    public static Phrases Chinese => ChineseTable.Value;

    /// <summary>zh or en.</summary>
    public string Language { get; }

    /// <summary>The sentences of reasons in the same language.</summary>
    public ReasonTexts Reasons => ReasonTexts.For(Language);

    public IReadOnlyCollection<string> Keys => _table.Keys;

    /// <summary>The language by WEFT_LANG, LC_ALL, LC_MESSAGES, LANG: the first that says anything decides; zh* is Chinese.</summary>
    public static string LanguageOf(IReadOnlyDictionary<string, string> variables)
    {
        foreach (var name in new[] { "WEFT_LANG", "LC_ALL", "LC_MESSAGES", "LANG" })
        {
            if (variables.GetValueOrDefault(name) is { Length: > 0 } value)
                return value.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? InChinese : InEnglish;
        }
        return InEnglish;
    }

    /// <summary>zh is Chinese, everything else English.</summary>
    public static Phrases For(string language) => language == InChinese ? Chinese : English;

    /// <summary>These phrases and those of a JSON table; a key that both have is a mistake.</summary>
    public Phrases With(Stream more) => new(Language, _table, more);

    public bool Has(string key) => _table.ContainsKey(key);

    /// <summary>The phrase as it stands.</summary>
    public string this[string key] => _table.TryGetValue(key, out var text) ? text : throw new KeyNotFoundException(key);

    /// <summary>The phrase with its places filled.</summary>
    public string Say(string key, params object?[] values) => string.Format(CountingFormat.Instance, this[key], values);

    private sealed class CountingFormat : IFormatProvider, ICustomFormatter
    {
        public static readonly CountingFormat Instance = new();

        public object? GetFormat(Type? formatType) =>
            formatType == typeof(ICustomFormatter) ? this : CultureInfo.InvariantCulture.GetFormat(formatType!);

        public string Format(string? format, object? arg, IFormatProvider? formatProvider)
        {
            if (format?.IndexOf('|', StringComparison.Ordinal) is > 0 and var bar)
                return Convert.ToInt64(arg, CultureInfo.InvariantCulture) == 1 ? format[..bar] : format[(bar + 1)..];
            return arg is IFormattable formattable
                ? formattable.ToString(format, CultureInfo.InvariantCulture)
                : Printable.Of(arg?.ToString() ?? "");
        }
    }
}
