using System.Collections.Concurrent;
using System.Reflection;
using Weft.Work;

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
/// while to come back; either may be lost. Methods named in <see cref="Local"/> wait inside the node's own process.
/// </summary>
#pragma warning disable CA1852 // DispatchProxy derives from it.
internal class Link : DispatchProxy
#pragma warning restore CA1852
{
    private static readonly HashSet<string> Local = ["WaitAsync", "WaitForPermitAsync"];
    private static readonly ConcurrentDictionary<MethodInfo, Func<Link, MethodInfo, object?[], object>> Senders = new();

    private object _target = null!;
    private Life _life = null!;
    private LinkFaults _faults = null!;
    private TimeSpan _skew;

    /// <param name="skew">How far the node's clock is ahead of the server's: moments go over the wire as spans.</param>
    /// <param name="audit">Runs around each step of the target: gets the method, its arguments and the step, which it must carry out.</param>
    public static T To<T>(
        T target,
        Life life,
        LinkFaults faults,
        TimeSpan skew,
        Func<string, object?[], Func<object>, object>? audit = null
    )
        where T : class
    {
        var proxy = Create<T, Link>();
        var link = (Link)(object)proxy;
        link._target = target;
        link._life = life;
        link._faults = faults;
        link._skew = skew;
        link.Audit = audit;
        return proxy;
    }

    private Func<string, object?[], Func<object>, object>? Audit { get; set; }

    /// <summary>Told what was carried out without its sender's knowledge.</summary>
    private Action<Task>? Unanswered { get; set; }

    /// <summary>Like <see cref="To{T}"/>, for a server whose client remembers what it had no answer to.</summary>
    public static T Remembering<T>(T link, Action<Task> unanswered)
        where T : class
    {
        ((Link)(object)link).Unanswered = unanswered;
        return link;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (Local.Contains(targetMethod!.Name))
            return targetMethod.Invoke(_target, BindingFlags.DoNotWrapExceptions, null, args, null);
        var sender = Senders.GetOrAdd(targetMethod, MakeSender);
        return sender(this, targetMethod, args!);
    }

    private static Func<Link, MethodInfo, object?[], object> MakeSender(MethodInfo method)
    {
        var result = method.ReturnType == typeof(Task) ? typeof(bool) : method.ReturnType.GetGenericArguments()[0];
        var send = typeof(Link)
            .GetMethod(nameof(Send), BindingFlags.NonPublic | BindingFlags.Instance)!
            .MakeGenericMethod(result);
        return send.CreateDelegate<Func<Link, MethodInfo, object?[], object>>();
    }

    private Task<T> Send<T>(MethodInfo method, object?[] args)
    {
        var answer = new TaskCompletionSource<T>();
        if (_life.Dead)
            return answer.Task;
        var world = _life.World;
        if (args[^1] is CancellationToken { CanBeCanceled: true } cancel)
            Watch(answer, cancel);
        var chance = world.Random.NextDouble();
        var there = world.Between(0.05, _faults.SlowestMs);
        if ((chance -= _faults.LostRequest) < 0)
        {
            world.Note($"{_life.Name} {method.Name}: the request is lost");
            world.After(
                world.Between(5, 200),
                _life,
                () => answer.TrySetException(new PassingTroubleException("the request was lost"))
            );
        }
        else if ((chance -= _faults.LateRequest) < 0)
        {
            world.Note($"{_life.Name} {method.Name}: the sender gives up, the request goes on");
            world.After(
                world.Between(5, 50),
                _life,
                () => answer.TrySetException(new PassingTroubleException("no answer in time"))
            );
            world.After(world.Between(20, 4000), null, () => Forget(TryExecute<T>(method, args)));
        }
        else
        {
            var lost = chance - _faults.LostAnswer < 0;
            world.After(there, null, () => Arrive(method, args, answer, lost));
        }
        return answer.Task;
    }

    private static void Watch<T>(TaskCompletionSource<T> answer, CancellationToken cancel)
    {
        var watch = cancel.Register(() => answer.TrySetCanceled(cancel));
        answer.Task.ContinueWith(
            _ => watch.Dispose(),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default
        );
    }

    /// <summary>At the server: carried out whether or not the sender still lives.</summary>
    private void Arrive<T>(MethodInfo method, object?[] args, TaskCompletionSource<T> answer, bool lost)
    {
        var world = _life.World;
        if (world.Now < _faults.AwayUntil)
        {
            world.After(
                world.Between(1, 20),
                _life,
                () => answer.TrySetException(new PassingTroubleException("the server is away"))
            );
            return;
        }
        var back = world.Between(0.05, _faults.SlowestMs);
        Task<T> done;
        try
        {
            done = Execute<T>(method, args);
        }
        catch (PassingTroubleException trouble)
        {
            world.After(back, _life, () => answer.TrySetException(trouble));
            return;
        }
        if (lost)
        {
            world.Note($"{_life.Name} {method.Name}: carried out, the answer is lost");
            Forget(done);
            world.After(
                world.Between(5, 200),
                _life,
                () => answer.TrySetException(new PassingTroubleException("the answer was lost"))
            );
            return;
        }
        done.ContinueWith(
            _ => world.After(back, _life, () => Settle(done, answer, _skew)),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default
        );
    }

    private void Forget(Task? done)
    {
        if (done is not null && Unanswered is { } tell)
            done.ContinueWith(tell, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private Task<T>? TryExecute<T>(MethodInfo method, object?[] args) =>
        _life.World.Now < _faults.AwayUntil ? null : Execute<T>(method, args);

    private Task<T> Execute<T>(MethodInfo method, object?[] args)
    {
        var plain = Array.ConvertAll(args, arg => ClockEdge.Shift(arg, -_skew));
        if (plain.Length > 0 && plain[^1] is CancellationToken)
            plain[^1] = CancellationToken.None;
        object Step() => method.Invoke(_target, BindingFlags.DoNotWrapExceptions, null, plain, null)!;
        var task = Audit is null ? Step() : Audit(method.Name, plain, Step);
        return task as Task<T> ?? Plain<T>((Task)task);
    }

    private static async Task<T> Plain<T>(Task task)
    {
        await task;
        return default!;
    }

    private static void Settle<T>(Task<T> done, TaskCompletionSource<T> answer, TimeSpan skew)
    {
        if (done.IsFaulted)
            answer.TrySetException(done.Exception.InnerException!);
        else
            answer.TrySetResult((T)ClockEdge.Shift(done.Result, skew)!);
    }
}
