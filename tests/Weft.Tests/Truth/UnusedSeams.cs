using System.Reflection;

namespace Weft.Tests.Truth;

/// <summary>Methods of interfaces that nothing calls but the interface's own implementations.</summary>
internal static class UnusedSeams
{
    /// <summary>As <c>ILedger.ClaimAsync</c>, of all interfaces among <paramref name="types"/>. A property counts as used if either accessor is.</summary>
    public static IReadOnlyList<string> Among(IReadOnlyList<Type> types)
    {
        var seams = types.Where(type => type.IsInterface).ToHashSet();
        var called = new HashSet<string>();
        foreach (var type in types)
        foreach (var method in IntermediateCode.CalledBy(type))
            if (method.DeclaringType is { } seam && seams.Contains(Open(seam)) && !Implements(type, Open(seam)))
                called.Add(NameOf(method));
        return
        [
            .. seams
                .SelectMany(seam => seam.GetMethods())
                .Select(NameOf)
                .Distinct()
                .Where(name => !called.Contains(name))
                .Order(StringComparer.Ordinal),
        ];
    }

    private static Type Open(Type type) => type.IsGenericType ? type.GetGenericTypeDefinition() : type;

    /// <summary>Lambdas and async methods are types inside the one that they were written in.</summary>
    private static bool Implements(Type type, Type seam) =>
        type.GetInterfaces().Select(Open).Contains(seam) || (type.DeclaringType is { } outer && Implements(outer, seam));

    private static string NameOf(MethodBase method)
    {
        var name = method.IsSpecialName && method.Name[..4] is "get_" or "set_" ? method.Name[4..] : method.Name;
        return $"{method.DeclaringType!.Name}.{name}";
    }
}
