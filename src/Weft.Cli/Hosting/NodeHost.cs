using Microsoft.Extensions.Logging;
using Weft.Application;
using Weft.Cli.Settings;
using Weft.Cli.Stores;
using Weft.Cli.Terminal;
using Weft.Dispatch;
using Weft.Extraction;
using Weft.Graph.Resolution;
using Weft.Providers;
using Weft.Providers.Rules;
using Weft.Runtime;
using Weft.Watching;
using Weft.Web;
using Weft.Web.Doors;
using Weft.Work;

namespace Weft.Cli.Hosting;

/// <summary>This process as a working node.</summary>
internal sealed class NodeHost : IAsyncDisposable
{
    /// <summary>Wake-ups come at once; behind them a fleet's ring is looked at seldom, for many nodes look at one server.</summary>
    private static readonly TimeSpan FleetRingPoll = TimeSpan.FromSeconds(5);

    private readonly Node _node;
    private readonly OpenDispatch _dispatch;
    private readonly Shell _shell;
    private readonly HashSet<string> _lockedTold = [];

    private NodeHost(OpenStores stores, RuntimeContext runtime, OpenDispatch dispatch, string role)
    {
        (Runtime, _dispatch) = (runtime, dispatch);
        Parts = Backends.Parts(stores, runtime, dispatch);
        Options = OptionsOf(stores, role) with { KeyTold = TellKey, Card = new OwnCard(stores).ReadAsync };
        (_shell, Say) = (stores.Shell, stores.Shell.Complain);
        _node = Parts.Node(Options, Runtime);
    }

    public NodeServices Parts { get; }
    public NodeOptions Options { get; }
    public RuntimeContext Runtime { get; }

    /// <summary>For a process that doesn't run the node: makes a book's resolved layer at once.</summary>
    public BookResolution Resolution => new(Parts, Options, Runtime);

    /// <summary>Where it tells a person what they should know.</summary>
    public Action<string> Say { get; set; }

    /// <summary>Chapters that are being read right now.</summary>
    public int InHand => _node.Session?.InHand().Count ?? 0;

    /// <summary>What a person should know who wants it to stop.</summary>
    /// <param name="signal">Their first signal, or a later one.</param>
    public string StopWords(int signal) =>
        (signal, Parts.CallsUnderWay()) switch
        {
            (1, 0) => _shell.Phrases.Say("stop.draining", InHand),
            (1, var calls) => _shell.Phrases.Say("stop.drainingCalls", InHand, calls),
            (_, 0) => _shell.Phrases["stop.now"],
            (_, var calls) => _shell.Phrases.Say("stop.nowCalls", calls),
        };

    /// <param name="role">Null: what the settings say.</param>
    public static async Task<NodeHost> OpenAsync(OpenStores stores, ILogger log, string? role = null)
    {
        // One seed for a whole process; two processes must not draw the same generations.
        var random = Chance.New();
        var runtime = new RuntimeContext(
            stores.Shell.Time,
            random,
            new ThreadPoolOffload(),
            CrashSwitch.From(stores.Shell),
            log,
            Guards.All
        );
        var dispatch = await Backends.OpenDispatchAsync(stores.Settings.Place, runtime);
        return new NodeHost(stores, runtime, dispatch, role ?? stores.Settings.Worker.Role);
    }

    /// <summary>
    /// Works until <paramref name="drain"/>; gives everything back at once on <paramref name="now"/>. Does not begin where the graph can
    /// serve nobody as it is: no chapter should fail for a wrong password.
    /// </summary>
    public async Task RunAsync(CancellationToken drain, CancellationToken now)
    {
        try
        {
            await Parts.Graph.BooksAsync(drain);
        }
        catch (TransientException)
        {
            // Away: whoever needs it waits for it.
        }
        catch (OperationCanceledException) when (drain.IsCancellationRequested)
        {
            return;
        }
        await _node.RunAsync(drain, now);
    }

    /// <summary>Whether nothing is left for others to take over.</summary>
    public bool GaveBack => _node.GaveBack;

    /// <summary>Lets people and their tools look at it, where the settings say.</summary>
    /// <param name="overview">Null: who works is told by this process's own fleet.</param>
    public Task<WebHost> StartWebAsync(OpenStores stores, OverviewReader? overview, CancellationToken cancel)
    {
        var web = stores.Settings.Web;
        var minutes = stores.Settings.Job.AutoRetryIntervalMinutes;
        var parts = new WebParts(Parts.Ledger, Parts.Ring, Parts.Fleet, Parts.Graph, Runtime.Time)
        {
            Folder = stores.Folder,
            Seal = () => stores.Seal,
            Endpoint = () => Backends.Endpoint(stores),
            Presets = stores.Settings.Presets,
            Settings =
            [
                .. stores.Settings.Values.Select(setting => new VisibleSetting(
                    setting.Slot.Name,
                    SettingText.Show(setting.Slot, setting.Value),
                    setting.Source
                )),
            ],
            Examined = DoctorSetup.Of(
                stores.Shell,
                stores.Settings,
                _ => throw new InvalidOperationException("A node has its ledger open.")
            ),
            Cards = Parts.Board is { } board ? board.CardsAsync : null,
            AutoRetry = minutes > 0 ? TimeSpan.FromMinutes(minutes) : null,
            Overview = overview,
            Page =
                Options.Role == WorkerOptions.Worker ? null : new(Options.Name, stores.Settings.Place.IsOneMachine, web.PageUrl),
        };
        return WebHost.StartAsync(
            parts,
            new(web.Listen, web.Password) { Proxies = new(Proxies.TryParse(web.Proxies) ?? [], Proxies.PrefixOf(web.PageUrl)) },
            Runtime.Log,
            cancel
        );
    }

    public ValueTask DisposeAsync() => _dispatch.Held?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>Once, however many sessions it lives through.</summary>
    private void TellKey(string provider, bool opens)
    {
        if (opens ? _lockedTold.Remove(provider) : _lockedTold.Add(provider))
            Say(_shell.Phrases.Say(opens ? "node.keyOpened" : "node.keyLocked", provider));
    }

    private static NodeOptions OptionsOf(OpenStores stores, string role)
    {
        var worker = stores.Settings.Worker;
        var name = worker.Name.Length > 0 ? worker.Name : Environment.MachineName;
        var paces = new NodeOptions(name, role, Environment.ProcessId, worker.WorkersPerProvider)
        {
            Providers = ProvidersOf(stores, role),
            Alone = stores.Settings.Place.IsOneMachine,
            OpensKey = new KeyCheck(() => stores.Seal).Opens,
            ProfileVersion = RulesProfiler.Version,
            OlderProfileVersions = RulesProfiler.OlderVersions,
            Profiler = RulesProfiler.Begin,
            KnowsRecipe = Recipes.Knows,
            Grace = TimeSpan.FromSeconds(worker.GraceSeconds),
        };
        return stores.Settings.Place.DispatchIsShared ? paces with { RingPoll = FleetRingPoll } : paces;
    }

    /// <summary>Null = all. A node for the web alone has no workers, unless it was told how many.</summary>
    private static IReadOnlyList<string>? ProvidersOf(OpenStores stores, string role)
    {
        var worker = stores.Settings.Worker;
        if (role == WorkerOptions.Web && !stores.Settings.IsGiven(nameof(WorkerOptions.WorkersPerProvider)))
            return [];
        return worker.Providers.Count > 0 ? worker.Providers : null;
    }
}
