using System.Runtime.CompilerServices;
using Weft.Reasons;
using Weft.Runtime;

namespace Weft.Simulation;

/// <summary>A step of a server: what a node asked for, as it is carried out.</summary>
internal readonly record struct ServerStep(LinkMethod Method, object Target, object?[] Args)
{
    public string Name => Method.Name;

    /// <summary>Carries it out; once.</summary>
    public Task Run() => Method.Call(Target, Args);
}

/// <summary>One call on its way to a server and back, and its caller's wait for the answer.</summary>
internal sealed class LinkRequest<T>(Link link, LinkMethod<T> method, object?[] args) : TaskCompletionSource<T>
{
    private World World => link.Life.World;

    private CancellationTokenRegistration _watch;
    private Task<T>? _done;
    private bool _lost;

    public void Send()
    {
        if (link.Life.Dead)
            return;
        if (args[^1] is CancellationToken { CanBeCanceled: true } cancel)
            _watch = cancel.UnsafeRegister(method.Cancels, this);
        var (life, faults) = (link.Life, link.Faults);
        var chance = World.Random.NextDouble();
        var there = World.Between(0.05, faults.SlowestMs);
        if ((chance -= faults.LostRequest) < 0)
        {
            World.Note($"{life.Name} {method.Name}: the request is lost");
            FailAfter(World.Between(5, 200), "the request was lost");
        }
        else if ((chance -= faults.LateRequest) < 0)
        {
            World.Note($"{life.Name} {method.Name}: the sender gives up, the request goes on");
            FailAfter(World.Between(5, 50), "no answer in time");
            World.After(World.Between(20, 4000), null, method.ArrivesLate, this);
        }
        else
        {
            _lost = chance - faults.LostAnswer < 0;
            World.After(there, null, method.Arrives, this);
        }
    }

    private void FailAfter(TimeSpan wait, string trouble) => FailAfter(wait, new TransientException(Reason.OfWords(trouble)));

    private void FailAfter(TimeSpan wait, TransientException trouble) =>
        World.After(
            wait,
            link.Life,
            () =>
            {
                _watch.Unregister();
                TrySetException(trouble);
            }
        );

    /// <summary>At the server: carried out whether or not the sender still lives.</summary>
    public void Arrive()
    {
        if (World.Now < link.Faults.AwayUntil)
        {
            FailAfter(World.Between(1, 20), "the server is away");
            return;
        }
        var back = World.Between(0.05, link.Faults.SlowestMs);
        try
        {
            _done = Execute();
        }
        catch (TransientException trouble)
        {
            FailAfter(back, trouble);
            return;
        }
        if (_lost)
        {
            World.Note($"{link.Life.Name} {method.Name}: carried out, the answer is lost");
            link.Forget(_done);
            FailAfter(World.Between(5, 200), "the answer was lost");
        }
        else if (_done.IsCompleted)
            World.After(back, link.Life, method.Settles, this);
        else
            _done.ContinueWith(
                _ => World.After(back, link.Life, method.Settles, this),
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default
            );
    }

    public void ArriveLate()
    {
        if (World.Now >= link.Faults.AwayUntil)
            link.Forget(Execute());
    }

    private Task<T> Execute()
    {
        method.ToServer(args, link.Skew);
        var step = new ServerStep(method, link.Target, args);
        var task = link.Audit is { } audit ? audit(step) : step.Run();
        return method.IsPlain ? Plain(task) : Unsafe.As<Task<T>>(task);
    }

    private static Task<T> Plain(Task task)
    {
        return task.IsCompletedSuccessfully ? System.Threading.Tasks.Task.FromResult<T>(default!) : Awaited();
        async Task<T> Awaited()
        {
            await task;
            return default!;
        }
    }

    public void Settle()
    {
        _watch.Unregister();
        if (_done!.IsFaulted)
            TrySetException(_done.Exception.InnerException!);
        else
            TrySetResult(method.AnswersMoments ? (T)ClockEdge.Shift(_done.Result, link.Skew)! : _done.Result);
    }
}
