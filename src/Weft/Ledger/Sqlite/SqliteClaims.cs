using Weft.Model;
using Weft.Storage.Sqlite;

namespace Weft.Ledger.Sqlite;

/// <summary>Takes runs for a session, within one transaction.</summary>
internal sealed class SqliteClaims(TimeProvider time)
{
    public ClaimResult Claim(SqliteDb db, ClaimRequest request)
    {
        if (db.Number("session-is-open", ("$session", request.Session.Value)) is null)
            return new ClaimResult.SessionEnded();
        var job = db.First(
            "job-for-claim",
            row => new ClaimJob(
                Floor: row.Int("floor"),
                Order: row.Word<ProviderOrder>("provider_order"),
                Providers: row.Json<string[]>("providers"),
                RulesAfter: row.MaybeSpan("rules_after_ms"),
                StartedMs: row.MaybeLong("started_ms")
            ),
            ("$job", request.Job.Value)
        );
        var index = job is null ? -1 : Array.IndexOf(job.Providers, request.Provider);
        if (job is null || index < 0 || ProviderPauses.Find(db, request.Provider) is not { } pause)
            return new ClaimResult.NothingForAnyone();
        var now = time.GetUtcNow();
        if (pause.IsPaused(now))
            return new ClaimResult.NothingNow(pause.Until);
        var probing = pause.IsProbing(now);
        if (probing && ProviderPauses.HasCallInTheAir(db, request.Provider, now))
            return new ClaimResult.NothingNow(null);
        var claims = Take(db, request, job, index, probing);
        if (claims.Count == 0)
            return new ClaimResult.NothingForAnyone();
        db.Execute("note-session-job", ("$session", request.Session.Value), ("$job", request.Job.Value));
        var mark = Math.Max(request.Mark, claims[^1].Run.Position + 1);
        return new ClaimResult.Claimed(claims, mark, claims.Count < request.AtMost);
    }

    private sealed record ClaimJob(int Floor, ProviderOrder Order, string[] Providers, TimeSpan? RulesAfter, long? StartedMs);

    private List<Claim> Take(SqliteDb db, ClaimRequest request, ClaimJob job, int index, bool probing)
    {
        var inOrder = job.Order == ProviderOrder.InOrder;
        var now = time.GetUtcNow();
        bool IsAway(string provider) =>
            job.RulesAfter is { } after && ProviderPauses.IsAway(db, provider, now, after, job.StartedMs);
        var lowest = inOrder
            ? RunTransitions.LowestRung(job.Providers, index, provider => ProviderPauses.IsWorkless(db, provider, now), IsAway)
            : 0;
        (string, object?)[] range =
        [
            ("$job", request.Job.Value),
            ("$lowest", lowest),
            ("$highest", inOrder ? index : RunTransitions.MostProviders),
            ("$bit", inOrder ? 0 : 1 << index),
            ("$needs", inOrder ? 0 : RunTransitions.Needs(job.Providers, index, IsAway)),
        ];
        List<Claim> From(int position) =>
            db.Query(
                "claim",
                RowMapping.Claim,
                [
                    .. range,
                    ("$from", position),
                    ("$session", request.Session.Value),
                    ("$provider", request.Provider),
                    ("$most", probing ? 1 : request.AtMost),
                    ("$now", time.NowMs()),
                ]
            );
        var first = probing ? db.Number("probe-run", [.. range, ("$from", job.Floor)]) : null;
        var claims = From((int?)first ?? Math.Max(request.Mark, job.Floor));
        if (claims.Count == 0 && request.Mark > job.Floor)
            claims = From(job.Floor);
        // RETURNING promises no order.
        claims.Sort((claim, other) => claim.Run.Position.CompareTo(other.Run.Position));
        return claims;
    }
}
