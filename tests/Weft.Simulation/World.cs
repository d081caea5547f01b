namespace Weft.Simulation;

/// <summary>
/// One thread and virtual time for many nodes. Every continuation and timer of a node is an event of the world; a node that is
/// stopped keeps its events until it goes on, one that is killed loses them. The same seed gives the same history.
/// </summary>
internal sealed class World
{
    private static readonly SendOrPostCallback Call = work => ((Action)work!)();
    private readonly Agenda _agenda = new();
    private readonly List<string> _history = [];

    public World(int seed)
    {
        Random = new Random(seed);
        Time = new VirtualTime(this, null, TimeSpan.Zero);
    }

    public Random Random { get; }

    /// <summary>The true time, which servers have.</summary>
    public VirtualTime Time { get; }

    /// <summary>Ticks since the world began.</summary>
    public long Now { get; private set; }

    public long Steps { get; private set; }

    public IReadOnlyList<string> History => _history;

    public bool KeepsHistory { get; init; } = true;

    public void Note(string what)
    {
        if (KeepsHistory)
            _history.Add($"{Now / (double)TimeSpan.TicksPerSecond, 9:0.0000} {what}");
    }

    /// <summary>Chance between two durations.</summary>
    public TimeSpan Between(double fromMs, double toMs) =>
        TimeSpan.FromMilliseconds(fromMs + Random.NextDouble() * (toMs - fromMs));

    /// <summary>Puts work on the world's list; of a life: run as that node, if it still lives then.</summary>
    public void After(TimeSpan wait, Life? life, Action work) => After(wait, life, Call, work);

    /// <summary>The same, for work that needs no closure: most of a schedule's events come this way.</summary>
    public void After(TimeSpan wait, Life? life, SendOrPostCallback work, object? state) =>
        _agenda.Add(Now, wait.Ticks, new WorldEvent(life, work, state));

    /// <summary>Runs until <paramref name="done"/>, until nothing is left, or until the limit. True = done.</summary>
    public bool Run(Func<bool> done, TimeSpan limit, long mostSteps = 2_000_000)
    {
        var before = SynchronizationContext.Current;
        try
        {
            while (!done())
            {
                if (Now > limit.Ticks || Steps > mostSteps || !_agenda.TryTake(Now, out var next, out var at))
                    return false;
                Now = at;
                Steps++;
                Run(next);
            }
            return true;
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    private static void Run(in WorldEvent next)
    {
        if (next.Life is not { } life)
        {
            SynchronizationContext.SetSynchronizationContext(null);
            next.Work(next.State);
            return;
        }
        life.Run(next);
    }
}

/// <summary>One life of a simulated process: the context of all its continuations.</summary>
internal sealed class Life(World world, string name) : SynchronizationContext
{
    private readonly Queue<WorldEvent> _held = new();

    public string Name => name;
    public World World => world;
    public bool Dead { get; private set; }
    public Action Killed { get; set; } = () => { };
    public bool Stopped { get; private set; }

    /// <summary>It was stopped at some time: what it does may rest on what it saw long ago.</summary>
    public bool WasStopped { get; private set; }

    public override void Post(SendOrPostCallback d, object? state) => world.After(TimeSpan.Zero, this, d, state);

    public override void Send(SendOrPostCallback d, object? state) =>
        throw new NotSupportedException("a simulated process has one thread");

    public override SynchronizationContext CreateCopy() => this;

    /// <summary>kill -9: nothing of this life runs any more.</summary>
    public void Kill()
    {
        Dead = true;
        _held.Clear();
        world.Note($"{name} is killed");
        Killed();
    }

    /// <summary>SIGSTOP.</summary>
    public void Stop()
    {
        Stopped = WasStopped = true;
        world.Note($"{name} is stopped");
    }

    /// <summary>SIGCONT: what was held back runs now, in its order.</summary>
    public void Continue()
    {
        Stopped = false;
        world.Note($"{name} goes on");
        while (_held.TryDequeue(out var work))
            world.After(TimeSpan.Zero, this, work.Work, work.State);
    }

    public void Run(in WorldEvent next)
    {
        if (Dead)
            return;
        if (Stopped)
        {
            _held.Enqueue(next);
            return;
        }
        SetSynchronizationContext(this);
        try
        {
            next.Work(next.State);
        }
        catch (SimulatedCrashException)
        {
            // The process is gone; its stack with it.
        }
    }
}

/// <summary>Unwinds the stack of a process that was killed at a crash point.</summary>
public sealed class SimulatedCrashException() : Exception("killed at a crash point");
