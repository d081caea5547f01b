using Weft.Ledger;
using Weft.Model;
using Weft.Reasons;

namespace Weft.Testing.Models;

/// <summary>What the parts of the model share: its rows, and the changes that more than one of them makes.</summary>
internal sealed class MemoryState(TimeProvider time, ModelGuards guards)
{
    public readonly ModelGuards Guards = guards;
    public readonly SortedDictionary<long, MemoryBook> Books = [];
    public readonly SortedDictionary<long, MemoryEdition> Editions = [];
    public readonly SortedDictionary<long, MemorySession> Sessions = [];
    public readonly SortedDictionary<long, MemoryJob> Jobs = [];
    public readonly SortedDictionary<string, MemoryProvider> Providers = new(StringComparer.Ordinal)
    {
        [Provider.RulesName] = new MemoryProvider { Row = Provider.Rules },
    };
    public readonly Dictionary<(string Provider, string Model), (string Url, Manners Manners)> Manners = [];
    public readonly Dictionary<string, Answer> Answers = new(StringComparer.Ordinal);
    public readonly Dictionary<string, MemoryCall> Calls = new(StringComparer.Ordinal);
    public readonly List<MemoryCall> OpenCalls = [];
    public readonly List<(MemoryJob Job, MemoryRun Run, int Attempt)> Claims = [];
    public readonly List<LedgerEvent> Events = [];

    /// <summary>Numbers of the events that a provider was closed by what it said itself.</summary>
    public readonly HashSet<long> Closings = [];
    public long LastBook;
    public long LastEdition;
    public long LastSession;
    public long LastJob;
    public long ChangeNumber;

    public DateTimeOffset Now => time.GetUtcNow();

    public static Task<IReadOnlyList<T>> Listed<T>(IEnumerable<T> items) => Task.FromResult<IReadOnlyList<T>>(items.ToArray());

    /// <summary>Whether there is such a session, and it has not ended.</summary>
    public bool IsOpen(SessionId session) => Sessions.TryGetValue(session.Value, out var row) && row.EndedAt is null;

    public bool Cancel(MemoryJob job, Reason reason)
    {
        if (job.State is not (JobState.Created or JobState.Running or JobState.Paused))
            return false;
        job.State = JobState.Cancelled;
        job.Reason = Reason.None;
        job.EndedAt = Now;
        foreach (var run in job.Runs)
        {
            run.RetryAt = null;
            if (run.IsOpen)
                Leave(run, RunState.Skipped, reason);
        }
        Note(job.Id, EventKind.Cancelled);
        return true;
    }

    /// <summary>All jobs of its order, by id.</summary>
    public IEnumerable<MemoryJob> OrderOf(MemoryJob job)
    {
        var first = job.Order.Purse ?? job.Id;
        return Jobs.Values.Where(other => other.Id == first || other.Order.Purse == first);
    }

    public Purse PurseOf(MemoryJob job) =>
        Purse.Of([
            .. OrderOf(job)
                .Select(one =>
                {
                    var air = OpenCalls.FindAll(call =>
                        call.Row.Run.Job == one.Id && call.Row.Deadline > Now && IsOpen(call.Row.Session)
                    );
                    var (tokens, micros) = (air.Sum(call => call.Tokens), air.Sum(call => call.Micros));
                    var use = new BudgetUse(one.Order.Budget, one.SpentTokens - tokens, one.SpentMicros - micros, tokens, micros);
                    return (job.Order.Purse ?? job.Id, one.Id, use);
                }),
        ]);

    public void CloseCall(MemoryCall call, MemoryCallState state)
    {
        call.State = state;
        OpenCalls.Remove(call);
    }

    public MemoryBook? LiveBook(BookId id) => Books.TryGetValue(id.Value, out var book) && !book.Deleted ? book : null;

    public MemoryEdition? LiveEdition(EditionId id) =>
        Editions.TryGetValue(id.Value, out var edition) && LiveBook(edition.Book) is not null ? edition : null;

    /// <summary>Paused, served by no open session, or not there at all.</summary>
    public bool Workless(string provider) =>
        !Providers.TryGetValue(provider, out var row)
        || row.Paused(Now)
        || !Sessions.Values.Any(session => session.EndedAt is null && session.Providers.Contains(provider));

    /// <summary>Workless for as long as the job says.</summary>
    public bool Away(MemoryJob job, string provider)
    {
        if (job.Order.RulesAfter is not { } after || !Providers.TryGetValue(provider, out var row))
            return false;
        if (row.Paused(Now) && (row.PausedSince ?? job.StartedAt) <= Now - after)
            return true;
        var served = Sessions.Values.Where(session => session.Providers.Contains(provider)).ToList();
        return served.TrueForAll(session => session.EndedAt is not null)
            && (served.Max(session => session.EndedAt) ?? job.StartedAt) <= Now - after;
    }

    public bool InTheAir(string provider) =>
        OpenCalls.Exists(call => call.Row.Provider == provider && call.Row.Deadline > Now && IsOpen(call.Row.Session));

    public void Note(JobId job, EventKind kind, int chapters = 0) =>
        Events.Add(new(Events.Count + 1, Now, kind, null, job, "", chapters, Jobs[job.Value].Reason));

    public void Note(SessionId session, EventKind kind, int chapters = 0) =>
        Events.Add(new(Events.Count + 1, Now, kind, session, null, "", chapters, Sessions[session.Value].EndReason));

    public void Note(string provider, EventKind kind)
    {
        var pause = Providers[provider].Pause;
        Events.Add(new(Events.Count + 1, Now, kind, null, null, provider, 0, pause?.Reason ?? Reason.None));
        if (pause is { Until: null } && !WebhookRules.IsByPerson(pause.Reason))
            Closings.Add(Events.Count);
    }

    /// <summary>Pending rows belong to nobody; others keep whose they were.</summary>
    public void Leave(MemoryRun run, RunState state, Reason reason)
    {
        run.State = state;
        run.Reason = reason;
        run.Marked = false;
        run.ChangedAt = Now;
        if (state == RunState.Pending)
            run.Session = null;
    }
}
