using Weft.Ledger;
using Weft.Model;

namespace Weft.Application;

/// <summary>Calls of a job that have left and have no end yet.</summary>
/// <param name="MostTokens">What they can come to: so much is booked for those that are lost.</param>
internal sealed record CallsUnderWay(int Calls, long MostTokens)
{
    /// <summary>Later than any call left: only what is open is found then.</summary>
    private static readonly DateTimeOffset Never = new(9000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>At this moment; some may end while one looks.</summary>
    public static async Task<CallsUnderWay> OfAsync(IJournal journal, Job job, CancellationToken cancel)
    {
        var (calls, tokens) = (0, 0L);
        foreach (var provider in job.Order.Providers)
        foreach (var call in await journal.TracesAsync(provider, Never, cancel))
            if (call.Open && call.Job == job.Id)
                (calls, tokens) = (calls + 1, tokens + call.Tokens);
        return new(calls, tokens);
    }
}

/// <summary>A job that was ended for good.</summary>
/// <param name="Lost">Its calls that were under way.</param>
internal sealed record CancelledJob(JobId Job, CallsUnderWay Lost);
