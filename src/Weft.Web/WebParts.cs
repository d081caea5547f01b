using Weft.Application;
using Weft.Dispatch;
using Weft.Graph;
using Weft.Ledger;
using Weft.Providers;

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

    /// <summary>The node's settings, secrets masked.</summary>
    public IReadOnlyList<VisibleSetting> Settings { get; init; } = [];

    /// <summary>What a job gets whose order says nothing of automatic retries; null = none.</summary>
    public TimeSpan? AutoRetry { get; init; }

    public UseCases UseCases => new(Ledger, Graph, Time, Seal, Endpoint);

    public Uploads Uploads => new(Path.Combine(Folder, "uploads"), UseCases.BookImport, Time);
}

/// <summary>A setting as people may see it.</summary>
/// <param name="Source">Where the value came from.</param>
internal sealed record VisibleSetting(string Name, string Value, string Source);

/// <summary>Where people may look at a node.</summary>
/// <param name="Listen">As <see cref="ListenAddress"/> reads it.</param>
/// <param name="Password">Empty: none is asked for, which only loopback allows.</param>
internal sealed record ListenOptions(string Listen, string Password);
