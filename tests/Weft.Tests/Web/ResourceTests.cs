using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Weft.Tests.Cli;
using Weft.Tests.Watching;
using Weft.Web.Api;
using Xunit;

namespace Weft.Tests.Web;

/// <summary>No resource that is not served, and none without its row for those who run a node.</summary>
public sealed class ResourceTests : IAsyncLifetime
{
    private WatchStage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await WatchStage.OpenAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    private IReadOnlyList<IResource> All => Resources.Of(_stage.Parts, _stage.Reader());

    [Fact]
    public void Every_resource_is_in_the_list() =>
        Assert.Equal(
            typeof(IResource)
                .Assembly.GetTypes()
                .Where(type => type.IsClass && type.IsAssignableTo(typeof(IResource)))
                .Select(type => type.Name)
                .Order(StringComparer.Ordinal),
            All.Select(resource => resource.GetType().Name).Order(StringComparer.Ordinal)
        );

    [Fact]
    public async Task Every_address_has_its_row_in_the_documentation()
    {
        var pages = new StringBuilder();
        foreach (var name in new[] { "operations.md", "api.md" })
            pages.Append(
                await File.ReadAllTextAsync(Path.Combine(SourceTree.Root, "docs", name), TestContext.Current.CancellationToken)
            );
        var page = pages.ToString();
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore();
        builder.Services.AddRoutingCore();
        await using var app = builder.Build();
        foreach (var resource in All)
            resource.Map(app);
        var routes = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>();
        Assert.NotEmpty(routes);
        foreach (var route in routes)
        foreach (var method in route.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods)
            Assert.Contains($"| `{method} {Shown(route.RoutePattern.RawText!)}` |", page, StringComparison.Ordinal);
    }

    /// <summary>Without a group's slash, and without what kind of text a place takes.</summary>
    private static string Shown(string pattern) =>
        pattern.TrimEnd('/').Replace(":long}", "}", StringComparison.Ordinal).Replace(":int}", "}", StringComparison.Ordinal);
}
