namespace Weft.Runtime;

/// <summary>Numbers for people; none of them decides anything.</summary>
internal sealed class NodeCounters
{
    public long Claims;
    public long Completions;
    public long Fenced;
    public long Strays;
    public long Takeovers;
    public long LoopRestarts;
    public long Delivered;
    public long Rejects;

    public static void Add(ref long counter, long by = 1) => Interlocked.Add(ref counter, by);

    public void NoteClaims(string provider, int runs)
    {
        Add(ref Claims, runs);
        Telemetry.Claims.Add(runs, Telemetry.Of(provider));
    }

    public void NoteCompletion(string provider, TimeSpan sinceClaim)
    {
        Add(ref Completions);
        Telemetry.Completions.Add(1, Telemetry.Of(provider));
        Telemetry.ChapterTime.Record(sinceClaim.TotalSeconds, Telemetry.Of(provider));
    }

    public void NoteFenced()
    {
        Add(ref Fenced);
        Telemetry.Fenced.Add(1);
    }

    public void NoteStrays(int runs)
    {
        Add(ref Strays, runs);
        Telemetry.Strays.Add(runs);
    }

    public void NoteTakeover(TimeSpan sinceSign)
    {
        Add(ref Takeovers);
        Telemetry.Takeovers.Add(1);
        Telemetry.TakeoverTime.Record(sinceSign.TotalSeconds);
    }

    public void NoteLoopRestart()
    {
        Add(ref LoopRestarts);
        Telemetry.LoopRestarts.Add(1);
    }
}
