namespace Weft.Model;

/// <summary>What the jobs of one order may spend together, and how much of it is gone. A job that was ordered alone has one of its own.</summary>
/// <param name="First">The order's first job, which names it.</param>
/// <param name="Jobs">All of the order, by id.</param>
public sealed record Purse(JobId First, IReadOnlyList<JobId> Jobs, BudgetUse Use)
{
    public bool IsShared => Jobs.Count > 1;

    /// <param name="jobs">Those of one order, by id, each with its own part of what is gone.</param>
    public static Purse Of(IReadOnlyList<(JobId First, JobId Job, BudgetUse Use)> jobs) =>
        new(
            jobs[0].First,
            [.. jobs.Select(row => row.Job)],
            new(
                jobs[0].Use.Budget,
                jobs.Sum(row => row.Use.SettledTokens),
                jobs.Sum(row => row.Use.SettledMicros),
                jobs.Sum(row => row.Use.ReservedTokens),
                jobs.Sum(row => row.Use.ReservedMicros)
            )
        );

    /// <summary>To each of these jobs the purse of its order, from the rows of all jobs of their orders, by id.</summary>
    internal static IReadOnlyDictionary<JobId, Purse> ByJob(
        IEnumerable<JobId> wanted,
        IEnumerable<(JobId First, JobId Job, BudgetUse Use)> rows
    )
    {
        var asked = wanted.ToHashSet();
        return rows.GroupBy(row => row.First)
            .Select(order => Of([.. order]))
            .SelectMany(purse => purse.Jobs.Where(asked.Contains).Select(job => (job, purse)))
            .ToDictionary();
    }
}
