using System.Text.Json;
using Microsoft.Extensions.Logging;
using Weft.Dispatch;
using Weft.Ledger;
using Weft.Model;
using Weft.Runtime;

namespace Weft.Work;

/// <summary>Reads the mailboxes to which other programs push starts of jobs. The oldest session's node does it for the fleet.</summary>
internal sealed class MailboxPump(
    IMailbox mailbox,
    IJobs jobs,
    IRing ring,
    JobStarter starter,
    SessionState session,
    RuntimeContext runtime
)
{
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(5);

    /// <summary>How soon a node notices that it has become the oldest.</summary>
    private static readonly TimeSpan NotMine = TimeSpan.FromSeconds(1);

    private readonly SortedDictionary<string, (Task Loop, CancellationTokenSource Stop)> _loops = new(StringComparer.Ordinal);

    /// <summary>Keeps one loop per provider, whether this node has workers for it or not.</summary>
    public void Keep(IReadOnlyList<string> providers, CancellationToken stop)
    {
        foreach (var gone in _loops.Keys.Except(providers).ToList())
        {
            _loops[gone].Stop.Cancel();
            _loops.Remove(gone);
        }
        foreach (var provider in providers.Where(provider => !_loops.ContainsKey(provider)))
        {
            var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
            var loop = Loop.KeepAsync($"mailbox {provider}", runtime, token => ReadAsync(provider, token), ending.Token);
            _loops[provider] = (loop, ending);
        }
    }

    /// <summary>Returns when all loops have ended after their stop.</summary>
    public Task EndedAsync() => Task.WhenAll(_loops.Values.Select(pump => pump.Loop));

    private async Task ReadAsync(string provider, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            if (!session.IsOldest)
                await Task.Delay(NotMine, runtime.Time, stop);
            else if (await mailbox.PeekAsync(provider, Wait, stop) is { } item)
                await DeliverAsync(provider, item, stop);
        }
    }

    private async Task DeliverAsync(string provider, string item, CancellationToken stop)
    {
        if (await RefusalAsync(provider, item, stop) is { } reason)
        {
            runtime.Log.LogWarning("An item of mailbox {Provider} starts nothing: {Reason}", provider, reason);
            await mailbox.RejectAsync(provider, item, reason, stop);
            NodeCounters.Add(ref runtime.Counters.Rejects);
            return;
        }
        await mailbox.TakeAsync(provider, item, stop);
        NodeCounters.Add(ref runtime.Counters.Delivered);
    }

    /// <summary>Starts or wakes the job; why not, where it does not. A person's pause is not lifted by a push.</summary>
    private async Task<string?> RefusalAsync(string provider, string item, CancellationToken stop)
    {
        if (TryParse(item) is not { } id)
            return "no JSON of the form {\"task_id\":2588,\"provider\":\"…\"}";
        if (await jobs.FindJobAsync(id, stop) is not { } job)
            return $"there is no job {id}";
        if (!job.Order.Providers.Contains(provider, StringComparer.Ordinal))
            return $"job {id} does not use provider {provider}";
        switch (job.State)
        {
            case JobState.Created:
                await starter.CarryOnAsync(job, stop);
                return null;
            case JobState.Running:
                await ring.PutAsync(id, job.Order.Priority, job.Order.Providers, stop);
                return null;
            default:
                return $"job {id} is {job.State.ToString().ToLowerInvariant()}";
        }
    }

    /// <summary>The job that an item names; null where it is no such JSON.</summary>
    public static JobId? TryParse(string item)
    {
        try
        {
            using var json = JsonDocument.Parse(item);
            return
                json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("task_id", out var id)
                && id.ValueKind == JsonValueKind.Number
                && id.TryGetInt64(out var number)
                && number > 0
                && json.RootElement.TryGetProperty("provider", out var provider)
                && provider.ValueKind == JsonValueKind.String
                ? new JobId(number)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
