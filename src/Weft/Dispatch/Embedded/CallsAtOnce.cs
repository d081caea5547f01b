using Weft.Model;

namespace Weft.Dispatch.Embedded;

/// <summary>
/// How many calls at once a provider bears, as its answers show; <c>Gate.lua</c> does the same. Each good answer of a round makes it one more until the
/// provider was busy; that halves it, once for all calls that were in the air. Then it goes back quickly to a little below where it was busy, on by one a
/// round, and over that number only after some calm rounds. It never grows beyond what is asked for.
/// </summary>
internal sealed class CallsAtOnce
{
    /// <summary>Before anything is known.</summary>
    public const int First = 2;

    /// <summary>So many rounds of good answers before the number at which it was busy is tried again.</summary>
    private const int CalmRounds = 16;

    /// <summary>This part of the number at which it was busy is gone up slowly.</summary>
    private const int SlowPart = 16;

    private int _found = First;
    private int _good;
    private int _wanted;
    private int? _busyAt;
    private TimeSpan? _loweredAt;

    /// <summary>How many permits may be out: what is told, or less while the provider bears less; where nothing is told, what was found.</summary>
    public int Most(int? told) =>
        told is not { } most ? _found
        : _loweredAt is null ? most
        : Math.Min(most, _found);

    /// <summary>Somebody asked for so many more than are out.</summary>
    /// <param name="got">All of them.</param>
    public void Want(int permits, bool got) => _wanted = got ? permits : Math.Max(_wanted, permits);

    /// <summary>A good answer to a call that left then. True = there may be more from now on.</summary>
    public bool Good(int? told, TimeSpan left)
    {
        if ((told is not null && _loweredAt is null) || left < _loweredAt || _found >= _wanted)
            return false;
        if (++_good < Needed)
            return false;
        (_found, _good) = (_found + 1, 0);
        if (_found > _busyAt)
            _busyAt = null;
        if (_found >= told)
            (_busyAt, _loweredAt) = (null, null);
        return true;
    }

    /// <summary>It was busy. False = there can be no less: one call at a time is too much.</summary>
    /// <param name="permits">That are out, the call's own too.</param>
    public bool Busy(int? told, TimeSpan left, int permits, TimeSpan now)
    {
        if (left < _loweredAt)
            return true;
        var at = Math.Min(Most(told), Math.Max(permits, 1));
        (_found, _good, _loweredAt) = (Math.Max(at / 2, 1), 0, now);
        if (at < 2)
            return false;
        _busyAt = at;
        return true;
    }

    /// <summary>What was known before this gate began.</summary>
    public void Know(CallsKnown known, TimeSpan now)
    {
        if (known.AtOnce is not { } found)
            return;
        (_found, _busyAt) = (found, known.BusyAt);
        _loweredAt = known.BusyAt is null ? null : now;
    }

    public CallsFound Found(int? told, int permits, bool isMet)
    {
        var most = Most(told);
        return new(most == told ? null : most, _busyAt, permits > most, isMet);
    }

    /// <summary>Good answers before there may be one more.</summary>
    private int Needed =>
        _busyAt is not { } busy || _found < busy - Math.Max(busy / SlowPart, 1) ? 1
        : _found == busy - 1 ? _found * CalmRounds
        : _found;
}
