using System.Collections.Frozen;
using Weft.Storage;

namespace Weft.Ledger.MySql;

/// <summary>The statements of the .sql files beside this one. What stands as <c>/* name */</c> in them is replaced: by what
/// several share, and by lists of numbers.</summary>
internal static class MySqlStatements
{
    private static readonly NamedStatements Files = new("Weft.Ledger.MySql.");

    /// <summary>What other statements have in common with the one that holds it.</summary>
    private static readonly string[] Shared = ["take-back", "note-job", "note-session", "note-provider"];

    private static readonly FrozenDictionary<string, string> All = Files.Names.ToFrozenDictionary(
        name => name,
        name => Inlined(Files.Text(name)),
        StringComparer.Ordinal
    );

    private static string Inlined(string text) =>
        Shared.Aggregate(text, (whole, name) => whole.Replace($"/* {name} */", Files.Text(name), StringComparison.Ordinal));

    public static IEnumerable<string> Names => All.Keys;

    public static string Sql(string name) => All[name];

    public static IReadOnlyList<Migration> Migrations => Files.Migrations;
}
