namespace Weft.Cli.Work;

/// <summary>What a person should know after an order that this process does not carry out itself.</summary>
internal static class Hints
{
    public static async Task WhoCarriesOnAsync(Workplace place, CancellationToken cancel) =>
        place.Shell.Out.WriteLine(
            place.Shell.Phrases[await SomebodyWorksAsync(place, cancel) ? "hint.workerThere" : "hint.noWorker"]
        );

    /// <summary>An open session whose process lives, as far as this machine can see: good enough for a hint.</summary>
    public static async Task<bool> SomebodyWorksAsync(Workplace place, CancellationToken cancel)
    {
        var sessions = await place.Ledger.OpenSessionsAsync(cancel);
        return place.Settings.Place.IsOneMachine ? sessions.Any(one => IsRunning(one.ProcessId)) : sessions.Count > 0;
    }

    public static bool IsRunning(int processId)
    {
        try
        {
            using var process = System.Diagnostics.Process.GetProcessById(processId);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
