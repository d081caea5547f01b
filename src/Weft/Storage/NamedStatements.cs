using Weft.Runtime;

namespace Weft.Storage;

/// <summary>The statements of a store's files; each begins with its name, in a comment of the file's language: <c>-- name: its-name</c>.</summary>
/// <param name="folder">The resources' folder, with a point at its end: <c>Weft.Folder.Inner.</c>.</param>
internal sealed class NamedStatements(string folder)
{
    private readonly Dictionary<string, string> _all = Read(folder);

    public IReadOnlyList<Migration> Migrations { get; } = Migration.Of(folder);

    /// <summary>In the order of the files' names, and within a file as they stand there.</summary>
    public IEnumerable<string> Names => _all.Keys;

    public string Text(string name) => _all[name];

    private static Dictionary<string, string> Read(string folder)
    {
        var statements = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in EmbeddedText.Names(folder))
        {
            if (file.StartsWith(Migration.Folder, StringComparison.Ordinal))
                continue;
            var heading = file.EndsWith(".cypher", StringComparison.Ordinal) ? "\n// name: " : "\n-- name: ";
            foreach (var section in ('\n' + EmbeddedText.Read(folder + file)).Split(heading)[1..])
            {
                var end = section.IndexOf('\n', StringComparison.Ordinal);
                statements.Add(section[..end].Trim(), section[end..].Trim());
            }
        }
        return statements;
    }
}
