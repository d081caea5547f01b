namespace Weft.Tests.Truth;

/// <summary>
/// Unions are abstract records whose cases are nested in them. The compiler does not know that there are no others, so that a switch
/// needs a last arm; whether all cases are named before it is read from the compiled code.
/// </summary>
internal static class Unions
{
    /// <summary>As <c>Loop.RunAsync leaves out Reply.Late</c>: methods that tell two cases of a union apart, but not all.</summary>
    public static IReadOnlyList<string> LeftOut(IReadOnlyList<Type> types)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var type in types)
        foreach (var (method, tested) in IntermediateCode.TestsOf(type))
        foreach (var cases in tested.Where(IsCase).Distinct().GroupBy(UnionOf).Where(cases => cases.Count() > 1))
        foreach (var missing in CasesOf(Common(cases)).Where(missing => !cases.Any(named => named.IsAssignableFrom(missing))))
            found.Add($"{Written(type, method.Name)} leaves out {cases.Key.Name}.{missing.Name}");
        return [.. found];
    }

    /// <summary>Only the cases of one branch may be possible where a method is told so.</summary>
    private static Type Common(IEnumerable<Type> cases)
    {
        var common = cases.First().BaseType!;
        while (!cases.All(common.IsAssignableFrom))
            common = common.BaseType!;
        return common;
    }

    private static IEnumerable<Type> CasesOf(Type union) =>
        UnionRoot(union)
            .GetNestedTypes(System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.NonPublic)
            .Where(nested => !nested.IsAbstract && union.IsAssignableFrom(nested));

    private static bool IsCase(Type type) => type.DeclaringType is { IsAbstract: true } outer && type.IsSubclassOf(outer);

    private static Type UnionOf(Type type) => type.DeclaringType!;

    private static Type UnionRoot(Type type) => IsCase(type) ? UnionOf(type) : type;

    /// <summary>Lambdas and async methods are types inside the one that they were written in, named <c>&lt;Method&gt;</c> and more.</summary>
    private static string Written(Type type, string method)
    {
        while (type.Name.StartsWith('<'))
            (method, type) = (type.Name.TrimStart('<').Split('>')[0] is { Length: > 0 } of ? of : method, type.DeclaringType!);
        return $"{type.Name}.{method.TrimStart('<').Split('>')[0]}";
    }
}
