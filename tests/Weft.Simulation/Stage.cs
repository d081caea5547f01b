using Microsoft.Extensions.Logging.Abstractions;
using Weft.Books;
using Weft.Dispatch;
using Weft.Dispatch.Embedded;
using Weft.Graph;
using Weft.Graph.Resolution;
using Weft.Ledger;
using Weft.Model;
using Weft.Providers;
using Weft.Runtime;
using Weft.Testing;
using Weft.Testing.Models;
using Weft.Work;

namespace Weft.Simulation;

/// <summary>A simulated process, and its connections.</summary>
internal sealed class Actor(int number, Life life, Node node)
{
    public int Number => number;
    public Life Life => life;
    public Node Node => node;
    public LinkFaults Ledger { get; init; } = new();
    public LinkFaults Dispatch { get; init; } = new();
    public LinkFaults Graph { get; init; } = new();
    public CancellationTokenSource Drain { get; } = new();
    public CancellationTokenSource DrainNow { get; } = new();
    public bool Left { get; set; }
    public List<SessionId> Sessions { get; } = [];
}

/// <summary>Servers as models, nodes as the program's own code, and the faults that befall them.</summary>
internal sealed class Stage
{
    public const string Version = "story";
    private readonly Dictionary<int, TimeSpan> _skews = [];
    private readonly Dictionary<int, int> _crashes = [];
    private int _lives;

    public Stage(World world, Guards guards, ModelGuards? models = null)
    {
        World = world;
        Guards = guards;
        Ledger = new MemoryLedger(world.Time, models);
        Ring = new EmbeddedRing(world.Time, new Random(world.Random.Next()), guards);
        Fleet = new EmbeddedFleet();
        Gate = new EmbeddedGate(world.Time, guards);
        Graph = new MemoryGraph(models, BetweenBatches);
        Server = new StoryServer(this);
        Audit = new Audit(this);
    }

    public World World { get; }
    public Guards Guards { get; }
    public MemoryLedger Ledger { get; }
    public EmbeddedRing Ring { get; }
    public EmbeddedFleet Fleet { get; }
    public EmbeddedGate Gate { get; }
    public MemoryGraph Graph { get; }
    public StoryServer Server { get; }
    public Audit Audit { get; }
    public List<Actor> Actors { get; } = [];
    public int Workers { get; set; } = 3;

    /// <summary>What befalls a node that is about to resolve a book.</summary>
    public Action<Actor> TokenTaken { get; set; } = _ => { };

    /// <summary>Killed nodes are started again.</summary>
    public bool Restarts { get; set; } = true;

    public TimeSpan LongestWork { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>A call is given up after this.</summary>
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How long a permit is held before a call is granted on it; null = as in the program.</summary>
    public TimeSpan? PermitLife { get; set; }

    /// <summary>Chances of lost messages, and of requests carried out late, of nodes started from now on.</summary>
    public double Lost { get; set; }
    public double Late { get; set; }

    public IEnumerable<Actor> Alive => Actors.Where(one => !one.Life.Dead && !one.Left);

    /// <summary>The next process to reach this crash point dies there; only once.</summary>
    public void CrashAt(int point, int afterReaches) => _crashes[point] = afterReaches;

    public Actor Start(int number)
    {
        var life = new Life(World, $"node {number} life {++_lives}");
        var skew = _skews.TryGetValue(number, out var known) ? known : _skews[number] = World.Between(-30_000, 30_000);
        var time = new VirtualTime(World, life, skew);
        LinkFaults Faults() =>
            new()
            {
                LostAnswer = Lost,
                LostRequest = Lost,
                LateRequest = Late,
            };
        var (ledger, dispatch, graph) = (Faults(), Faults(), Faults());
        Actor? actor = null;
        Task Step(ServerStep step) => Audit.Step(actor!, step);
        var parts = new NodeServices(
            LedgerOf(life, ledger, skew, Step),
            Link.To<IRing>(Ring.Beside(), life, dispatch, skew, Step),
            Link.To<IFleet>(Fleet, life, dispatch, skew, Step),
            GateOf(life, dispatch, skew, Step),
            Link.To<IGraphStore>(Graph, life, graph, skew, Step),
            new Dictionary<ProviderKind, IExtractor>()
        );
        var runtime = new RuntimeContext(
            time,
            new Random(World.Random.Next()),
            new SimulatedOffload(this, time),
            point => Reach(life, point),
            Log(life),
            Guards
        );
        parts = parts with { Extractors = Extractors(parts, life, runtime) };
        var node = parts.Node(Options(number), runtime);
        actor = new Actor(number, life, node)
        {
            Ledger = ledger,
            Dispatch = dispatch,
            Graph = graph,
        };
        life.Killed = () => OnKilled(actor);
        Actors.Add(actor);
        World.Note($"{life.Name} starts");
        World.After(TimeSpan.Zero, life, () => _ = RunAsync(actor));
        return actor;
    }

    /// <summary>Permits whose taker had no answer are given up with its next question.</summary>
    private LedgerOfSeams LedgerOf(Life life, LinkFaults faults, TimeSpan skew, Func<ServerStep, Task> audit) =>
        new(
            Link.To<ISessions>(Ledger.Sessions, life, faults, skew, audit),
            Link.To<IJobs>(Ledger.Jobs, life, faults, skew, audit),
            Link.To<IRuns>(Ledger.Runs, life, faults, skew, audit),
            Link.To<IProviders>(Ledger.Providers, life, faults, skew, audit),
            Link.To<ILibrary>(Ledger.Library, life, faults, skew, audit),
            Link.To<IJournal>(Ledger.Journal, life, faults, skew, audit),
            Link.To<IOverview>(Ledger.Overview, life, faults, skew, audit),
            Link.To<IChanges>(Ledger.Changes, life, faults, skew, audit),
            Link.To<IEvents>(Ledger.Events, life, faults, skew, audit),
            Link.To<IAudit>(Ledger.Audit, life, faults, skew, audit),
            Link.To<IWebNodes>(Ledger.WebNodes, life, faults, skew, audit),
            Ledger.Accounts,
            Ledger.AccessKeys,
            Ledger.Webhooks
        );

    private IGate GateOf(Life life, LinkFaults faults, TimeSpan skew, Func<ServerStep, Task> audit)
    {
        var doubtful = new List<Permit>();
        Task Step(ServerStep step)
        {
            if (step.Name == nameof(IGate.TakeAsync) && doubtful.Count > 0)
            {
                Gate.ReleaseAsync([.. doubtful], default);
                doubtful.Clear();
            }
            return audit(step);
        }
        return Link.Remembering(
            Link.To<IGate>(Gate, life, faults, skew, Step),
            done =>
            {
                if (done is Task<PermitReply> { IsCompletedSuccessfully: true, Result: PermitReply.Taken taken })
                    doubtful.AddRange(taken.Permits);
            }
        );
    }

    /// <summary>After kill -9 a process's presence is gone within milliseconds, and something starts it again later.</summary>
    private void OnKilled(Actor actor)
    {
        foreach (var session in actor.Sessions)
            World.After(World.Between(1, 5), null, () => Fleet.Drop(session));
        Audit.Killed(actor);
        if (Restarts)
            World.After(World.Between(50, 8_000), null, () => Start(actor.Number));
    }

    private static async Task RunAsync(Actor actor)
    {
        await actor.Node.RunAsync(actor.Drain.Token, actor.DrainNow.Token);
        actor.Left = true;
        actor.Life.World.Note($"{actor.Life.Name} has left");
    }

    private void Reach(Life life, int point)
    {
        if (!_crashes.TryGetValue(point, out var left) || life.Dead)
            return;
        _crashes[point] = left - 1;
        if (left > 0)
            return;
        _crashes.Remove(point);
        World.Note($"{life.Name} reaches crash point {point}");
        life.Kill();
        throw new SimulatedCrashException();
    }

    private Microsoft.Extensions.Logging.ILogger Log(Life life) =>
        World.KeepsHistory ? new HistoryLog(World, life) : NullLogger.Instance;

    private Dictionary<ProviderKind, IExtractor> Extractors(NodeServices parts, Life life, RuntimeContext runtime) =>
        new()
        {
            [ProviderKind.Rules] = new StoryRules(life),
            [ProviderKind.OpenAi] = StoryModel.Extractor(this, parts, life, runtime),
        };

    private NodeOptions Options(int number) =>
        new($"node{number}", "all", number, Workers)
        {
            ProfileVersion = Version,
            Profiler = language => new FirstReadingDone(new Profile(Version, language, [], "{}")),
            KnowsRecipe = version => version == StoryModel.Recipe.Version,
            PermitLife = PermitLife ?? TimeSpan.FromMinutes(2),
        };

    /// <summary>Local work takes its time, on the node's own clock.</summary>
    private sealed class SimulatedOffload(Stage stage, TimeProvider time) : IOffload
    {
        public async Task<T> RunAsync<T>(Func<T> work)
        {
            await Task.Delay(stage.World.Between(1, stage.LongestWork.TotalMilliseconds), time);
            return work();
        }
    }

    /// <summary>Each batch is a request of its own: one that dies in between sends no more, one that is stopped sends it late.</summary>
    private Task BetweenBatches()
    {
        var over = new TaskCompletionSource();
        var life = Audit.ResolvingLife;
        void Next()
        {
            if (life is { Stopped: true, Dead: false })
                World.After(TimeSpan.FromMilliseconds(5), null, Next);
            else if (life is not { Dead: true })
                over.SetResult();
        }
        World.After(World.Between(0.1, 5), null, Next);
        return over.Task;
    }

    /// <summary>A job on a new book, read by the model alone.</summary>
    public JobId Order(CutBook text)
    {
        var book = Weft.Simulation.Audit.Now(Ledger.Library.ImportAsync(text, null, default)).Book;
        var order = new JobOrder(
            book.Id,
            book.Edition,
            null,
            ["m1"],
            ProviderOrder.InOrder,
            Priority.Normal,
            StoryModel.Recipe,
            Version,
            Budget.None,
            null
        );
        return Weft.Simulation.Audit.Now(Ledger.Jobs.OrderAsync(order, default));
    }
}
