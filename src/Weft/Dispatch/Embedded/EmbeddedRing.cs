using Weft.Model;
using Weft.Runtime;

namespace Weft.Dispatch.Embedded;

/// <summary>
/// The rings of one process. What a provider's claim loop has seen already is kept per instance: nodes that share rings (as in the
/// simulation) each take their own by <see cref="Beside"/>, or a wake-up meant for two could be taken by one.
/// </summary>
internal sealed class EmbeddedRing : IRing
{
    private readonly TimeProvider _time;
    private readonly Random _random;
    private readonly Guards _guards;
    private readonly RingBoard _board;
    private readonly Dictionary<string, long> _seen = new(StringComparer.Ordinal);

    public EmbeddedRing(TimeProvider time, Random random, Guards guards)
        : this(time, random, guards, new RingBoard()) { }

    private EmbeddedRing(TimeProvider time, Random random, Guards guards, RingBoard board) =>
        (_time, _random, _guards, _board) = (time, random, guards, board);

    /// <summary>The same rings, as another node sees them.</summary>
    public EmbeddedRing Beside() => new(_time, _random, _guards, _board);

    public Task PutAsync(JobId job, Priority priority, IReadOnlyList<string> providers, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        lock (_board.Lock)
        {
            foreach (var provider in providers)
                _board.Of(provider).Put(job, priority, NewGeneration());
        }
        return Task.CompletedTask;
    }

    public Task<Turn?> NextAsync(string provider, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        lock (_board.Lock)
        {
            var circle = _board.Of(provider);
            var turn = circle.Next() is var (job, generation) ? new Turn(provider, job, generation, circle.Count) : null;
            return Task.FromResult(turn);
        }
    }

    public Task<bool> TryLeaveAsync(Turn turn, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        lock (_board.Lock)
        {
            ulong? generation = _guards.On(Guard.RingGeneration) ? turn.Generation : null;
            return Task.FromResult(_board.Of(turn.Provider).TryRemove(turn.Job, generation));
        }
    }

    public Task<int> LengthAsync(string provider, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        lock (_board.Lock)
            return Task.FromResult(_board.Of(provider).Count);
    }

    public async Task WaitAsync(string provider, TimeSpan atMost, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var waiter = new AsyncSignal(_time);
        if (!TryQueue(provider, waiter))
            return;
        try
        {
            await waiter.WaitAsync(atMost, cancel);
        }
        finally
        {
            lock (_board.Lock)
            {
                var circle = _board.Of(provider);
                circle.Waiting.Remove(waiter);
                _seen[provider] = circle.Puts;
            }
        }
    }

    /// <summary>All jobs forgotten, as when a server comes back empty.</summary>
    public void Wipe()
    {
        lock (_board.Lock)
            _board.Wipe();
    }

    // Looking and queueing under one lock: a put between them would wake nobody.
    private bool TryQueue(string provider, AsyncSignal waiter)
    {
        lock (_board.Lock)
        {
            var circle = _board.Of(provider);
            if (_seen.GetValueOrDefault(provider) != circle.Puts)
            {
                _seen[provider] = circle.Puts;
                return false;
            }
            circle.Waiting.Add(waiter);
            return true;
        }
    }

    private ulong NewGeneration()
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        lock (_random)
            _random.NextBytes(bytes);
        return BitConverter.ToUInt64(bytes);
    }
}
