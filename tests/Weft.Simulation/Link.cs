using System.Reflection;

namespace Weft.Simulation;

/// <summary>How a node's calls to one server fare.</summary>
internal sealed class LinkFaults
{
    /// <summary>Carried out, then the answer is lost; of 1.</summary>
    public double LostAnswer { get; set; }

    /// <summary>Never carried out; of 1.</summary>
    public double LostRequest { get; set; }

    /// <summary>The sender gives up, and it is carried out later; of 1.</summary>
    public double LateRequest { get; set; }

    /// <summary>Longest way to the server or back.</summary>
    public double SlowestMs { get; set; } = 2;

    /// <summary>The server does not answer until then, in world ticks.</summary>
    public long AwayUntil { get; set; }
}

/// <summary>
/// A node's connection to one of the models: each call takes a while to get there, is carried out as one step, and its answer takes a
/// while to come back; either may be lost. Methods that wait, wait inside the node's own process.
/// </summary>
#pragma warning disable CA1852 // DispatchProxy derives from it.
internal class Link : DispatchProxy
#pragma warning restore CA1852
{
    public object Target { get; private set; } = null!;
    public Life Life { get; private set; } = null!;
    public LinkFaults Faults { get; private set; } = null!;
    public TimeSpan Skew { get; private set; }
    public Func<ServerStep, Task>? Audit { get; private set; }

    /// <summary>Told what was carried out without its sender's knowledge.</summary>
    private Action<Task>? Unanswered { get; set; }

    /// <param name="skew">How far the node's clock is ahead of the server's: moments go over the wire as spans.</param>
    /// <param name="audit">Runs around each step of the target, which it must carry out.</param>
    public static T To<T>(T target, Life life, LinkFaults faults, TimeSpan skew, Func<ServerStep, Task>? audit = null)
        where T : class
    {
        var proxy = Create<T, Link>();
        var link = (Link)(object)proxy;
        (link.Target, link.Life, link.Faults, link.Skew, link.Audit) = (target, life, faults, skew, audit);
        return proxy;
    }

    /// <summary>Like <see cref="To{T}"/>, for a server whose client remembers what it had no answer to.</summary>
    public static T Remembering<T>(T link, Action<Task> unanswered)
        where T : class
    {
        ((Link)(object)link).Unanswered = unanswered;
        return link;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var method = LinkMethod.Of(targetMethod!);
        return method.IsLocal ? method.Call(Target, args!) : method.Send(this, args!);
    }

    public void Forget(Task done)
    {
        if (Unanswered is { } tell)
            done.ContinueWith(tell, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }
}
