using Weft.Graph;
using Weft.Model;

namespace Weft.Work;

/// <summary>Begins the first reading of a whole book by rules.</summary>
internal delegate IFirstReading Profiler(string language);

/// <summary>What a node is, and those of its paces that differ between shapes or in tests.</summary>
internal sealed record NodeOptions(string Name, string Role, int ProcessId, int WorkersPerProvider)
{
    /// <summary>Only providers of these names get workers; null = all.</summary>
    public IReadOnlyList<string>? Providers { get; init; }

    /// <summary>The data folder's lock says that no other process works on this ledger: every other open session is dead.</summary>
    public bool Alone { get; init; }

    /// <summary>Version of the profiles that this build makes.</summary>
    public required string ProfileVersion { get; init; }

    /// <summary>Versions of jobs that an older build ordered and this one starts: their profiles are made here, if nobody has made them.</summary>
    public IReadOnlyList<string> OlderProfileVersions { get; init; } = [];

    /// <summary>Makes a profile of that version.</summary>
    public required Profiler Profiler { get; init; }

    /// <summary>Whether this build can follow a recipe of that version.</summary>
    public required Func<string, bool> KnowsRecipe { get; init; }

    /// <summary>Between two passes of the reconciler, and two looks for what was carried out late.</summary>
    public TimeSpan Reconcile { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How often a node looks whether somebody has ordered something beside it, and which providers there are.</summary>
    public TimeSpan Look { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The slow poll behind the ring's wake-ups.</summary>
    public TimeSpan RingPoll { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How often the board is written.</summary>
    public TimeSpan Show { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>What it writes of itself for the others; null = nothing.</summary>
    public Func<CancellationToken, Task<NodeCard?>> Card { get; init; } = _ => Task.FromResult<NodeCard?>(null);

    /// <summary>How long running chapters may go on after a drain was asked for.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(25);

    /// <summary>A permit on which no call was granted comes free after this at the latest.</summary>
    public TimeSpan PermitLife { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Whether this build can read for providers of a kind: the others are left to nodes that can.</summary>
    public Func<ProviderKind, bool> KnowsKind { get; init; } = _ => true;

    /// <summary>Whether this process can open a provider's sealed key: the others are left to nodes that can.</summary>
    public Func<Provider, bool> OpensKey { get; init; } = _ => true;

    /// <summary>Told once when the key of a provider that it is to work for can't be opened, and once when it can again.</summary>
    public Action<string, bool> KeyTold { get; init; } = (_, _) => { };

    /// <summary>Whether it is to work for that provider, and its build can.</summary>
    public bool IsFor(Provider provider) => (Providers is null || Providers.Contains(provider.Name)) && KnowsKind(provider.Kind);

    public bool Serves(Provider provider) => IsFor(provider) && OpensKey(provider);
}
