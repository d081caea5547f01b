using Microsoft.Data.Sqlite;
using Weft.Providers;

namespace Weft.Jobs.Sqlite;

internal sealed partial class SqliteLedger
{
    public Task<IReadOnlyList<Provider>> ProvidersAsync(CancellationToken cancel)
    {
        var now = _time.GetUtcNow();
        return ReadListAsync(db => db.Query("providers", row => ReadProvider(row, now)), cancel);
    }

    private static Provider ReadProvider(SqliteDataReader row, DateTimeOffset now)
    {
        var standing = new Standing(row.GetString(0), row.GetBoolean(12), row.MaybeTime(13));
        return new(
            standing.Name,
            row.GetString(1),
            row.GetString(2),
            row.GetString(3),
            new(row.MaybeInt(4), row.MaybeInt(5), row.MaybeInt(6)),
            new(row.GetInt64(7), row.GetInt64(8), row.GetInt64(9), row.GetString(10)),
            row.IsDBNull(11) ? null : row.Word<AnswerFormat>(11),
            standing.HasPause ? new(standing.Until, row.GetString(14)) : null,
            row.GetInt32(15),
            standing.IsProbing(now)
        );
    }

    /// <summary>A provider's pause as its row has it. One that has lapsed stands until its probe has succeeded.</summary>
    private sealed record Standing(string Name, bool HasPause, DateTimeOffset? Until)
    {
        public bool IsPaused(DateTimeOffset now) => HasPause && (Until is null || Until > now);

        /// <summary>Rules make no calls that could be a probe.</summary>
        public bool IsProbing(DateTimeOffset now) => HasPause && !IsPaused(now) && Name != Provider.RulesName;
    }

    private static Standing? StandingOf(SqliteDb db, string provider) =>
        db.First(
            "provider-standing",
            row => new Standing(row.GetString(0), row.GetBoolean(1), row.MaybeTime(2)),
            ("$name", provider)
        );

    /// <summary>Paused, served by no open session, or not there at all.</summary>
    private bool IsWorkless(SqliteDb db, string provider) =>
        StandingOf(db, provider) is not { } standing
        || standing.IsPaused(_time.GetUtcNow())
        || db.Number("serves", ("$provider", provider)) is null;

    private static bool InTheAir(SqliteDb db, string provider, DateTimeOffset now) =>
        db.Number("call-in-the-air", ("$name", provider), ("$now", Columns.Ms(now))) is not null;

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

    public Task<bool> TryRemoveProviderAsync(string name, CancellationToken cancel) =>
        WishedAsync(db => db.Execute("remove-provider", ("$name", name)) > 0, cancel);

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
                db.Execute("pause-provider", ("$name", provider), ("$until", Columns.Ms(pause.Until)), ("$reason", pause.Reason))
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
            db => db.Execute("save-format", ("$name", provider), ("$model", model), ("$format", Columns.Word(format))),
            cancel
        );
}
