using Microsoft.Data.Sqlite;

namespace Weft.Storage.Sqlite;

/// <summary>What a store's SQLite files have of their own.</summary>
internal sealed record SqliteFileKind
{
    /// <summary>The name of the thread that writes.</summary>
    public required string Writer { get; init; }

    public required NamedStatements Statements { get; init; }

    /// <summary>How long a connection waits for another program's transaction.</summary>
    public required TimeSpan BusyTimeout { get; init; }

    /// <summary>The store's own error for what SQLite complains of, with the file's path; the message says what to do.</summary>
    public required Func<SqliteFault, string, SqliteException, Exception> Error { get; init; }

    /// <summary>What is thrown at one who asks after the end.</summary>
    public required Func<Exception> Closed { get; init; }

    /// <summary>Settings of each connection beside those that all have.</summary>
    public string Settings { get; init; } = "";

    /// <summary>Adds what the statements call beside SQLite's own functions.</summary>
    public Action<SqliteConnection> Functions { get; init; } = _ => { };

    public Exception Translate(SqliteException error, string path) => Error(SqliteFaults.Of(error), path, error);
}
