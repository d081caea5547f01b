using Weft.Dispatch;
using Weft.Graph;
using Weft.Ledger;
using Weft.Model;
using Weft.Providers;
using Weft.Runtime;

namespace Weft.Work;

/// <summary>The parts of one shape of Weft, whichever backends they have, and what is put together of them: the only place that has them all.</summary>
internal sealed record NodeServices(
    ILedger Ledger,
    IRing Ring,
    IFleet Fleet,
    IGate Gate,
    IGraphStore Graph,
    IReadOnlyDictionary<ProviderKind, IExtractor> Extractors
)
{
    /// <summary>The graph is in a server, not in this process.</summary>
    public bool GraphIsElsewhere { get; init; }

    /// <summary>Calls of this process that have left and have no end yet.</summary>
    public Func<int> CallsUnderWay { get; init; } = () => 0;

    /// <summary>Null on one machine: orders come through the ledger alone.</summary>
    public IMailbox? Mailbox { get; init; }

    /// <summary>Null on one machine.</summary>
    public IBoard? Board { get; init; }

    public Node Node(NodeOptions options, RuntimeContext runtime)
    {
        options = options with { KnowsKind = Extractors.ContainsKey };
        var jobs = new JobCache(Ledger.Jobs, Ledger.Library);
        var outbox = new Outbox(Ring, Gate, Ledger.Jobs, jobs, runtime);
        return new(
            Ledger.Sessions,
            Ledger.Providers,
            Fleet,
            options,
            runtime,
            session => new Composition(this, jobs, outbox, session, options, runtime).Host()
        );
    }

    /// <summary>What makes a book's resolved layer in the name of that session.</summary>
    public BookResolver Resolver(SessionId session, NodeOptions options, RuntimeContext runtime) =>
        new(Ledger.Library, Ledger.Sessions, Graph, session, runtime);

    /// <summary>What makes a book's raw layer again, in a process that need not work as a node.</summary>
    public RawLayerRebuild Rebuild() => new(Ledger, Graph);

    private IExtractor ExtractorOf(Provider provider) => Extractors[provider.Kind];

    /// <summary>One session's objects.</summary>
    private sealed class Composition(
        NodeServices services,
        JobCache jobs,
        Outbox outbox,
        SessionState session,
        NodeOptions options,
        RuntimeContext runtime
    )
    {
        private readonly ILedger _ledger = services.Ledger;

        public SessionHost Host()
        {
            var resolver = services.Resolver(session.Id, options, runtime);
            var finisher = new JobFinisher(_ledger.Jobs, resolver, outbox.Finishes, runtime);
            var books = new GraphBooks(_ledger.Library, services.Graph);
            var starter = new JobStarter(_ledger.Library, _ledger.Jobs, books, outbox, options, runtime);
            var orders = new OrderPass(_ledger.Jobs, _ledger.Sessions, starter, outbox, session, runtime.Time);
            var cancelled = new CancelledRuns(_ledger.Changes, _ledger.Jobs, session, outbox, options, runtime.Time);
            var takeover = new Takeover(_ledger.Sessions, outbox, runtime);
            var orphans = new OrphanedClaims(_ledger.Runs, outbox.Rings, session, runtime);
            var claims = Claims(orphans);
            var providers = new ProviderLoops(_ledger.Providers, _ledger.Sessions, claims, Mailboxes(starter), orders, session);
            List<SessionLoop> loops =
            [
                new("judge", Detector(takeover).RunAsync),
                new("puts", outbox.RunAsync),
                new("finishes", finisher.RunAsync),
                new("reconciler", Reconciler(orders, resolver).RunAsync),
                new("strays", new LateEffects(orphans, resolver, options, runtime.Time).RunAsync),
                new("cancels", cancelled.WatchAsync),
                new("providers", new OrderWatch(_ledger.Changes, providers, orders, options, runtime.Time).RunAsync),
            ];
            if (services.Board is { } board)
                loops.Add(new("board", new BoardWriter(board, claims, session, options, runtime.Time).RunAsync));
            return new(
                stop => options.Alone ? takeover.OfAllButAsync(session.Id, stop) : Task.CompletedTask,
                loops,
                providers,
                new SessionDrain(_ledger.Sessions, finisher, outbox, cancelled, session, options, runtime),
                runtime
            );
        }

        private FailureDetector Detector(Takeover takeover) =>
            new(_ledger.Sessions, services.Fleet, takeover, outbox.Rings, session, runtime);

        private ReconcilerLoop Reconciler(OrderPass orders, BookResolver resolver)
        {
            var sweep = new GraphSweep(_ledger.Library, _ledger.Jobs, services.Graph, resolver);
            var reconciler = new Reconciler(_ledger.Sessions, _ledger.Jobs, orders, sweep, outbox);
            return new(reconciler, outbox.Passes, _ledger.Sessions, session, options);
        }

        private MailboxPump? Mailboxes(JobStarter starter) =>
            services.Mailbox is { } mailbox ? new(mailbox, _ledger.Jobs, services.Ring, starter, session, runtime) : null;

        private ClaimLoopSet Claims(OrphanedClaims orphans)
        {
            var worker = Worker();
            return new(provider => Claims(provider, worker), orphans, options, runtime);
        }

        private ClaimLoop Claims(Provider provider, ChapterWorker worker)
        {
            var waits = new ClaimWaits(services.Ring, services.Gate, options, runtime);
            var permits = new PermitsInHand(services.Gate, waits.Wake, runtime);
            var gate = new GateClient(services.Gate, _ledger.Journal, session.Id, permits, waits, options, runtime);
            var spare = new SparePermits(gate, permits, waits, options.WorkersPerProvider, runtime.Time);
            var workers = new WorkerPool(permits, worker, session, options.WorkersPerProvider, runtime) { Provider = provider };
            return new(
                workers,
                new RingTurns(services.Ring, spare, _ledger.Jobs, jobs, options, runtime),
                gate,
                new RunClaimer(_ledger.Runs, _ledger.Jobs, workers, session, runtime),
                outbox.Finishes,
                session
            );
        }

        private ChapterWorker Worker()
        {
            var reader = new ChapterReader(jobs, _ledger.Library, services.ExtractorOf, runtime);
            var weaver = new ChapterWeaver(services.Graph, _ledger.Library, _ledger.Runs, jobs, session, runtime)
            {
                GraphIsElsewhere = services.GraphIsElsewhere,
            };
            var outcomes = new OutcomeStore(_ledger.Runs, _ledger.Jobs, _ledger.Sessions, outbox, session, runtime);
            return new(reader, weaver, outcomes, _ledger.Runs, session, runtime);
        }
    }
}
