namespace Weft.Providers.Chat;

/// <summary>Numbers calls, so that no two of a session have one id.</summary>
internal sealed class CallNumbers
{
    private long _last;

    public long Next() => Interlocked.Increment(ref _last);
}
