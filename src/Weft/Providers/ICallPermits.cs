using Weft.Dispatch;

namespace Weft.Providers;

/// <summary>The call permits of one chapter: one from its claim on, and more for its next passages while no chapter waits for them.</summary>
public interface ICallPermits
{
    /// <summary>The one it was claimed with.</summary>
    Permit First { get; }

    /// <summary>
    /// From now on the chapter could have so many calls more in the air as <paramref name="passages"/> says when it is asked. Each permit that is lent
    /// for one is handed to <paramref name="take"/>, on any thread; it must return at once. Both may be called until the reading has ended.
    /// </summary>
    void Want(Func<int> passages, Action<Permit> take);

    /// <summary>No call is made on it any more. Safe to repeat.</summary>
    void GiveBack(Permit permit);
}
