using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;

namespace Weft.Cli.Texts;

/// <summary>
/// What the program says, in one language: a table of phrases by key. Both tables hold the same keys.
/// A phrase is a composite format; <c>{0:chapter|chapters}</c> takes the first form for 1 and the second for all else.
/// </summary>
internal sealed class Phrases
{
    public static readonly Phrases English = new("en");
    public static readonly Phrases Chinese = new("zh");

    private readonly FrozenDictionary<string, string> _table;

    private Phrases(string language)
    {
        Language = language;
        using var stream = typeof(Phrases).Assembly.GetManifestResourceStream($"Weft.Cli.Texts.{language}.json")!;
        _table = JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!.ToFrozenDictionary();
    }

    /// <summary>zh or en.</summary>
    public string Language { get; }

    public IReadOnlyCollection<string> Keys => _table.Keys;

    /// <summary>The language by WEFT_LANG, LC_ALL, LC_MESSAGES, LANG: the first that says anything decides; zh* is Chinese.</summary>
    public static Phrases For(IReadOnlyDictionary<string, string> variables)
    {
        foreach (var name in new[] { "WEFT_LANG", "LC_ALL", "LC_MESSAGES", "LANG" })
        {
            if (variables.GetValueOrDefault(name) is { Length: > 0 } value)
                return value.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? Chinese : English;
        }
        return English;
    }

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
                : arg?.ToString() ?? "";
        }
    }
}
