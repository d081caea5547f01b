using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Weft.Dispatch;
using Weft.Dispatch.Redis;
using Weft.Testing;
using Weft.Testing.Servers;
using Xunit;

namespace Weft.Tests.Dispatch;

/// <summary>Servers that want a password, and such that speak TLS.</summary>
[Needs("redis")]
public sealed class RedisSecretsTests : IDisposable
{
    private const string Issuer = "SERedis_IssuerCertPath";

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task A_server_with_a_password_wants_the_right_one_and_no_message_shows_it()
    {
        await using var server = await RedisServer.StartAsync("--requirepass", "open-sesame");
        await using (var link = await RedisLink.ConnectAsync(server.ConnectionString + ",password=open-sesame"))
            Assert.NotEmpty(await link.InfoAsync());
        foreach (var wrong in new[] { "", ",password=close-sesame" })
        {
            var refused = await Assert.ThrowsAsync<DispatchException>(() =>
                RedisLink.ConnectAsync(server.ConnectionString + wrong)
            );
            Assert.Contains("WEFT_DISPATCH", refused.Message);
            Assert.DoesNotContain("sesame", refused.Message);
        }
    }

    [Fact]
    public async Task A_server_that_speaks_tls_is_spoken_to_so_if_its_certificate_is_trusted()
    {
        var (certificate, key) = MakeCertificate();
        await using var server = await RedisServer.StartTlsAsync(certificate, key);
        var text = server.ConnectionString + ",ssl=true,sslHost=localhost";
        var before = Environment.GetEnvironmentVariable(Issuer);
        try
        {
            Environment.SetEnvironmentVariable(Issuer, null);
            var refused = await Assert.ThrowsAsync<DispatchException>(() => RedisLink.ConnectAsync(text));
            Assert.Contains(Issuer, refused.Message);
            Environment.SetEnvironmentVariable(Issuer, certificate);
            await using var link = await RedisLink.ConnectAsync(text);
            Assert.NotEmpty(await link.InfoAsync());
        }
        finally
        {
            Environment.SetEnvironmentVariable(Issuer, before);
        }
    }

    [Fact]
    public async Task A_certificate_that_is_not_trusted_is_told_though_the_first_handshakes_were_cut_off()
    {
        var (certificate, key) = MakeCertificate();
        await using var server = await RedisServer.StartTlsAsync(certificate, key);
        // Each of the client's two connections more than once.
        await using var proxy = new StallingProxy(server.Port, stalls: 4);
        var text = $"127.0.0.1:{proxy.Port},ssl=true,sslHost=localhost,connectTimeout=500";
        var refused = await Assert.ThrowsAsync<DispatchException>(() => RedisLink.ConnectAsync(text));
        Assert.Contains(Issuer, refused.Message);
    }

    /// <summary>The client's connections are held for good, and its error tells of none that was cut.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_certificate_decides_however_the_clients_own_handshakes_end(bool trusted)
    {
        var (certificate, key) = MakeCertificate();
        await using var server = await RedisServer.StartTlsAsync(certificate, key);
        await using var proxy = new StallingProxy(server.Port, stalls: 0, held: 2);
        var before = Environment.GetEnvironmentVariable(Issuer);
        try
        {
            Environment.SetEnvironmentVariable(Issuer, trusted ? certificate : null);
            // The client waits for its handshakes so long; its first command does not.
            var text = $"127.0.0.1:{proxy.Port},ssl=true,sslHost=localhost,connectTimeout=1500";
            if (!trusted)
            {
                var refused = await Assert.ThrowsAsync<DispatchException>(() => RedisLink.ConnectAsync(text));
                Assert.Contains(Issuer, refused.Message);
                return;
            }
            await using var link = await RedisLink.ConnectAsync(text);
            Assert.NotEmpty(await link.InfoAsync());
        }
        finally
        {
            Environment.SetEnvironmentVariable(Issuer, before);
        }
    }

    public void Dispose() => _folder.Dispose();

    private (string Certificate, string Key) MakeCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        var (file, keyFile) = (_folder.File("server.pem"), _folder.File("server.key"));
        File.WriteAllText(file, certificate.ExportCertificatePem());
        File.WriteAllText(keyFile, key.ExportPkcs8PrivateKeyPem());
        return (file, keyFile);
    }
}
