using Weft.Application.Progress;
using Weft.Cli.Stores;
using Weft.Model;

namespace Weft.Cli.Progress;

/// <summary>Looks at jobs until nothing more happens to them by itself.</summary>
internal sealed class ProgressPoller(OpenStores stores, IReadOnlyList<JobId> jobs)
{
    /// <summary>Work that takes a second is not made to last two by looking for its end.</summary>
    private static readonly TimeSpan AtFirst = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Later = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AtFirstUntil = TimeSpan.FromSeconds(5);

    /// <summary>The last reading; also where stopped.</summary>
    public async Task<ProgressReading> UntilOverAsync(IProgressView view, CancellationToken stop)
    {
        var reader = stores.ProgressOf(jobs);
        var last = await reader.ReadAsync(CancellationToken.None);
        await view.WhileAsync(async show =>
        {
            show(last);
            while (!last.IsOver && !stop.IsCancellationRequested)
            {
                await WaitAsync(last.Since < AtFirstUntil ? AtFirst : Later, stop);
                show(last = await reader.ReadAsync(CancellationToken.None));
            }
        });
        return last;
    }

    private async Task WaitAsync(TimeSpan wait, CancellationToken stop)
    {
        try
        {
            await Task.Delay(wait, stores.Shell.Time, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested) { }
    }
}
