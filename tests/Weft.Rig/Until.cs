using MySqlConnector;
using Xunit;

namespace Weft.Rig;

/// <summary>Waits for what must come, by looking often: the faults are outside of this process, and so is what follows from them.</summary>
internal static class Until
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(4);

    public static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>How long it took. A database that is away is looked at again.</summary>
    public static async Task<TimeSpan> TrueAsync(Func<Task<bool>> look, TimeSpan limit, Func<string> what)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                if (await look())
                    return TimeProvider.System.GetElapsedTime(began);
            }
            catch (MySqlException) { }
            Assert.True(TimeProvider.System.GetElapsedTime(began) < limit, $"after {limit.TotalSeconds:0} s still not: {what()}");
            await Task.Delay(Look, TimeProvider.System, Stop);
        }
    }

    public static Task<TimeSpan> TrueAsync(Func<bool> look, TimeSpan limit, string what) =>
        TrueAsync(() => Task.FromResult(look()), limit, () => what);

    public static Task PassesAsync(TimeSpan time) => Task.Delay(time, TimeProvider.System, Stop);
}
