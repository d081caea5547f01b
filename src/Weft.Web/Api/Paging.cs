using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Weft.Web.Api;

/// <summary>A slice of a list.</summary>
/// <param name="Next">Where the next one begins, as <c>cursor</c> takes it; null = this is the last.</param>
internal sealed record Slice<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>Which slice of a list is asked for: at most so many rows, behind the one that the cursor names.</summary>
internal readonly record struct Paging(int Limit, long? After)
{
    public const int MostRows = 500;
    private const int UsualRows = 50;

    /// <summary>Null = good.</summary>
    public static IResult? TryRead(int? limit, string? cursor, out Paging paging)
    {
        paging = new(limit ?? UsualRows, null);
        if (paging.Limit is < 1 or > MostRows)
            return Answer.Problem(StatusCodes.Status400BadRequest, "limit.bad", MostRows);
        if (string.IsNullOrEmpty(cursor))
            return null;
        if (!long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var after) || after > int.MaxValue)
            return Answer.Problem(StatusCodes.Status400BadRequest, "cursor.bad", cursor);
        paging = paging with { After = after };
        return null;
    }

    /// <summary>The rows of a list that was read with one row more than are wanted.</summary>
    /// <param name="cursor">Of the last row that is shown.</param>
    public Slice<TShape> Cut<T, TShape>(IReadOnlyList<T> rows, Func<T, long> cursor, Func<T, TShape> shape)
    {
        var shown = rows.Take(Limit).ToList();
        var next = rows.Count > Limit ? cursor(shown[^1]).ToString(CultureInfo.InvariantCulture) : null;
        return new([.. shown.Select(shape)], next);
    }
}
