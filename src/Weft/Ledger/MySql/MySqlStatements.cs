using System.Collections.Frozen;
using Weft.Storage;

namespace Weft.Ledger.MySql;

/// <summary>The statements of the .sql files beside this one. What stands as <c>/* name */</c> in them is replaced: by what
/// several share, and by lists of numbers.</summary>
internal static class MySqlStatements
{
    private static readonly NamedStatements Files = new("Weft.Ledger.MySql.");

    private static readonly FrozenDictionary<string, string> All = Files.Names.ToFrozenDictionary(
        name => name,
        name => Files.Text(name).Replace("/* take-back */", Files.Text("take-back"), StringComparison.Ordinal),
        StringComparer.Ordinal
    );

    public static IEnumerable<string> Names => All.Keys;

    public static string Sql(string name) => All[name];

    public static IReadOnlyList<Migration> Migrations => Files.Migrations;
}
