using Weft.Reasons.Findings;

namespace Weft.Ledger;

/// <summary>One way to keep the ledger: which setting means it, what it can do, how it is opened. All there are stand in <see cref="LedgerBackends"/>.</summary>
internal interface ILedgerBackend
{
    /// <summary>Whether the value of <c>WEFT_LEDGER</c> means this one. Nothing is opened.</summary>
    bool Takes(string setting);

    /// <summary>Nodes on several machines can have it open. Else it lies in the data folder, for the processes of one machine.</summary>
    bool IsShared { get; }

    /// <summary>Whether there is something to open. A server's ledger is made when it is first opened, so it is always there.</summary>
    bool Exists(string folder);

    /// <summary>Opens it, makes it where there is none, and brings it to this build's schema.</summary>
    /// <param name="folder">The data folder, which is there.</param>
    /// <exception cref="LedgerException">A person must look at it.</exception>
    /// <exception cref="LedgerUnavailableException">It is away for now.</exception>
    Task<OpenLedger> OpenAsync(string setting, string folder, TimeProvider time, CancellationToken cancel);

    /// <summary>Looks how it is set and how it fares, and changes nothing.</summary>
    /// <exception cref="LedgerException">A person must look at it.</exception>
    /// <exception cref="LedgerUnavailableException">It is away for now.</exception>
    Task<LedgerExamination> ExamineAsync(string setting, string folder, TimeProvider time, CancellationToken cancel);

    /// <summary>The schema that this build brings it to.</summary>
    int Schema { get; }
}

/// <param name="IsReady">It has this build's schema, or a later one that this build can work with: opening it changes nothing.</param>
internal sealed record LedgerExamination(IReadOnlyList<Finding> Findings, bool IsReady);

/// <summary>A ledger, and what closes it.</summary>
internal sealed record OpenLedger(ILedger Ledger, IAsyncDisposable Held);
