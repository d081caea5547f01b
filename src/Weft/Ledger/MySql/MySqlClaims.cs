using System.Globalization;
using Weft.Model;
using Weft.Storage;

namespace Weft.Ledger.MySql;

/// <summary>Takes runs for a session, in one packet.</summary>
internal sealed class MySqlClaims(MySqlStore store, RowMapping rows)
{
    public async Task<ClaimResult> ClaimAsync(ClaimRequest request, CancellationToken cancel)
    {
        var (result, behind) = await ClaimFromAsync(request.Mark, request, cancel);
        // Nothing from the mark on, but something between the floor and it.
        return behind && request.Mark > 0 ? (await ClaimFromAsync(0, request, cancel)).Result : result;
    }

    private Task<(ClaimResult Result, bool Behind)> ClaimFromAsync(int from, ClaimRequest request, CancellationToken cancel) =>
        store.FirstAsync(
            "claim",
            row => (ResultOf(request, row), row.Bool("is_behind")),
            cancel,
            ("@session", request.Session.Value),
            ("@provider", request.Provider),
            ("@job", request.Job.Value),
            ("@mark", from),
            ("@most", request.AtMost),
            ("@now", store.NowMs)
        );

    private ClaimResult ResultOf(ClaimRequest request, Row row)
    {
        if (!row.Bool("session_is_open"))
            return new ClaimResult.SessionEnded();
        if (!row.Bool("concerns"))
            return new ClaimResult.NothingForAnyone();
        if (row.MaybeLong("go") != 1)
            return new ClaimResult.NothingNow(row.MaybeLong("is_paused") == 1 ? rows.MaybeAt(row, "paused_until_ms") : null);
        if (row.IsNull("claimed"))
            return row.Bool("is_behind") ? new ClaimResult.NothingNow(null) : new ClaimResult.NothingForAnyone();
        var claims = row.Text("claimed").Split(';').Select(text => Claimed(request, text)).OrderBy(claim => claim.Run.Position);
        List<Claim> runs = [.. claims];
        var mark = Math.Max(request.Mark, runs[^1].Run.Position + 1);
        return new ClaimResult.Claimed(runs, mark, runs.Count < request.AtMost);
    }

    /// <summary>What the statement puts together of each row that it claims, in its order; the hash stands last.</summary>
    private enum Part
    {
        Position,
        Occurrence,
        Attempt,
        Rung,
        FailedBy,
        Round,
        AskedFrom,
        Failures,
        Suspect,
        TextHash,
    }

    private static readonly int Parts = Enum.GetValues<Part>().Length;

    private static Claim Claimed(ClaimRequest request, string text)
    {
        var words = text.Split(' ', Parts);
        int Number(Part part) => int.Parse(words[(int)part], CultureInfo.InvariantCulture);
        return new()
        {
            Run = new(request.Job, Number(Part.Position)),
            Chapter = new(words[(int)Part.TextHash], Number(Part.Occurrence)),
            Session = request.Session,
            Attempt = Number(Part.Attempt),
            Provider = request.Provider,
            Rung = Number(Part.Rung),
            FailedBy = Number(Part.FailedBy),
            Round = Number(Part.Round),
            AskedFrom = Number(Part.AskedFrom),
            Failures = Number(Part.Failures),
            Suspect = Number(Part.Suspect) == 1,
        };
    }
}
