namespace Weft.Reasons;

/// <summary>Why jobs and chapter runs are paused, failed, skipped or given back.</summary>
public static class RunReasons
{
    public static readonly Reason JobCancelled = new("job_cancelled");
    public static readonly Reason JobGone = new("job_gone");
    public static readonly Reason BookDeleted = new("book_deleted");
    public static readonly Reason Superseded = new("superseded");
    public static readonly Reason KilledTwice = new("killed_twice");
    public static readonly Reason SessionOver = new("session_over");
    public static readonly Reason ClaimLost = new("claim_lost");
    public static readonly Reason PausedByPerson = new("paused_by_person");

    /// <param name="words">The person's own.</param>
    public static Reason PausedByPersonFor(string words) => new("paused_by_person_for", ("words", words));

    /// <param name="spent">Of calls that are not in the air any more.</param>
    /// <param name="reserved">Of calls in the air.</param>
    /// <param name="needed">By the next call: its prompt, and the bound of its answer.</param>
    public static Reason OverTokenBudget(long budget, long spent, long reserved, long needed) =>
        new("over_token_budget", ("budget", budget), ("spent", spent), ("reserved", reserved), ("needed", needed));

    /// <summary>As <see cref="OverTokenBudget"/>; amounts with their currency.</summary>
    public static Reason OverMoneyBudget(string budget, string spent, string reserved, string needed) =>
        new("over_money_budget", ("budget", budget), ("spent", spent), ("reserved", reserved), ("needed", needed));

    /// <summary>A job with a budget in money came to a provider whose price nobody knows any more.</summary>
    public static Reason NoPriceForBudget(string provider) => new("no_price_for_budget", ("provider", provider));

    public static readonly Reason NoText = new("no_text");
    public static readonly Reason NoPermit = new("no_permit");

    /// <summary>Units of a book that tell no story.</summary>
    public static readonly Reason Licence = new("unit_licence");
    public static readonly Reason Contents = new("unit_contents");
    public static readonly Reason FrontMatter = new("unit_front");
    public static readonly Reason Notes = new("unit_notes");
    public static readonly Reason Ruby = new("unit_ruby");
    public static readonly Reason Pages = new("unit_pages");
    public static readonly Reason Navigation = new("unit_navigation");
    public static readonly Reason Advertising = new("unit_advertising");
    public static readonly Reason Deleted = new("unit_deleted");

    public static Reason FailedRuns(long count) => new("chapters_failed", ("count", count));

    public static Reason ProfileMissing(string version) => new("profile_missing", ("version", version));

    /// <summary>An exception of our own code: its type and message, for whoever reports it.</summary>
    public static Reason OwnFailure(Exception failure) =>
        new("own_failure", ("type", failure.GetType().Name), ("words", failure.Message));

    public static Reason PermitGone(string provider) => new("permit_gone", ("provider", provider));

    public static Reason NeverFits(string provider, long tokens) => new("never_fits", ("provider", provider), ("tokens", tokens));

    /// <param name="window">Of the model, in tokens.</param>
    public static Reason WindowTooSmall(string provider, int window, long prompt) =>
        new("window_too_small", ("provider", provider), ("window", window), ("prompt", prompt));

    public static Reason ProviderPaused(string provider) => new("provider_paused", ("provider", provider));

    public static Reason ProviderWasPaused(string provider, Reason cause) =>
        new("provider_was_paused", ("provider", provider), ("cause", cause));

    /// <summary>Why <c>rules</c> read chapters that no model has failed.</summary>
    public static Reason RulesStoodIn(string after) => new("rules_stood_in", ("after", after));

    /// <summary>As <see cref="ProviderWasPaused"/>, of the run whose own call failed: the probe is another run, where there is one.</summary>
    public static Reason ProviderFailedIt(string provider, Reason cause) =>
        new(ProviderFailedItCode, ("provider", provider), ("cause", cause));

    internal const string ProviderFailedItCode = "provider_failed_it";

    /// <summary>The provider answers others, and has failed this run time and again.</summary>
    public static Reason ProviderFailsIt(string provider, long times, Reason cause) =>
        new("provider_fails_it", ("provider", provider), ("times", times), ("cause", cause));

    public static Reason ProviderBusy(string provider, Reason cause) =>
        new("provider_busy", ("provider", provider), ("cause", cause));

    public static Reason ProviderFailed(string provider, Reason cause) =>
        new("provider_failed", ("provider", provider), ("cause", cause));

    /// <param name="offset">Where the passage starts in its chapter, in UTF-16 units.</param>
    public static Reason PassageRefused(int offset, int length, string words) =>
        new("passage_refused", ("offset", offset), ("length", length), ("words", words));

    public static Reason PassageFiltered(int offset, int length) =>
        new("passage_filtered", ("offset", offset), ("length", length));

    /// <param name="tokens">Of the answer, all of them thinking.</param>
    public static Reason PassageThoughtAway(int offset, int length, long tokens) =>
        new("passage_thought_away", ("offset", offset), ("length", length), ("tokens", tokens));

    public static Reason PassageCutOff(int offset, int length) => new("passage_cut_off", ("offset", offset), ("length", length));

    public static Reason PassageUnread(int offset, int length, Reason problem) =>
        new("passage_unread", ("offset", offset), ("length", length), ("cause", problem));
}
