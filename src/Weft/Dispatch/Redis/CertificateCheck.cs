using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using StackExchange.Redis;
using Weft.Reasons;

namespace Weft.Dispatch.Redis;

/// <summary>
/// Judges a server's certificate by the client's own rule and remembers a refusal. The client keeps the first error of a connection only, and on
/// a busy machine that may be a handshake which was cut off: the refusal that follows would never be seen.
/// </summary>
internal sealed class CertificateCheck
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    /// <summary>A handshake is given so long, and another one follows.</summary>
    private static readonly TimeSpan Handshake = TimeSpan.FromSeconds(2);

    /// <summary>As long as several handshakes.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(8);

    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(100);

    private readonly TaskCompletionSource _judged = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile Reason? _refusal;

    /// <summary>Why the certificate is not trusted; null = it is, or none has come yet.</summary>
    public Reason? Refusal => _refusal;

    /// <summary>
    /// Whether a certificate has come, in one of the client's handshakes or in one of its own: how the client's sockets ended says nothing of it. False =
    /// nobody listens, or several handshakes brought none: the server is as good as away.
    /// </summary>
    public async Task<bool> IsJudgedAsync(ConfigurationOptions options)
    {
        using var limit = new CancellationTokenSource(Longest, TimeProvider.System);
        await Task.WhenAll(options.EndPoints.Select(server => AskAsync(server, options, limit.Token)));
        return _judged.Task.IsCompleted;
    }

    private async Task AskAsync(EndPoint server, ConfigurationOptions options, CancellationToken cancel)
    {
        while (!_judged.Task.IsCompleted && !cancel.IsCancellationRequested)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            limit.CancelAfter(Handshake);
            try
            {
                await ShakeHandsAsync(server, options, limit.Token).WaitAsync(limit.Token);
            }
            catch (SocketException)
            {
                return;
            }
            catch (Exception cut)
                when (cut is IOException or AuthenticationException or OperationCanceledException or ObjectDisposedException)
            {
                // The callback has judged, or the next one may.
                await Task.WhenAny(_judged.Task, Task.Delay(BetweenTries, TimeProvider.System, CancellationToken.None));
            }
        }
    }

    private async Task ShakeHandsAsync(EndPoint server, ConfigurationOptions options, CancellationToken cancel)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(server, cancel);
        await using var stream = new SslStream(new NetworkStream(socket), leaveInnerStreamOpen: false, Accept);
        await stream.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = options.SslHost ?? HostOf(server),
                EnabledSslProtocols = options.SslProtocols ?? SslProtocols.None,
                CertificateRevocationCheckMode = options.CheckCertificateRevocation
                    ? X509RevocationMode.Online
                    : X509RevocationMode.NoCheck,
            },
            cancel
        );
    }

    private static string HostOf(EndPoint server) =>
        server switch
        {
            DnsEndPoint named => named.Host,
            IPEndPoint numbered => numbered.Address.ToString(),
            _ => "",
        };

    /// <summary>The client's validation callback.</summary>
    public bool Accept(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        var accepted =
            errors == SslPolicyErrors.None
            || (
                errors == SslPolicyErrors.RemoteCertificateChainErrors
                && certificate is X509Certificate2 sent
                && IsOfNamedIssuer(sent, chain)
            );
        _refusal = accepted ? null : ServerReasons.CertificateNotTrusted(errors.ToString());
        _judged.TrySetResult();
        return accepted;
    }

    /// <summary>Whether the issuer that <c>SERedis_IssuerCertPath</c> names stands in the certificate's chain.</summary>
    private static bool IsOfNamedIssuer(X509Certificate2 certificate, X509Chain? received)
    {
        if (Environment.GetEnvironmentVariable("SERedis_IssuerCertPath") is not { Length: > 0 } path)
            return false;
        try
        {
            using var issuer = X509CertificateLoader.LoadCertificateFromFile(path);
            using var chain = new X509Chain();
            chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
            chain.ChainPolicy.DisableCertificateDownloads = true;
            // The system need not know the root: that the issuer stands in the chain is asked below.
            chain.ChainPolicy.VerificationFlags = X509VerificationFlags.AllowUnknownCertificateAuthority;
            chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ServerAuthentication));
            chain.ChainPolicy.ExtraStore.Add(issuer);
            if (received is not null)
                chain.ChainPolicy.ExtraStore.AddRange(received.ChainPolicy.ExtraStore);
            return chain.Build(certificate)
                && chain.ChainElements.Any(element => element.Certificate.RawDataMemory.Span.SequenceEqual(issuer.RawData));
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
