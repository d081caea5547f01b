using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Weft.Watching;
using Weft.Web.Page.Live;
using Weft.Web.Page.Readings;
using Weft.Web.Page.Shell;

namespace Weft.Web.Page;

/// <summary>Puts the page into a node's web server.</summary>
internal static class PageSetup
{
    public static void AddPage(this IServiceCollection services, WebParts parts, PageOptions options, OverviewReader reader)
    {
        var uses = new PageUseCases(parts, options);
        services.AddSingleton(parts.Time);
        services.AddSingleton(uses);
        services.AddSingleton(new LivePulse(reader, uses.Jobs, parts.Time));
        services.AddSingleton(new SharedReadings(parts.Time));
        services.AddSingleton(new ShelfMemory(new(uses), new(uses), new(uses)));
        services.AddScoped<Toasts>();
        // A circuit lives in this process and ends with it: so do the keys that guard it.
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services
            .AddRazorComponents()
            .AddInteractiveServerComponents(circuits =>
            {
                circuits.DisconnectedCircuitRetentionPeriod = TimeSpan.FromMinutes(3);
                circuits.DisconnectedCircuitMaxRetained = 50;
            });
    }

    public static void MapPage(this WebApplication app, PageUseCases uses)
    {
        app.UseAntiforgery();
        StaticAssets.Map(app);
        new GraphFeed(uses).Map(app);
        app.MapGet(
            "/_framework/blazor.web.js",
            () => Microsoft.AspNetCore.Http.Results.Redirect("/" + StaticAssets.Address("blazor.web.js"))
        );
        app.MapRazorComponents<App>()
            // Said once, by SecurityHeaders.
            .AddInteractiveServerRenderMode(page => page.ContentSecurityFrameAncestorsPolicy = null);
    }
}
