using Weft.Model;
using Weft.Providers;
using Weft.Testing;
using Weft.Testing.Scripted;
using Xunit;

namespace Weft.Tests.Providers;

public sealed class OpenAiClientTests : ProviderClientConformance
{
    public override string Kind => "openai";

    protected override string AddressAt(int port) => $"http://127.0.0.1:{port}/v1";

    protected override async Task<(int Port, IAsyncDisposable Server)> StartAsync()
    {
        var server = await ScriptedProvider.StartAsync();
        return (new Uri(server.Url).Port, server);
    }

    [Fact]
    public void The_whole_address_of_a_call_means_its_base() =>
        Assert.Equal("https://host/v1", ProviderClients.Default.AddressOf("https://host/v1/chat/completions/"));
}

/// <summary>No kind's client that is not in the list, and none in the list without its line for the suite.</summary>
public sealed class ProviderClientLines
{
    [Fact]
    public void Every_client_is_in_the_list() =>
        Assert.Equal(
            typeof(IProviderClient)
                .Assembly.GetTypes()
                .Where(type => type.IsClass && type.IsAssignableTo(typeof(IProviderClient)))
                .Select(type => type.Name)
                .Order(StringComparer.Ordinal),
            ProviderClients.All.Select(client => client.GetType().Name).Order(StringComparer.Ordinal)
        );

    [Fact]
    public void Every_kind_has_a_line_for_the_suite() =>
        Assert.Equal(
            ProviderClients.All.Select(client => client.Kind.Name).Order(StringComparer.Ordinal),
            typeof(ProviderClientLines)
                .Assembly.GetTypes()
                .Where(type => type.IsSealed && type.IsAssignableTo(typeof(ProviderClientConformance)))
                .Select(type => ((ProviderClientConformance)Activator.CreateInstance(type)!).Kind)
                .Order(StringComparer.Ordinal)
        );

    [Fact]
    public void Rules_are_asked_by_nobody() => Assert.Null(ProviderClients.Find(ProviderKind.Rules));

    [Fact]
    public async Task A_provider_of_an_unknown_kind_is_closed_by_name()
    {
        var provider = Provider.Rules with { Name = "p", Kind = new("spoken") };
        var call = new ChatCall("m", "", "", AnswerFormat.Plain, "{}", 64, TimeSpan.FromSeconds(30));
        var endpoint = ProviderClients.Connect(KeySeal.FromSecret("a phrase for the tests"), TimeProvider.System);
        var reply = await endpoint.AskAsync(provider, call, TestContext.Current.CancellationToken).Comes();
        Assert.Contains("spoken", Assert.IsType<ChatReply.Closed>(reply).Cause.Sentence);
    }
}
