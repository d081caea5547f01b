using Weft.Model;
using Weft.Reasons;
using Weft.Storage.Sqlite;

namespace Weft.Ledger.Sqlite;

/// <summary>Providers in a SQLite file.</summary>
internal sealed class SqliteProviders(SqliteFile file, TimeProvider time) : IProviders
{
    private static readonly RowMapping Rows = RowMapping.ByUnixTime;

    public Task<IReadOnlyList<Provider>> ProvidersAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        return file.ReadListAsync(db => db.Query("providers", row => Rows.Provider(row, now)), cancel);
    }

    public Task SaveProviderAsync(Provider provider, CancellationToken cancel) =>
        file.ChangeAsync(
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
                    ("$currency", provider.Price.Currency),
                    ("$kind", provider.Kind.Name),
                    ("$settings", ColumnFormats.Json(provider.Settings))
                ) > 0,
            cancel
        );

    public Task<ProviderRemoval> RemoveProviderAsync(string name, CancellationToken cancel) =>
        file.WriteAsync(db => RemoveProvider(db, name), cancel);

    private static ProviderRemoval RemoveProvider(SqliteDb db, string name)
    {
        var users = db.Query("jobs-that-need", RowMapping.JobId, ("$name", name));
        if (users.Count > 0)
            return new ProviderRemoval.InUse(users);
        if (db.Execute("remove-provider", ("$name", name)) == 0)
            return new ProviderRemoval.NotThere();
        db.Execute("forget-manners", ("$name", name));
        ChangeNumber.Raise(db);
        return new ProviderRemoval.Removed();
    }

    public Task NoteSuccessAsync(string provider, CancellationToken cancel) =>
        file.ChangeAsync(
            db =>
            {
                db.Execute("forget-failures", ("$name", provider));
                return db.Execute("end-lapsed-pause", ("$name", provider), ("$now", time.NowMs())) > 0
                    && Noted(db, provider, EventKind.Resumed);
            },
            cancel
        );

    public Task<int> NoteFailureAsync(string provider, CancellationToken cancel) =>
        file.WriteAsync(db => (int)(db.Number("note-failure", ("$name", provider)) ?? 0), cancel);

    public Task PauseProviderAsync(string provider, Pause pause, CancellationToken cancel) =>
        file.ChangeAsync(
            db =>
                db.Execute(
                    "pause-provider",
                    ("$name", provider),
                    ("$until", ColumnFormats.Ms(pause.Until)),
                    ("$reason", pause.Reason.Sentence),
                    ("$reason_code", pause.Reason.Code),
                    ("$reason_args", ReasonJson.Write(pause.Reason)),
                    ("$now", time.NowMs())
                ) > 0
                && Noted(db, provider, EventKind.Paused),
            cancel
        );

    private bool Noted(SqliteDb db, string provider, EventKind kind)
    {
        SqliteEvents.Note(db, provider, kind, time.NowMs());
        return true;
    }

    public Task<bool> TryResumeProviderAsync(string provider, CancellationToken cancel) =>
        file.ChangeAsync(
            db =>
            {
                db.Execute("forget-failures", ("$name", provider));
                return db.Execute("resume-provider", ("$name", provider)) > 0 && Noted(db, provider, EventKind.Resumed);
            },
            cancel
        );

    public Task SaveMannersAsync(Provider provider, CancellationToken cancel) =>
        file.ChangeAsync(
            db =>
                db.Execute(
                    "save-manners",
                    ("$name", provider.Name),
                    ("$model", provider.Model),
                    ("$url", provider.Url),
                    ("$format", ColumnFormats.Word(provider.Health.Manners.Format ?? AnswerFormat.JsonSchema)),
                    ("$manners", ColumnFormats.Json(provider.Health.Manners))
                ) > 0,
            cancel
        );
}
