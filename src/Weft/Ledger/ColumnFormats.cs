using System.Text.Json;
using Weft.Storage;

namespace Weft.Ledger;

/// <summary>How values stand in columns: times as milliseconds since 1970, lists as JSON, words in lower case.</summary>
internal static class ColumnFormats
{
    public static long NowMs(this TimeProvider time) => time.GetUtcNow().ToUnixTimeMilliseconds();

    public static long? Ms(DateTimeOffset? time) => time?.ToUnixTimeMilliseconds();

    public static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    public static T Word<T>(this Row row, string column)
        where T : struct, Enum => Enum.Parse<T>(row.Text(column), ignoreCase: true);

    public static string Json<T>(T value) => JsonSerializer.Serialize(value);

    public static T Json<T>(this Row row, string column) => JsonSerializer.Deserialize<T>(row.Text(column))!;

    /// <summary>Null where nothing stands there.</summary>
    public static T? MaybeJson<T>(this Row row, string column)
        where T : class => row.IsNull(column) || row.Text(column).Length == 0 ? null : row.Json<T>(column);

    public static TimeSpan? MaybeSpan(this Row row, string column) =>
        row.MaybeLong(column) is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null;
}
