using System.Collections.Frozen;

namespace Weft.Ledger;

/// <summary>The statements of a store's .sql files; each begins with a line <c>-- name: its-name</c>.</summary>
/// <param name="folder">The resources' folder, with a point at its end: <c>Weft.Ledger.Sqlite.</c>.</param>
internal sealed class NamedStatements(string folder)
{
    private const string Heading = "-- name: ";

    private readonly FrozenDictionary<string, string> _all = Read(folder);

    public IEnumerable<string> Names => _all.Keys;

    public string Sql(string name) => _all[name];

    /// <summary>The text of a migration.</summary>
    public string Migration(string file) => Text(folder + "Migrations." + file);

    private static FrozenDictionary<string, string> Read(string folder)
    {
        var statements = new Dictionary<string, string>(StringComparer.Ordinal);
        var files = typeof(NamedStatements).Assembly.GetManifestResourceNames();
        foreach (var file in files.Where(file => file.StartsWith(folder, StringComparison.Ordinal)))
        {
            if (file.StartsWith(folder + "Migrations.", StringComparison.Ordinal))
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
            typeof(NamedStatements).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The build lacks {resource}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
