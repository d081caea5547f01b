using Weft.Testing.Scripted;
using Xunit;

namespace Weft.Tests.Web;

public sealed class ProviderRoutesTests(WovenLibrary library) : ApiTests(library)
{
    private const string Meter = "/api/providers/meter";
    private const string Secret = "sk-very-secret-0123456789";

    private static object Body(string url = "http://127.0.0.1:1/v1", string? key = Secret) =>
        new
        {
            url,
            model = "m",
            key,
            calls = 4,
            price_in = 2.5,
            currency = "CNY",
        };

    [Fact]
    public async Task A_provider_is_added_changed_paused_resumed_and_removed_and_its_key_never_comes_out()
    {
        var said = new List<Reply>();
        async Task<Reply> NoteAsync(Task<Reply> asked)
        {
            said.Add(await asked);
            return said[^1];
        }
        var added = await NoteAsync(SendAsync(HttpMethod.Put, Meter, Body()));
        Assert.Equal(
            (201, true, 4, 2.5m),
            (added.Status, added["has_key"].GetBoolean(), added["calls"].GetInt32(), added["price_in"].GetDecimal())
        );
        var paused = await NoteAsync(PostAsync($"{Meter}/pause", new { minutes = 5, reason = "慢一点" }));
        Assert.Equal((true, "paused by a person: 慢一点"), (paused["paused"].GetBoolean(), paused["reason"].GetString()));
        Assert.True(paused["paused_until"].GetDateTimeOffset() > TimeProvider.System.GetUtcNow());
        // The key that is kept stays, and so does the pause.
        var changed = await NoteAsync(SendAsync(HttpMethod.Put, Meter, new { url = "http://127.0.0.1:2/v1", model = "n" }));
        Assert.Equal(
            (200, true, "n", true),
            (changed.Status, changed["has_key"].GetBoolean(), changed["model"].GetString(), changed["paused"].GetBoolean())
        );
        Assert.False((await NoteAsync(PostAsync($"{Meter}/resume")))["paused"].GetBoolean());
        Assert.Equal("paused_by_person", (await NoteAsync(PostAsync($"{Meter}/pause")))["reason_code"].GetString());
        Assert.False((await NoteAsync(SendAsync(HttpMethod.Put, Meter, Body(key: ""))))["has_key"].GetBoolean());
        Assert.Equal(
            ["meter", "rules"],
            (await NoteAsync(GetAsync("/api/providers"))).Items.Select(row => row.GetProperty("name").GetString())
        );
        Assert.Equal("meter", (await NoteAsync(SendAsync(HttpMethod.Delete, Meter)))["removed"].GetString());
        await RefusedAsync(404, "provider.unknown", Meter);
        Assert.All(said, reply => Assert.DoesNotContain(Secret, reply.Text));
        Assert.DoesNotContain(Log.Lines, line => line.Contains(Secret));
    }

    [Fact]
    public async Task A_preset_is_listed_and_enough_and_settings_go_in_and_come_out()
    {
        var presets = (await GetAsync("/api/presets?limit=100")).Items.ToList();
        var deepseek = presets.Single(preset => preset.GetProperty("name").GetString() == "deepseek");
        var price = deepseek.GetProperty("models")[0].GetProperty("price");
        Assert.Equal(("2026-10-27", "USD"), (price.GetProperty("as_of").GetString(), price.GetProperty("currency").GetString()));
        var added = await SendAsync(
            HttpMethod.Put,
            "/api/providers/deepseek",
            new
            {
                key = Secret,
                timeout = "10m",
                temperature = "none",
            }
        );
        Assert.Equal((201, "deepseek-flash"), (added.Status, added["model"].GetString()));
        Assert.Equal("disabled", added["extra"].GetProperty("thinking").GetProperty("type").GetString());
        Assert.Equal(
            ("deepseek", "10m", "none"),
            (added["preset"].GetString(), added["timeout"].GetString(), added["temperature"].GetString())
        );
        var shown = await GetAsync("/api/providers/deepseek?lang=zh");
        Assert.Contains("JSON", shown["manners"][0].GetString());
        Assert.Equal("2026-10-27", shown["price"].GetProperty("as_of").GetString());
        await SendAsync(HttpMethod.Delete, "/api/providers/deepseek");
    }

    [Theory]
    [InlineData("provider.lacks", """{"model":"m"}""")]
    [InlineData("provider.unknown_preset", """{"preset":"nobody"}""")]
    [InlineData("provider.own_field", """{"url":"http://127.0.0.1:1/v1","model":"m","extra":{"messages":1}}""")]
    [InlineData("value.bad", """{"url":"http://127.0.0.1:1/v1","model":"m","timeout":"soon"}""")]
    [InlineData("value.bad", """{"url":"http://127.0.0.1:1/v1","model":"m","temperature":"hot"}""")]
    [InlineData("value.bad", """{"url":"http://127.0.0.1:1/v1","model":"m","context":0}""")]
    public async Task What_cannot_be_is_refused_by_its_code(string code, string body)
    {
        var refused = await SendAsync(HttpMethod.Put, Meter, System.Text.Json.JsonDocument.Parse(body).RootElement);
        Assert.Equal((400, code), (refused.Status, refused["code"].GetString()));
    }

    [Fact]
    public async Task A_test_asks_one_question_and_says_what_came_of_it()
    {
        await using var provider = await ScriptedProvider.StartAsync();
        await SendAsync(HttpMethod.Put, Meter, Body($"{provider.Url}"));
        var tested = await PostAsync($"{Meter}/test");
        Assert.Equal((200, true), (tested.Status, tested["ok"].GetBoolean()));
        Assert.Single(provider.Calls);
        await SendAsync(HttpMethod.Put, Meter, Body());
        var failed = await PostAsync($"{Meter}/test?lang=zh");
        Assert.Equal((200, false), (failed.Status, failed["ok"].GetBoolean()));
        Assert.DoesNotContain(Secret, failed.Text);
    }

    [Theory]
    [InlineData(404, "provider.unknown", "GET", "/api/providers/nobody", null)]
    [InlineData(404, "provider.unknown", "POST", "/api/providers/nobody/pause", null)]
    [InlineData(404, "provider.unknown", "POST", "/api/providers/nobody/resume", null)]
    [InlineData(404, "provider.unknown", "POST", "/api/providers/nobody/test", null)]
    [InlineData(404, "provider.unknown", "DELETE", "/api/providers/nobody", null)]
    [InlineData(409, "provider.built_in", "DELETE", "/api/providers/rules", null)]
    [InlineData(409, "provider.built_in", "PUT", "/api/providers/rules", """{"url":"http://a.example/v1","model":"m"}""")]
    [InlineData(409, "provider.nothing_to_test", "POST", "/api/providers/rules/test", null)]
    [InlineData(400, "provider.bad_name", "PUT", "/api/providers/a%20b", """{"url":"http://a.example/v1","model":"m"}""")]
    [InlineData(400, "provider.bad_url", "PUT", "/api/providers/a", """{"url":"ftp://a.example","model":"m"}""")]
    [InlineData(
        400,
        "provider.unknown_kind",
        "PUT",
        "/api/providers/a",
        """{"url":"http://a.example/v1","model":"m","kind":"oracle"}"""
    )]
    [InlineData(400, "value.bad", "PUT", "/api/providers/a", """{"url":"http://a.example/v1","model":" "}""")]
    [InlineData(400, "value.bad", "PUT", "/api/providers/a", """{"url":"http://a.example/v1","model":"m","calls":0}""")]
    [InlineData(400, "value.bad", "PUT", "/api/providers/a", """{"url":"http://a.example/v1","model":"m","price_in":-1}""")]
    [InlineData(400, "provider.lacks", "PUT", "/api/providers/a", """{"model":"m"}""")]
    [InlineData(400, "value.bad", "POST", "/api/providers/rules/pause", """{"minutes":-1}""")]
    public Task What_is_not_there_or_makes_no_sense_is_refused(
        int status,
        string code,
        string method,
        string path,
        string? body
    ) => RefusedAsync(status, code, path, new(method), body);

    [Fact]
    public async Task A_provider_that_an_open_job_needs_stays()
    {
        await SendAsync(HttpMethod.Put, Meter, Body());
        var job = (await PostAsync("/api/jobs", new { book = 1, providers = new[] { "meter" } }))["job"].GetInt64();
        await RefusedAsync(409, "provider.in_use", Meter, HttpMethod.Delete, holds: $"{job}");
    }

    [Fact]
    public async Task A_secret_in_an_address_is_not_kept()
    {
        var saved = await SendAsync(HttpMethod.Put, Meter, Body($"http://user:{Secret}@a.example/v1"));
        Assert.DoesNotContain(Secret, (await GetAsync("/api/providers")).Text);
        Assert.DoesNotContain(Secret, saved.Text);
    }
}
