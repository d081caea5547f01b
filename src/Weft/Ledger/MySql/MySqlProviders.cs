using System.Globalization;
using Weft.Model;
using Weft.Reasons;
using Weft.Storage;

namespace Weft.Ledger.MySql;

/// <summary>Providers in a MySQL or MariaDB database.</summary>
internal sealed class MySqlProviders(MySqlStore store, TimeProvider time, RowMapping rows) : IProviders
{
    public async Task<IReadOnlyList<Provider>> ProvidersAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        return await store.QueryAsync("providers", row => rows.Provider(row, now), cancel);
    }

    public Task SaveProviderAsync(Provider provider, CancellationToken cancel) =>
        store.ExecuteAsync(
            "save-provider",
            cancel,
            ("@name", provider.Name),
            ("@url", provider.Url),
            ("@model", provider.Model),
            ("@key", provider.SealedKey),
            ("@calls", provider.Limits.Calls),
            ("@requests", provider.Limits.RequestsPerMinute),
            ("@tokens", provider.Limits.TokensPerMinute),
            ("@input", provider.Price.InputMicros),
            ("@cached", provider.Price.CachedInputMicros),
            ("@output", provider.Price.OutputMicros),
            ("@currency", provider.Price.Currency),
            ("@kind", provider.Kind.Name),
            ("@settings", ColumnFormats.Json(provider.Settings))
        );

    public async Task<ProviderRemoval> RemoveProviderAsync(string name, CancellationToken cancel) =>
        (await store.FirstAsync("remove-provider", Removal, cancel, ("@name", name)))!;

    private static ProviderRemoval Removal(Row row)
    {
        var users = row.Text("users").Split(',', StringSplitOptions.RemoveEmptyEntries);
        if (users.Length > 0)
            return new ProviderRemoval.InUse([.. users.Select(job => new JobId(long.Parse(job, CultureInfo.InvariantCulture)))]);
        return row.Long("removed") > 0 ? new ProviderRemoval.Removed() : new ProviderRemoval.NotThere();
    }

    public async Task NoteSuccessAsync(string provider, CancellationToken cancel)
    {
        // After every call, and nearly always there is nothing to change: no lock for that.
        var well = await store.FirstAsync(
            "provider-health",
            row => row.Long("paused") == 0 && row.Long("failures_in_row") == 0,
            cancel,
            ("@name", provider)
        );
        if (!well)
            await store.ExecuteAsync("note-success", cancel, ("@name", provider), ("@now", store.NowMs));
    }

    public async Task<int> NoteFailureAsync(string provider, CancellationToken cancel) =>
        (int)(await store.NumberAsync("note-failure", cancel, ("@name", provider)) ?? 0);

    public Task PauseProviderAsync(string provider, Pause pause, CancellationToken cancel) =>
        store.ExecuteAsync(
            "pause-provider",
            cancel,
            ("@name", provider),
            ("@until", store.Clock.ToServer(pause.Until)),
            ("@reason", pause.Reason.Sentence),
            ("@reason_code", pause.Reason.Code),
            ("@reason_args", ReasonJson.Write(pause.Reason)),
            ("@now", store.NowMs)
        );

    public Task<bool> TryResumeProviderAsync(string provider, CancellationToken cancel) =>
        store.IsDoneAsync("resume-provider", cancel, ("@name", provider), ("@now", store.NowMs));

    public Task SaveMannersAsync(Provider provider, CancellationToken cancel) =>
        store.ExecuteAsync(
            "save-manners",
            cancel,
            ("@name", provider.Name),
            ("@model", provider.Model),
            ("@url", provider.Url),
            ("@format", ColumnFormats.Word(provider.Health.Manners.Format ?? AnswerFormat.JsonSchema)),
            ("@manners", ColumnFormats.Json(provider.Health.Manners))
        );
}
