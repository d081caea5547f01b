using System.Globalization;
using Weft.Cli.Stores;
using Weft.Cli.Terminal;
using Weft.Cli.Work;
using Weft.Model;

namespace Weft.Cli.Commands;

/// <summary>What all commands on one job share.</summary>
internal static class JobIds
{
    public static async Task<Job> FindAsync(Workplace place, long id, CancellationToken cancel) =>
        await place.Ledger.Jobs.FindJobAsync(new JobId(id), cancel)
        ?? throw new Refusal(place.Shell.Phrases.Say("job.unknown", id.ToString(CultureInfo.InvariantCulture)));

    /// <summary>One answer for a change: the new state, or the JSON of the job.</summary>
    public static async Task<int> AnswerAsync(Workplace place, bool json, JobId id, string line, CancellationToken cancel)
    {
        if (!json)
        {
            place.Shell.Out.WriteLine(line);
            return ExitCode.Ok;
        }
        var job = await FindAsync(place, id.Value, cancel);
        var view = (await JobView.ReadAsync(place, [job], cancel))[0];
        Showing.Json.Write(place.Shell.Out, view.ToJson());
        return ExitCode.Ok;
    }
}
