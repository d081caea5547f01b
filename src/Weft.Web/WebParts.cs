using Weft.Dispatch;
using Weft.Graph;
using Weft.Ledger;

namespace Weft.Web;

/// <summary>What a node lets people look at.</summary>
internal sealed record WebParts(ILedger Ledger, IRing Ring, IFleet Fleet, IGraphStore Graph, TimeProvider Time);

/// <summary>Where people may look at a node.</summary>
/// <param name="Listen">As <see cref="ListenAddress"/> reads it.</param>
/// <param name="Password">Empty: none is asked for, which only loopback allows.</param>
internal sealed record ListenOptions(string Listen, string Password);
