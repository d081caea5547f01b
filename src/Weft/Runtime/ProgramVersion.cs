using System.Reflection;

namespace Weft.Runtime;

/// <summary>Which build of the program this is.</summary>
internal static class ProgramVersion
{
    private const int ShownOfCommit = 10;

    private static readonly string[] Written = (
        typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? ""
    ).Split('+', 2);

    /// <summary>As the changelog names it: <c>0.1.0</c>.</summary>
    public static string Number => Written[0];

    /// <summary>The beginning of the source's commit; null where it was built from a tree without one, an unpacked archive.</summary>
    public static string? Commit { get; } = Written.Length > 1 ? Written[1][..Math.Min(ShownOfCommit, Written[1].Length)] : null;

    /// <summary>Both, for a person: <c>0.1.0 (49d0eb089e)</c>.</summary>
    public static string Full { get; } = Commit is null ? Number : $"{Number} ({Commit})";
}
