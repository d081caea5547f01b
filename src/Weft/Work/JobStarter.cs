using Weft.Books;
using Weft.Graph;
using Weft.Ledger;
using Weft.Model;
using Weft.Runtime;

namespace Weft.Work;

/// <summary>Carries on the start of a created job, wherever it was left: profile, runs in slices, running. Harmless if twice.</summary>
internal sealed class JobStarter(NodeServices parts, NodeOptions options, Errands errands, RuntimeContext runtime)
{
    public async Task CarryOnAsync(Job job, CancellationToken stop)
    {
        var book = await parts.Ledger.Library.FindBookAsync(job.Order.Book, stop);
        if (book is null)
        {
            await parts.Ledger.Jobs.TryCancelAsync(job.Id, stop);
            return;
        }
        if (job.Order.ProfileVersion != options.ProfileVersion)
            return;
        var units = await parts.Ledger.Library.UnitsAsync(job.Order.Edition, stop);
        await ProfileAsync(job, book, units, stop);
        await new GraphBooks(parts.Ledger.Library, parts.Graph).PutAsync(book, stop);
        foreach (var slice in Runs(job.Order, units).Chunk(options.StartSlice))
        {
            await parts.Ledger.Jobs.AddRunsAsync(job.Id, slice, stop);
            runtime.Crash(CrashPoint.RunsWritten);
        }
        await parts.Ledger.Jobs.TryStartAsync(job.Id, stop);
        runtime.Crash(CrashPoint.JobRunning);
        errands.OwePut(job.Id);
        errands.OweFinish(job.Id);
    }

    private async Task ProfileAsync(Job job, Book book, IReadOnlyList<EditionUnit> units, CancellationToken stop)
    {
        if (await parts.Ledger.Library.FindProfileAsync(job.Order.Edition, job.Order.ProfileVersion, stop) is not null)
            return;
        var texts = new List<string>();
        foreach (var unit in units.Where(one => SkipReason(one.Unit) is null))
            texts.Add(await parts.Ledger.Library.FindTextAsync(book.Id, unit.Chapter, stop) ?? "");
        var profile = await runtime.Offload.RunAsync(() => options.Profiler(book.Language, texts));
        await parts.Ledger.Library.SaveProfileAsync(job.Order.Edition, profile, stop);
        runtime.Crash(CrashPoint.ProfileSaved);
    }

    private static IEnumerable<NewRun> Runs(JobOrder order, IReadOnlyList<EditionUnit> units)
    {
        var chosen = order.Positions?.ToHashSet();
        return units
            .Where(one => chosen is null || chosen.Contains(one.Position))
            .Select(one => new NewRun(one.Position, one.Chapter, one.Unit.Length, SkipReason(one.Unit)));
    }

    /// <summary>Why a unit holds no story; null where it does.</summary>
    public static string? SkipReason(Unit unit) =>
        unit.Kind switch
        {
            UnitKind.Licence => "licence",
            UnitKind.Contents => "contents",
            UnitKind.Front => "front matter",
            _ => null,
        };
}
