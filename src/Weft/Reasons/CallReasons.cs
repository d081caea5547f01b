namespace Weft.Reasons;

/// <summary>What came of calls that brought no answer, and why providers pause. What a provider said itself is told as it came.</summary>
public static class CallReasons
{
    public static readonly Reason Cancelled = new("call_cancelled");
    public static readonly Reason AnswerBrokeOff = new("answer_broke_off");
    public static readonly Reason AnswerOfOtherForm = new("answer_other_form");
    public static readonly Reason NeverSent = new("call_never_sent");

    public static Reason BadAddress(string provider, string address) =>
        new("bad_address", ("provider", provider), ("address", address));

    public static Reason UnknownKind(string provider, string kind) => new("unknown_kind", ("provider", provider), ("kind", kind));

    public static Reason TimedOut(TimeSpan timeout) => new("call_timed_out", ("seconds", (long)Math.Round(timeout.TotalSeconds)));

    public static Reason GivenUp(string provider, TimeSpan limit) =>
        new("call_given_up", ("provider", provider), ("seconds", (long)limit.TotalSeconds));

    /// <param name="next">What later calls get.</param>
    public static Reason GivenUpForLonger(string provider, TimeSpan limit, TimeSpan next) =>
        new(
            "call_given_up_longer",
            ("provider", provider),
            ("seconds", (long)limit.TotalSeconds),
            ("next", (long)next.TotalSeconds)
        );

    public static Reason NotReached(Reason cause) => new("not_reached", ("words", cause));

    public static Reason ConnectionBroke(string words) => new("connection_broke", ("words", words));

    public static Reason WebPage(string address) => new("web_page", ("address", address));

    public static readonly Reason AnswerEmpty = new("answer_empty");

    /// <param name="tokens">Of the answer, all of them thinking.</param>
    public static Reason OnlyThought(long tokens) => new("only_thought", ("tokens", tokens));

    public static Reason TooLarge(long bytes) => new("answer_too_large", ("bytes", bytes));

    public static Reason PointsElsewhere(int status, string address) =>
        new("points_elsewhere", ("status", status), ("address", address));

    /// <summary>The provider failed the call: an error of its own, or none of its words came.</summary>
    /// <param name="round">Of the run.</param>
    public static Reason ProviderFault(int round, Reason cause) => new(ProviderFaultCode, ("round", round), ("cause", cause));

    internal const string ProviderFaultCode = "provider_fault";

    public static Reason FailuresInRow(int count, Reason cause) => new("failures_in_row", ("count", count), ("cause", cause));
}
