using System.Net;
using System.Net.Sockets;
using Weft.Model;
using Weft.Providers;
using Weft.Testing;
using Xunit;

namespace Weft.Tests.Providers;

/// <summary>What the client of every kind does, against a server that speaks the kind's protocol.</summary>
public abstract class ProviderClientConformance
{
    private const string Secret = "sk-very-secret-key";

    private static readonly KeySeal Seal = KeySeal.FromSecret("a phrase for the tests");

    /// <summary>Name of the kind.</summary>
    public abstract string Kind { get; }

    /// <summary>An address as it is kept, on a server's port.</summary>
    protected abstract string AddressAt(int port);

    /// <summary>Starts a server that answers every call well; its port, and what stops it.</summary>
    protected abstract Task<(int Port, IAsyncDisposable Server)> StartAsync();

    private IProviderClient Client => ProviderClients.Find(new(Kind))!;

    private Provider At(string url) =>
        Provider.Rules with
        {
            Name = "p",
            Kind = new(Kind),
            Url = url,
            Model = "m",
            SealedKey = Seal.Seal("p", Secret),
        };

    private static Task<ChatReply> AskAsync(Provider provider)
    {
        var call = new ChatCall("m", "Answer in JSON.", "Say yes.", AnswerFormat.Plain, "{}", 64, TimeSpan.FromSeconds(30));
        return ProviderClients
            .Connect(Seal, TimeProvider.System)
            .AskAsync(provider, call, TestContext.Current.CancellationToken)
            .Comes();
    }

    [Fact]
    public void An_address_is_kept_in_one_form()
    {
        var kept = AddressAt(8080);
        Assert.Equal(kept, Client.AddressOf(kept));
        Assert.Equal(kept, Client.AddressOf(kept + "/"));
        Assert.Null(Client.AddressOf(""));
        Assert.Null(Client.AddressOf("no address"));
        Assert.Null(Client.AddressOf("ftp://127.0.0.1/"));
    }

    [Fact]
    public async Task A_provider_is_asked_by_the_client_of_its_kind()
    {
        var (port, server) = await StartAsync();
        await using var _ = server;
        var answered = Assert.IsType<ChatReply.Answered>(await AskAsync(At(AddressAt(port))));
        Assert.NotEmpty(answered.Body);
    }

    [Fact]
    public async Task A_server_that_is_not_there_has_worked_on_nothing()
    {
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var port = ((IPEndPoint)closed.LocalEndpoint).Port;
        closed.Stop();
        Assert.False(Assert.IsType<ChatReply.Broken>(await AskAsync(At(AddressAt(port)))).Sent);
    }

    [Fact]
    public async Task A_key_that_cannot_be_opened_is_told_without_a_call()
    {
        var moved = At(AddressAt(1)) with { SealedKey = Seal.Seal("another", Secret) };
        var closed = Assert.IsType<ChatReply.Closed>(await AskAsync(moved));
        Assert.DoesNotContain(Secret, closed.Cause.Sentence, StringComparison.Ordinal);
    }
}
