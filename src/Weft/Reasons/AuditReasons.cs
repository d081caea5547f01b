namespace Weft.Reasons;

/// <summary>What people did, said without who did it. No argument is ever a secret.</summary>
public static class AuditReasons
{
    public static readonly Reason SignedIn = new("audit_signed_in");
    public static readonly Reason SignedOut = new("audit_signed_out");

    public static Reason SignInsEnded(string user, long count) => new("audit_sign_ins_ended", ("user", user), ("count", count));

    /// <summary>What was typed as a name is not kept: it may have been a password.</summary>
    public static readonly Reason SignInFailed = new("audit_sign_in_failed");

    public static Reason SignInFailedFor(string user) => new("audit_sign_in_failed_for", ("user", user));

    public static Reason SignInsFailed(long count) => new("audit_sign_ins_failed", ("count", count));

    public static Reason BookImported(long book, string title) => new("audit_book_imported", ("book", book), ("title", title));

    public static Reason BookUpdated(long book, string title, long edition) =>
        new("audit_book_updated", ("book", book), ("title", title), ("edition", edition));

    public static Reason BookRenamed(long book, string title, string before) =>
        new("audit_book_renamed", ("book", book), ("title", title), ("before", before));

    public static Reason BookDeleted(long book, string title) => new("audit_book_deleted", ("book", book), ("title", title));

    public static Reason JobStarted(long job, string title, string providers) =>
        new("audit_job_started", ("job", job), ("title", title), ("providers", providers));

    public static Reason JobPaused(long job) => new("audit_job_paused", ("job", job));

    public static Reason JobResumed(long job) => new("audit_job_resumed", ("job", job));

    public static Reason JobResumedWith(long job, string budget) =>
        new("audit_job_resumed_with", ("job", job), ("budget", budget));

    public static Reason JobCancelled(long job) => new("audit_job_cancelled", ("job", job));

    public static Reason JobRetried(long job, long chapters) => new("audit_job_retried", ("job", job), ("chapters", chapters));

    public static Reason JobAskedAgain(long job, long chapters) =>
        new("audit_job_asked_again", ("job", job), ("chapters", chapters));

    public static Reason JobsRetried(long jobs, long chapters) =>
        new("audit_jobs_retried", ("jobs", jobs), ("chapters", chapters));

    public static Reason ProviderAdded(string provider) => new("audit_provider_added", ("provider", provider));

    public static Reason ProviderChanged(string provider) => new("audit_provider_changed", ("provider", provider));

    public static Reason ProviderKeyChanged(string provider) => new("audit_provider_key_changed", ("provider", provider));

    public static Reason ProviderRemoved(string provider) => new("audit_provider_removed", ("provider", provider));

    public static Reason ProviderPaused(string provider, Reason cause) =>
        new("audit_provider_paused", ("provider", provider), ("cause", cause));

    public static Reason ProviderResumed(string provider) => new("audit_provider_resumed", ("provider", provider));

    public static Reason ProviderAnswered(string provider) => new("audit_provider_answered", ("provider", provider));

    public static Reason ProviderDidNotAnswer(string provider) => new("audit_provider_silent", ("provider", provider));

    public static Reason NamesMerged(string name, string other, string title) =>
        new("audit_names_merged", ("name", name), ("other", other), ("title", title));

    public static Reason NamesSplit(string name, string other, string title) =>
        new("audit_names_split", ("name", name), ("other", other), ("title", title));

    public static Reason NamesUndone(string name, string other, string title) =>
        new("audit_names_undone", ("name", name), ("other", other), ("title", title));

    public static Reason NamesUndoneOne(string name, string title) =>
        new("audit_names_undone_one", ("name", name), ("title", title));

    public static Reason NamesRenamed(string name, string shown, string title) =>
        new("audit_names_renamed", ("name", name), ("shown", shown), ("title", title));

    public static Reason NamesRetyped(string name, string type, string title) =>
        new("audit_names_retyped", ("name", name), ("type", type), ("title", title));

    public static Reason NamesHidden(string name, string title) => new("audit_names_hidden", ("name", name), ("title", title));

    public static Reason NamesLearnt(int decisions, string title) =>
        new("audit_names_learnt", ("decisions", decisions), ("title", title));

    public static Reason GraphExported(long book, string title, string format) =>
        new("audit_graph_exported", ("book", book), ("title", title), ("format", format));

    public static Reason GraphRebuilt(long book, string title, long chapters) =>
        new("audit_graph_rebuilt", ("book", book), ("title", title), ("chapters", chapters));

    public static Reason UserAdded(string user, string role) => new("audit_user_added", ("user", user), ("role", role));

    public static Reason UserRoleChanged(string user, string role) => new("audit_user_role", ("user", user), ("role", role));

    public static Reason UserPasswordChanged(string user) => new("audit_user_password", ("user", user));

    public static Reason UserRemoved(string user) => new("audit_user_removed", ("user", user));

    public static Reason TokenAdded(string token, string role) => new("audit_token_added", ("token", token), ("role", role));

    public static Reason WebhookAdded(long webhook, string address) =>
        new("audit_webhook_added", ("webhook", webhook), ("address", address));

    public static Reason WebhookRemoved(long webhook) => new("audit_webhook_removed", ("webhook", webhook));

    public static Reason WebhookPaused(long webhook) => new("audit_webhook_paused", ("webhook", webhook));

    public static Reason WebhookResumed(long webhook) => new("audit_webhook_resumed", ("webhook", webhook));

    public static Reason WebhookTested(long webhook) => new("audit_webhook_tested", ("webhook", webhook));

    public static Reason TokenRevoked(string token) => new("audit_token_revoked", ("token", token));
}
