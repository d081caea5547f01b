using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using Weft.Reasons;

namespace Weft.Webhooks;

/// <summary>What came of one request.</summary>
/// <param name="Status">Null = there was no answer.</param>
/// <param name="Answer">The beginning of its body.</param>
/// <param name="Trouble">None = it was taken.</param>
internal sealed record PostResult(int? Status, string Answer, Reason Trouble, TimeSpan? RetryAfter = null);

/// <summary>
/// One signed request to a webhook's address: no redirects, cookies or proxies, fifteen seconds, and only to machines that the guard allows, which
/// is asked of the address that the name came to.
/// </summary>
internal sealed class WebhookPost(TimeProvider time) : IDisposable
{
    public const int MostAnswerBytes = 1024;

    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private static readonly HttpRequestOptionsKey<Reason> Refused = new("weft-refused");

    private readonly HttpClient _http = new(
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            // A proxy would be asked for the address, and the guard would see the proxy alone.
            UseProxy = false,
            ConnectCallback = ConnectAsync,
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
        }
    )
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public async Task<PostResult> SendAsync(string url, string secret, string id, byte[] body, CancellationToken cancel)
    {
        var seconds = time.GetUtcNow().ToUnixTimeSeconds();
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.UserAgent.Add(new("weft-webhook", null));
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", seconds.ToString(CultureInfo.InvariantCulture));
        request.Headers.TryAddWithoutValidation("webhook-signature", WebhookSignature.Of(secret, id, seconds, body));
        using var limit = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, limit.Token);
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            var answer = await BeginningAsync(response, either.Token);
            var status = (int)response.StatusCode;
            return new(status, answer, TroubleOf(status), RetryAfter(response.Headers.RetryAfter));
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new(null, "", WebhookReasons.TimedOut((long)Patience.TotalSeconds));
        }
        catch (Exception trouble) when (trouble is HttpRequestException or IOException or SocketException)
        {
            return new(null, "", request.Options.TryGetValue(Refused, out var refused) ? refused : TroubleOf(trouble));
        }
    }

    public void Dispose() => _http.Dispose();

    private static Reason TroubleOf(int status) =>
        status switch
        {
            >= 200 and < 300 => Reason.None,
            410 => WebhookReasons.Gone,
            >= 300 and < 400 => WebhookReasons.Redirected(status),
            _ => WebhookReasons.Answered(status),
        };

    private static Reason TroubleOf(Exception trouble) =>
        trouble.InnerException is AuthenticationException
            ? WebhookReasons.BadCertificate(trouble.GetBaseException().Message)
            : WebhookReasons.NotReached(SystemTrouble.Of(trouble));

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? said) => said?.Delta ?? said?.Date - time.GetUtcNow();

    private static async Task<string> BeginningAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        var bytes = new byte[MostAnswerBytes];
        await using var body = await response.Content.ReadAsStreamAsync(cancel);
        var length = await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancel);
        var text = Encoding.UTF8.GetString(bytes, 0, length);
        return new string([.. text.Where(letter => !char.IsControl(letter) || letter is '\n' or '\t')]).Trim();
    }

    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var targets = await TargetGuard.ResolveAsync(host, cancel);
        var isPlain = context.InitialRequestMessage.RequestUri!.Scheme == "http";
        foreach (var target in targets)
        {
            if (TargetGuard.IsRefused(target))
                throw Refuse(context, WebhookReasons.TargetRefused(host, target.ToString()));
            if (isPlain && !TargetGuard.IsPrivate(target))
                throw Refuse(context, WebhookReasons.NotPrivate(host, target.ToString()));
        }
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(targets, port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static HttpRequestException Refuse(SocketsHttpConnectionContext context, Reason reason)
    {
        context.InitialRequestMessage.Options.Set(Refused, reason);
        return new(reason.Sentence);
    }
}
