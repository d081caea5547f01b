using System.Globalization;
using MySqlConnector;
using Weft.Model;

namespace Weft.Ledger.MySql;

/// <summary>Takes runs for a session, in one packet.</summary>
internal sealed class MySqlClaims(MySqlStore store, LedgerRows rows)
{
    public async Task<ClaimResult> ClaimAsync(ClaimRequest request, CancellationToken cancel)
    {
        var (result, behind) = await ClaimFromAsync(request.Mark, request, cancel);
        // Nothing from the mark on, but something between the floor and it.
        return behind && request.Mark > 0 ? (await ClaimFromAsync(0, request, cancel)).Result : result;
    }

    private Task<(ClaimResult Result, bool Behind)> ClaimFromAsync(int from, ClaimRequest request, CancellationToken cancel) =>
        store.RunAsync(
            "claim",
            async reader =>
            {
                await reader.ReadAsync(cancel);
                return (ResultOf(request, reader), reader.GetBoolean(7));
            },
            cancel,
            ("@session", request.Session.Value),
            ("@provider", request.Provider),
            ("@job", request.Job.Value),
            ("@mark", from),
            ("@most", request.AtMost),
            ("@now", store.NowMs)
        );

    private ClaimResult ResultOf(ClaimRequest request, MySqlDataReader row)
    {
        if (!row.GetBoolean(0))
            return new ClaimResult.SessionEnded();
        if (!row.GetBoolean(1))
            return new ClaimResult.NothingForAnyone();
        if (row.MaybeLong(2) != 1)
            return new ClaimResult.NothingNow(row.MaybeLong(3) == 1 ? rows.MaybeAt(row, 4) : null);
        if (row.IsDBNull(6))
            return row.GetBoolean(7) ? new ClaimResult.NothingNow(null) : new ClaimResult.NothingForAnyone();
        var claims = row.GetString(6).Split(';').Select(text => Claimed(request, text)).OrderBy(claim => claim.Run.Position);
        List<Claim> runs = [.. claims];
        var mark = Math.Max(request.Mark, runs[^1].Run.Position + 1);
        return new ClaimResult.Claimed(runs, mark, runs.Count < request.AtMost);
    }

    /// <summary>A row as the statement put it together; the hash stands last.</summary>
    private static Claim Claimed(ClaimRequest request, string text)
    {
        var words = text.Split(' ', 9);
        int Number(int index) => int.Parse(words[index], CultureInfo.InvariantCulture);
        return new(
            new(request.Job, Number(0)),
            new(words[8], Number(1)),
            request.Session,
            Number(2),
            request.Provider,
            Number(3),
            Number(4),
            Number(5),
            Number(6),
            Number(7) == 1
        );
    }
}
