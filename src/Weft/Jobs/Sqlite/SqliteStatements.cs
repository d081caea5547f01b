using System.Collections.Frozen;

namespace Weft.Jobs.Sqlite;

/// <summary>The statements of the .sql files beside this one; each begins with a line <c>-- name: its-name</c>.</summary>
internal static class SqliteStatements
{
    private const string Folder = "Weft.Jobs.Sqlite.";
    private const string Heading = "-- name: ";

    private static readonly FrozenDictionary<string, string> All = Read();

    public static IEnumerable<string> Names => All.Keys;

    public static string Sql(string name) => All[name];

    /// <summary>The text of a migration.</summary>
    public static string Migration(string file) => Text(Folder + "Migrations." + file);

    private static FrozenDictionary<string, string> Read()
    {
        var statements = new Dictionary<string, string>(StringComparer.Ordinal);
        var files = typeof(SqliteStatements).Assembly.GetManifestResourceNames();
        foreach (var file in files.Where(file => file.StartsWith(Folder, StringComparison.Ordinal)))
        {
            if (file.StartsWith(Folder + "Migrations.", StringComparison.Ordinal))
                continue;
            foreach (var section in Text(file).Split(Heading)[1..])
            {
                var end = section.IndexOf('\n', StringComparison.Ordinal);
                statements.Add(section[..end].Trim(), section[end..].Trim());
            }
        }
        return statements.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static string Text(string resource)
    {
        using var stream =
            typeof(SqliteStatements).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The build lacks {resource}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
