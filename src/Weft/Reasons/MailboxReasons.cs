namespace Weft.Reasons;

/// <summary>Why an item of a mailbox starts nothing.</summary>
public static class MailboxReasons
{
    public static readonly Reason NoItem = new("mailbox_no_item");

    public static Reason NoJob(string job) => new("mailbox_no_job", ("job", job));

    public static Reason OtherProvider(string job, string provider) =>
        new("mailbox_other_provider", ("job", job), ("provider", provider));

    /// <param name="state">The code of the state's name, as <c>state_completed</c>.</param>
    public static Reason JobIs(string job, string state) => new("mailbox_job_is", ("job", job), ("state", new Reason(state)));
}
