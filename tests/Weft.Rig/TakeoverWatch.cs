namespace Weft.Rig;

/// <summary>Measures from a fault until each run that a session had in hand is claimed by another one.</summary>
internal static class TakeoverWatch
{
    /// <summary>Empty where the session had nothing in hand.</summary>
    public static async Task<IReadOnlyList<TimeSpan>> TimesAsync(Fleet fleet, RigNode node, Func<Task> fault, TimeSpan limit)
    {
        var session = await node.SessionAsync();
        await fault();
        var began = TimeProvider.System.GetTimestamp();
        // Read after the fault, before any judge can have ended the session: what it had at that moment.
        var held = (await fleet.Ledger.HeldByAsync(session)).ToDictionary(run => (run.Job, run.Position), run => run.Attempt);
        var times = new List<TimeSpan>();
        await Until.TrueAsync(
            async () =>
            {
                foreach (var job in held.Keys.Select(run => run.Job).Distinct().ToList())
                {
                    var rows = await fleet.Ledger.RunsAsync(
                        job,
                        held.Keys.Where(run => run.Job == job).Select(run => run.Position)
                    );
                    foreach (var row in rows)
                        Note(job, row);
                }
                return held.Count == 0;
            },
            limit,
            () => $"{held.Count} runs of session {session} ({node.Name}) are claimed elsewhere\n{fleet.Tail()}"
        );
        return times;

        void Note(long job, RunRow row)
        {
            if (row.Attempt > held[(job, row.Position)])
                times.Add(TimeProvider.System.GetElapsedTime(began));
            // Its completion was on its way when the fault came.
            else if (row.State != RunRow.Completed)
                return;
            held.Remove((job, row.Position));
        }
    }
}
