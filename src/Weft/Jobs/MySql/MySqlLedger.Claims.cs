namespace Weft.Jobs.MySql;

internal sealed partial class MySqlLedger
{
    public Task<ClaimResult> ClaimAsync(ClaimRequest request, CancellationToken cancel) =>
        _store.RunAsync<ClaimResult>(
            "claim",
            async reader =>
            {
                await reader.ReadAsync(cancel);
                var (isOpen, goes) = (reader.GetBoolean(0), reader.MaybeLong(1) == 1);
                var (concerns, paused, behind) = (reader.GetBoolean(2), reader.MaybeLong(3) == 1, reader.GetBoolean(5));
                var until = _rows.MaybeAt(reader, 4);
                if (!isOpen)
                    return new ClaimResult.SessionEnded();
                if (!concerns)
                    return new ClaimResult.NothingForAnyone();
                if (!goes)
                    return new ClaimResult.NothingNow(paused ? until : null);
                await reader.NextResultAsync(cancel);
                var claims = new List<Claim>();
                while (await reader.ReadAsync(cancel))
                    claims.Add(LedgerRows.Claim(reader));
                if (claims.Count == 0)
                    return behind ? new ClaimResult.NothingNow(null) : new ClaimResult.NothingForAnyone();
                var mark = Math.Max(request.Mark, claims[^1].Run.Position + 1);
                return new ClaimResult.Claimed(claims, mark, claims.Count < request.AtMost);
            },
            cancel,
            ("@session", request.Session.Value),
            ("@provider", request.Provider),
            ("@job", request.Job.Value),
            ("@mark", request.Mark),
            ("@most", request.AtMost),
            ("@now", NowMs)
        );
}
