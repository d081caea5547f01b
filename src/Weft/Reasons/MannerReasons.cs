namespace Weft.Reasons;

/// <summary>How a model wants to be asked, and what a test of it has shown.</summary>
public static class MannerReasons
{
    public static readonly Reason TakesSchema = new("takes_schema");
    public static readonly Reason TakesJson = new("takes_json");
    public static readonly Reason TakesPlain = new("takes_plain");
    public static readonly Reason NewTokensName = new("new_tokens_name");
    public static readonly Reason NoTemperature = new("no_temperature");
    public static readonly Reason NoSystemRole = new("no_system_role");
    public static readonly Reason ThinkingOff = new("thinking_off");
    public static readonly Reason Streams = new("answers_in_streams");

    public static Reason MostAnswer(int tokens) => new("most_answer", ("tokens", tokens));

    public static Reason Without(string field) => new("left_out", ("field", field));

    public static Reason Slowest(TimeSpan took) => new("slowest_answer", ("seconds", (long)took.TotalSeconds));

    public static Reason Patience(TimeSpan limit) => new("patience", ("minutes", (long)limit.TotalMinutes));

    /// <summary>Found out, where none are told or it bears fewer.</summary>
    public static Reason CallsAtOnce(int calls) => new("calls_at_once", ("calls", calls));

    public static Reason CallsBusyAt(int calls, int busyAt) => new("calls_busy_at", ("calls", calls), ("busy_at", busyAt));

    /// <param name="prompt">As the provider counts it.</param>
    /// <param name="estimate">As it was sent.</param>
    public static Reason PromptCut(long prompt, long estimate) => new("prompt_cut", ("prompt", prompt), ("estimate", estimate));

    /// <param name="tokens">Of the answer.</param>
    /// <param name="seen">What was written amounts to.</param>
    public static Reason Thinks(long tokens, long seen) => new("thinks", ("tokens", tokens), ("seen", seen));

    public static readonly Reason CountsNothing = new("counts_nothing");

    public static readonly Reason NoJson = new("no_json");

    /// <param name="models">Those that it has, as it says.</param>
    public static Reason ModelNotListed(string model, string models) =>
        new("model_not_listed", ("model", model), ("models", models));
}
