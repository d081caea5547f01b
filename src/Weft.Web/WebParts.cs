using Weft.Application;
using Weft.Application.Diagnosis;
using Weft.Dispatch;
using Weft.Graph;
using Weft.Ledger;
using Weft.Model;
using Weft.Providers;
using Weft.Providers.Presets;
using Weft.Runtime;
using Weft.Watching;
using Weft.Web.Doors;
using Weft.Webhooks;

namespace Weft.Web;

/// <summary>What a node lets people look at and order.</summary>
internal sealed record WebParts(ILedger Ledger, IRing Ring, IFleet Fleet, IGraphStore Graph, TimeProvider Time)
{
    /// <summary>Full path of a folder of this node, for files that come in parts.</summary>
    public required string Folder { get; init; }

    /// <summary>What seals providers' keys.</summary>
    public required Func<KeySeal> Seal { get; init; }

    /// <summary>Asks providers.</summary>
    public required Func<IChatEndpoint> Endpoint { get; init; }

    /// <summary>Known providers.</summary>
    public PresetTable Presets { get; init; } = PresetTable.BuiltIn;

    /// <summary>The node's settings, secrets masked.</summary>
    public IReadOnlyList<VisibleSetting> Settings { get; init; } = [];

    /// <summary>What a job gets whose order says nothing of automatic retries; null = none.</summary>
    public TimeSpan? AutoRetry { get; init; }

    /// <summary>Null: this node serves no page.</summary>
    public PageOptions? Page { get; init; }

    /// <summary>Null: presence as the fleet tells it, rings as this process has them.</summary>
    public OverviewReader? Overview { get; init; }

    /// <summary>How this node is set, for its doctor; null = only what stands in the stores is looked at.</summary>
    public DoctorParts? Examined { get; init; }

    /// <summary>What other nodes write of themselves; null = nothing.</summary>
    public CardSource? Cards { get; init; }

    public Doctor Doctor => new((Examined ?? Unexamined) with { Open = _ => Task.FromResult(DoctorStores) });

    private DoctorParts Unexamined =>
        new()
        {
            Time = Time,
            Folder = Folder,
            KeepsFiles = false,
            IsFleet = Page is { IsOneMachine: false },
            Open = _ => Task.FromResult(DoctorStores),
            GraphBooks = Graph.BooksAsync,
            Seal = Seal,
            Reach = (provider, cancel) => Endpoint().ReachAsync(provider, cancel),
            Presets = Presets,
            Build = "",
            Schema = 0,
        };

    private DoctorStores DoctorStores =>
        new(
            Ledger,
            Overview ?? FleetOverview,
            () => UseCases.ProviderProbe,
            Cards ?? ((_, _) => Task.FromResult<IReadOnlyList<NodeCardSeen>>([]))
        );

    /// <summary>Who is there as this process's own fleet tells it.</summary>
    public OverviewReader FleetOverview => new(Ledger, Ring, new FleetPresence(Fleet, Time).LookAsync, Time);

    public UseCases UseCases => new(Ledger, Graph, Time, Seal, Endpoint, CurrentActor.Get, Presets);

    /// <summary>One for the whole process: its connections and what it is at are shared.</summary>
    public WebhookSender WebhookSender =>
        _sender ??= new(Ledger, Seal, new WebhookPost(Time), new(Ledger, Page?.Url ?? ""), Chance.New(), Time);

    private WebhookSender? _sender;

    /// <summary>One for the whole process, so that pages of one comparison are made once.</summary>
    public Comparisons Comparisons => _comparisons ??= new(() => new(Ledger));

    private Comparisons? _comparisons;

    public UploadedBooks UploadedBooks => new(Uploads, UseCases.BookImport, UseCases.BookDescriptions);

    public UploadedEditions UploadedEditions => new(Uploads, UseCases.BookUpdate);

    public Uploads Uploads => new(Path.Combine(Folder, "uploads"), UseCases.BookImport, Time);
}

/// <summary>A setting as people may see it.</summary>
/// <param name="Source">Where the value came from.</param>
internal sealed record VisibleSetting(string Name, string Value, string Source);

/// <summary>Where people may look at a node.</summary>
/// <param name="Listen">As <see cref="ListenAddress"/> reads it.</param>
/// <param name="Password">Empty: none is asked for, which only loopback allows.</param>
internal sealed record ListenOptions(string Listen, string Password)
{
    public Proxies Proxies { get; init; } = Proxies.None;
}

/// <summary>What the page says of its node.</summary>
/// <param name="Node">The name that it goes by.</param>
/// <param name="IsOneMachine">Everything lies in one data folder.</param>
/// <param name="Url">Where browsers reach the page; empty: where it listens.</param>
internal sealed record PageOptions(string Node, bool IsOneMachine, string Url = "");
