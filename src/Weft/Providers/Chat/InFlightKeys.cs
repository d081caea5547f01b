using System.Collections.Concurrent;
using Weft.Model;

namespace Weft.Providers.Chat;

/// <summary>
/// Keys that this process is asking right now. The ledger keeps sessions from asking the same at the same time; this keeps two
/// chapters of one session (of two jobs on one book) from it.
/// </summary>
internal sealed class InFlightKeys
{
    private readonly ConcurrentDictionary<AnswerKey, byte> _keys = new();

    public bool TryTake(AnswerKey key) => _keys.TryAdd(key, 0);

    public void Release(AnswerKey key) => _keys.TryRemove(key, out _);
}
