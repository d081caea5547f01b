using System.Text.Json;
using Weft.Testing;
using Xunit;

namespace Weft.Tests.Web;

public sealed class EventRoutesTests(WovenLibrary library) : ApiTests(library)
{
    [Fact]
    public async Task A_job_s_progress_is_told_as_it_changes_and_only_then()
    {
        var (job, _) = await ReadingAsync();
        using var events = await FollowAsync($"job={job}");
        var running = await events.NextAsync();
        Assert.Equal(("job", "running"), (running.Name, running.State));
        await PostAsync($"/api/jobs/{job}/pause");
        var paused = await events.NextAsync();
        Assert.Equal(("job", "paused"), (paused.Name, paused.State));
        Assert.NotEqual(running.Id, paused.Id);
    }

    [Fact]
    public async Task Who_comes_back_is_told_only_what_is_new_to_it()
    {
        var (job, _) = await ReadingAsync();
        string id;
        using (var first = await FollowAsync($"job={job}"))
            id = (await first.NextAsync()).Id;
        using var again = await FollowAsync($"job={job}", id);
        using var stranger = await FollowAsync($"job={job}", "of another state");
        var (next, state) = (again.NextAsync(), await stranger.NextAsync());
        Assert.Equal(id, state.Id);
        Assert.False(next.IsCompleted);
        await PostAsync($"/api/jobs/{job}/cancel");
        Assert.Equal("cancelled", (await next).State);
    }

    [Fact]
    public async Task The_fleet_and_the_open_jobs_are_told_in_the_reader_s_language()
    {
        var (job, _) = await ReadingAsync();
        await PostAsync($"/api/jobs/{job}/pause");
        using var fleet = await FollowAsync("fleet");
        Assert.True((await fleet.NextAsync()).Json.GetProperty("providers").TryGetProperty("rules", out _));
        using var jobs = await FollowAsync("jobs&lang=zh");
        var row = Assert.Single((await jobs.NextAsync()).Json.EnumerateArray());
        Assert.Contains(row.GetProperty("reason").GetString()!, letter => letter >= '\u4e00');
    }

    [Theory]
    [InlineData(404, "job.unknown", "/api/events?job=99")]
    [InlineData(400, "events.what", "/api/events")]
    [InlineData(400, "request.bad", "/api/events?job")]
    [InlineData(400, "events.what", "/api/events?fleet&jobs")]
    [InlineData(400, "request.bad", "/api/events?job=first")]
    public Task What_is_not_there_or_makes_no_sense_is_refused(int status, string code, string path) =>
        RefusedAsync(status, code, path);

    private async Task<EventReader> FollowAsync(string what, string? last = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Url}/api/events?{what}");
        if (last is not null)
            request.Headers.Add("Last-Event-ID", last);
        var message = await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Stop);
        Assert.Equal("text/event-stream", message.Content.Headers.ContentType!.MediaType);
        return new(message, new(await message.Content.ReadAsStreamAsync(Stop)));
    }

    private sealed record Event(string Id, string Name, JsonElement Json)
    {
        public string? State => Json.GetProperty("state").GetString();
    }

    private sealed record EventReader(HttpResponseMessage Message, StreamReader Lines) : IDisposable
    {
        public async Task<Event> NextAsync()
        {
            var fields = new Dictionary<string, string>();
            while (await Lines.ReadLineAsync(Stop).AsTask().Comes() is { } line)
            {
                if (line.Length == 0 && fields.TryGetValue("data", out var json))
                    return new(fields["id"], fields["event"], JsonDocument.Parse(json).RootElement);
                var colon = line.IndexOf(':', StringComparison.Ordinal);
                if (colon > 0)
                    fields[line[..colon]] = line[(colon + 2)..];
            }
            throw new InvalidOperationException("the stream has ended");
        }

        public void Dispose() => Message.Dispose();
    }
}
