using Weft.Ledger;
using Weft.Model;
using Weft.Runtime;

namespace Weft.Work;

/// <summary>Ends claims as completed, as many at once as have come together while the last statement was under way.</summary>
internal sealed class CompletionBatcher(IRuns runs, RuntimeContext runtime)
{
    private readonly Lock _lock = new();
    private List<(Completion Completion, TaskCompletionSource<bool> Done)> _waiting = [];
    private bool _busy;
    private int _lastBatch;

    /// <summary>Where completions come together, the first of them waits this long for the others: one commit, not two.</summary>
    private static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(1);

    /// <summary>False = the row was not (or no longer) the session's: read it. Repeats through passing trouble until cancelled.</summary>
    public Task<bool> CompleteAsync(Completion completion, CancellationToken cancel)
    {
        var done = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _waiting.Add((completion, done));
            if (_busy)
                return done.Task;
            _busy = true;
        }
        _ = FlushAsync(cancel);
        return done.Task;
    }

    private async Task FlushAsync(CancellationToken cancel)
    {
        while (true)
        {
            if (_lastBatch > 1)
                await Loop.DelayAsync(Linger, runtime.Time, cancel);
            List<(Completion Completion, TaskCompletionSource<bool> Done)> batch;
            lock (_lock)
            {
                if (_waiting.Count == 0)
                {
                    _busy = false;
                    return;
                }
                // A run that a forgetful ledger gave this session twice may wait here under both attempts: one statement tells but one of them.
                batch = [.. _waiting.DistinctBy(waiting => waiting.Completion.Claim.Run)];
                _waiting = batch.Count == _waiting.Count ? [] : [.. _waiting.Except(batch)];
                _lastBatch = batch.Count;
            }
            try
            {
                var completions = batch.ConvertAll(waiting => waiting.Completion);
                var answers = await runtime.UntilDoneAsync(token => runs.TryCompleteAsync(completions, token), cancel);
                for (var i = 0; i < batch.Count; i++)
                    batch[i].Done.SetResult(answers[i]);
            }
            // The outcome goes to each waiting chapter, which stores it.
            catch (Exception trouble)
            {
                foreach (var (_, done) in batch)
                    done.SetException(trouble);
            }
        }
    }
}
