using Weft.Dispatch;
using Weft.Model;
using Weft.Runtime;

namespace Weft.Work;

/// <summary>The permits that one provider's chapters hold in this session, and which of the chapters could use more.</summary>
/// <param name="changed">Told when one has come back to the gate, or a chapter could use one.</param>
internal sealed class PermitsInHand(IGate gate, Action changed, RuntimeContext runtime)
{
    private readonly Lock _lock = new();
    private readonly HashSet<Permit> _held = [];
    private readonly List<ChapterPermits> _chapters = [];

    /// <summary>Those on their way back included.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _held.Count;
        }
    }

    /// <summary>Calls that the chapters could have in the air besides those they have.</summary>
    public int Wanted => Chapters().Sum(chapter => chapter.Wanted);

    /// <summary>Whether a chapter in hand has this permit, or gives it back just now.</summary>
    public bool Holds(Permit permit)
    {
        lock (_lock)
            return _held.Contains(permit);
    }

    /// <summary>For a chapter that was claimed with this permit.</summary>
    public ChapterPermits Open(JobId job, Permit first)
    {
        var chapter = new ChapterPermits(this, job, first);
        lock (_lock)
        {
            _held.Add(first);
            _chapters.Add(chapter);
        }
        return chapter;
    }

    /// <summary>
    /// Lends permits to the chapters that could use them: the job that has fewest goes first, in it the chapter that has fewest. What is left goes
    /// back to the gate.
    /// </summary>
    public void Lend(IReadOnlyList<Permit> permits)
    {
        lock (_lock)
            _held.UnionWith(permits);
        var chapters = Chapters();
        var ofJob = chapters
            .GroupBy(chapter => chapter.Job)
            .ToDictionary(job => job.Key, job => job.Sum(chapter => chapter.Held));
        var needs = chapters.Select(chapter => new Need(chapter)).Where(need => need.Left > 0).ToList();
        foreach (var permit in permits)
        {
            var need = needs.MinBy(one => (ofJob[one.Chapter.Job], one.Held, one.Chapter.First.Id));
            if (need is null || !need.Chapter.TryLend(permit))
            {
                _ = ReleaseAsync(permit);
                continue;
            }
            ofJob[need.Chapter.Job]++;
            need.Held++;
            if (--need.Left == 0)
                needs.Remove(need);
        }
    }

    /// <summary>What a chapter holds and could use, while permits are handed out.</summary>
    private sealed class Need(ChapterPermits chapter)
    {
        public ChapterPermits Chapter => chapter;
        public int Left { get; set; } = chapter.Wanted;
        public int Held { get; set; } = chapter.Held;
    }

    public void Close(ChapterPermits chapter)
    {
        lock (_lock)
            _chapters.Remove(chapter);
    }

    public void Changed() => changed();

    public async Task ReleaseAsync(Permit permit)
    {
        await runtime.UntilDoneAsync(token => gate.ReleaseAsync([permit], token), CancellationToken.None);
        lock (_lock)
            _held.Remove(permit);
        changed();
    }

    private List<ChapterPermits> Chapters()
    {
        lock (_lock)
            return [.. _chapters];
    }
}
