using Weft.Dispatch;
using Weft.Graph;
using Weft.Ledger;
using Weft.Providers;
using Weft.Watching;

namespace Weft.Web;

/// <summary>What a node lets people look at.</summary>
internal sealed record WebParts(ILedger Ledger, IRing Ring, IFleet Fleet, IGraphStore Graph, TimeProvider Time)
{
    /// <summary>Null: this node serves no page.</summary>
    public PageOptions? Page { get; init; }

    /// <summary>Null: presence as the fleet tells it, rings as this process has them.</summary>
    public OverviewReader? Overview { get; init; }
}

/// <summary>Where people may look at a node.</summary>
/// <param name="Listen">As <see cref="ListenAddress"/> reads it.</param>
/// <param name="Password">Empty: none is asked for, which only loopback allows.</param>
internal sealed record ListenOptions(string Listen, string Password);

/// <summary>What the page needs beside the stores.</summary>
/// <param name="Node">The name that this node goes by.</param>
/// <param name="IsOneMachine">Everything lies in one data folder.</param>
/// <param name="Folder">Full path of the data folder: uploads wait in it.</param>
/// <param name="Seal">What seals the providers' keys.</param>
/// <param name="Endpoint">Whom a provider's test asks.</param>
internal sealed record PageOptions(
    string Node,
    bool IsOneMachine,
    string Folder,
    Func<KeySeal> Seal,
    IChatEndpoint Endpoint,
    TimeSpan? AutoRetry
);
