using System.Reflection;
using Weft.Reasons;
using Weft.Runtime;

namespace Weft.Tests.Watching;

/// <summary>A part whose server is gone: whatever is asked of it throws.</summary>
public class Away : DispatchProxy
{
    private string _words = "";

    public static T Of<T>(string words)
        where T : class
    {
        var part = Create<T, Away>();
        ((Away)(object)part)._words = words;
        return part;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        throw new TransientException(Reason.OfWords(_words));
}
