using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Weft.Model;
using Weft.Reasons;
using Weft.Runtime;

namespace Weft.Providers.OpenAi;

/// <summary>
/// Speaks the chat protocol of OpenAI and of all that are compatible with it. One ask is one request: no retries, no redirects (they
/// would take the key elsewhere); a stream only where the model answers in nothing else. The key stands in the Authorization header and nowhere else.
/// </summary>
internal sealed class OpenAiEndpoint(HttpClient http, KeySeal seal, TimeProvider time) : IChatEndpoint
{
    /// <summary>Far above the longest answer; a body that is larger is no answer.</summary>
    private const int LargestBody = 8 * 1024 * 1024;

    private const int Buffer = 16 * 1024;

    public const string CallPath = "/chat/completions";

    private static readonly TimeSpan ToConnect = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan ToReach = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<(string Name, string Url, string Model), Manners> _learnt = new();

    /// <summary>A client as this endpoint needs it: no redirects, cookies or time limit of its own, as many connections as there are calls.</summary>
    public static HttpClient CreateClient() =>
        new(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                ConnectTimeout = ToConnect,
                AutomaticDecompression = DecompressionMethods.All,
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            }
        )
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };

    public async Task<ChatReply> AskAsync(Provider provider, ChatCall call, CancellationToken cancel)
    {
        if (AddressOf(provider) is not { } address)
            return new ChatReply.Closed(CallReasons.BadAddress(provider.Name, provider.Url));
        string key;
        try
        {
            key = seal.Open(provider.Name, provider.SealedKey);
        }
        catch (KeySealException trouble)
        {
            return new ChatReply.Closed(trouble.Reason);
        }
        var which = (provider.Name, provider.Url, call.Model);
        var known = provider.Health.Manners.Joined(_learnt.GetValueOrDefault(which, Manners.Common));
        using var request = NewRequest(HttpMethod.Post, address, key);
        request.Content = new ReadOnlyMemoryContent(OpenAiRequest.Body(call, provider.Settings, known));
        request.Content.Headers.ContentType = new("application/json") { CharSet = "utf-8" };
        using var limit = new CancellationTokenSource(call.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, limit.Token);
        try
        {
            var reply = await SendAsync(request, call, new(known, FieldsOf(provider, known)), key, either.Token);
            if (reply is ChatReply.Learnt learnt)
                _learnt.AddOrUpdate(which, learnt.Manners, (_, before) => before.Joined(learnt.Manners));
            return reply;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new ChatReply.Broken(CallReasons.TimedOut(call.Timeout), true) { IsGivenUp = true };
        }
        catch (HttpRequestException trouble)
        {
            return WasSent(trouble)
                ? new ChatReply.Broken(
                    CallReasons.ConnectionBroke(OpenAiWords.Safe(trouble.GetBaseException().Message, key)),
                    true
                )
                : new ChatReply.Broken(
                    CallReasons.NotReached(
                        SystemTrouble.Known(trouble) ?? Reason.OfWords(OpenAiWords.Safe(trouble.Message, key))
                    ),
                    false
                );
        }
        catch (IOException trouble)
        {
            return new ChatReply.Broken(CallReasons.ConnectionBroke(OpenAiWords.Safe(trouble.Message, key)), true);
        }
    }

    /// <summary>Fields that a body can do without.</summary>
    private static IReadOnlyList<string> FieldsOf(Provider provider, Manners known) =>
        [
            .. ExtraFields.Of(provider.Settings, known).Select(field => field.Key),
            .. known.IsWithout(OpenAiRequest.StreamOptions) ? [] : new[] { OpenAiRequest.StreamOptions },
        ];

    /// <summary>The list that most servers have beside the call.</summary>
    public async Task<IReadOnlyList<string>> ModelsAsync(Provider provider, CancellationToken cancel)
    {
        if (AddressOf(provider) is not { } address)
            return [];
        var list = new Uri(address.AbsoluteUri[..^CallPath.Length] + "/models");
        using var limit = new CancellationTokenSource(ToConnect, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, limit.Token);
        try
        {
            using var request = NewRequest(HttpMethod.Get, list, seal.Open(provider.Name, provider.SealedKey));
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return response.IsSuccessStatusCode && await ReadAsync(response, either.Token) is { } body
                ? OpenAiAnswer.Models(body)
                : [];
        }
        catch (Exception trouble)
            when (trouble is HttpRequestException or IOException or KeySealException
                || (trouble is OperationCanceledException && !cancel.IsCancellationRequested)
            )
        {
            // It is a courtesy of the provider: what is wrong was said by the call before.
            return [];
        }
    }

    /// <summary>Without the key: any answer will do.</summary>
    public async Task<Reason?> ReachAsync(Provider provider, CancellationToken cancel)
    {
        if (AddressOf(provider) is not { } address)
            return CallReasons.BadAddress(provider.Name, provider.Url);
        using var limit = new CancellationTokenSource(ToReach, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, limit.Token);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address.AbsoluteUri[..^CallPath.Length] + "/models");
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return null;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return CallReasons.TimedOut(ToReach);
        }
        catch (Exception trouble) when (trouble is HttpRequestException or IOException)
        {
            return SystemTrouble.Of(trouble);
        }
    }

    private async Task<ChatReply> SendAsync(
        HttpRequestMessage request,
        ChatCall call,
        OpenAiAsked asked,
        string key,
        CancellationToken cancel
    )
    {
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
        var body = await ReadAsync(response, cancel);
        if (body is null)
            return new ChatReply.Broken(CallReasons.TooLarge(LargestBody), true);
        var (status, isSaid) = ((int)response.StatusCode, true);
        if (status is >= 300 and < 400)
            return new ChatReply.Closed(
                CallReasons.PointsElsewhere(status, OpenAiWords.Safe($"{response.Headers.Location}", key))
            );
        if (response.IsSuccessStatusCode && OpenAiStream.Is(body))
        {
            if (OpenAiStream.Join(body) is not { } joined)
                return new ChatReply.Broken(CallReasons.AnswerBrokeOff, true);
            body = joined;
        }
        // A gateway's page goes by itself, a wrong address does not: the words tell a person which.
        if (response.IsSuccessStatusCode && LooksLikePage(body))
            return new ChatReply.Broken(CallReasons.WebPage(request.RequestUri!.GetLeftPart(UriPartial.Path)), true);
        if (response.IsSuccessStatusCode)
        {
            var answer = OpenAiAnswer.Read(body);
            if (answer is not OpenAiAnswer.ErrorInside inside)
                return answer;
            (status, isSaid, body) = (inside.Status, inside.IsSaid, inside.Body);
        }
        var now = response.Headers.Date ?? time.GetUtcNow();
        var reply = OpenAiError
            .Read(status, body, key, isSaid)
            .ToReply(call.Format, asked, OpenAiWords.RetryAfter(response, now), RateHeaders.Wait(response.Headers, now));
        return reply is ChatReply.Busy { IsQuota: true } spent
            ? spent with
            {
                RetryAfter = QuotaDay.Wait(spent.RetryAfter, request.RequestUri!, time.GetUtcNow()),
            }
            : reply;
    }

    /// <summary>Somebody's front page, where an answer was asked for: the address is wrong.</summary>
    private static bool LooksLikePage(string body)
    {
        var start = body.AsSpan().TrimStart();
        return start.StartsWith("<!doctype", StringComparison.OrdinalIgnoreCase)
            || start.StartsWith("<html", StringComparison.OrdinalIgnoreCase);
    }

    private static async Task<string?> ReadAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        if (response.Content.Headers.ContentLength > LargestBody)
            return null;
        await using var stream = await response.Content.ReadAsStreamAsync(cancel);
        using var body = new MemoryStream((int)(response.Content.Headers.ContentLength ?? 0));
        var buffer = ArrayPool<byte>.Shared.Rent(Buffer);
        try
        {
            while (await stream.ReadAsync(buffer, cancel) is var read and > 0)
            {
                if (body.Length + read > LargestBody)
                    return null;
                body.Write(buffer, 0, read);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
        return Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length);
    }

    private static HttpRequestMessage NewRequest(HttpMethod method, Uri address, string key)
    {
        var request = new HttpRequestMessage(method, address);
        request.Headers.Accept.Add(new("application/json"));
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Weft", ProgramVersion.Number));
        if (key.Length > 0)
            request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + key.Trim());
        return request;
    }

    private static Uri? AddressOf(Provider provider)
    {
        var text = provider.Url.Trim().TrimEnd('/');
        if (!text.EndsWith(CallPath, StringComparison.Ordinal))
            text += CallPath;
        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address : null;
    }

    /// <summary>Before a connection stood, nothing can have been worked on.</summary>
    private static bool WasSent(HttpRequestException trouble) =>
        trouble.HttpRequestError
            is not (
                HttpRequestError.NameResolutionError
                or HttpRequestError.ConnectionError
                or HttpRequestError.SecureConnectionError
                or HttpRequestError.ProxyTunnelError
            );
}
