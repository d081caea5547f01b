using Weft.Graph;
using Weft.Ledger;
using Weft.Model;
using Weft.Work;

namespace Weft.Simulation;

/// <summary>
/// Looks at each step as it is carried out, from beside the guards: what a promise forbids is found even where the guard that should
/// have refused it is switched off.
/// </summary>
internal sealed class Audit(Stage stage)
{
    private readonly Dictionary<(BookId, ChapterKey), (FencingToken Token, SessionId Session)> _woven = [];
    private readonly List<string> _violations = [];
    private readonly Dictionary<(Life, string, string), Call> _rows = [];
    private readonly Dictionary<string, long> _paused = new(StringComparer.Ordinal);
    private readonly Dictionary<(string, JobId), long> _puts = [];
    private readonly Dictionary<(Actor, string, JobId), long> _turns = [];
    private readonly Dictionary<(Actor, string), long> _emptyRings = [];
    private readonly HashSet<(SessionId, long)> _claimPermits = [];
    private readonly Dictionary<string, long> _ofChapter = new(StringComparer.Ordinal);
    private long _put;

    /// <summary>A permit that is taken so soon after its node saw the ring empty may be lent; gate and links take up to so long.</summary>
    private static readonly TimeSpan SeenEmpty = TimeSpan.FromSeconds(2);

    public IReadOnlyList<string> Violations => _violations;

    /// <summary>Whose resolve reaches the graph just now.</summary>
    public Life? ResolvingLife { get; private set; }

    public void Broken(string what)
    {
        stage.World.Note($"BROKEN: {what}");
        _violations.Add(what);
    }

    /// <summary>Carries a step out, and says what it broke.</summary>
    public delegate Task Look(Audit audit, Actor actor, ServerStep step, object?[] args);

    public Task Step(Actor actor, ServerStep step) =>
        step.Method.Look is { } look ? look(this, actor, step, step.Args) : step.Run();

    /// <summary>How steps of a method are looked at; null = they break nothing.</summary>
    public static Look? LookAt(string method) =>
        method switch
        {
            nameof(Dispatch.IFleet.EnterAsync) => (_, actor, step, args) => Entering(actor, (SessionId)args[0]!, step),
            nameof(IRuns.ClaimAsync) => (audit, _, step, args) => audit.Claiming((ClaimRequest)args[0]!, step),
            nameof(IRuns.TryCompleteAsync) => (audit, _, step, args) =>
                audit.Completing((IReadOnlyList<Completion>)args[0]!, step),
            nameof(IRuns.FailAsync) or nameof(IRuns.TrySkipAsync) or nameof(IRuns.TryRaiseAttemptAsync) => (
                audit,
                _,
                step,
                args
            ) => audit.OfClaims([(Claim)args[0]!], step),
            nameof(IRuns.GiveBackAsync) => (audit, _, step, args) => audit.OfClaims((IReadOnlyList<Claim>)args[0]!, step),
            nameof(IGraphStore.WeaveAsync) => (audit, _, step, args) => audit.Weaving((ChapterWeave)args[0]!, step),
            nameof(IJobs.TryFinishAsync) => (audit, _, step, args) => audit.Finishing((JobId)args[0]!, (int)args[1]!, step),
            nameof(IGraphStore.TakeResolveTokenAsync) => (audit, actor, step, _) => audit.TakingToken(actor, step),
            nameof(IGraphStore.TryWriteResolvedAsync) => (audit, actor, step, args) =>
                audit.Resolving(actor, (BookId)args[0]!, (SessionId)args[1]!, step),
            nameof(IJournal.AnswerAsync) => (audit, _, step, args) => audit.Answering((Call)args[0]!, step),
            nameof(IJournal.OpenCallAsync) => (audit, actor, step, args) => audit.Opening(actor, (Call)args[0]!, step),
            nameof(IProviders.PauseProviderAsync) => (audit, _, step, args) => audit.Pausing((string)args[0]!, () => step.Run()),
            nameof(Dispatch.IGate.TakeAsync) => (audit, actor, step, args) => audit.Taking(actor, (string)args[0]!, step),
            nameof(Dispatch.IRing.PutAsync) => (audit, _, step, args) =>
                audit.Putting((JobId)args[0]!, (IReadOnlyList<string>)args[2]!, step),
            nameof(Dispatch.IRing.NextAsync) => (audit, actor, step, args) => audit.Turning(actor, (string)args[0]!, step),
            nameof(Dispatch.IRing.TryLeaveAsync) => (audit, actor, step, args) =>
                audit.Leaving(actor, (Dispatch.Turn)args[0]!, step),
            nameof(IJobs.RaiseFloorAsync) or nameof(IJobs.RetryDueAsync) or nameof(ISessions.EndSessionAsync) => (
                audit,
                _,
                step,
                _
            ) => audit.Flooring(step),
            _ => null,
        };

    /// <summary>No open run of a running job lies below its floor.</summary>
    public void CheckFloors()
    {
        foreach (var (run, state, floor) in stage.Ledger.OpenBelowFloor())
            Broken($"run {run} is {state} below the floor {floor}");
    }

    public IReadOnlyList<ChapterRun> Runs(JobId job) => Now(stage.Ledger.Runs.RunsAsync(job, 0, int.MaxValue, default));

    public static T Now<T>(Task<T> done) =>
        done.IsCompleted ? done.GetAwaiter().GetResult() : throw new InvalidOperationException("a model must answer at once");

    public void Killed(Actor actor) => stage.Server.Killed(actor.Life);

    private static Task Entering(Actor actor, SessionId session, ServerStep step)
    {
        actor.Sessions.Add(session);
        return step.Run();
    }

    private Task Flooring(ServerStep step)
    {
        var result = step.Run();
        CheckFloors();
        return result;
    }

    /// <summary>Rules take no run that a model has not failed, where the job does not let them stand in.</summary>
    private Task Claiming(ClaimRequest request, ServerStep step)
    {
        var order = Now(stage.Ledger.Jobs.FindJobAsync(request.Job, default))?.Order;
        var result = OfSession(request.Session, [], step);
        var waits = request.Provider == Provider.RulesName && order is { RulesAfter: null, Providers.Count: > 1 };
        if (
            waits
            && order!.Providers[0] != Provider.RulesName
            && result is Task<ClaimResult> { IsCompletedSuccessfully: true, Result: ClaimResult.Claimed(var runs, _, _) }
            && runs.FirstOrDefault(claim => claim.FailedBy == 0) is { } early
        )
            Broken($"rules took {early.Run}, which no model has failed");
        return result;
    }

    private Task OfClaims(IReadOnlyList<Claim> claims, ServerStep step) =>
        claims.Count == 0 ? step.Run() : OfSession(claims[0].Session, claims, step);

    /// <summary>A session that has ended changes no run.</summary>
    private Task OfSession(SessionId session, IReadOnlyList<Claim> claims, ServerStep step)
    {
        var ended = !IsOpen(session);
        var before = claims.Select(claim => Now(stage.Ledger.Runs.FindRunAsync(claim.Run, default))).ToList();
        var result = step.Run();
        if (ended && result is Task<ClaimResult> { IsCompletedSuccessfully: true, Result: ClaimResult.Claimed })
            Broken($"session {session} has ended and claimed runs");
        for (var i = 0; i < claims.Count; i++)
        {
            var after = Now(stage.Ledger.Runs.FindRunAsync(claims[i].Run, default));
            if (Same(before[i], after))
                continue;
            if (ended)
                Broken($"session {session} has ended and changed run {claims[i].Run} by {step.Name}");
            else if (before[i] is { } row && (row.Session != session || row.Attempt != claims[i].Attempt))
                Broken(
                    $"session {session}, attempt {claims[i].Attempt}, changed run {row.Id} of session {row.Session}, attempt {row.Attempt}"
                );
        }
        CheckFloors();
        return result;
    }

    private static bool Same(ChapterRun? one, ChapterRun? other) =>
        one is null || other is null
            ? one is null && other is null
            : (one.State, one.Session, one.Attempt, one.Rung, one.Failures)
                == (other.State, other.Session, other.Attempt, other.Rung, other.Failures);

    private Task Completing(IReadOnlyList<Completion> completions, ServerStep step) =>
        OfClaims([.. completions.Select(one => one.Claim)], step);

    /// <summary>The graph's facts of a chapter come from the highest token it has seen, and of one session only.</summary>
    private Task Weaving(ChapterWeave weave, ServerStep step)
    {
        var found = Now(stage.Graph.FindStateAsync(weave.Book, default)) is not null;
        var result = step.Run();
        if (result is not Task<WeaveResult> { IsCompletedSuccessfully: true, Result: WeaveResult.Woven })
            return result;
        if (!found)
            Broken($"chapter {weave.Chapter} was woven into book {weave.Book}, which the graph does not have");
        var key = (weave.Book, weave.Chapter);
        if (_woven.TryGetValue(key, out var seen))
        {
            if (weave.Token < seen.Token)
                Broken($"chapter {weave.Chapter}: token {weave.Token} was woven over {seen.Token}");
            if (weave.Token == seen.Token && weave.Session != seen.Session)
                Broken(
                    $"chapter {weave.Chapter}: token {weave.Token} of session {weave.Session} was woven over that of {seen.Session}"
                );
        }
        _woven[key] = (weave.Token, weave.Session);
        return result;
    }

    /// <summary>A job ends with nothing open, and not over the head of whoever reopened it.</summary>
    private Task Finishing(JobId id, int reopen, ServerStep step)
    {
        var before = Now(stage.Ledger.Jobs.FindJobAsync(id, default));
        var open = Runs(id).Any(run => run.State is RunState.Pending or RunState.Processing);
        var result = step.Run();
        if (result is not Task<bool> { IsCompletedSuccessfully: true, Result: true })
            return result;
        if (open)
            Broken($"job {id} has ended with open runs");
        if (before!.Reopen != reopen)
            Broken($"job {id} has ended on what was read before it was reopened");
        return result;
    }

    private Task TakingToken(Actor actor, ServerStep step)
    {
        var result = step.Run();
        if (result is Task<TokenReply> { IsCompletedSuccessfully: true, Result: TokenReply.Taken })
            stage.TokenTaken(actor);
        return result;
    }

    /// <summary>Only the holder of the resolve token writes the resolved layer.</summary>
    private Task<bool> Resolving(Actor actor, BookId book, SessionId session, ServerStep step)
    {
        ResolvingLife = actor.Life;
        var holder = Now(stage.Graph.FindStateAsync(book, default))?.Token;
        var writing = (Task<bool>)step.Run();
        writing.ContinueWith(
            done =>
            {
                if (done.IsCompletedSuccessfully && done.Result && holder != session)
                    Broken($"session {session} wrote the resolved layer of book {book} while session {holder} held its token");
            },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default
        );
        return writing;
    }

    private Task Answering(Call call, ServerStep step)
    {
        var before = Stands(call.Key);
        var result = step.Run();
        if (before is not null && !Equals(before, Stands(call.Key)))
            Broken($"the journalled answer {call.Key} was replaced");
        return result;
    }

    /// <summary>Tokens that all jobs of the call's order have spent and reserved.</summary>
    private (long Of, long? Budget) PurseOf(Call call)
    {
        var use = Now(stage.Ledger.Jobs.PursesAsync([call.Run.Job], default))[call.Run.Job].Use;
        return (use.SettledTokens + use.ReservedTokens, use.Budget.Tokens);
    }

    private Task Opening(Actor actor, Call call, ServerStep step)
    {
        // A request that was carried out twice opens nothing.
        if (stage.Ledger.HasCall(call.Id))
            return step.Run();
        var stands = Stands(call.Key);
        // A row that was written late, after its sender had gone another way, holds others back no longer than this.
        var other = stage.Ledger.Unanswered.FirstOrDefault(one =>
            one.Key == call.Key
            && one.Session != call.Session
            && IsOpen(one.Session)
            && one.Deadline + CallRules.AskGrace > stage.World.Time.GetUtcNow()
        );
        var before = PurseOf(call);
        var result = step.Run();
        if (result is not Task<CallOpening> { IsCompletedSuccessfully: true, Result: CallOpening.Opened })
            return result;
        CheckLent(call);
        if (stands is not null)
            Broken($"{call.Key} is asked again though its answer stands");
        if (other is not null)
            Broken($"{call.Key} is asked by session {call.Session} while session {other.Session} asks it");
        _rows[(actor.Life, call.Key.PassageHash, call.Key.Model)] = call;
        var gone = PurseOf(call);
        if (gone.Of > gone.Budget && gone.Of > before.Of)
            Broken($"the order of job {call.Run.Job} has reserved {gone.Of} tokens of {gone.Budget}");
        if (!IsOpen(call.Session))
            Broken($"session {call.Session} has ended and wrote a call row");
        return result;
    }

    /// <summary>Permits that were taken while the ring showed work are for claims: a chapter has one of them.</summary>
    private Task Taking(Actor actor, string provider, ServerStep step)
    {
        var result = step.Run();
        var mayLend =
            actor.Life.WasStopped
            || (_emptyRings.TryGetValue((actor, provider), out var at) && stage.World.Now - at < SeenEmpty.Ticks);
        if (
            !mayLend
            && result is Task<Dispatch.PermitReply> { IsCompletedSuccessfully: true, Result: Dispatch.PermitReply.Taken taken }
        )
            _claimPermits.UnionWith(taken.Permits.Select(permit => (permit.Session, permit.Id)));
        return result;
    }

    private void CheckLent(Call call)
    {
        if (!_claimPermits.Contains((call.Session, call.Permit)))
            return;
        var chapter = call.Id[..call.Id.LastIndexOf('-')];
        if (_ofChapter.TryAdd(chapter, call.Permit) || _ofChapter[chapter] == call.Permit)
            return;
        Broken($"permit {call.Permit} was lent for call {call.Id} while the ring of {call.Provider} showed work");
    }

    /// <summary>The newest call row that this process wrote for a passage.</summary>
    public Call? RowOf(Life life, string passage, string model) => _rows.GetValueOrDefault((life, Story.Hash(passage), model));

    public bool IsOpen(SessionId session) => stage.Ledger.IsOpen(session);

    /// <summary>The world's tick since which a pause stands; null = none does.</summary>
    public long? PausedSince(string provider)
    {
        var row = Now(stage.Ledger.Providers.ProvidersAsync(default)).FirstOrDefault(one => one.Name == provider);
        return row?.IsPaused(stage.World.Time.GetUtcNow()) == true ? _paused.GetValueOrDefault(provider, stage.World.Now) : null;
    }

    /// <summary>Notes since when a pause stands, whoever asked for it.</summary>
    public Task Pausing(string provider, Func<Task> step)
    {
        var stood = PausedSince(provider) is not null;
        var result = step();
        if (!stood)
            _paused[provider] = stage.World.Now;
        return result;
    }

    /// <summary>A call's row must have been written by a session that stands, or that stood when it was written.</summary>
    public void Sending(SentCall sent)
    {
        if (Stands(sent.Row.Key) is { } answer && answer.At < sent.Row.At)
            Broken($"{sent.Row.Key} is sent though its answer stood before its row was written");
    }

    private Task Putting(JobId job, IReadOnlyList<string> providers, ServerStep step)
    {
        foreach (var provider in providers)
            _puts[(provider, job)] = ++_put;
        return step.Run();
    }

    private Task Turning(Actor actor, string provider, ServerStep step)
    {
        var result = step.Run();
        if (result is Task<Dispatch.Turn?> { IsCompletedSuccessfully: true, Result: null })
            _emptyRings[(actor, provider)] = stage.World.Now;
        if (result is Task<Dispatch.Turn?> { IsCompletedSuccessfully: true, Result: { } turn })
            _turns[(actor, turn.Provider, turn.Job)] = _puts.GetValueOrDefault((turn.Provider, turn.Job));
        return result;
    }

    /// <summary>A job leaves a ring only if it was not put there again since its turn was read: that put may stand for new work.</summary>
    private Task Leaving(Actor actor, Dispatch.Turn turn, ServerStep step)
    {
        var result = step.Run();
        var left = result is Task<bool> { IsCompletedSuccessfully: true, Result: true };
        if (
            left
            && _turns.GetValueOrDefault((actor, turn.Provider, turn.Job)) != _puts.GetValueOrDefault((turn.Provider, turn.Job))
        )
            Broken($"job {turn.Job} left the ring of {turn.Provider} though it was put there after its turn was read");
        return result;
    }

    private Answer? Stands(AnswerKey key) =>
        Now(stage.Ledger.Journal.FindAsync([key], default)) is [var standing, ..] ? standing : null;
}
