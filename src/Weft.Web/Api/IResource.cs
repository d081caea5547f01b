using Microsoft.AspNetCore.Routing;
using Weft.Watching;

namespace Weft.Web.Api;

/// <summary>What a node answers under an address, or a few that belong together.</summary>
internal interface IResource
{
    void Map(IEndpointRouteBuilder routes);
}

/// <summary>Every resource. Each address has its row in <c>docs/operations.md</c> or <c>docs/api.md</c>.</summary>
internal static class Resources
{
    public static IReadOnlyList<IResource> Of(WebParts parts, OverviewReader reader)
    {
        var keys = new IdempotencyKeys(parts.Time);
        var readings = new LiveReadings(reader, job => new(parts.Ledger, parts.Graph, parts.Time, [job]), parts.Time);
        return
        [
            new Health(parts),
            new WorkersStatus(reader),
            new BookRoutes(parts),
            new PromptRoutes(parts),
            new UploadRoutes(parts, keys),
            new UpdateRoutes(parts, keys),
            new BatchRoutes(parts, keys),
            new JobRoutes(parts, keys),
            new RunRoutes(parts),
            new ComparisonRoutes(parts),
            new GraphRoutes(parts),
            new CastRoutes(parts),
            new TimelineRoutes(parts),
            new DecisionRoutes(parts),
            new SuggestionRoutes(parts),
            new ExportRoutes(parts),
            new SampleRoutes(parts),
            new ProviderRoutes(parts),
            new FleetRoutes(reader),
            new EstimateRoutes(parts),
            new SearchRoutes(parts),
            new SettingRoutes(parts),
            new DoctorRoutes(parts),
            new AccountRoutes(parts),
            new EventRoutes(parts, readings),
            new EventLogRoutes(parts),
            new AuditRoutes(parts),
            new WebhookRoutes(parts),
        ];
    }
}
