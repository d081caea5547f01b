using System.Text.Json;
using Xunit;

namespace Weft.Tests.Web;

public sealed class FleetRoutesTests(WovenLibrary library) : ApiTests(library)
{
    [Fact]
    public async Task The_fleet_is_told_as_the_workers_status_is()
    {
        await ReadingAsync();
        var fleet = await GetAsync("/api/fleet");
        var status = await GetAsync("/api/kg/workers/status");
        Assert.Equal(Names(status.Json), Names(fleet.Json));
        Assert.Single(fleet["providers"].GetProperty("rules").GetProperty("active_tasks").EnumerateArray());
        Assert.Single(fleet["jobs"].EnumerateArray());
        Assert.Empty(fleet["nodes"][0].GetProperty("locked_providers").EnumerateArray());
    }

    [Fact]
    public async Task Settings_are_told_with_their_secrets_masked()
    {
        var settings = await GetAsync("/api/settings");
        var row = Assert.Single(settings["settings"].EnumerateArray());
        Assert.Equal(("place.key", "***", "WEFT_KEY"), (Text(row, "name"), Text(row, "value"), Text(row, "source")));
        Assert.NotEmpty(settings["version"].GetString()!);
    }

    private static string? Text(JsonElement row, string name) => row.GetProperty(name).GetString();

    private static string[] Names(JsonElement element) => [.. element.EnumerateObject().Select(property => property.Name)];
}
