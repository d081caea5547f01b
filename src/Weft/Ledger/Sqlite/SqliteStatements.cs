namespace Weft.Ledger.Sqlite;

/// <summary>The statements of the .sql files beside this one.</summary>
internal static class SqliteStatements
{
    private static readonly NamedStatements All = new("Weft.Ledger.Sqlite.");

    public static IEnumerable<string> Names => All.Names;

    public static string Sql(string name) => All.Sql(name);

    public static string Migration(string file) => All.Migration(file);
}
