using Weft.Dispatch;
using Weft.Model;

namespace Weft.Simulation;

/// <summary>
/// Between a node's clock and a server's: moments in questions and answers are told by the node's clock, and a store on another machine
/// translates them. This is what such stores do at their edge.
/// </summary>
internal static class ClockEdge
{
    private static readonly Type[] Shifted =
    [
        typeof(DateTimeOffset),
        typeof(Call),
        typeof(Answer),
        typeof(Pause),
        typeof(IReadOnlyList<CallTrace>),
        typeof(IReadOnlyList<Provider>),
        typeof(ClaimResult.NothingNow),
        typeof(GrantReply.Granted),
    ];

    /// <summary>Whether what is declared as this type can hold a moment that must be shifted.</summary>
    public static bool Concerns(Type declared)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        return Array.Exists(Shifted, one => type.IsAssignableFrom(one) || one.IsAssignableFrom(type));
    }

    public static object? Shift(object? told, TimeSpan by) =>
        by == TimeSpan.Zero
            ? told
            : told switch
            {
                DateTimeOffset moment => moment + by,
                Call call => Shift(call, by),
                Answer answer => answer with { At = answer.At + by },
                Pause pause => Shift(pause, by),
                IReadOnlyList<CallTrace> traces => (IReadOnlyList<CallTrace>)
                    [.. traces.Select(trace => trace with { At = trace.At + by, Deadline = trace.Deadline + by })],
                IReadOnlyList<Provider> providers => (IReadOnlyList<Provider>)
                    [.. providers.Select(provider => Shift(provider, by))],
                ClaimResult.NothingNow now => new ClaimResult.NothingNow(now.PausedUntil + by),
                GrantReply.Granted granted => granted with { Until = granted.Until + by },
                _ => told,
            };

    private static Call Shift(Call call, TimeSpan by) => call with { At = call.At + by, Deadline = call.Deadline + by };

    private static Provider Shift(Provider provider, TimeSpan by) =>
        provider with
        {
            Health = provider.Health with { Pause = provider.Pause is { } pause ? Shift(pause, by) : null },
        };

    private static Pause Shift(Pause pause, TimeSpan by) => pause with { Until = pause.Until + by };
}
