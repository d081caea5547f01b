using Weft.Model;
using Weft.Reasons;

namespace Weft.Simulation;

/// <summary>What befalls servers, connections and nodes.</summary>
internal sealed class Faults(Stage stage, IReadOnlyList<JobId> jobs)
{
    private readonly World _world = stage.World;

    /// <summary>The ledger lost commits: one session may have taken a run twice under one attempt.</summary>
    public bool ClaimsLost { get; private set; }

    private bool Chance(double of) => _world.Random.NextDouble() < of;

    /// <summary>One fault of the plain mix.</summary>
    public void Any()
    {
        switch (_world.Random.Next(12))
        {
            case 0 or 1:
                OnSomebody(actor => actor.Life.Kill());
                break;
            case 2 or 3:
                stage.CrashAt(_world.Random.Next(1, Runtime.CrashPoint.Last + 1), _world.Random.Next(0, 3));
                break;
            case 4:
                OnSomebody(actor => StopFor(actor, _world.Between(100, 12_000)));
                break;
            case 5:
                OnSomebody(actor => Judge(actor));
                break;
            case 6:
                LoseDispatch(Chance(0.5));
                break;
            case 7:
                Away("ledger", actor => actor.Ledger);
                break;
            case 8:
                Away("graph", actor => actor.Graph);
                break;
            case 9:
                Away("dispatch", actor => actor.Dispatch);
                break;
            case 10:
                LoseClaims();
                break;
            default:
                OnSomebody(DrainOne);
                break;
        }
    }

    /// <summary>
    /// One fault of the dense mix: more of what rare findings needed. A dispatch that is rolled back, nodes stopped with calls in the air, answers of
    /// takes and releases that never come.
    /// </summary>
    public void Rare()
    {
        switch (_world.Random.Next(10))
        {
            case 0 or 1:
                OnSomebody(actor => StopFor(actor, _world.Between(100, 12_000)), actor => stage.Server.HasInAir(actor.Life));
                break;
            case 2 or 3:
                LoseDispatch(rolledBack: Chance(0.7));
                break;
            case 4 or 5:
                LoseAnswers();
                break;
            default:
                Any();
                break;
        }
    }

    /// <summary>One fault of the lossy mix.</summary>
    public void Forgetting()
    {
        if (Chance(0.8))
            LoseClaims();
        else
            Any();
    }

    /// <summary>One fault of the mix of budgets: somebody with calls in the air is killed, stopped for a while, or judged dead in error.</summary>
    public void WhileSpending()
    {
        bool Spends(Actor actor) => stage.Server.HasInAir(actor.Life);
        switch (_world.Random.Next(6))
        {
            case 0 or 1:
                OnSomebody(actor => actor.Life.Kill(), Spends);
                break;
            case 2:
                OnSomebody(actor => StopFor(actor, _world.Between(2_000, 12_000)), Spends);
                break;
            case 3 or 4:
                OnSomebody(actor => Judge(actor), Spends);
                break;
            default:
                Rare();
                break;
        }
    }

    /// <summary>For a while most answers of the dispatch get lost, or its requests are carried out late.</summary>
    private void LoseAnswers()
    {
        var time = _world.Between(300, 5_000);
        var lost = _world.Random.NextDouble() * 0.4;
        _world.Note($"the dispatch loses {lost:0%} of its answers for {time.TotalSeconds:0.0} s");
        foreach (var actor in stage.Alive.ToList())
        {
            (actor.Dispatch.LostAnswer, actor.Dispatch.LateRequest) = (lost, lost / 2);
            _world.After(time, null, () => (actor.Dispatch.LostAnswer, actor.Dispatch.LateRequest) = (stage.Lost, stage.Late));
        }
    }

    private void LoseClaims()
    {
        var lost = stage.Ledger.ForgetLastClaims(_world.Random.Next(1, 4));
        ClaimsLost |= lost.Count > 0;
        _world.Note($"the ledger loses claims: {string.Join(", ", lost)}");
    }

    /// <summary>Wiped, or rolled back: then it holds jobs of an older time, ended ones too, and not those put there since.</summary>
    private void LoseDispatch(bool rolledBack)
    {
        _world.Note(rolledBack ? "the dispatch is rolled back" : "the dispatch is wiped");
        stage.Ring.Wipe();
        stage.Fleet.Wipe();
        stage.Gate.Wipe();
        foreach (var job in jobs.Where(_ => rolledBack && Chance(0.5)))
            if (Audit.Now(stage.Ledger.Jobs.FindJobAsync(job, default)) is { } row)
                _ = stage.Ring.PutAsync(job, row.Order.Priority, row.Order.Providers, default);
        // Presence is said again at once by those who live.
        foreach (var actor in stage.Alive)
        foreach (var session in actor.Sessions)
            _world.After(_world.Between(1, 60), null, () => Return(actor, session));
    }

    private void Return(Actor actor, SessionId session)
    {
        if (!actor.Life.Dead && !actor.Left)
            _ = stage.Fleet.EnterAsync(session, default);
    }

    private void OnSomebody(Action<Actor> fault, Func<Actor, bool>? rather = null)
    {
        var alive = stage.Alive.ToList();
        if (rather is not null && alive.Exists(rather.Invoke))
            alive.RemoveAll(actor => !rather(actor));
        if (alive.Count > 0)
            fault(alive[_world.Random.Next(alive.Count)]);
    }

    private void StopFor(Actor actor, TimeSpan time)
    {
        if (actor.Life.Stopped)
            return;
        actor.Life.Stop();
        _world.After(time, null, actor.Life.Continue);
    }

    /// <summary>A live session is judged dead, as by a judge that was cut off.</summary>
    private void Judge(Actor actor)
    {
        if (actor.Node.Session is not { } session)
            return;
        _world.Note($"session {session.Id} of {actor.Life.Name} is wrongly judged dead");
        _ = stage.Ledger.Sessions.EndSessionAsync(session.Id, SessionEnd.Death, Reason.OfWords("judged wrongly"), default);
        stage.Audit.CheckFloors();
        _ = stage.Gate.FreeAsync(session.Id, default);
    }

    /// <summary>The worst moment for a resolver to be cut off: others resolve, then it goes on.</summary>
    public void StopAndJudge(Actor actor)
    {
        if (Chance(0.5))
            return;
        StopFor(actor, _world.Between(500, 9_000));
        Judge(actor);
    }

    private void DrainOne(Actor actor)
    {
        _world.Note($"{actor.Life.Name} drains");
        actor.Drain.Cancel();
        if (Chance(0.5))
            _world.After(_world.Between(10, 2_000), null, actor.DrainNow.Cancel);
        _world.After(_world.Between(100, 5_000), null, () => stage.Start(actor.Number));
    }

    private void Away(string what, Func<Actor, LinkFaults> link)
    {
        var until = _world.Now + _world.Between(100, 6_000).Ticks;
        _world.Note($"the {what} is away for {(until - _world.Now) / (double)TimeSpan.TicksPerSecond:0.0} s");
        foreach (var actor in stage.Alive)
            link(actor).AwayUntil = until;
    }
}
