using Weft.Dispatch;
using Weft.Model;
using Weft.Providers;

namespace Weft.Tests.Providers.Chat;

/// <summary>A chapter's permits, from a real gate: whenever it could use more it is lent as many as the test says.</summary>
internal sealed class ToldPermits(IGate gate, ProviderLimits limits, Permit first) : ICallPermits
{
    /// <summary>As a claim loop's is another than the chapter's.</summary>
    private readonly ExecutionContext _flow = ExecutionContext.Capture()!;
    private Func<int> _passages = () => 0;
    private Action<Permit> _take = _ => { };

    public Permit First => first;

    /// <summary>How many it has at most beside the first.</summary>
    public int Spare { get; init; }

    /// <summary>Those that it has.</summary>
    public HashSet<Permit> Held { get; } = [first];

    /// <summary>All that it was ever lent.</summary>
    public List<Permit> Lent { get; } = [];

    public void Want(Func<int> passages, Action<Permit> take)
    {
        (_passages, _take) = (passages, take);
        Lend();
    }

    public void GiveBack(Permit permit)
    {
        if (!Held.Remove(permit))
            return;
        Now(gate.ReleaseAsync([permit], default));
        Lend();
    }

    private void Lend()
    {
        while (Held.Count <= Spare && _passages() > 0)
        {
            var taking = gate.TakeAsync(first.Provider, limits, first.Session, 1, DateTimeOffset.MaxValue, default);
            Now(taking);
            if (taking.Result is not PermitReply.Taken { Permits: [var permit] })
                return;
            Held.Add(permit);
            Lent.Add(permit);
            ExecutionContext.Run(_flow, _ => _take(permit), null);
        }
    }

    /// <summary>The gate is in this process.</summary>
    private static void Now(Task done)
    {
        if (!done.IsCompletedSuccessfully)
            throw new InvalidOperationException("the gate must answer at once");
    }
}
