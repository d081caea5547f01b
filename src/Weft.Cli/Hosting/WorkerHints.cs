using Weft.Cli.Stores;

namespace Weft.Cli.Hosting;

/// <summary>What a person should know after an order that this process does not carry out itself.</summary>
internal static class WorkerHints
{
    public static async Task WhoCarriesOnAsync(OpenStores stores, CancellationToken cancel) =>
        stores.Shell.Out.WriteLine(
            stores.Shell.Phrases[await SomebodyWorksAsync(stores, cancel) ? "hint.workerThere" : "hint.noWorker"]
        );

    /// <summary>An open session whose process lives, as far as this machine can see: good enough for a hint.</summary>
    public static async Task<bool> SomebodyWorksAsync(OpenStores stores, CancellationToken cancel)
    {
        var sessions = await stores.Ledger.Sessions.OpenSessionsAsync(cancel);
        return stores.Settings.Place.IsOneMachine ? sessions.Any(session => IsRunning(session.ProcessId)) : sessions.Count > 0;
    }

    /// <summary>Killed, and not yet asked after by its parent: Linux keeps its number until then.</summary>
    private static bool IsRemnant(int processId)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{processId}/stat");
            return stat[(stat.LastIndexOf(')') + 1)..].TrimStart().StartsWith('Z');
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    public static bool IsRunning(int processId)
    {
        try
        {
            using var process = System.Diagnostics.Process.GetProcessById(processId);
            return !process.HasExited && !IsRemnant(processId);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
