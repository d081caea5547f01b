using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using System.Text.Json;
using StackExchange.Redis;
using Weft.Reasons;

namespace Weft.Dispatch.Redis;

/// <summary>
/// The lists <c>kg:ai_queue:{provider}</c>, to which any program may push. An item is waited for by moving the list's head to its own
/// head: nothing leaves the list, so that neither a lost answer nor a killed node can swallow it. Such a command holds its connection,
/// so each mailbox has one of its own.
/// </summary>
internal sealed class RedisMailbox(RedisLink link, string connectionString, TimeProvider time) : IMailbox, IAsyncDisposable
{
    /// <summary>Rejects kept per mailbox; older ones are only counted.</summary>
    public const int RejectsKept = 1000;

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    /// <summary>Rejects are for people who look with the server's own client.</summary>
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ConcurrentDictionary<string, Task<RedisLink>> _waiting = new(StringComparer.Ordinal);

    public async Task<string?> PeekAsync(string provider, TimeSpan atMost, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var own = await ConnectionAsync(provider).WaitAsync(cancel);
        var seconds = Math.Min(atMost.TotalSeconds, LongestWait.TotalSeconds);
        RedisKey mailbox = RedisNames.Mailbox(provider);
        // Abandoned when cancelled: it takes nothing with it.
        var reply = await own.AskAsync("BLMOVE", mailbox, mailbox, "LEFT", "LEFT", Math.Max(0.01, seconds)).WaitAsync(cancel);
        return (string?)reply;
    }

    public async Task TakeAsync(string provider, string item, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        await link.AskAsync("LREM", (RedisKey)RedisNames.Mailbox(provider), 1, item);
    }

    public async Task RejectAsync(string provider, string item, Reason reason, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var record = JsonSerializer.Serialize(
            new
            {
                item,
                reason = reason.Sentence,
                reason_code = reason.Code,
                reason_args = ReasonJson.ToNode(reason),
                at = time.GetUtcNow(),
            },
            Readable
        );
        string[] keys = [RedisNames.Mailbox(provider), RedisNames.Rejects(provider), RedisNames.RejectCounts];
        await link.RunAsync(Script.MailReject, keys, item, record, provider, RejectsKept);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connecting in _waiting.Values)
        {
            if (connecting.IsCompletedSuccessfully)
                await (await connecting).DisposeAsync();
        }
    }

    private async Task<RedisLink> ConnectionAsync(string provider)
    {
        var connecting = _waiting.GetOrAdd(provider, _ => RedisLink.ConnectToWaitAsync(connectionString, LongestWait));
        try
        {
            return await connecting;
        }
        catch (DispatchUnavailableException)
        {
            _waiting.TryRemove(new(provider, connecting));
            throw;
        }
    }
}
