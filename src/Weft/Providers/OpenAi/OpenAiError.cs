using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Weft.Model;
using Weft.Reasons;

namespace Weft.Providers.OpenAi;

/// <summary>What a refused call knew of its model, and which fields it could have done without.</summary>
internal sealed record OpenAiAsked(Manners Known, IReadOnlyList<string> Fields);

/// <summary>An error as the provider puts it, and what it means here.</summary>
/// <param name="Words">Status and message, without the key, fit to be shown.</param>
/// <param name="Said">Code, parameter and message in lower case: what is searched for hints.</param>
internal sealed partial record OpenAiError(int Status, string Words, string Said)
{
    /// <summary>"retry in 2.4s", "try again after 1 seconds", "try again in 9m38.016s", "retryDelay":"20s", "in 450ms".</summary>
    [GeneratedRegex(
        "(?:retrydelay\"?: ?\"?|(?:re)?try(?: again)? (?:in|after) )(?:(\\d+)h)?(?:(\\d+)m(?!s))?(?:([0-9.]+) ?(ms|s|seconds?)\\b)?"
    )]
    private static partial Regex Wait();

    /// <param name="isSaid">False = nobody sent that status; it is what the words amount to.</param>
    public static OpenAiError Read(int status, string body, string key, bool isSaid = true)
    {
        var (message, hints) = Message(body);
        return new(
            status,
            OpenAiWords.Safe(isSaid ? $"{status}: {message}" : message, key),
            $"{hints} {message}".ToLowerInvariant()
        );
    }

    /// <param name="retryAfter">Of the headers; else the words are looked at.</param>
    /// <param name="reset">Of the headers that count, where the words say nothing either.</param>
    public ChatReply ToReply(AnswerFormat format, OpenAiAsked asked, TimeSpan? retryAfter, TimeSpan? reset = null)
    {
        var wait = retryAfter ?? WaitSaid() ?? reset;
        foreach (var row in ErrorTable.Rows.Where(row => row.Fits(Status, Said, wait is not null)))
            if (ReplyOf(row.Means, format, asked, wait) is { } reply)
                return reply;
        return new ChatReply.Refused(Words, false);
    }

    /// <summary>The first row that fits.</summary>
    internal string RowName(TimeSpan? retryAfter = null) =>
        ErrorTable.Rows.First(row => row.Fits(Status, Said, (retryAfter ?? WaitSaid()) is not null)).Name;

    /// <summary>Null = there is nothing to change any more, so a later row says what it means.</summary>
    private ChatReply? ReplyOf(ErrorMeaning means, AnswerFormat format, OpenAiAsked asked, TimeSpan? wait) =>
        means switch
        {
            ErrorMeaning.Person => new ChatReply.Closed(Reason.OfWords(Words)),
            ErrorMeaning.Text => new ChatReply.Refused(Words, false),
            ErrorMeaning.TooLong => new ChatReply.Refused(Words, true),
            ErrorMeaning.Busy => new ChatReply.Busy(Reason.OfWords(Words), wait),
            ErrorMeaning.Day => new ChatReply.Busy(Reason.OfWords(Words), wait) { IsQuota = true },
            ErrorMeaning.Broken => new ChatReply.Broken(Reason.OfWords(Words), true),
            ErrorMeaning.Field => Learnt(asked) is { } learnt ? new ChatReply.Learnt(Words, learnt) : null,
            ErrorMeaning.Format => format == AnswerFormat.Plain ? null : new ChatReply.FormatRefused(Words),
            _ => throw new UnreachableException(),
        };

    private TimeSpan? WaitSaid()
    {
        var found = Wait().Match(Said);
        if (!found.Success || found.Groups.Cast<Group>().Skip(1).All(group => !group.Success))
            return null;
        double Number(int group) =>
            double.TryParse(
                found.Groups[group].Value,
                NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var number
            )
                ? Math.Min(number, 1_000_000)
                : 0;
        var seconds = found.Groups[4].Value == "ms" ? Number(3) / 1000 : Number(3);
        return TimeSpan.FromSeconds(Number(1) * 3600 + Number(2) * 60 + seconds);
    }

    /// <summary>"enable_thinking must be set to false", "thinking is not supported in non-streaming calls".</summary>
    [GeneratedRegex("enable_thinking.{0,40}(?:must|should|needs?).{0,20}false")]
    private static partial Regex ThinkingOff();

    /// <summary>"This model only support stream mode", "please enable the stream parameter".</summary>
    [GeneratedRegex(
        "only supports? stream|stream(?:ing)? mode only|must be (?:called )?(?:with|in) stream|(?:enable|set).{0,20}stream.{0,20}(?:parameter|true)|stream must be true"
    )]
    private static partial Regex StreamsAlone();

    /// <summary>"Developer instruction is not enabled", "System role not supported".</summary>
    [GeneratedRegex(
        "developer instruction|system (?:role|message|prompt|instruction)s?.{0,60}(?:not|n't|unsupported)|(?:not|n't|unsupported).{0,60}system (?:role|message|prompt|instruction)|role.{0,10}system.{0,40}not|roles must alternate"
    )]
    private static partial Regex NoSystem();

    /// <summary>"Range of max_tokens should be [1, 2048]", "but can only afford 1500", "max_tokens is too large: 4096. This model supports at most 2048 completion tokens".</summary>
    [GeneratedRegex(
        "range of max_(?:completion_)?tokens should be \\[\\d+, ?(\\d+)\\]|supports at most (\\d+) completion tokens|can only afford (\\d+)|max_(?:completion_)?tokens.{0,60}(?:at most|less than or equal to|<=|maximum(?: value)?(?: of| is)?|not exceed) ?(\\d+)"
    )]
    private static partial Regex MostAnswer();

    /// <summary>"maximum context length is 4096 tokens. However, you requested 5000 tokens (904 in the messages, 4096 in the completion)".</summary>
    [GeneratedRegex(
        "context length is (\\d+) tokens?.{0,80}\\((\\d+) (?:in|of|from) the (?:messages|input|prompt).{0,20}?(\\d+) (?:in|for) the (?:completion|output)"
    )]
    private static partial Regex Window();

    /// <summary>Room for what a tokenizer counts otherwise in the next passage.</summary>
    private const int Margin = 128;

    /// <summary>A shorter answer holds no passage's facts.</summary>
    private const int LeastAnswer = 256;

    /// <summary>Null = none is told that is lower than what was asked for.</summary>
    private Manners? Bounded(Manners known)
    {
        long? most = null;
        if (Window().Match(Said) is { Success: true } window)
            most = Number(window.Groups[1]) - Number(window.Groups[2]) - Margin;
        else if (MostAnswer().Match(Said) is { Success: true } range)
            most = Number(range.Groups.Cast<Group>().Skip(1).First(group => group.Success));
        return most >= LeastAnswer && most < (known.MostAnswerTokens ?? int.MaxValue)
            ? known with
            {
                MostAnswerTokens = (int)most.Value,
            }
            : null;
    }

    private static long Number(Group group) =>
        long.TryParse(group.Value, CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>A field that is named otherwise here, and was not tried yet.</summary>
    private Manners? Learnt(OpenAiAsked asked)
    {
        var known = asked.Known;
        if (!known.ThinkingOff && ThinkingOff().IsMatch(Said))
            return known with { ThinkingOff = true };
        if (!known.Streams && StreamsAlone().IsMatch(Said))
            return known with { Streams = true };
        if (!known.NoSystemRole && NoSystem().IsMatch(Said))
            return known with { NoSystemRole = true };
        if (Bounded(known) is { } bounded)
            return bounded;
        if (!known.NoTemperature && Said.Contains("temperature", StringComparison.Ordinal))
            return known with { NoTemperature = true };
        if (asked.Fields.FirstOrDefault(Names) is { } refused)
            return known.Joined(new() { Without = refused });
        return !known.NewTokensName && Said.Contains("max_tokens", StringComparison.Ordinal)
            ? known with
            {
                NewTokensName = true,
            }
            : null;
    }

    /// <summary>As a word of its own: "thinking" is no part of "enable_thinking".</summary>
    private bool Names(string field) =>
        Regex.IsMatch(
            Said,
            $"(?<![a-z0-9_]){Regex.Escape(field.ToLowerInvariant())}(?![a-z0-9_])",
            RegexOptions.CultureInvariant
        );

    /// <summary>{"error":{"message","code","param","type"}}, {"error":"…"}, {"message"}, {"detail"}, or whatever the body is.</summary>
    private static (string Message, string Hints) Message(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            if (root is { ValueKind: JsonValueKind.Array } && root.GetArrayLength() > 0)
                root = root[0];
            var error = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("error", out var inner) ? inner : root;
            if (error.ValueKind != JsonValueKind.Object)
                return (error.ToString(), "");
            var message = new[] { "message", "msg", "detail" }
                .Select(name => Text(error, name))
                .FirstOrDefault(text => text.Length > 0);
            return (
                message ?? error.GetRawText(),
                $"{Text(error, "code")} {Text(error, "type")} {Text(error, "param")} {Text(error, "details")} {Flagged(error)} {Available(error)}"
            );
        }
        catch (Exception trouble) when (trouble is JsonException or InvalidOperationException)
        {
            return (body, "");
        }
    }

    /// <summary>OpenRouter names what was flagged beside the message; the text itself is never looked at.</summary>
    private static string Flagged(JsonElement error) =>
        error.TryGetProperty("metadata", out var metadata)
        && metadata.ValueKind == JsonValueKind.Object
        && metadata.TryGetProperty("flagged_input", out _)
            ? "flagged_input"
            : "";

    /// <summary>OpenRouter's own word on when it is worth another try, as others say it.</summary>
    private static string Available(JsonElement error) =>
        error.TryGetProperty("availability", out var availability)
        && availability.ValueKind == JsonValueKind.Object
        && Text(availability, "retry_after") is { Length: > 0 } seconds
            ? $"retry in {seconds}s"
            : "";

    private static string Text(JsonElement error, string name) => error.TryGetProperty(name, out var text) ? text.ToString() : "";
}
