using Weft.Graph;
using Weft.Ledger;
using Weft.Model;
using Weft.Providers;
using Weft.Providers.Presets;
using Weft.Reasons;
using Weft.Reasons.Findings;
using Weft.Watching;

namespace Weft.Application.Diagnosis;

/// <summary>What the doctor looks at, and how it reaches that.</summary>
internal sealed record DoctorParts
{
    public required TimeProvider Time { get; init; }

    /// <summary>Full path of the data folder, which may not be there.</summary>
    public required string Folder { get; init; }

    /// <summary>The ledger or the graph is a file in the data folder.</summary>
    public required bool KeepsFiles { get; init; }

    /// <summary>Several machines work together.</summary>
    public required bool IsFleet { get; init; }

    public IReadOnlyList<SettingFinding> Settings { get; init; } = [];

    /// <summary>How the parts are set and fare. Where nobody can say, they are taken to be there.</summary>
    public Func<CancellationToken, Task<LedgerExamination>> Ledger { get; init; } =
        _ => Task.FromResult(new LedgerExamination([], true));
    public Func<CancellationToken, Task<IReadOnlyList<Finding>>> Dispatch { get; init; } =
        _ => Task.FromResult<IReadOnlyList<Finding>>([]);
    public Func<CancellationToken, Task<GraphExamination>> Graph { get; init; } =
        _ => Task.FromResult(new GraphExamination([], true, ""));

    /// <summary>Called only where the ledger is ready, so that nothing is changed.</summary>
    public required Func<CancellationToken, Task<DoctorStores>> Open { get; init; }

    /// <summary>Called only where there is a graph.</summary>
    public required Func<CancellationToken, Task<IReadOnlyList<BookId>>> GraphBooks { get; init; }

    /// <summary>Null where this machine has no secret, and none should be made.</summary>
    public required Func<KeySeal>? Seal { get; init; }

    /// <summary>Null where a provider's address answers, else why not; it asks no model.</summary>
    public required Func<Provider, CancellationToken, Task<Reason?>> Reach { get; init; }
    public required PresetTable Presets { get; init; }

    /// <summary>Build and schema of this process.</summary>
    public required string Build { get; init; }
    public required int Schema { get; init; }

    public Func<string, DiskSpace?> Disk { get; init; } = DiskSpace.Of;
    public Func<long?> OpenFiles { get; init; } = OpenFileLimit.Read;
}

/// <summary>What these nodes have written of themselves; those that wrote nothing are left out.</summary>
internal delegate Task<IReadOnlyList<NodeCardSeen>> CardSource(IReadOnlyList<Session> nodes, CancellationToken cancel);

/// <summary>A problem of the settings in the words of whoever reads them.</summary>
internal sealed record SettingFinding(bool IsError, string Words);

/// <summary>The open ledger, and who is seen over it.</summary>
/// <param name="Probe">Asks a provider one question, which costs a little.</param>
/// <param name="Cards">What nodes have written of themselves.</param>
internal sealed record DoctorStores(ILedger Ledger, OverviewReader Overview, Func<ProviderProbe> Probe, CardSource Cards);
