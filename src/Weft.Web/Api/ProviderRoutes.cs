using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Weft.Application;
using Weft.Application.Shapes;
using Weft.Model;
using Weft.Reasons;
using Weft.Web.Doors;

namespace Weft.Web.Api;

/// <summary><c>/api/providers</c>: who is asked, at which limits. Keys go in and never come out.</summary>
internal sealed class ProviderRoutes(WebParts parts) : IResource
{
    private const decimal MostMinutes = 525_600;
    private const int LongestReason = 500;
    private const int MostWords = 120;
    private readonly UseCases _cases = parts.UseCases;

    public void Map(IEndpointRouteBuilder routes)
    {
        var providers = routes.MapGroup("/api/providers").WithTags("Providers");
        providers
            .MapGet("", ListAsync)
            .ForReaders()
            .Says<Slice<ProviderShape>>("listProviders", "Providers by name, each with its pause and its words");
        routes
            .MapGet("/api/presets", ListPresetsAsync)
            .WithTags("Providers")
            .ForReaders()
            .Says<Slice<PresetShape>>(
                "listPresets",
                "Known providers: an address, models with their prices, and how they are asked"
            );
        providers
            .MapGet("{name}", ShowAsync)
            .ForReaders()
            .Says<ProviderShape>("showProvider", "One provider; of its key only whether there is one", 200, 404);
        providers
            .MapPut("{name}", SaveAsync)
            .ForAdmins()
            .Says<ProviderShape>("saveProvider", "Adds a provider (201) or changes it (200)", 200, 409)
            .Produces<ProviderShape>(StatusCodes.Status201Created);
        providers
            .MapPost("{name}/pause", PauseAsync)
            .ForAdmins()
            .Says<ProviderShape>("pauseProvider", "Holds its calls back, for a while or until it is resumed", 200, 404);
        providers
            .MapPost("{name}/resume", ResumeAsync)
            .ForAdmins()
            .Says<ProviderShape>("resumeProvider", "Ends its pause", 200, 404);
        providers
            .MapPost("{name}/test", TestAsync)
            .ForAdmins()
            .Says<ProviderTestShape>(
                "testProvider",
                "Asks it one question as long as a passage: are address, model, key and window right, and how does it want to be asked?",
                200,
                404,
                409
            );
        providers
            .MapDelete("{name}", RemoveAsync)
            .ForAdmins()
            .Says<RemovedProviderShape>("removeProvider", "Removes a provider that no open job needs", 200, 404, 409);
    }

    private async Task<IResult> ListAsync(int? limit, string? cursor, CancellationToken cancel)
    {
        if (Paging.TryRead(limit, cursor, out var paging) is { } bad)
            return bad;
        var before = (int)(paging.After ?? 0);
        var rows = (await _cases.Providers.ListAsync(cancel)).Skip(before).Take(paging.Limit + 1);
        return Answer.Of(texts => paging.Cut([.. rows], _ => before + paging.Limit, provider => Shape(provider, texts)));
    }

    private Task<IResult> ListPresetsAsync(int? limit, string? cursor)
    {
        if (Paging.TryRead(limit, cursor, out var paging) is { } bad)
            return Task.FromResult(bad);
        var before = (int)(paging.After ?? 0);
        var rows = parts.Presets.All.Skip(before).Take(paging.Limit + 1).ToList();
        return Task.FromResult(
            Answer.Of(texts =>
                paging.Cut(
                    rows,
                    _ => before + paging.Limit,
                    preset => PresetShape.Of(preset, parts.Time.GetUtcNow(), texts.Language)
                )
            )
        );
    }

    private async Task<IResult> ShowAsync(string name, CancellationToken cancel)
    {
        var found = await _cases.Providers.FindAsync(name, cancel);
        if (found is not Result<Provider>.Done(var provider))
            return Answer.Refused(((Result<Provider>.Refused)found).Why);
        var counted = await _cases.Estimates.CountedAsync(provider, cancel);
        return Answer.Of(texts => Shape(provider, texts).With(counted, texts));
    }

    private async Task<IResult> SaveAsync(string name, ProviderBody body, CancellationToken cancel)
    {
        if (body.TryRead(name, out var wanted) is { } bad)
            return bad;
        var result = await _cases.Providers.SaveAsync(wanted, cancel);
        if (result is not Result<SavedProvider>.Done(var saved))
            return Answer.Refused(((Result<SavedProvider>.Refused)result).Why);
        // As it stands in the ledger: with its pause, and with what was found out about it.
        var stands = await _cases.Providers.FindAsync(name, cancel);
        return saved.IsNew && stands is Result<Provider>.Done(var provider)
            ? Answer.Created($"/api/providers/{name}", texts => Shape(provider, texts))
            : Answer.Of(stands, Shape);
    }

    private async Task<IResult> PauseAsync(string name, PauseBody? body, CancellationToken cancel)
    {
        if (body?.Minutes is <= 0 or > MostMinutes)
            return Answer.Bad("minutes", body.Minutes, "api.is.range", 0, MostMinutes);
        if (body?.Reason?.Length > LongestReason)
            return Answer.Bad("reason", body.Reason[..40], "api.is.text", LongestReason);
        DateTimeOffset? until = body?.Minutes is { } minutes ? parts.Time.GetUtcNow().AddMinutes((double)minutes) : null;
        var reason = string.IsNullOrWhiteSpace(body?.Reason)
            ? RunReasons.PausedByPerson
            : RunReasons.PausedByPersonFor(body.Reason);
        return Answer.Of(await _cases.Providers.PauseAsync(name, new(until, reason), cancel), Shape);
    }

    private async Task<IResult> ResumeAsync(string name, CancellationToken cancel) =>
        Answer.Of(await _cases.Providers.ResumeAsync(name, cancel), Shape);

    private async Task<IResult> TestAsync(string name, CancellationToken cancel) =>
        Answer.Of(
            await _cases.ProviderProbe.TestAsync(name, cancel),
            (test, texts) =>
            {
                var words = test.Said.Say(texts);
                return ProviderTestShape.Of(test, test.Ok && words.Length > MostWords ? words[..MostWords] + "…" : words, texts);
            }
        );

    private async Task<IResult> RemoveAsync(string name, CancellationToken cancel) =>
        await _cases.Providers.RemoveAsync(name, cancel) is { } refusal
            ? Answer.Refused(refusal)
            : Answer.Of(new RemovedProviderShape(name));

    private ProviderShape Shape(Provider provider, ReasonTexts texts) =>
        ProviderShape.Of(provider, parts.Time.GetUtcNow(), texts, parts.Presets.Prices);
}
