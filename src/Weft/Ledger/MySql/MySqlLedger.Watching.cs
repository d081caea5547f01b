namespace Weft.Ledger.MySql;

internal sealed partial class MySqlLedger
{
    public async Task<WatchView> WatchAsync(DateTimeOffset since, CancellationToken cancel) =>
        new(
            await _store.QueryAsync("watch-active", _rows.Active, cancel),
            await _store.QueryAsync("watch-waiting", LedgerRows.Waiting, cancel),
            await _store.QueryAsync(
                "watch-ended",
                _rows.Session,
                cancel,
                ("@since", _store.Clock.ToServer(since)),
                ("@most", WatchRules.YoungestSessions)
            )
        );
}
