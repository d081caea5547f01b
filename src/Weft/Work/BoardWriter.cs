using Weft.Dispatch;

namespace Weft.Work;

/// <summary>Writes what people see who look at the server.</summary>
internal sealed class BoardWriter(IBoard board, ClaimLoopSet claims, SessionState session, NodeOptions options, TimeProvider time)
{
    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var providers = claims.Providers;
            var busy = session.InHand().Select(Shown).ToList();
            var slots = providers.Count * options.WorkersPerProvider;
            var node = new NodeShown(options.Name, session.Id, options.Role, options.ProcessId, providers, slots, busy)
            {
                Card = await options.Card(stop),
            };
            await board.ShowAsync(node, stop);
            await Task.Delay(options.Show, time, stop);
        }
    }

    private static WorkerShown Shown(ActiveRun run)
    {
        var claim = run.Claim;
        return new(claim.Provider, run.Slot, claim.Run.Job, claim.Run.Position, claim.Attempt, run.Since);
    }
}
