using Weft.Ledger;
using Weft.Model;
using Weft.Reasons;
using Xunit;

namespace Weft.Testing.Conformance;

/// <summary>Who did what: kept as it was said, found by who and by what, gone after thirty days.</summary>
public abstract class AuditConformance<TBackend> : LedgerStory<TBackend>
    where TBackend : LedgerBackend, new()
{
    private static readonly Actor Ming = new(ActorKind.User, "张明", "", "10.0.4.12");
    private static readonly Actor Nightly = new(ActorKind.Token, "nightly", "张明", "::1");
    private static readonly Actor Terminal = new(ActorKind.Terminal, "root@loom-1");

    private Task<IReadOnlyList<AuditEntry>> AskAsync(AuditFilter filter, int atMost = 100) =>
        Backend.OtherLedger.Audit.EntriesAsync(filter, atMost, Stop);

    private Task NoteAsync(Actor by, AuditKind kind, Reason what) => Ledger.Audit.NoteAsync(by, kind, what, Stop);

    [Fact]
    public async Task An_entry_comes_back_as_it_was_noted()
    {
        var what = AuditReasons.JobStarted(7, "红楼梦 \"%_\\", "deepseek, rules");
        await NoteAsync(Nightly, AuditKind.JobStarted, what);
        var entry = Assert.Single(await AskAsync(AuditFilter.All));
        Assert.Equal((Now, Nightly, AuditKind.JobStarted, what), (entry.At, entry.By, entry.Kind, entry.What));
        Assert.Equal("红楼梦 \"%_\\", entry.What.Arguments.Single(argument => argument.Name == "title").Text);
    }

    [Fact]
    public async Task Entries_are_found_by_who_and_by_what_the_newest_first_a_page_at_a_time()
    {
        await NoteAsync(Ming, AuditKind.JobPaused, AuditReasons.JobPaused(1));
        await NoteAsync(Nightly, AuditKind.JobResumed, AuditReasons.JobResumed(1));
        await NoteAsync(Terminal, AuditKind.JobPaused, AuditReasons.JobPaused(2));
        Assert.Equal([Terminal, Nightly, Ming], (await AskAsync(AuditFilter.All)).Select(entry => entry.By));
        Assert.Equal([Nightly, Ming], (await AskAsync(new() { By = "张明" })).Select(entry => entry.By));
        Assert.Equal([Nightly], (await AskAsync(new() { By = "nightly" })).Select(entry => entry.By));
        Assert.Empty(await AskAsync(new() { By = "nobody" }));
        Assert.Equal([Terminal, Ming], (await AskAsync(new() { Kinds = [AuditKind.JobPaused] })).Select(entry => entry.By));
        Assert.Empty(await AskAsync(new() { Kinds = [AuditKind.TokenAdded, AuditKind.UserAdded] }));
        var first = await AskAsync(AuditFilter.All, 2);
        Assert.Equal([Ming], (await AskAsync(new() { Before = first[^1].Number }, 2)).Select(entry => entry.By));
        var both = await AskAsync(new() { By = "张明", Kinds = [AuditKind.JobResumed, AuditKind.JobStarted] });
        Assert.Equal([Nightly], both.Select(entry => entry.By));
    }

    [Fact]
    public async Task What_is_older_than_thirty_days_is_gone()
    {
        await NoteAsync(Ming, AuditKind.SignedIn, AuditReasons.SignedIn);
        Time.Advance(TimeSpan.FromDays(20));
        await NoteAsync(Terminal, AuditKind.JobPaused, AuditReasons.JobPaused(2));
        Time.Advance(TimeSpan.FromDays(11));
        Assert.Equal([Terminal], (await AskAsync(AuditFilter.All)).Select(entry => entry.By));
        await NoteAsync(Nightly, AuditKind.JobResumed, AuditReasons.JobResumed(2));
        Assert.Equal([Nightly, Terminal], (await AskAsync(AuditFilter.All)).Select(entry => entry.By));
    }
}
