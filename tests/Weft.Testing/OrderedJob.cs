using Weft.Ledger;
using Weft.Model;

namespace Weft.Testing;

/// <summary>Orders that a test knows to be good.</summary>
public static class OrderedJob
{
    public static async Task<JobId> OrderAsync(this IJobs jobs, JobOrder order, CancellationToken cancel) =>
        await jobs.CreateJobAsync(order, null, cancel) is JobCreation.Created created
            ? created.Job
            : throw new ArgumentException($"No job can be made of {order}.");
}
