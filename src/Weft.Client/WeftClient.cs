using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Weft.Client;

/// <summary>
/// A node's API. Whatever is no answer is thrown as <see cref="WeftApiException"/>, for most calls of the kind that holds the
/// <see cref="ProblemDetails"/> with its code and its words.
/// </summary>
public partial class WeftClient
{
    /// <summary>A client of its own for one node.</summary>
    /// <param name="node">The node's address, such as <c>http://127.0.0.1:8420/</c>.</param>
    /// <param name="token">An API token, where the node wants one (<c>weft token add</c>).</param>
    /// <param name="language">Of the words in answers and problems: <c>en</c> or <c>zh</c>.</param>
    public static WeftClient Connect(Uri node, string? token = null, string language = "en")
    {
        var http = new HttpClient { BaseAddress = node.AbsolutePath.EndsWith('/') ? node : new(node + "/") };
        http.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        if (token is not null)
            http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return new(http);
    }

    /// <summary>A job's states as they change, until it has ended; each is the whole of it.</summary>
    /// <exception cref="WeftApiException">There is no such job, or too many follow already.</exception>
    public async IAsyncEnumerable<JsonElement> FollowJobAsync(
        long job,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"api/events?job={job}");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        using var answer = await _httpClient.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (!answer.IsSuccessStatusCode)
            throw new WeftApiException(
                $"Job {job} cannot be followed.",
                (int)answer.StatusCode,
                await answer.Content.ReadAsStringAsync(cancellationToken),
                new Dictionary<string, IEnumerable<string>>(),
                null
            );
        await using var lines = await answer.Content.ReadAsStreamAsync(cancellationToken);
        await foreach (var news in SseParser.Create(lines).EnumerateAsync(cancellationToken))
        {
            if (news.EventType != "job")
                continue;
            var state = JsonDocument.Parse(news.Data).RootElement;
            yield return state;
            if (state.GetProperty("state").GetString() is "completed" or "failed" or "cancelled")
                yield break;
        }
    }
}
