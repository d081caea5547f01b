using Weft.Model;

namespace Weft.Dispatch;

/// <summary>A job's turn on a provider's ring. <paramref name="Jobs"/>: how many are on the ring, this one included.</summary>
public sealed record Turn(string Provider, JobId Job, ulong Generation, int Jobs);

/// <summary>The queues of the providers: the jobs that have work for each, taken in turn. All of it can be lost.</summary>
public interface IRing
{
    /// <summary>
    /// Puts a job on the rings of these providers under a new generation (a random number, never a counter) and wakes their claim
    /// loops. On a ring already: only the generation changes (and the class, if the priority is another). Repeat until acknowledged.
    /// </summary>
    Task PutAsync(JobId job, Priority priority, IReadOnlyList<string> providers, CancellationToken cancel);

    /// <summary>
    /// The ring's next job, which moves behind the others of its class. The high class goes first, but after four of its turns in a row
    /// the normal class has one. Null = the ring is empty.
    /// </summary>
    Task<Turn?> NextAsync(string provider, CancellationToken cancel);

    /// <summary>Takes the job off the ring, if its generation is still the turn's. False = something was put since.</summary>
    Task<bool> TryLeaveAsync(Turn turn, CancellationToken cancel);

    /// <summary>Jobs on the ring.</summary>
    Task<int> LengthAsync(string provider, CancellationToken cancel);

    /// <summary>
    /// Returns when something was put on the ring since the last call returned, or after <paramref name="atMost"/>; now and then without
    /// reason. For one caller per provider and instance: each node has its own instance.
    /// </summary>
    Task WaitAsync(string provider, TimeSpan atMost, CancellationToken cancel);
}
