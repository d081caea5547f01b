using Weft.Storage.Sqlite;

namespace Weft.Ledger.Sqlite;

/// <summary>What claims and calls ask about a provider within their transactions.</summary>
internal static class ProviderPauses
{
    /// <summary>Null where there is no such provider.</summary>
    public static ProviderPauseState? Find(SqliteDb db, string provider) =>
        db.First("provider-pause", RowMapping.ByUnixTime.ProviderPause, ("$name", provider));

    /// <summary>Paused, served by no open session, or not there at all.</summary>
    public static bool IsWorkless(SqliteDb db, string provider, DateTimeOffset now) =>
        Find(db, provider) is not { } pause || pause.IsPaused(now) || db.Number("serves", ("$provider", provider)) is null;

    /// <summary>Paused, or served by no open session, since then at the latest.</summary>
    /// <param name="started">Of the job that asks: from then on counts what nobody has told.</param>
    public static bool IsAway(SqliteDb db, string provider, DateTimeOffset now, TimeSpan since, long? started) =>
        db.Number(
            "away",
            ("$provider", provider),
            ("$now", ColumnFormats.Ms(now)),
            ("$since", ColumnFormats.Ms(now - since)),
            ("$started", started)
        )
            is not null;

    /// <summary>A call of an open session that is neither answered nor overdue.</summary>
    public static bool HasCallInTheAir(SqliteDb db, string provider, DateTimeOffset now) =>
        db.Number("call-in-the-air", ("$name", provider), ("$now", ColumnFormats.Ms(now))) is not null;
}
