using System.Data.Common;
using System.Text.Json;

namespace Weft.Ledger;

/// <summary>How values stand in columns: times as milliseconds since 1970, lists as JSON, words in lower case.</summary>
internal static class Stored
{
    public static long NowMs(this TimeProvider time) => time.GetUtcNow().ToUnixTimeMilliseconds();

    public static long? Ms(DateTimeOffset? time) => time?.ToUnixTimeMilliseconds();

    public static long? MaybeLong(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

    public static int? MaybeInt(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt32(column);

    public static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    public static T Word<T>(this DbDataReader row, int column)
        where T : struct, Enum => Enum.Parse<T>(row.GetString(column), ignoreCase: true);

    public static string Json<T>(T value) => JsonSerializer.Serialize(value);

    public static T Json<T>(this DbDataReader row, int column) => JsonSerializer.Deserialize<T>(row.GetString(column))!;
}
