using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Weft.Runtime;
using Weft.Web.Doors;

namespace Weft.Web.Api;

/// <summary>What this node is set to, and which build it is; without a commit where none was known when it was built.</summary>
internal sealed record SettingsShape(string Version, string? Commit, IReadOnlyList<VisibleSetting> Settings);

/// <summary><c>/api/settings</c>: the node's settings, secrets masked.</summary>
internal sealed class SettingRoutes(WebParts parts) : IResource
{
    public void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/api/settings",
                () => Answer.Of(new SettingsShape(ProgramVersion.Number, ProgramVersion.Commit, parts.Settings))
            )
            .WithTags("Settings")
            .ForAdmins()
            .Says<SettingsShape>("showSettings", "This node's settings and where each came from, secrets masked");
}
