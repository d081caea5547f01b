using Weft.Ledger;
using Weft.Model;
using Weft.Reasons;
using Weft.Testing;

namespace Weft.Simulation;

/// <summary>
/// What befalls a stage, drawn from a seed: orders of people, and faults in the first half minute. Then everything heals, and the
/// promises must come true.
/// </summary>
internal sealed class Plan
{
    private static readonly TimeSpan Trouble = TimeSpan.FromSeconds(25);
    private readonly Stage _stage;
    private readonly World _world;
    private readonly Faults _faults;
    private double _sideBySide = 0.3;
    private double _budgets = 0.1;
    private readonly List<JobId> _jobs = [];

    /// <summary>The first job that was ordered with a budget: later ones may share it.</summary>
    private JobId? _purse;

    private readonly List<BookId> _deleted = [];

    public Plan(Stage stage)
    {
        _stage = stage;
        _world = stage.World;
        _faults = new Faults(stage, _jobs);
    }

    public IReadOnlyList<JobId> Jobs => _jobs;
    public IReadOnlySet<BookId> Deleted => _deleted.ToHashSet();

    /// <summary>Whether a chapter of the books is poisoned.</summary>
    public bool Poisoned { get; private set; }

    /// <inheritdoc cref="Faults.ClaimsLost"/>
    public bool ClaimsLost => _faults.ClaimsLost;

    public bool Healed { get; private set; }

    /// <summary>Sets the stage: providers, books, jobs, nodes, and what will befall them.</summary>
    public void Draw(Mix mix)
    {
        switch (mix)
        {
            case Mix.Plain:
                DrawPlain();
                break;
            case Mix.Dense:
                DrawDense();
                break;
            case Mix.Lossy:
                DrawLossy();
                break;
            case Mix.Budgets:
                DrawBudgets();
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
        _world.After(Trouble, null, Heal);
    }

    private void DrawPlain()
    {
        var nodes = Chance(0.25) ? 1 : _world.Random.Next(2, 4);
        _stage.Workers = _world.Random.Next(1, 4);
        _stage.Restarts = true;
        (_stage.Lost, _stage.Late) = Chance(0.5)
            ? (0, 0)
            : (_world.Random.NextDouble() * 0.08, _world.Random.NextDouble() * 0.03);
        _stage.LongestWork = TimeSpan.FromMilliseconds(_world.Random.Next(10, 4_000));
        Poisoned = Chance(0.06);
        if (Chance(0.3))
            _stage.TokenTaken = WorstMoment();
        var models = Chance(0.6);
        if (models)
            StoryModel.AddProviders(_stage, _world.Random);
        Books(_world.Random.Next(1, 3), () => Chance(0.3) ? 2 : 1, models);
        StartNodes(nodes);
        for (var i = _world.Random.Next(1, 9); i > 0; i--)
            _world.After(_world.Between(0, Trouble.TotalMilliseconds), null, () => Befall(_faults.Any));
        for (var i = Chance(0.5) ? 0 : _world.Random.Next(1, 4); i > 0; i--)
            _world.After(_world.Between(500, Trouble.TotalMilliseconds), null, Order);
    }

    /// <summary>Several nodes, books and jobs, models with few calls at once that often hang, and faults in pairs.</summary>
    private void DrawDense()
    {
        _stage.Workers = _world.Random.Next(1, 4);
        _stage.Restarts = true;
        (_stage.Lost, _stage.Late) = Chance(0.3)
            ? (0, 0)
            : (_world.Random.NextDouble() * 0.08, _world.Random.NextDouble() * 0.06);
        _stage.LongestWork = TimeSpan.FromMilliseconds(_world.Random.Next(10, 2_000));
        _stage.CallTimeout = TimeSpan.FromSeconds(_world.Random.Next(2, 12));
        // Longer than the local work of a chapter before its call takes; else permits lapse before they are used, and nothing gets done.
        _stage.PermitLife = _stage.CallTimeout + TimeSpan.FromSeconds(10);
        Poisoned = Chance(0.06);
        if (Chance(0.3))
            _stage.TokenTaken = WorstMoment();
        var models = Chance(0.9);
        if (models)
            StoryModel.AddTightProviders(_stage, _world.Random);
        Books(_world.Random.Next(1, 4), () => _world.Random.Next(1, 4), models);
        StartNodes(_world.Random.Next(2, 5));
        for (var i = _world.Random.Next(3, 12); i > 0; i--)
        {
            var at = _world.Between(0, Trouble.TotalMilliseconds);
            _world.After(at, null, () => Befall(_faults.Rare));
            if (Chance(0.5))
                _world.After(at + _world.Between(0, 3_000), null, () => Befall(_faults.Rare));
        }
        for (var i = _world.Random.Next(0, 5); i > 0; i--)
            _world.After(_world.Between(500, Trouble.TotalMilliseconds), null, Order);
    }

    /// <summary>Few nodes with several providers each, so that a session often takes again what the ledger forgot that it has.</summary>
    private void DrawLossy()
    {
        _sideBySide = 1;
        _stage.Workers = _world.Random.Next(1, 4);
        _stage.Restarts = true;
        (_stage.Lost, _stage.Late) = Chance(0.5)
            ? (0, 0)
            : (_world.Random.NextDouble() * 0.05, _world.Random.NextDouble() * 0.05);
        _stage.LongestWork = TimeSpan.FromMilliseconds(_world.Random.Next(10, 2_000));
        StoryModel.AddProviders(_stage, _world.Random);
        Books(_world.Random.Next(1, 3), () => 1, models: true);
        StartNodes(_world.Random.Next(1, 3));
        for (var i = _world.Random.Next(3, 30); i > 0; i--)
            _world.After(_world.Between(500, Trouble.TotalMilliseconds), null, () => Befall(_faults.Forgetting));
    }

    /// <summary>Several nodes that die or are taken for dead again and again while they spend.</summary>
    private void DrawBudgets()
    {
        _budgets = 1;
        _stage.Workers = _world.Random.Next(2, 6);
        _stage.Restarts = true;
        (_stage.Lost, _stage.Late) = Chance(0.5)
            ? (0, 0)
            : (_world.Random.NextDouble() * 0.05, _world.Random.NextDouble() * 0.05);
        _stage.LongestWork = TimeSpan.FromMilliseconds(_world.Random.Next(10, 500));
        StoryModel.AddProviders(_stage, _world.Random);
        Books(_world.Random.Next(1, 3), () => _world.Random.Next(1, 4), models: true);
        StartNodes(_world.Random.Next(2, 5));
        for (var i = _world.Random.Next(4, 12); i > 0; i--)
            _world.After(_world.Between(0, Trouble.TotalMilliseconds), null, () => Befall(_faults.WhileSpending));
    }

    private Action<Actor> WorstMoment()
    {
        Action<Actor> befalls = Chance(0.5) ? _faults.StopAndJudge : RetryMeanwhile;
        return actor => Befall(() => befalls(actor));
    }

    private void Befall(Action fault)
    {
        if (!Healed)
            fault();
    }

    private void StartNodes(int nodes)
    {
        for (var i = 1; i <= nodes; i++)
        {
            var number = i;
            _world.After(_world.Between(0, 2_000), null, () => _stage.Start(number));
        }
    }

    private bool Chance(double of) => _world.Random.NextDouble() < of;

    private void Books(int books, Func<int> jobsOf, bool models)
    {
        for (var i = books; i > 0; i--)
        {
            var chapters = _world.Random.Next(1, 9);
            var book = Import(Story.Book(i, chapters, Poisoned && i == 1 ? _world.Random.Next(1, chapters + 1) : null), null);
            for (var jobs = jobsOf(); jobs > 0; jobs--)
                _world.After(_world.Between(0, Chance(0.5) ? 3_000 : 15_000), null, () => StartJob(book, models));
        }
    }

    private Book Import(Weft.Books.CutBook cut, BookId? of) =>
        Audit.Now(_stage.Ledger.Library.ImportAsync(cut, of, default)).Book;

    private void StartJob(Book book, bool models)
    {
        var current = Audit.Now(_stage.Ledger.Library.FindBookAsync(book.Id, default));
        if (current is null)
            return;
        var providers = models ? StoryModel.Choose(_world.Random) : [Provider.RulesName];
        var order = new JobOrder(
            current.Id,
            current.Edition,
            null,
            providers,
            Chance(_sideBySide) ? ProviderOrder.SideBySide : ProviderOrder.InOrder,
            Chance(0.2) ? Priority.High : Priority.Normal,
            StoryModel.Recipe,
            Stage.Version,
            models && Chance(_budgets) ? new Budget(_world.Random.Next(500, 20_000), null) : Budget.None,
            Chance(0.3) ? TimeSpan.FromSeconds(5) : null
        )
        {
            // Chance is not asked where no budget is there to be shared: such stories go as they always went.
            RulesAfter =
                providers.Count > 1 && providers[^1] == Provider.RulesName && book.Id.Value % 2 == 0
                    ? TimeSpan.FromSeconds(4)
                    : null,
            Purse = models && _purse is not null && Chance(0.5) ? _purse : null,
        };
        _jobs.Add(Audit.Now(_stage.Ledger.Jobs.OrderAsync(order, default)));
        if (order.Budget.Tokens is not null && order.Purse is null)
            _purse ??= _jobs[^1];
        _world.Note($"job {_jobs[^1]} is ordered: book {book.Id}, {string.Join(",", providers)}, {order.Order}, {order.Purse}");
    }

    // ---- people

    /// <summary>The worst moment for a person to retry: the finish was looked at, the job has not ended yet.</summary>
    private void RetryMeanwhile(Actor actor)
    {
        foreach (var job in _jobs)
            Say($"retry {job}", _stage.Ledger.Jobs.RetryAsync(job, null, default));
        _stage.Audit.CheckFloors();
    }

    private void Order()
    {
        if (Healed || _jobs.Count == 0)
            return;
        var job = _jobs[_world.Random.Next(_jobs.Count)];
        var ledger = _stage.Ledger;
        switch (_world.Random.Next(8))
        {
            case 0:
                Say($"pause {job}", ledger.Jobs.TryPauseAsync(job, Reason.OfWords("a person"), default));
                _world.After(
                    _world.Between(100, 5_000),
                    null,
                    () => Say($"resume {job}", ledger.Jobs.TryResumeAsync(job, Budget.None, default))
                );
                break;
            case 1:
                Say($"cancel {job}", ledger.Jobs.TryCancelAsync(job, default));
                break;
            case 2 or 3:
                Say($"retry {job}", ledger.Jobs.RetryAsync(job, null, default));
                _stage.Audit.CheckFloors();
                break;
            case 4 when Chance(0.4):
                var book = Audit.Now(ledger.Jobs.FindJobAsync(job, default))!.Order.Book;
                _deleted.Add(book);
                Say($"delete book {book}", ledger.Library.TryDeleteBookAsync(book, keepAnswers: false, default));
                break;
            case 5:
                var of = Audit.Now(ledger.Jobs.FindJobAsync(job, default))!.Order.Book;
                if (Audit.Now(ledger.Library.FindBookAsync(of, default)) is not null)
                    Say($"word on {of}", ledger.Library.AddDecisionAsync(of, DecisionKind.Merge, "Ada", "Bo", default));
                break;
            case 6:
                NewEdition(job);
                break;
            default:
                var pause = new Pause(_stage.World.Time.GetUtcNow() + _world.Between(500, 8_000), Reason.OfWords("busy"));
                Say(
                    "provider m1 pauses",
                    (Task)_stage.Audit.Pausing("m1", () => ledger.Providers.PauseProviderAsync("m1", pause, default))
                );
                break;
        }
    }

    private void NewEdition(JobId of)
    {
        var old = Audit.Now(_stage.Ledger.Jobs.FindJobAsync(of, default))!;
        if (Audit.Now(_stage.Ledger.Library.FindBookAsync(old.Order.Book, default)) is not { EditionNumber: 1 } book)
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
        _stage.Lost = _stage.Late = 0;
        _stage.Server.Faults = new();
        foreach (var provider in Audit.Now(_stage.Ledger.Providers.ProvidersAsync(default)))
            _ = _stage.Ledger.Providers.TryResumeProviderAsync(provider.Name, default);
        foreach (var actor in _stage.Alive)
        {
            if (actor.Life.Stopped)
                actor.Life.Continue();
            foreach (var link in new[] { actor.Ledger, actor.Dispatch, actor.Graph })
                (link.LostAnswer, link.LostRequest, link.LateRequest, link.AwayUntil) = (0, 0, 0, 0);
        }
        if (_stage.Alive.All(actor => actor.Drain.IsCancellationRequested))
            _stage.Start(1);
        Resume();
    }

    private void Resume()
    {
        foreach (var provider in Audit.Now(_stage.Ledger.Providers.ProvidersAsync(default)))
            if (provider.Pause is { Until: null })
                _ = _stage.Ledger.Providers.TryResumeProviderAsync(provider.Name, default);
        foreach (var job in Audit.Now(_stage.Ledger.Jobs.JobsAsync([JobState.Paused], default)))
            if (job.Order.Budget.Tokens is null)
                _ = _stage.Ledger.Jobs.TryResumeAsync(job.Id, Budget.None, default);
        _world.After(TimeSpan.FromSeconds(5), null, Resume);
    }
}
