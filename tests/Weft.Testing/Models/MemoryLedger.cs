using Weft.Ledger;
using Weft.Model;

namespace Weft.Testing.Models;

/// <summary>
/// The ledger as a plain model: one thread, no waiting, each method takes effect at once and whole. The simulation runs the
/// protocol over it with one guard switched off at a time; the conformance tests hold it to what the real ledgers do.
/// </summary>
internal sealed partial class MemoryLedger : ILedger, ISessions, IJobs, IRuns, IProviders, ILibrary, IJournal, IOverview
{
    public ISessions Sessions => this;
    public IJobs Jobs => this;
    public IRuns Runs => this;
    public IProviders Providers => this;
    public ILibrary Library => this;
    public IJournal Journal => this;
    public IOverview Overview => this;

    private readonly TimeProvider _time;
    private readonly ModelGuards _guards;
    private readonly SortedDictionary<long, MemoryBook> _books = [];
    private readonly SortedDictionary<long, MemoryEdition> _editions = [];
    private readonly SortedDictionary<long, MemorySession> _sessions = [];
    private readonly SortedDictionary<long, MemoryJob> _jobs = [];
    private readonly SortedDictionary<string, MemoryProvider> _providers = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Provider, string Model), AnswerFormat> _formats = [];
    private readonly Dictionary<string, Answer> _answers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MemoryCall> _calls = new(StringComparer.Ordinal);
    private readonly List<MemoryCall> _openCalls = [];
    private readonly List<(MemoryJob Job, MemoryRun Run, int Attempt)> _claims = [];
    private Task<IReadOnlyList<Session>>? _openSessions;
    private long _lastBook;
    private long _lastEdition;
    private long _lastSession;
    private long _lastJob;
    private long _wishes;

    public MemoryLedger(TimeProvider time, ModelGuards? guards = null)
    {
        _time = time;
        _guards = guards ?? ModelGuards.All;
        _providers[Provider.RulesName] = new MemoryProvider { Row = Provider.Rules };
    }

    /// <summary>
    /// A ledger that comes back without its last commits: takes back that many of the last claims that still stand, attempt
    /// included. Returns their runs.
    /// </summary>
    public IReadOnlyList<RunId> ForgetLastClaims(int count)
    {
        var forgotten = new List<RunId>();
        for (var i = _claims.Count - 1; i >= 0 && forgotten.Count < count; i--)
        {
            var (job, run, attempt) = _claims[i];
            if (run.State != RunState.Processing || run.Attempt != attempt)
                continue;
            run.State = RunState.Pending;
            run.Session = null;
            run.Marked = false;
            run.Attempt--;
            forgotten.Add(new(job.Id, run.Position));
            _claims.RemoveAt(i);
        }
        return forgotten;
    }

    private DateTimeOffset Now => _time.GetUtcNow();

    /// <summary>Whether there is such a session, and it has not ended.</summary>
    public bool IsOpen(SessionId session) => _sessions.TryGetValue(session.Value, out var row) && row.EndedAt is null;

    private static Task<IReadOnlyList<T>> Listed<T>(IEnumerable<T> items) => Task.FromResult<IReadOnlyList<T>>(items.ToArray());

    public Task<long> WishNumberAsync(CancellationToken cancel) => Task.FromResult(_wishes);
}
