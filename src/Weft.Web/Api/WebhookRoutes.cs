using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Weft.Application;
using Weft.Application.Shapes;
using Weft.Application.Texts;
using Weft.Model;
using Weft.Reasons;
using Weft.Web.Doors;

namespace Weft.Web.Api;

/// <summary>A webhook to be added.</summary>
/// <param name="On">finished, failed, paused, closed; nothing = all four.</param>
/// <param name="AllowHttp">Without encryption, to this machine or a private network alone.</param>
/// <param name="Secret">Begins with <c>whsec_</c>; null = one is made.</param>
internal sealed record WebhookBodyIn(string Url, IReadOnlyList<string>? On = null, bool AllowHttp = false, string? Secret = null);

/// <summary><c>/api/webhooks</c>: who is told what happens. A secret comes out once, when it is made.</summary>
internal sealed class WebhookRoutes(WebParts parts) : IResource
{
    private readonly WebhookRegistry _webhooks = parts.UseCases.Webhooks;

    public void Map(IEndpointRouteBuilder routes)
    {
        var webhooks = routes.MapGroup("/api/webhooks").WithTags("Webhooks");
        webhooks.MapGet("", ListAsync).ForAdmins().Says<Slice<WebhookShape>>("listWebhooks", "Webhooks, without their secrets");
        webhooks
            .MapPost("", AddAsync)
            .ForAdmins()
            .Says<NewWebhookShape>("addWebhook", "Adds a webhook and says its secret this once", 201, 409);
        webhooks
            .MapDelete("{webhook:long}", RemoveAsync)
            .ForAdmins()
            .Says<RemovedWebhookShape>("removeWebhook", "Removes a webhook with its deliveries", 200, 404);
        webhooks
            .MapPost("{webhook:long}/pause", PauseAsync)
            .ForAdmins()
            .Says<WebhookShape>("pauseWebhook", "Sends nothing any more; what happens meanwhile is not told later", 200, 404);
        webhooks
            .MapPost("{webhook:long}/resume", ResumeAsync)
            .ForAdmins()
            .Says<WebhookShape>("resumeWebhook", "Sends what waited, and what happens from now on", 200, 404);
        webhooks
            .MapPost("{webhook:long}/test", TestAsync)
            .ForAdmins()
            .Says<DeliveryShape>("testWebhook", "Sends one test at once and says what came of it", 200, 404);
        webhooks
            .MapGet("{webhook:long}/deliveries", DeliveriesAsync)
            .ForAdmins()
            .Says<Slice<DeliveryShape>>("listDeliveries", "What it was told or will be, the newest first", 200, 404);
    }

    private async Task<IResult> ListAsync(CancellationToken cancel)
    {
        var all = await _webhooks.ListAsync(cancel);
        return Answer.Of(texts => new Slice<WebhookShape>([.. all.Select(webhook => WebhookShape.Of(webhook, texts))], null));
    }

    private async Task<IResult> AddAsync(WebhookBodyIn body, CancellationToken cancel)
    {
        var words = WebhookRegistry.Kinds.ToDictionary(Glossary.Word);
        if (body.On?.FirstOrDefault(word => !words.ContainsKey(word)) is { } wrong)
            return Answer.Bad("on", wrong, "api.is.webhookKind");
        var kinds = body.On?.Select(word => words[word]).ToArray() ?? [];
        return await _webhooks.AddAsync(new(body.Url, kinds, body.AllowHttp, body.Secret), cancel) switch
        {
            Result<NewWebhook>.Done(var made) => Answer.Created(
                $"/api/webhooks/{made.Webhook.Id}",
                _ => NewWebhookShape.Of(made)
            ),
            var refused => Answer.Refused(((Result<NewWebhook>.Refused)refused).Why),
        };
    }

    private async Task<IResult> RemoveAsync(long webhook, CancellationToken cancel) =>
        await _webhooks.RemoveAsync(new(webhook), cancel) is { } refusal
            ? Answer.Refused(refusal)
            : Answer.Of(new RemovedWebhookShape(webhook));

    private async Task<IResult> PauseAsync(long webhook, CancellationToken cancel) =>
        Answer.Of(await _webhooks.PauseAsync(new(webhook), cancel), WebhookShape.Of);

    private async Task<IResult> ResumeAsync(long webhook, CancellationToken cancel) =>
        Answer.Of(await _webhooks.ResumeAsync(new(webhook), cancel), WebhookShape.Of);

    private async Task<IResult> TestAsync(long webhook, CancellationToken cancel) =>
        Answer.Of(await _webhooks.TestAsync(new(webhook), parts.WebhookSender, cancel), DeliveryShape.Of);

    private async Task<IResult> DeliveriesAsync(long webhook, int? limit, CancellationToken cancel)
    {
        if (Paging.TryRead(limit, null, out var paging) is { } bad)
            return bad;
        return Answer.Of(
            await _webhooks.DeliveriesAsync(new(webhook), paging.Limit, cancel),
            (all, texts) => new Slice<DeliveryShape>([.. all.Select(delivery => DeliveryShape.Of(delivery, texts))], null)
        );
    }
}
