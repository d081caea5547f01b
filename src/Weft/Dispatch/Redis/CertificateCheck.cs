using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Weft.Reasons;

namespace Weft.Dispatch.Redis;

/// <summary>
/// Judges a server's certificate by the client's own rule and remembers a refusal. The client keeps the first error of a connection only, and on
/// a busy machine that may be a handshake which was cut off: the refusal that follows would never be seen.
/// </summary>
internal sealed class CertificateCheck
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    /// <summary>Four handshakes, of the two seconds that each is given at most.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(8);

    private readonly TaskCompletionSource _judged = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile Reason? _refusal;

    /// <summary>Why the certificate is not trusted; null = it is, or none has come yet.</summary>
    public Reason? Refusal => _refusal;

    /// <summary>Waits until a certificate has come, or until there have been several handshakes that brought none.</summary>
    public async Task IsJudgedAsync()
    {
        try
        {
            await _judged.Task.WaitAsync(Longest);
        }
        catch (TimeoutException)
        {
            // The server is as good as away.
        }
    }

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
