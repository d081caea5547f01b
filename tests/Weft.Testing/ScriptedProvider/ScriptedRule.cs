using System.Text.Json.Serialization;

namespace Weft.Testing.Scripted;

/// <summary>Ways to misbehave.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ScriptedFault>))]
public enum ScriptedFault
{
    None,

    /// <summary>429, with Retry-After where the rule has one.</summary>
    TooMany,

    /// <summary>429 whose Retry-After is a date.</summary>
    TooManyUntil,

    /// <summary>429 that means there is no money left.</summary>
    NoQuota,
    ServerError,

    /// <summary>503, with Retry-After where the rule has one.</summary>
    Unavailable,

    /// <summary>Never answers.</summary>
    Hang,

    /// <summary>Headers and half of the body, then nothing more.</summary>
    HangInBody,

    /// <summary>Half of the body, then the connection is broken.</summary>
    CutBody,

    /// <summary>A body that is no JSON.</summary>
    Html,

    /// <summary>200 with an error inside, of status 429.</summary>
    ErrorInside,

    /// <summary>Empty lines and a comment, then a good answer.</summary>
    KeepAlive,

    /// <summary>More than any answer may be.</summary>
    Huge,
    Redirect,
    Unauthorized,
    NoBalance,
    NoSuchModel,

    /// <summary>400 for json_schema.</summary>
    NoSchema,

    /// <summary>400 for json_schema and json_object.</summary>
    NoFormats,

    /// <summary>400 for max_tokens.</summary>
    NewTokensName,

    /// <summary>400 for temperature.</summary>
    NoTemperature,
    TooLong,

    /// <summary>400: the text is refused.</summary>
    Moderated,

    /// <summary>200 with finish reason content_filter and no text.</summary>
    ContentFilter,
    Empty,
    Prose,

    /// <summary>A good answer inside thoughts, words and fences.</summary>
    Fences,

    /// <summary>JSON that has to be mended.</summary>
    InvalidJson,

    /// <summary>The answer's first half, with finish reason length.</summary>
    CutJson,

    /// <summary>The answer's first half, as if it had stopped by itself.</summary>
    CutJsonUnsaid,
    WrongQuotes,
}

/// <summary>When to misbehave. The first rule that fits an arriving call is followed.</summary>
/// <param name="From">Number of the first call it is for, from 1.</param>
/// <param name="To">Number of the last one.</param>
/// <param name="Content">Only passages that hold this.</param>
/// <param name="Times">So often at most.</param>
/// <param name="RetryAfter">Seconds.</param>
/// <param name="DelayMs">Waits before whatever it does.</param>
/// <param name="Oddity">The name of one of <see cref="ScriptedOddity.All"/>, in place of the fault.</param>
public sealed record ScriptedRule(
    ScriptedFault Fault,
    int From = 1,
    int To = int.MaxValue,
    string? Content = null,
    int Times = int.MaxValue,
    double? RetryAfter = null,
    int DelayMs = 0,
    string? Oddity = null
)
{
    public bool Fits(int number, string passage) =>
        number >= From && number <= To && (Content is null || passage.Contains(Content, StringComparison.Ordinal));
}

/// <summary>One call as it came.</summary>
/// <param name="Number">From 1, in the order of arrival.</param>
/// <param name="Content">SHA-256 of the passage, lower-case hex: the passage hash of the journal's key.</param>
/// <param name="At">Since the server's start.</param>
/// <param name="Outcome">answered, the fault's name, limit (refused by a limit), or gone (the caller left before the end).</param>
public sealed record ScriptedCall(
    int Number,
    string Content,
    string Model,
    string Format,
    string Key,
    TimeSpan At,
    TimeSpan Took,
    string Outcome,
    long Tokens
)
{
    /// <summary>Tokens of the answer; 0 where none was given.</summary>
    public long AnswerTokens { get; init; }
}

/// <summary>What the server allows; null = all.</summary>
public sealed record ScriptedLimits(int? Calls = null, int? RequestsPerMinute = null, int? TokensPerMinute = null);
