using Weft.Jobs;
using Weft.Providers;

namespace Weft.Simulation;

/// <summary>
/// What befalls a stage, drawn from a seed: orders of people, and faults in the first half minute. Then everything heals, and the
/// promises must come true.
/// </summary>
internal sealed class Plan(Stage stage)
{
    private static readonly TimeSpan Trouble = TimeSpan.FromSeconds(25);
    private readonly World _world = stage.World;
    private readonly List<JobId> _jobs = [];
    private readonly List<BookId> _deleted = [];
    private int _nodes;

    public IReadOnlyList<JobId> Jobs => _jobs;
    public IReadOnlySet<BookId> Deleted => _deleted.ToHashSet();

    /// <summary>Whether a chapter of the books is poisoned.</summary>
    public bool Poisoned { get; private set; }

    /// <summary>The ledger lost commits: one session may have taken a run twice under one attempt.</summary>
    public bool ClaimsLost { get; private set; }

    public bool Healed { get; private set; }

    /// <summary>Sets the stage: providers, books, jobs, nodes, and what will befall them.</summary>
    public void Draw()
    {
        _nodes = Chance(0.25) ? 1 : _world.Random.Next(2, 4);
        stage.Workers = _world.Random.Next(1, 4);
        stage.Restarts = true;
        (stage.Lost, stage.Late) = Chance(0.5) ? (0, 0) : (_world.Random.NextDouble() * 0.08, _world.Random.NextDouble() * 0.03);
        stage.LongestWork = TimeSpan.FromMilliseconds(_world.Random.Next(10, 4_000));
        Poisoned = Chance(0.06);
        if (Chance(0.3))
            stage.TokenTaken = Chance(0.5) ? StopAndJudge : RetryMeanwhile;
        var models = Chance(0.6);
        if (models)
            StoryModel.AddProviders(stage, _world.Random);
        Books(models);
        for (var i = 1; i <= _nodes; i++)
        {
            var number = i;
            _world.After(_world.Between(0, 2_000), null, () => stage.Start(number));
        }
        for (var i = _world.Random.Next(1, 9); i > 0; i--)
            _world.After(_world.Between(0, Trouble.TotalMilliseconds), null, Fault);
        for (var i = Chance(0.5) ? 0 : _world.Random.Next(1, 4); i > 0; i--)
            _world.After(_world.Between(500, Trouble.TotalMilliseconds), null, Order);
        _world.After(Trouble, null, Heal);
    }

    private bool Chance(double of) => _world.Random.NextDouble() < of;

    private void Books(bool models)
    {
        for (var i = _world.Random.Next(1, 3); i > 0; i--)
        {
            var chapters = _world.Random.Next(1, 9);
            var book = Import(Story.Book(i, chapters, Poisoned && i == 1 ? _world.Random.Next(1, chapters + 1) : null), null);
            for (var jobs = Chance(0.3) ? 2 : 1; jobs > 0; jobs--)
                _world.After(_world.Between(0, Chance(0.5) ? 3_000 : 15_000), null, () => StartJob(book, models));
        }
    }

    private Book Import(Weft.Books.CutBook cut, BookId? of) => Audit.Now(stage.Ledger.ImportAsync(cut, of, default)).Book;

    private void StartJob(Book book, bool models)
    {
        var current = Audit.Now(stage.Ledger.FindBookAsync(book.Id, default));
        if (current is null)
            return;
        var providers = models ? StoryModel.Choose(_world.Random) : [Provider.RulesName];
        var order = new JobOrder(
            current.Id,
            current.Edition,
            null,
            providers,
            Chance(0.3) ? ProviderOrder.SideBySide : ProviderOrder.InOrder,
            Chance(0.2) ? Priority.High : Priority.Normal,
            StoryModel.Recipe,
            Stage.Version,
            models && Chance(0.1) ? new Budget(_world.Random.Next(500, 20_000), null) : Budget.None,
            Chance(0.3) ? TimeSpan.FromSeconds(5) : null
        );
        _jobs.Add(Audit.Now(stage.Ledger.CreateJobAsync(order, default)));
        _world.Note($"job {_jobs[^1]} is ordered: book {book.Id}, {string.Join(",", providers)}, {order.Order}");
    }

    // ---- faults

    private void Fault()
    {
        if (Healed)
            return;
        switch (_world.Random.Next(12))
        {
            case 0 or 1:
                OnSomebody(actor => actor.Life.Kill());
                break;
            case 2 or 3:
                stage.CrashAt(_world.Random.Next(1, Work.CrashPoint.Last + 1), _world.Random.Next(0, 3));
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
                var lost = stage.Ledger.ForgetLastClaims(_world.Random.Next(1, 4));
                ClaimsLost |= lost.Count > 0;
                _world.Note($"the ledger loses claims: {string.Join(", ", lost)}");
                break;
            default:
                OnSomebody(DrainOne);
                break;
        }
    }

    /// <summary>Wiped, or rolled back: then it holds jobs of an older time, ended ones too, and not those put there since.</summary>
    private void LoseDispatch(bool rolledBack)
    {
        _world.Note(rolledBack ? "the dispatch is rolled back" : "the dispatch is wiped");
        stage.Ring.Wipe();
        stage.Fleet.Wipe();
        stage.Gate.Wipe();
        foreach (var job in _jobs.Where(_ => rolledBack && Chance(0.5)))
            if (Audit.Now(stage.Ledger.FindJobAsync(job, default)) is { } row)
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

    private void OnSomebody(Action<Actor> fault)
    {
        var alive = stage.Alive.ToList();
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
        _ = stage.Ledger.EndSessionAsync(session.Id, SessionEnd.Death, "judged wrongly", default);
        stage.Audit.CheckFloors();
        _ = stage.Gate.FreeAsync(session.Id, default);
    }

    /// <summary>The worst moment for a resolver to be cut off: others resolve, then it goes on.</summary>
    private void StopAndJudge(Actor actor)
    {
        if (Healed || Chance(0.5))
            return;
        StopFor(actor, _world.Between(500, 9_000));
        Judge(actor);
    }

    /// <summary>The worst moment for a person to retry: the finish was looked at, the job has not ended yet.</summary>
    private void RetryMeanwhile(Actor actor)
    {
        if (Healed)
            return;
        foreach (var job in _jobs)
            Say($"retry {job}", stage.Ledger.RetryAsync(job, null, default));
        stage.Audit.CheckFloors();
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

    // ---- people

    private void Order()
    {
        if (Healed || _jobs.Count == 0)
            return;
        var job = _jobs[_world.Random.Next(_jobs.Count)];
        var ledger = stage.Ledger;
        switch (_world.Random.Next(8))
        {
            case 0:
                Say($"pause {job}", ledger.TryPauseAsync(job, "a person", default));
                _world.After(_world.Between(100, 5_000), null, () => Say($"resume {job}", ledger.TryResumeAsync(job, default)));
                break;
            case 1:
                Say($"cancel {job}", ledger.TryCancelAsync(job, default));
                break;
            case 2 or 3:
                Say($"retry {job}", ledger.RetryAsync(job, null, default));
                stage.Audit.CheckFloors();
                break;
            case 4 when Chance(0.4):
                var book = Audit.Now(ledger.FindJobAsync(job, default))!.Order.Book;
                _deleted.Add(book);
                Say($"delete book {book}", ledger.TryDeleteBookAsync(book, default));
                break;
            case 5:
                var of = Audit.Now(ledger.FindJobAsync(job, default))!.Order.Book;
                if (Audit.Now(ledger.FindBookAsync(of, default)) is not null)
                    Say($"word on {of}", ledger.AddWordAsync(of, WordKind.Merge, "Ada", "Bo", default));
                break;
            case 6:
                NewEdition(job);
                break;
            default:
                var pause = new Pause(stage.World.Time.GetUtcNow() + _world.Between(500, 8_000), "busy");
                Say("provider m1 pauses", (Task)stage.Audit.Pausing("m1", () => ledger.PauseProviderAsync("m1", pause, default)));
                break;
        }
    }

    private void NewEdition(JobId of)
    {
        var old = Audit.Now(stage.Ledger.FindJobAsync(of, default))!;
        if (Audit.Now(stage.Ledger.FindBookAsync(old.Order.Book, default)) is not { EditionNumber: 1 } book)
            return;
        var number = int.Parse(book.Title.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
        var edited = Import(Story.Book(number, book.Chapters, null, 2), book.Id);
        _world.Note($"book {book.Id} has a new edition");
        StartJob(edited, old.Order.Providers[0] != Provider.RulesName);
    }

    private void Say<T>(string what, Task<T> order) => _world.Note($"a person: {what} → {Audit.Now(order)}");

    private void Say(string what, Task order) => _world.Note($"{what} {order.Status}");

    // ---- afterwards

    /// <summary>From here on nothing fails any more, and people resume what waits for them.</summary>
    private void Heal()
    {
        Healed = true;
        _world.Note("everything heals");
        stage.Lost = stage.Late = 0;
        stage.Server.Faults = new();
        foreach (var provider in Audit.Now(stage.Ledger.ProvidersAsync(default)))
            _ = stage.Ledger.TryResumeProviderAsync(provider.Name, default);
        foreach (var actor in stage.Alive)
        {
            if (actor.Life.Stopped)
                actor.Life.Continue();
            foreach (var link in new[] { actor.Ledger, actor.Dispatch, actor.Graph })
                (link.LostAnswer, link.LostRequest, link.LateRequest, link.AwayUntil) = (0, 0, 0, 0);
        }
        if (stage.Alive.All(actor => actor.Drain.IsCancellationRequested))
            stage.Start(1);
        Resume();
    }

    private void Resume()
    {
        foreach (var provider in Audit.Now(stage.Ledger.ProvidersAsync(default)))
            if (provider.Pause is { Until: null })
                _ = stage.Ledger.TryResumeProviderAsync(provider.Name, default);
        foreach (var job in Audit.Now(stage.Ledger.JobsAsync([JobState.Paused], default)))
            if (job.Order.Budget.Tokens is null)
                _ = stage.Ledger.TryResumeAsync(job.Id, default);
        _world.After(TimeSpan.FromSeconds(5), null, Resume);
    }
}
