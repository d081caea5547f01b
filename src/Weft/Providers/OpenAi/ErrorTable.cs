using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Weft.Runtime;

namespace Weft.Providers.OpenAi;

/// <summary>What an error means for the work.</summary>
internal enum ErrorMeaning
{
    /// <summary>Nothing helps but a person: the key, the money, the model, the address.</summary>
    Person,

    /// <summary>This passage alone.</summary>
    Text,

    /// <summary>This passage, because of its length.</summary>
    TooLong,

    /// <summary>Later, as long as the provider says, or growing waits.</summary>
    Busy,

    /// <summary>Later today or tomorrow.</summary>
    Day,
    Broken,

    /// <summary>A field of the request that can be sent otherwise.</summary>
    Field,

    /// <summary>The form of answers that was asked for.</summary>
    Format,
}

/// <summary>What providers' errors mean, as data: <c>ErrorTable.json</c>. The first row that fits wins; a row's examples are tests of it.</summary>
internal static class ErrorTable
{
    /// <param name="OrWords">Fit where the status does not.</param>
    /// <param name="Hint">Only where the provider says how long to wait.</param>
    internal sealed record Rule(
        string Name,
        ErrorMeaning Means,
        string? Status,
        string? Words,
        string? OrWords,
        string? UnlessWords,
        bool Hint,
        IReadOnlyList<JsonElement> Examples
    )
    {
        private readonly Regex? _words = Pattern(Words);
        private readonly Regex? _orWords = Pattern(OrWords);
        private readonly Regex? _unlessWords = Pattern(UnlessWords);

        public bool Fits(int status, string said, bool hasHint)
        {
            if (Hint && !hasHint)
                return false;
            if (_unlessWords?.IsMatch(said) == true)
                return false;
            if (_orWords?.IsMatch(said) == true)
                return true;
            return (Status is null || IsOf(status)) && (_words is null || _words.IsMatch(said));
        }

        private bool IsOf(int status) =>
            Status!
                .Split(' ')
                .Any(one => one == "5xx" ? status is >= 500 and < 600 : one == status.ToString(CultureInfo.InvariantCulture));

        private static Regex? Pattern(string? words) =>
            words is null ? null : new(words, RegexOptions.CultureInvariant | RegexOptions.Compiled);
    }

    private static readonly JsonSerializerOptions Form = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    public static readonly IReadOnlyList<Rule> Rows = JsonSerializer.Deserialize<List<Rule>>(
        EmbeddedText.Read("Weft.Providers.OpenAi.ErrorTable.json"),
        Form
    )!;
}
