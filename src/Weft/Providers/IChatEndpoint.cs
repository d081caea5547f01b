using Weft.Model;
using Weft.Reasons;

namespace Weft.Providers;

/// <summary>One call as it leaves. Book text stands in <paramref name="User"/> as fenced data.</summary>
/// <param name="Schema">JSON schema of the answer; sent where <paramref name="Format"/> says so, else it is part of the prompt already.</param>
public sealed record ChatCall(
    string Model,
    string System,
    string User,
    AnswerFormat Format,
    string Schema,
    int MaxAnswerTokens,
    TimeSpan Timeout
);

/// <summary>What came of a call: vendor errors translated at their edge.</summary>
public abstract record ChatReply
{
    /// <summary>A body came. <paramref name="Finish"/>: stop, length, content_filter, cut (the body broke off), or as the provider says.</summary>
    /// <param name="PromptTokens">Null where the provider does not count.</param>
    public sealed record Answered(string Body, string Finish, long? PromptTokens, long? CachedTokens, long? AnswerTokens)
        : ChatReply
    {
        /// <summary>What of the answer's tokens went on thinking; 0 where nobody tells.</summary>
        public long ThinkingTokens { get; init; }
    }

    /// <summary>429 or 503: not taken. <paramref name="RetryAfter"/> null where it gave none.</summary>
    public sealed record Busy(Reason Cause, TimeSpan? RetryAfter) : ChatReply
    {
        /// <summary>What may be asked for in a day is spent; <see cref="RetryAfter"/> is when that ends.</summary>
        public bool IsQuota { get; init; }
    }

    /// <summary>401, 402, 403, no such address or model, no address at all: until a person resumes the provider.</summary>
    public sealed record Closed(Reason Cause) : ChatReply;

    /// <summary>500s, time-outs, broken connections: of the provider's own making. <paramref name="Sent"/>: it may have been worked on.</summary>
    public sealed record Broken(Reason Cause, bool Sent) : ChatReply
    {
        /// <summary>The call's time was over.</summary>
        public bool IsGivenUp { get; init; }
    }

    /// <summary>The answer format is not available for this model: step down and remember.</summary>
    public sealed record FormatRefused(string Words) : ChatReply;

    /// <summary>Not taken because of a field that this model names otherwise; the endpoint knows better now: the same call once more.</summary>
    /// <param name="Manners">What it knows now, to be remembered.</param>
    public sealed record Learnt(string Words, Manners Manners) : ChatReply;

    /// <summary>Other 4xx: this text or our request was refused (moderation, too long); never counts against the provider's health.</summary>
    public sealed record Refused(string Words, bool TooLong) : ChatReply;
}

/// <summary>An endpoint that answers prompts. One call is one request: no retries of its own.</summary>
public interface IChatEndpoint
{
    /// <summary>In the way that the provider's settings say, and as far as is known how its model wants it.</summary>
    Task<ChatReply> AskAsync(Provider provider, ChatCall call, CancellationToken cancel);

    /// <summary>Names of the models that the provider says it has; empty where it does not say.</summary>
    Task<IReadOnlyList<string>> ModelsAsync(Provider provider, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<string>>([]);

    /// <summary>Whether its address answers at all, whatever it says: null, or why not. It asks no model and costs nothing.</summary>
    Task<Reason?> ReachAsync(Provider provider, CancellationToken cancel) => Task.FromResult<Reason?>(null);
}
