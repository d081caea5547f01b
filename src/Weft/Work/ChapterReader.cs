using Weft.Ledger;
using Weft.Model;
using Weft.Providers;
using Weft.Reasons;
using Weft.Runtime;

namespace Weft.Work;

/// <summary>Gathers what a claimed chapter needs to be read, and has it read.</summary>
internal sealed class ChapterReader(
    JobCache jobs,
    ILibrary library,
    Func<Provider, IExtractor> extractorOf,
    RuntimeContext runtime
)
{
    public async Task<ReadingResult> ReadAsync(
        Claim claim,
        Provider provider,
        ICallPermits? permits,
        ILocalWork local,
        CancellationToken cancel
    )
    {
        var (job, text, profile) = await GatherAsync(claim, cancel);
        if (job is null)
            return new ReadingResult.Nothing(RunReasons.JobGone);
        if (text is null)
            return new ReadingResult.Nothing(RunReasons.BookDeleted);
        if (profile is null)
            return new ReadingResult.Failed(RunReasons.ProfileMissing(job.Order.ProfileVersion), null);
        runtime.Crash(CrashPoint.TextRead);
        using var part = Telemetry.Part("extract");
        return await extractorOf(provider).ReadAsync(new(claim, job, text, profile, provider, permits), local, cancel);
    }

    private async Task<(Job? Job, string? Text, Profile? Profile)> GatherAsync(Claim claim, CancellationToken cancel)
    {
        using var part = Telemetry.Part("read");
        var job = await runtime.UntilDoneAsync(token => jobs.FindAsync(claim.Run.Job, token), cancel);
        if (job is null)
            return default;
        var text = await runtime.UntilDoneAsync(token => library.FindTextAsync(job.Order.Book, claim.Chapter, token), cancel);
        return (job, text, await runtime.UntilDoneAsync(token => jobs.FindProfileAsync(job, token), cancel));
    }
}
