using Weft.Reasons.Findings;
using Weft.Runtime;

namespace Weft.Dispatch.Embedded;

/// <summary>In the memory of one process.</summary>
internal sealed class EmbeddedBackend : IDispatchBackend
{
    public const string Setting = "embedded";

    public bool IsShared => false;

    public bool Takes(string setting) => setting == Setting;

    public Task<OpenDispatch> OpenAsync(string setting, RuntimeContext runtime) =>
        Task.FromResult(
            new OpenDispatch(
                new EmbeddedRing(runtime.Time, runtime.Random, runtime.Guards),
                new EmbeddedFleet(),
                new EmbeddedGate(runtime.Time, runtime.Guards)
            )
        );

    public Task<IReadOnlyList<Finding>> ExamineAsync(string setting, TimeProvider time) =>
        Task.FromResult<IReadOnlyList<Finding>>([new("embedded_ok")]);
}
