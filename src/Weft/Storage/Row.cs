using System.Data.Common;

namespace Weft.Storage;

/// <summary>
/// The row that a reader stands on, by its columns' names: columns of a statement that change places change nothing, and one that is missing is named.
/// The names are looked up once for all rows of a result.
/// </summary>
internal sealed class Row
{
    private readonly DbDataReader _reader;
    private readonly Dictionary<string, int> _columns;

    public Row(DbDataReader reader)
    {
        _reader = reader;
        _columns = new(reader.FieldCount, StringComparer.Ordinal);
        for (var column = 0; column < reader.FieldCount; column++)
            _columns[reader.GetName(column)] = column;
    }

    public string Text(string column) => _reader.GetString(Of(column));

    public long Long(string column) => _reader.GetInt64(Of(column));

    public int Int(string column) => _reader.GetInt32(Of(column));

    public double Double(string column) => _reader.GetDouble(Of(column));

    public bool Bool(string column) => _reader.GetBoolean(Of(column));

    /// <summary>As the server sent it, where servers differ in its type.</summary>
    public object Value(string column) => _reader.GetValue(Of(column));

    public bool IsNull(string column) => _reader.IsDBNull(Of(column));

    public long? MaybeLong(string column) => IsNull(column) ? null : Long(column);

    public int? MaybeInt(string column) => IsNull(column) ? null : Int(column);

    private int Of(string column) =>
        _columns.TryGetValue(column, out var ordinal)
            ? ordinal
            : throw new InvalidOperationException($"The statement answers no column {column}.");
}
