using System.Globalization;
using Weft.Application;
using Weft.Model;
using Weft.Watching;
using Weft.Web.Page.Live;

namespace Weft.Web.Page.Readings;

/// <summary>The fleet, what happened in it, and how fast it was.</summary>
/// <param name="Newest">Events, the newest first.</param>
/// <param name="Held">What the log shows while it stands still; null = the newest.</param>
/// <param name="Newer">How many events came after it stood still; counted up to <see cref="MostNewer"/>.</param>
internal sealed record FleetReading(
    Overview Overview,
    IReadOnlyList<EventView> Newest,
    IReadOnlyList<EventView>? Held,
    int Newer,
    LastHour Hour
)
{
    public const int MostNewer = 100;
    private const string HoldFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";
    private static readonly TimeSpan Lit = TimeSpan.FromSeconds(10);

    public IReadOnlyList<EventView> Log => Held ?? Newest;

    /// <summary>Sessions that were taken over within the last ten seconds, the newest first.</summary>
    public IEnumerable<EventView> JustTakenOver =>
        Newest.Where(seen => seen.Event.Kind == EventKind.TakenOver && Overview.At - seen.Event.At < Lit);

    /// <summary>Takeovers of the hour that the log still has.</summary>
    public IEnumerable<DateTimeOffset> Takeovers =>
        Newest.Where(seen => seen.Event.Kind == EventKind.TakenOver && seen.Event.At >= Hour.Since).Select(seen => seen.Event.At);

    /// <summary>A moment as it stands in the address.</summary>
    public static string HoldOf(DateTimeOffset moment) => moment.UtcDateTime.ToString(HoldFormat, CultureInfo.InvariantCulture);

    /// <summary>Null where nothing, or no moment, is said.</summary>
    public static DateTimeOffset? HoldIn(string? address) =>
        DateTimeOffset.TryParse(address, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment
            : null;

    public static async Task<FleetReading?> ReadAsync(
        PageUseCases uses,
        LivePulse live,
        FleetMemory memory,
        DateTimeOffset? hold,
        CancellationToken cancel
    )
    {
        if ((live.Last ?? await live.ReadAsync(cancel)) is not { } pulse)
            return null;
        var hour = memory.Hour.ReadAsync();
        var newest = await memory.Events.NewestAsync(cancel);
        if (hold is not { } moment)
            return new(pulse.Overview, newest, null, 0, await hour);
        var held = await uses.Events.ListAsync(new() { Until = moment }, EventMemory.Shown, cancel);
        var newer = await uses.Events.CountAsync(new() { From = moment }, MostNewer, cancel);
        return new(pulse.Overview, newest, held, newer, await hour);
    }
}

/// <summary>What all who look at the fleet share.</summary>
internal sealed record FleetMemory(EventMemory Events, PaceMemory Hour);
