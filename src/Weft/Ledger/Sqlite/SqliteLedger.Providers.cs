using Weft.Model;

namespace Weft.Ledger.Sqlite;

internal sealed partial class SqliteLedger
{
    public Task<IReadOnlyList<Provider>> ProvidersAsync(CancellationToken cancel)
    {
        var now = _time.GetUtcNow();
        return ReadListAsync(db => db.Query("providers", row => Rows.Provider(row, now)), cancel);
    }

    private static Standing? StandingOf(SqliteDb db, string provider) =>
        db.First("provider-standing", Rows.Standing, ("$name", provider));

    /// <summary>Paused, served by no open session, or not there at all.</summary>
    private bool IsWorkless(SqliteDb db, string provider) =>
        StandingOf(db, provider) is not { } standing
        || standing.IsPaused(_time.GetUtcNow())
        || db.Number("serves", ("$provider", provider)) is null;

    private static bool InTheAir(SqliteDb db, string provider, DateTimeOffset now) =>
        db.Number("call-in-the-air", ("$name", provider), ("$now", Stored.Ms(now))) is not null;

    public Task SaveProviderAsync(Provider provider, CancellationToken cancel) =>
        WishedAsync(
            db =>
                db.Execute(
                    "save-provider",
                    ("$name", provider.Name),
                    ("$url", provider.Url),
                    ("$model", provider.Model),
                    ("$key", provider.SealedKey),
                    ("$calls", provider.Limits.Calls),
                    ("$requests", provider.Limits.RequestsPerMinute),
                    ("$tokens", provider.Limits.TokensPerMinute),
                    ("$input", provider.Price.InputMicros),
                    ("$cached", provider.Price.CachedInputMicros),
                    ("$output", provider.Price.OutputMicros),
                    ("$currency", provider.Price.Currency)
                ) > 0,
            cancel
        );

    public Task<ProviderRemoval> RemoveProviderAsync(string name, CancellationToken cancel) =>
        _store.WriteAsync(db => RemoveProvider(db, name), cancel);

    private static ProviderRemoval RemoveProvider(SqliteDb db, string name)
    {
        var users = db.Query("jobs-that-need", row => new JobId(row.GetInt64(0)), ("$name", name));
        if (users.Count > 0)
            return new ProviderRemoval.InUse(users);
        if (db.Execute("remove-provider", ("$name", name)) == 0)
            return new ProviderRemoval.NotThere();
        Wish(db);
        return new ProviderRemoval.Removed();
    }

    public Task NoteSuccessAsync(string provider, CancellationToken cancel) =>
        WishedAsync(
            db =>
            {
                db.Execute("forget-failures", ("$name", provider));
                return db.Execute("end-lapsed-pause", ("$name", provider), ("$now", NowMs)) > 0;
            },
            cancel
        );

    public Task<int> NoteFailureAsync(string provider, CancellationToken cancel) =>
        _store.WriteAsync(db => (int)(db.Number("note-failure", ("$name", provider)) ?? 0), cancel);

    public Task PauseProviderAsync(string provider, Pause pause, CancellationToken cancel) =>
        WishedAsync(
            db =>
                db.Execute("pause-provider", ("$name", provider), ("$until", Stored.Ms(pause.Until)), ("$reason", pause.Reason))
                > 0,
            cancel
        );

    public Task<bool> TryResumeProviderAsync(string provider, CancellationToken cancel) =>
        WishedAsync(
            db =>
            {
                db.Execute("forget-failures", ("$name", provider));
                return db.Execute("resume-provider", ("$name", provider)) > 0;
            },
            cancel
        );

    public Task SaveFormatAsync(string provider, string model, AnswerFormat format, CancellationToken cancel) =>
        _store.WriteAsync(
            db => db.Execute("save-format", ("$name", provider), ("$model", model), ("$format", Stored.Word(format))),
            cancel
        );
}
