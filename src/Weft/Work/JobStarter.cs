using Weft.Books;
using Weft.Ledger;
using Weft.Model;
using Weft.Reasons;
using Weft.Runtime;

namespace Weft.Work;

/// <summary>Carries on the start of a created job, wherever it was left: profile, runs in slices, running. Harmless if two nodes do.</summary>
internal sealed class JobStarter(
    ILibrary library,
    IJobs jobs,
    GraphBooks books,
    Outbox outbox,
    NodeOptions options,
    RuntimeContext runtime
)
{
    /// <summary>Runs are written in slices of so many rows: no transaction holds the ledger for long.</summary>
    private const int Slice = 500;

    private readonly Lock _lock = new();
    private readonly Dictionary<JobId, Task> _underway = [];

    /// <summary>Ends with the job's start; who asks while it is under way waits for the same, for a book is read once and not twice at a time.</summary>
    public Task CarryOnAsync(Job job, CancellationToken stop)
    {
        lock (_lock)
        {
            if (_underway.TryGetValue(job.Id, out var start))
                return start;
            start = StartAsync(job, stop);
            if (!start.IsCompleted)
                _underway[job.Id] = start;
            return start;
        }
    }

    private async Task StartAsync(Job job, CancellationToken stop)
    {
        try
        {
            await StartOnceAsync(job, stop);
        }
        finally
        {
            lock (_lock)
                _underway.Remove(job.Id);
        }
    }

    private async Task StartOnceAsync(Job job, CancellationToken stop)
    {
        var book = await library.FindBookAsync(job.Order.Book, stop);
        if (book is null)
        {
            await jobs.TryCancelAsync(job.Id, stop);
            return;
        }
        var version = job.Order.ProfileVersion;
        if (version != options.ProfileVersion && !options.OlderProfileVersions.Contains(version, StringComparer.Ordinal))
            return;
        var units = await library.UnitsAsync(job.Order.Edition, stop);
        await ProfileAsync(job, book, units, stop);
        await books.PutAsync(book, stop);
        foreach (var slice in Runs(job.Order, units).Chunk(Slice))
        {
            await jobs.AddRunsAsync(job.Id, slice, stop);
            runtime.Crash(CrashPoint.RunsWritten);
        }
        await jobs.TryStartAsync(job.Id, stop);
        runtime.Crash(CrashPoint.JobRunning);
        outbox.Rings.Publish(job.Id);
        outbox.Finishes.Enqueue(job.Id);
    }

    private async Task ProfileAsync(Job job, Book book, IReadOnlyList<EditionUnit> units, CancellationToken stop)
    {
        if (await library.FindProfileAsync(job.Order.Edition, job.Order.ProfileVersion, stop) is not null)
            return;
        var reading = options.Profiler(book.Language);
        var profile = await FirstReader.ReadAsync(reading, library, book, units, runtime.Offload, stop);
        // Under the number that the job has, which all its chapters ask for.
        await library.SaveProfileAsync(job.Order.Edition, profile with { Version = job.Order.ProfileVersion }, stop);
        runtime.Crash(CrashPoint.ProfileSaved);
    }

    private static IEnumerable<NewRun> Runs(JobOrder order, IReadOnlyList<EditionUnit> units)
    {
        var chosen = order.Positions?.ToHashSet();
        return units
            .Where(unit => chosen is null || chosen.Contains(unit.Position))
            .Select(unit => new NewRun(unit.Position, unit.Chapter, unit.Unit.Length, SkipReason(unit.Unit)));
    }

    /// <summary>Why a unit holds no story; null where it does.</summary>
    public static Reason? SkipReason(Unit unit) =>
        unit.Kind switch
        {
            UnitKind.Licence => RunReasons.Licence,
            UnitKind.Contents => RunReasons.Contents,
            UnitKind.Front => RunReasons.FrontMatter,
            UnitKind.Notes => RunReasons.Notes,
            UnitKind.Ruby => RunReasons.Ruby,
            UnitKind.Pages => RunReasons.Pages,
            UnitKind.Navigation => RunReasons.Navigation,
            UnitKind.Advertising => RunReasons.Advertising,
            UnitKind.Deleted => RunReasons.Deleted,
            _ => null,
        };
}
