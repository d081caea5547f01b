using Weft.Model;
using Weft.Reasons;
using Xunit;

namespace Weft.Testing.Conformance;

/// <summary>What is noted of what happened, and that nothing is noted of what did not.</summary>
public abstract class EventConformance<TBackend> : LedgerStory<TBackend>
    where TBackend : LedgerBackend, new()
{
    private static readonly Reason Why = Reason.OfWords("lunch");

    private async Task<IReadOnlyList<LedgerEvent>> AllAsync() =>
        await Backend.OtherLedger.Events.EventsAsync(EventFilter.All, 1000, Stop);

    private async Task<IEnumerable<(EventKind, int)>> OfJobAsync(JobId job) =>
        (await AllAsync()).Where(seen => seen.Job == job).Reverse().Select(seen => (seen.Kind, seen.Chapters));

    [Fact]
    public async Task A_session_begins_and_leaves_or_is_taken_over_once()
    {
        var job = await RunningAsync(3);
        var (left, dead) = (await SessionAsync(), await SessionAsync());
        await ClaimAsync(dead, job, 2);
        Time.Advance(Minute);
        await Ledger.Sessions.EndSessionAsync(left, SessionEnd.Drained, SessionReasons.Drained, Stop);
        await DieAsync(dead);
        await DieAsync(dead);
        var seen = (await AllAsync()).Where(one => one.Session is not null).Reverse().ToList();
        Assert.Equal(
            [
                (left, EventKind.Opened, 0, Reason.None),
                (dead, EventKind.Opened, 0, Reason.None),
                (left, EventKind.Left, 0, SessionReasons.Drained),
                (dead, EventKind.TakenOver, 2, SessionReasons.PresenceGone),
            ],
            seen.Select(one => (one.Session!.Value, one.Kind, one.Chapters, one.Reason))
        );
        Assert.Equal([Now - Minute, Now - Minute, Now, Now], seen.Select(one => one.At));
        Assert.All(seen, one => Assert.Equal((null, ""), (one.Job, one.Provider)));
    }

    [Fact]
    public async Task A_job_is_ordered_started_paused_with_a_reason_resumed_and_ends()
    {
        var job = await RunningAsync(1);
        Assert.True(await Ledger.Jobs.TryPauseAsync(job, Why, Stop));
        Assert.False(await Ledger.Jobs.TryPauseAsync(job, Why, Stop));
        Assert.Equal(Why, (await AllAsync())[0].Reason);
        Assert.True(await Ledger.Jobs.TryResumeAsync(job, Budget.None, Stop));
        Assert.Equal(Reason.None, (await AllAsync())[0].Reason);
        await CompleteAsync(await ClaimOneAsync(await SessionAsync(), job));
        Assert.False(await Ledger.Jobs.TryFinishAsync(job, 7, Stop));
        Assert.True(await Ledger.Jobs.TryFinishAsync(job, 0, Stop));
        Assert.Equal(
            [
                (EventKind.Created, 0),
                (EventKind.Started, 0),
                (EventKind.Paused, 0),
                (EventKind.Resumed, 0),
                (EventKind.Completed, 0),
            ],
            await OfJobAsync(job)
        );
    }

    [Fact]
    public async Task A_job_with_failed_chapters_fails_is_retried_and_is_cancelled_once()
    {
        var job = await RunningAsync(2);
        var session = await SessionAsync();
        await FailNextAsync(session, job);
        await FailNextAsync(session, job);
        Assert.True(await Ledger.Jobs.TryFinishAsync(job, 0, Stop));
        Assert.Equal(RunReasons.FailedRuns(2), (await AllAsync())[0].Reason);
        Assert.Equal(2, await Ledger.Jobs.RetryAsync(job, null, Stop));
        Assert.Equal(0, await Ledger.Jobs.RetryAsync(job, null, Stop));
        Assert.True(await Ledger.Jobs.TryCancelAsync(job, Stop));
        Assert.False(await Ledger.Jobs.TryCancelAsync(job, Stop));
        Assert.Equal([(EventKind.Failed, 0), (EventKind.Retried, 2), (EventKind.Cancelled, 0)], (await OfJobAsync(job)).Skip(2));
    }

    [Fact]
    public async Task Deleting_a_book_notes_that_its_open_jobs_are_cancelled()
    {
        var job = await RunningAsync(2);
        await Ledger.Library.TryDeleteBookAsync((await JobAsync(job)).Order.Book, false, Stop);
        Assert.Equal((EventKind.Cancelled, 0), (await OfJobAsync(job)).Last());
    }

    [Fact]
    public async Task A_provider_is_paused_and_resumed_and_a_shorter_pause_is_not_noted()
    {
        await SaveAsync("m1");
        await Ledger.Providers.PauseProviderAsync("m1", new(Now + 2 * Minute, Why), Stop);
        await Ledger.Providers.PauseProviderAsync("m1", new(Now + Minute, Why), Stop);
        await Ledger.Providers.TryResumeProviderAsync("m1", Stop);
        await Ledger.Providers.TryResumeProviderAsync("m1", Stop);
        await Ledger.Providers.PauseProviderAsync("m1", new(Now + Minute, Why), Stop);
        Time.Advance(2 * Minute);
        await Ledger.Providers.NoteSuccessAsync("m1", Stop);
        await Ledger.Providers.NoteSuccessAsync("m1", Stop);
        var seen = (await AllAsync()).Where(one => one.Provider == "m1").Reverse().ToList();
        Assert.Equal(
            [
                (EventKind.Paused, Why),
                (EventKind.Resumed, Reason.None),
                (EventKind.Paused, Why),
                (EventKind.Resumed, Reason.None),
            ],
            seen.Select(one => (one.Kind, one.Reason))
        );
    }

    [Fact]
    public async Task The_newest_come_first_a_page_at_a_time_and_what_is_outdated_goes()
    {
        var sessions = new List<SessionId>();
        for (var i = 0; i < 5; i++)
            sessions.Add(await SessionAsync());
        var first = await Ledger.Events.EventsAsync(EventFilter.All, 2, Stop);
        var second = await Ledger.Events.EventsAsync(new() { Before = first[^1].Number }, 2, Stop);
        Assert.Equal([sessions[4], sessions[3]], first.Select(seen => seen.Session!.Value));
        Assert.Equal([sessions[2], sessions[1]], second.Select(seen => seen.Session!.Value));
        Time.Advance(TimeSpan.FromDays(29));
        var kept = await SessionAsync();
        Time.Advance(TimeSpan.FromDays(2));
        var last = await SessionAsync();
        Assert.Equal([last, kept], (await AllAsync()).Select(seen => seen.Session!.Value));
    }

    [Fact]
    public async Task A_filter_asks_for_kinds_a_job_a_provider_a_node_a_session_and_a_time()
    {
        var (one, other) = (await RunningAsync(1), await RunningAsync(1));
        var (first, second) = (await SessionAsync(), await SessionAsync());
        await SaveAsync("m1");
        Time.Advance(Minute);
        var later = Now;
        await Ledger.Providers.PauseProviderAsync("m1", new(Now + Minute, Why), Stop);
        await Ledger.Jobs.TryPauseAsync(one, Why, Stop);
        await DieAsync(first);
        Assert.All(await AskAsync(new() { Job = one }), seen => Assert.Equal(one, seen.Job));
        Assert.Equal([EventKind.Started, EventKind.Created], Kinds(await AskAsync(new() { Job = other })));
        Assert.Equal([EventKind.Paused], Kinds(await AskAsync(new() { Provider = "m1" })));
        Assert.Equal([EventKind.TakenOver, EventKind.Opened], Kinds(await AskAsync(new() { Session = first })));
        Assert.Equal([EventKind.Opened], Kinds(await AskAsync(new() { Session = second })));
        var node = (await Ledger.Sessions.FindSessionAsync(second, Stop))!.Node;
        Assert.Equal([second], (await AskAsync(new() { Node = node, Session = second })).Select(seen => seen.Session!.Value));
        Assert.Empty(await AskAsync(new() { Node = "nobody" }));
        Assert.Equal(
            [EventKind.TakenOver, EventKind.Paused, EventKind.Paused],
            Kinds(await AskAsync(new() { Kinds = [EventKind.Paused, EventKind.TakenOver] }))
        );
        Assert.Equal([EventKind.TakenOver, EventKind.Paused, EventKind.Paused], Kinds(await AskAsync(new() { From = later })));
        var before = await AskAsync(new() { Until = later });
        Assert.All(before, seen => Assert.Equal(later - Minute, seen.At));
        Assert.Equal(6, before.Count);
        Assert.Equal(
            [EventKind.Paused],
            Kinds(
                await AskAsync(
                    new()
                    {
                        Kinds = [EventKind.Paused],
                        Job = one,
                        From = later,
                    }
                )
            )
        );
    }

    private Task<IReadOnlyList<LedgerEvent>> AskAsync(EventFilter filter) =>
        Backend.OtherLedger.Events.EventsAsync(filter, 1000, Stop);

    private static IEnumerable<EventKind> Kinds(IEnumerable<LedgerEvent> events) => events.Select(seen => seen.Kind);
}
