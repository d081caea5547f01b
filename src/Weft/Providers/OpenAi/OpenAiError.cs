using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Weft.Model;
using Weft.Reasons;

namespace Weft.Providers.OpenAi;

/// <summary>An error as the provider puts it, and what it means here.</summary>
/// <param name="Words">Status and message, without the key, fit to be shown.</param>
/// <param name="Said">Code, parameter and message in lower case: what is searched for hints.</param>
internal sealed partial record OpenAiError(int Status, string Words, string Said)
{
    /// <summary>Where a quota of the day is spent and nothing says until when.</summary>
    private static readonly TimeSpan DayWait = TimeSpan.FromHours(1);

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
    public ChatReply ToReply(AnswerFormat asked, OpenAiDialect known, TimeSpan? retryAfter)
    {
        var wait = retryAfter ?? WaitSaid();
        foreach (var row in ErrorTable.Rows.Where(row => row.Fits(Status, Said, wait is not null)))
            if (ReplyOf(row.Means, asked, known, wait) is { } reply)
                return reply;
        return new ChatReply.Refused(Words, false);
    }

    /// <summary>The first row that fits.</summary>
    internal string RowName(TimeSpan? retryAfter = null) =>
        ErrorTable.Rows.First(row => row.Fits(Status, Said, (retryAfter ?? WaitSaid()) is not null)).Name;

    /// <summary>Null = there is nothing to change any more, so a later row says what it means.</summary>
    private ChatReply? ReplyOf(ErrorMeaning means, AnswerFormat asked, OpenAiDialect known, TimeSpan? wait) =>
        means switch
        {
            ErrorMeaning.Person => new ChatReply.Closed(Reason.OfWords(Words)),
            ErrorMeaning.Text => new ChatReply.Refused(Words, false),
            ErrorMeaning.TooLong => new ChatReply.Refused(Words, true),
            ErrorMeaning.Busy => new ChatReply.Busy(Reason.OfWords(Words), wait),
            ErrorMeaning.Day => new ChatReply.Busy(Reason.OfWords(Words), wait ?? DayWait),
            ErrorMeaning.Broken => new ChatReply.Broken(Reason.OfWords(Words), true),
            ErrorMeaning.Field => Learnt(known) is { } learnt ? new OpenAiEndpoint.LearntDialect(learnt, Words) : null,
            ErrorMeaning.Format => asked == AnswerFormat.Plain ? null : new ChatReply.FormatRefused(Words),
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

    /// <summary>A field that is named otherwise here, and was not tried yet.</summary>
    private OpenAiDialect? Learnt(OpenAiDialect known)
    {
        if (known.Temperature && Said.Contains("temperature", StringComparison.Ordinal))
            return known with { Temperature = false };
        return !known.NewTokensName && Said.Contains("max_tokens", StringComparison.Ordinal)
            ? known with
            {
                NewTokensName = true,
            }
            : null;
    }

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
                $"{Text(error, "code")} {Text(error, "type")} {Text(error, "param")} {Text(error, "details")} {Flagged(error)}"
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

    private static string Text(JsonElement error, string name) => error.TryGetProperty(name, out var text) ? text.ToString() : "";
}
