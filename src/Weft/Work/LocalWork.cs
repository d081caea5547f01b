using Weft.Ledger;
using Weft.Providers;
using Weft.Runtime;

namespace Weft.Work;

/// <summary>The work of a chapter that has killed nobody.</summary>
internal sealed class PlainLocalWork(IOffload offload) : ILocalWork
{
    public Task<T> RunAsync<T>(Func<T> work) => offload.RunAsync(work);

    public Task<T> RunAsync<T>(Func<Task<T>> work) => work();
}

/// <summary>The work of a suspect, a chapter that was given back by a death: its row is marked around each piece, one piece at a time in a session.</summary>
internal sealed class SuspectLocalWork(ActiveRun run, IRuns runs, SessionState session, RuntimeContext runtime) : ILocalWork
{
    public Task<T> RunAsync<T>(Func<T> work) => RunAsync(() => runtime.Offload.RunAsync(work));

    public async Task<T> RunAsync<T>(Func<Task<T>> work)
    {
        using var turn = await session.LocalWork.TakeAsync();
        await MarkAsync(true);
        try
        {
            return await work();
        }
        finally
        {
            await MarkAsync(false);
        }
    }

    private async Task MarkAsync(bool marked)
    {
        var cancel = run.Cancellation.Token;
        if (!await runtime.UntilDoneAsync(token => runs.TryMarkAsync(run.Claim, marked, token), cancel) && marked)
        {
            // Taken over: nothing of ours counts any more.
            run.Cancellation.Cancel();
            cancel.ThrowIfCancellationRequested();
        }
    }
}
