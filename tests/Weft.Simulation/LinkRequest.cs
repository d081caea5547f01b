using Weft.Runtime;

namespace Weft.Simulation;

/// <summary>A step of a server: what a node asked for, as it is carried out.</summary>
internal interface IServerStep
{
    string Method { get; }
    object?[] Args { get; }

    /// <summary>Carries it out; once.</summary>
    Task Run();
}

/// <summary>One call on its way to a server and back, and its caller's wait for the answer.</summary>
internal sealed class LinkRequest<T>(Link link, LinkMethod<T> method, object?[] args) : TaskCompletionSource<T>, IServerStep
{
    private static readonly SendOrPostCallback Arrives = request => ((LinkRequest<T>)request!).Arrive();
    private static readonly SendOrPostCallback ArrivesLate = request => ((LinkRequest<T>)request!).ArriveLate();
    private static readonly SendOrPostCallback Settles = request => ((LinkRequest<T>)request!).Settle();

    private readonly World _world = link.Life.World;
    private CancellationTokenRegistration _watch;
    private Task<T>? _done;
    private bool _lost;

    public string Method => method.Name;
    public object?[] Args => args;

    public Task Run() => method.Call(link.Target, args);

    public void Send()
    {
        if (link.Life.Dead)
            return;
        if (args[^1] is CancellationToken { CanBeCanceled: true } cancel)
            _watch = cancel.UnsafeRegister(static (request, token) => ((LinkRequest<T>)request!).TrySetCanceled(token), this);
        var (life, faults) = (link.Life, link.Faults);
        var chance = _world.Random.NextDouble();
        var there = _world.Between(0.05, faults.SlowestMs);
        if ((chance -= faults.LostRequest) < 0)
        {
            _world.Note($"{life.Name} {Method}: the request is lost");
            FailAfter(_world.Between(5, 200), "the request was lost");
        }
        else if ((chance -= faults.LateRequest) < 0)
        {
            _world.Note($"{life.Name} {Method}: the sender gives up, the request goes on");
            FailAfter(_world.Between(5, 50), "no answer in time");
            _world.After(_world.Between(20, 4000), null, ArrivesLate, this);
        }
        else
        {
            _lost = chance - faults.LostAnswer < 0;
            _world.After(there, null, Arrives, this);
        }
    }

    private void FailAfter(TimeSpan wait, string trouble) => FailAfter(wait, new TransientException(trouble));

    private void FailAfter(TimeSpan wait, TransientException trouble) =>
        _world.After(
            wait,
            link.Life,
            () =>
            {
                _watch.Unregister();
                TrySetException(trouble);
            }
        );

    /// <summary>At the server: carried out whether or not the sender still lives.</summary>
    private void Arrive()
    {
        if (_world.Now < link.Faults.AwayUntil)
        {
            FailAfter(_world.Between(1, 20), "the server is away");
            return;
        }
        var back = _world.Between(0.05, link.Faults.SlowestMs);
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
            _world.Note($"{link.Life.Name} {Method}: carried out, the answer is lost");
            link.Forget(_done);
            FailAfter(_world.Between(5, 200), "the answer was lost");
        }
        else if (_done.IsCompleted)
            _world.After(back, link.Life, Settles, this);
        else
            _done.ContinueWith(
                _ => _world.After(back, link.Life, Settles, this),
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default
            );
    }

    private void ArriveLate()
    {
        if (_world.Now >= link.Faults.AwayUntil)
            link.Forget(Execute());
    }

    private Task<T> Execute()
    {
        method.ToServer(args, link.Skew);
        var task = link.Audit is { } audit ? audit(this) : Run();
        return task as Task<T> ?? Plain(task);
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

    private void Settle()
    {
        _watch.Unregister();
        if (_done!.IsFaulted)
            TrySetException(_done.Exception.InnerException!);
        else
            TrySetResult(method.AnswersMoments ? (T)ClockEdge.Shift(_done.Result, link.Skew)! : _done.Result);
    }
}
