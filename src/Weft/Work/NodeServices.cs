using Weft.Dispatch;
using Weft.Graph;
using Weft.Ledger;
using Weft.Model;
using Weft.Providers;
using Weft.Runtime;

namespace Weft.Work;

/// <summary>The parts of one shape of Weft, whichever backends they have.</summary>
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

    /// <summary>Null on one machine: orders come through the ledger alone.</summary>
    public IMailbox? Mailbox { get; init; }

    /// <summary>Null on one machine.</summary>
    public IBoard? Board { get; init; }

    /// <summary>What makes a book's raw layer again, in a process that need not work as a node.</summary>
    public RawLayerRebuild Rebuild(RuntimeContext runtime) =>
        new(Ledger, Graph, Extractors[ProviderKind.Rules], new PlainLocalWork(runtime.Offload));

    /// <summary>Whether this build can read for a provider; one of an unknown kind is left to other nodes.</summary>
    public bool Serves(Provider provider) => Extractors.ContainsKey(provider.Kind);

    public IExtractor ExtractorOf(Provider provider) => Extractors[provider.Kind];
}

/// <summary>The first reading of a whole book by rules.</summary>
internal delegate Profile Profiler(string language, IReadOnlyList<string> chapterTexts);

/// <summary>Makes the resolved layer: a pure function.</summary>
internal delegate ResolvedBook Resolving(RawBook raw, IReadOnlyList<Word> words);

/// <summary>What a node is, and its paces. The paces are the design's; tests shorten none of them.</summary>
internal sealed record NodeOptions(string Name, string Role, int ProcessId, int WorkersPerProvider)
{
    /// <summary>Only providers of these names get workers; null = all.</summary>
    public IReadOnlyList<string>? Providers { get; init; }

    /// <summary>The data folder's lock says that no other process works on this ledger: every other open session is dead.</summary>
    public bool Alone { get; init; }

    /// <summary>Version of the profiles that this build makes.</summary>
    public required string ProfileVersion { get; init; }

    /// <summary>Makes a profile of that version.</summary>
    public required Profiler Profiler { get; init; }

    public required Resolving Resolving { get; init; }

    /// <summary>Whether this build can follow a recipe of that version.</summary>
    public required Func<string, bool> KnowsRecipe { get; init; }

    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromMilliseconds(500);
    public TimeSpan JudgePoll { get; init; } = TimeSpan.FromMilliseconds(200);
    public TimeSpan Reconcile { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How often a node looks whether somebody has ordered something beside it, and which providers there are.</summary>
    public TimeSpan Look { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The slow poll behind the ring's wake-ups.</summary>
    public TimeSpan RingPoll { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How often the board is written.</summary>
    public TimeSpan Show { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Before looking again at what others are at.</summary>
    public TimeSpan ShortWait { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How long running chapters may go on after a drain was asked for.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(25);

    /// <summary>A permit of a dead session comes free after this at the latest.</summary>
    public TimeSpan PermitLife { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Runs are written in slices of so many rows.</summary>
    public int StartSlice { get; init; } = 500;
}
