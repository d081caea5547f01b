using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Weft.Jobs.Sqlite;

/// <summary>How values stand in columns: times as milliseconds since 1970, lists as JSON, words in lower case.</summary>
internal static class Columns
{
    public static long? Ms(DateTimeOffset? time) => time?.ToUnixTimeMilliseconds();

    public static DateTimeOffset Time(this SqliteDataReader row, int column) =>
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));

    public static DateTimeOffset? MaybeTime(this SqliteDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.Time(column);

    public static long? MaybeLong(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

    public static int? MaybeInt(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt32(column);

    public static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    public static T Word<T>(this SqliteDataReader row, int column)
        where T : struct, Enum => Enum.Parse<T>(row.GetString(column), ignoreCase: true);

    public static string Json<T>(T value) => JsonSerializer.Serialize(value);

    public static T Json<T>(this SqliteDataReader row, int column) => JsonSerializer.Deserialize<T>(row.GetString(column))!;
}
