using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Weft.Simulation;

/// <summary>One method of a seam as links send it: compiled once, for reflection at each call costs more than the call.</summary>
internal abstract class LinkMethod
{
    /// <summary>Methods that wait inside the node's own process.</summary>
    private static readonly HashSet<string> Local = ["WaitAsync", "WaitForPermitAsync"];
    private static readonly ConcurrentDictionary<MethodInfo, LinkMethod> All = new(ReferenceEqualityComparer.Instance);

    private readonly Func<object, object?[], Task> _call;
    private readonly int[] _moments;

    protected LinkMethod(MethodInfo method)
    {
        Name = method.Name;
        IsLocal = Local.Contains(Name);
        Look = Audit.LookAt(Name);
        _call = Compiled(method);
        var parameters = method.GetParameters();
        _moments = [.. Enumerable.Range(0, parameters.Length).Where(i => ClockEdge.Concerns(parameters[i].ParameterType))];
    }

    public string Name { get; }
    public bool IsLocal { get; }

    /// <summary>How the audit looks at a step of this method; null = not at all.</summary>
    public Audit.Look? Look { get; }

    public static LinkMethod Of(MethodInfo method) => All.GetOrAdd(method, Make);

    private static LinkMethod Make(MethodInfo method)
    {
        var answer = method.ReturnType == typeof(Task) ? typeof(bool) : method.ReturnType.GetGenericArguments()[0];
        return (LinkMethod)Activator.CreateInstance(typeof(LinkMethod<>).MakeGenericType(answer), method)!;
    }

    public Task Call(object target, object?[] args) => _call(target, args);

    public abstract Task Send(Link link, object?[] args);

    /// <summary>Moments among the arguments are put on the server's clock; what cancels a caller does not cancel the server.</summary>
    public void ToServer(object?[] args, TimeSpan skew)
    {
        foreach (var index in _moments)
            args[index] = ClockEdge.Shift(args[index], -skew);
        if (args.Length > 0 && args[^1] is CancellationToken)
            args[^1] = None;
    }

    private static readonly object None = CancellationToken.None;

    private static Func<object, object?[], Task> Compiled(MethodInfo method)
    {
        var target = Expression.Parameter(typeof(object));
        var args = Expression.Parameter(typeof(object?[]));
        var given = method
            .GetParameters()
            .Select((one, i) => Expression.Convert(Expression.ArrayIndex(args, Expression.Constant(i)), one.ParameterType));
        var call = Expression.Call(Expression.Convert(target, method.DeclaringType!), method, given);
        return Expression.Lambda<Func<object, object?[], Task>>(call, target, args).Compile();
    }
}

#pragma warning disable CA1812 // Made by reflection, for each type of answer.
internal sealed class LinkMethod<T>(MethodInfo method) : LinkMethod(method)
#pragma warning restore CA1812
{
    // Not static: statics of generic types are looked up at each use.
    public readonly Action<object?, CancellationToken> Cancels = (request, token) => Of(request).TrySetCanceled(token);
    public readonly SendOrPostCallback Arrives = request => Of(request).Arrive();
    public readonly SendOrPostCallback ArrivesLate = request => Of(request).ArriveLate();
    public readonly SendOrPostCallback Settles = request => Of(request).Settle();

    // Nothing but requests of this method comes here, and a cast to a generic type is dear.
    private static LinkRequest<T> Of(object? request) => Unsafe.As<LinkRequest<T>>(request!);

    /// <summary>Its task has no result; its link answers with the default.</summary>
    public bool IsPlain { get; } = method.ReturnType == typeof(Task);

    public bool AnswersMoments { get; } = ClockEdge.Concerns(typeof(T));

    public override Task Send(Link link, object?[] args)
    {
        var request = new LinkRequest<T>(link, this, args);
        request.Send();
        return request.Task;
    }
}
