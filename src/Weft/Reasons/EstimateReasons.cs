namespace Weft.Reasons;

/// <summary>What an estimate rests on, and what to know before a job begins.</summary>
public static class EstimateReasons
{
    private const string NoPriceCode = "estimate_no_price";
    private const string PausedCode = "estimate_paused";
    private const string OverBudgetCode = "estimate_over_budget";
    private const string AskedTwiceCode = "estimate_asked_twice";

    /// <summary>What a person should look at before anything is spent.</summary>
    internal static bool IsWarning(Reason note) => note.Code is NoPriceCode or OverBudgetCode or PausedCode or AskedTwiceCode;

    /// <summary>Nothing is asked of anybody.</summary>
    internal static readonly Reason NoCalls = new("estimate_no_calls");

    /// <summary>All that is wanted stands in the journal.</summary>
    internal static readonly Reason AllThere = new("estimate_all_there");

    /// <param name="margin">In per cent.</param>
    /// <param name="answers">Margin of the answers' length, in per cent.</param>
    public static Reason Guessed(string provider, string family, long margin, long answers) =>
        new("estimate_guessed", ("provider", provider), ("family", family), ("margin", margin), ("answers", answers));

    /// <summary>As <see cref="Guessed"/>, of a model of which nothing is known.</summary>
    public static Reason GuessedBlindly(string provider, string model, long margin, long answers) =>
        new("estimate_guessed_blindly", ("provider", provider), ("model", model), ("margin", margin), ("answers", answers));

    /// <param name="error">By how many per cent the last prompts were off.</param>
    public static Reason Measured(string provider, long answers, long error) =>
        new("estimate_measured", ("provider", provider), ("answers", answers), ("error", error));

    /// <param name="share">Prompt tokens that the provider counted, in per cent of those that had been reserved.</param>
    /// <param name="error">By how many per cent single prompts are off after that correction.</param>
    /// <param name="written">Answer tokens per 1,000 characters of text.</param>
    public static Reason Counted(string language, long answers, long share, long error, long written) =>
        new(
            language == "zh" ? "estimate_counted_zh" : "estimate_counted_en",
            ("answers", answers),
            ("share", share),
            ("error", error),
            ("written", written)
        );

    /// <summary>An open job asks the same book anew too: neither serves the other.</summary>
    public static Reason AskedTwice(string title, long job) => new(AskedTwiceCode, ("title", title), ("job", job));

    /// <summary>The time is counted from its resumption on.</summary>
    public static Reason Paused(string provider, Reason why) => new(PausedCode, ("provider", provider), ("why", why));

    public static Reason NoPrice(string provider, string model) => new(NoPriceCode, ("provider", provider), ("model", model));

    /// <summary>It is the dearest hour of the next week.</summary>
    /// <param name="now">Of a million answer tokens at this hour, as an amount with its currency.</param>
    /// <param name="least">The same at the cheapest hour of the week.</param>
    public static Reason DearNow(string provider, string now, string least) =>
        new("estimate_dear_now", ("provider", provider), ("now", now), ("least", least));

    /// <param name="now">As in <see cref="DearNow"/>.</param>
    /// <param name="most">The same at the dearest hour of the week.</param>
    public static Reason DearLater(string provider, string now, string most) =>
        new("estimate_dear_later", ("provider", provider), ("now", now), ("most", most));

    /// <param name="chapter">At which the budget will be spent, about.</param>
    public static Reason OverBudget(string budget, string likely, long chapter, string title) =>
        new(OverBudgetCode, ("budget", budget), ("likely", likely), ("chapter", chapter), ("title", title));

    /// <summary>Each of several books is a job of its own, and all of them share one budget.</summary>
    public static Reason SharedBudget(string budget, long books) =>
        new("estimate_shared_budget", ("budget", budget), ("books", books));
}
