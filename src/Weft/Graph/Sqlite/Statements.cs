using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

namespace Weft.Graph.Sqlite;

/// <summary>
/// The statements of the embedded .sql files, by the name above each, prepared once per connection. Values are given in the order in
/// which their parameters first stand in the statement.
/// </summary>
internal sealed partial class Statements(SqliteConnection connection) : IDisposable
{
    private static readonly Dictionary<string, (string Text, string[] Parameters)> Texts = Load("Raw", "Resolved");

    private readonly Dictionary<string, SqliteCommand> _prepared = [];

    public SqliteConnection Connection => connection;

    /// <summary>Carries a statement out and returns how many rows it changed.</summary>
    public int Run(string name, params ReadOnlySpan<object?> values) => Bind(name, values).ExecuteNonQuery();

    /// <summary>The first column of the first row, or null.</summary>
    public object? Scalar(string name, params ReadOnlySpan<object?> values) => Bind(name, values).ExecuteScalar();

    public SqliteDataReader Read(string name, params ReadOnlySpan<object?> values) => Bind(name, values).ExecuteReader();

    /// <summary>Text that is no statement of the files: transactions and settings.</summary>
    public void Plain(string sql)
    {
        if (!_prepared.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = sql;
            _prepared[sql] = command;
        }
        command.ExecuteNonQuery();
    }

    public static string Schema() => Text("Schema");

    public void Dispose()
    {
        foreach (var command in _prepared.Values)
            command.Dispose();
        connection.Dispose();
    }

    private SqliteCommand Bind(string name, ReadOnlySpan<object?> values)
    {
        if (!_prepared.TryGetValue(name, out var command))
            _prepared[name] = command = Prepare(name);
        if (values.Length != command.Parameters.Count)
            throw new ArgumentException($"{name} takes {command.Parameters.Count} values, not {values.Length}");
        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        return command;
    }

    private SqliteCommand Prepare(string name)
    {
        var (text, parameters) = Texts[name];
        var command = connection.CreateCommand();
        command.CommandText = text;
        foreach (var parameter in parameters)
            command.Parameters.Add(new SqliteParameter { ParameterName = parameter });
        return command;
    }

    private static Dictionary<string, (string, string[])> Load(params string[] files)
    {
        var texts = new Dictionary<string, (string, string[])>();
        foreach (var file in files)
        foreach (Match match in Named().Matches(Text(file)))
        {
            var text = match.Groups["text"].Value.Trim();
            var parameters = Parameter().Matches(text).Select(found => found.Value).Distinct().ToArray();
            texts.Add(match.Groups["name"].Value, (text, parameters));
        }
        return texts;
    }

    private static string Text(string file)
    {
        using var stream = typeof(Statements).Assembly.GetManifestResourceStream($"Weft.Graph.Sqlite.{file}.sql")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    [GeneratedRegex(@"^-- name: (?<name>\w+)\n(?<text>.*?)(?=^-- name: |\z)", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Named();

    [GeneratedRegex(@"@\w+")]
    private static partial Regex Parameter();
}
