using Weft.Application;
using Weft.Model;

namespace Weft.Web.Page.Live;

/// <summary>The newest events for all who look at them: one row is asked for each time, and the whole list where it is another one.</summary>
internal sealed class EventMemory(EventQueries events)
{
    public const int Shown = 50;
    private volatile IReadOnlyList<EventView> _last = [];

    /// <summary>The newest first.</summary>
    public async Task<IReadOnlyList<EventView>> NewestAsync(CancellationToken cancel)
    {
        var last = _last;
        var newest = await events.NewestAsync(cancel);
        if (newest != (last.Count == 0 ? null : last[0].Event.Number))
            _last = last = await events.ListAsync(EventFilter.All, Shown, cancel);
        return last;
    }
}
