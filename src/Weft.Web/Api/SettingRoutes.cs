using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Weft.Web.Doors;

namespace Weft.Web.Api;

/// <summary>What this node is set to.</summary>
internal sealed record SettingsShape(string Version, IReadOnlyList<VisibleSetting> Settings);

/// <summary><c>/api/settings</c>: the node's settings, secrets masked.</summary>
internal sealed class SettingRoutes(WebParts parts) : IResource
{
    public static readonly string Version = typeof(SettingRoutes).Assembly.GetName().Version?.ToString(3) ?? "";

    public void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/api/settings", () => Answer.Of(new SettingsShape(Version, parts.Settings)))
            .WithTags("Settings")
            .ForAdmins()
            .Says<SettingsShape>("showSettings", "This node's settings and where each came from, secrets masked");
}
