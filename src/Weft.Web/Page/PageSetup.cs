using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Weft.Watching;
using Weft.Web.Doors;
using Weft.Web.Page.Live;
using Weft.Web.Page.Readings;
using Weft.Web.Page.Shell;

namespace Weft.Web.Page;

/// <summary>Puts the page into a node's web server.</summary>
internal static class PageSetup
{
    public static void AddPage(
        this IServiceCollection services,
        WebParts parts,
        PageOptions options,
        OverviewReader reader,
        ILogger log
    )
    {
        var uses = new PageUseCases(parts, options);
        services.AddSingleton(parts.Time);
        services.AddSingleton(uses);
        services.AddSingleton(new LivePulse(reader, uses.Jobs, parts.Time));
        var tickets = new HandoverTickets(parts.Seal, parts.Time);
        services.AddSingleton(tickets);
        // Made by the container, so that it is disposed of with it.
        services.AddSingleton(_ => new OtherPages(parts.Ledger.WebNodes, options, tickets, parts.Time, log));
        services.AddSingleton(_ => new WebhookRounds(parts.WebhookSender, parts.Time, log));
        services.AddSingleton(new SharedReadings(parts.Time));
        services.AddSingleton(new ShelfMemory(new(uses), new(uses), new(uses), new(uses)));
        services.AddSingleton(new FleetMemory(new(uses.Events), new(uses.Paces, parts.Time)));
        services.AddScoped<Toasts>();
        services.AddScoped<PageCaller>();
        services.AddAntiforgery(forms => forms.Cookie.Name = "weft-form" + SignInCookie.MarkOf(parts));
        // One name on every node: keys are made for it.
        services.AddDataProtection().SetApplicationName("weft");
        services.Configure<KeyManagementOptions>(keys =>
            keys.XmlRepository = new FormKeyRing(parts.Ledger.AccessKeys, parts.Seal)
        );
        services
            .AddRazorComponents()
            .AddInteractiveServerComponents(circuits =>
            {
                circuits.DisconnectedCircuitRetentionPeriod = TimeSpan.FromMinutes(3);
                circuits.DisconnectedCircuitMaxRetained = 50;
            });
    }

    public static void MapPage(this WebApplication app, PageUseCases uses, WebParts parts)
    {
        app.UseAntiforgery();
        StaticAssets.Map(app);
        new GraphFeed(uses).Map(app);
        new SignInPage(
            parts.UseCases.SignIns,
            app.Services.GetRequiredService<SignInCookie>(),
            app.Services.GetRequiredService<IAntiforgery>(),
            parts.Folder
        ).Map(app);
        app.MapPost(
                HandoverTickets.Path,
                (HttpRequest request, HandoverTickets tickets) =>
                    Results.StatusCode(
                        tickets.IsGood(request.Headers["Weft-Handover"].ToString())
                            ? StatusCodes.Status204NoContent
                            : StatusCodes.Status403Forbidden
                    )
            )
            .ForReaders();
        app.MapGet(
                "/_framework/blazor.web.js",
                (HttpRequest request) => Results.Redirect($"{request.PathBase}/{StaticAssets.Address("blazor.web.js")}")
            )
            .ForAnybody();
        app.MapRazorComponents<App>()
            // Said once, by SecurityHeaders.
            .AddInteractiveServerRenderMode(page => page.ContentSecurityFrameAncestorsPolicy = null)
            .ForReaders();
    }
}
