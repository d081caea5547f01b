using Weft.Model;
using Weft.Providers.OpenAi;
using Weft.Reasons;

namespace Weft.Providers;

/// <summary>Every kind of provider that can be asked over the network.</summary>
internal static class ProviderClients
{
    /// <summary>The first is meant where nothing is said.</summary>
    public static readonly IReadOnlyList<IProviderClient> All = [new OpenAiClient()];

    public static IProviderClient Default => All[0];

    /// <summary>Null where this build has no client for that kind.</summary>
    public static IProviderClient? Find(ProviderKind kind) => All.FirstOrDefault(client => client.Kind == kind);

    /// <summary>All of them behind one endpoint: each provider is asked by the client of its kind.</summary>
    public static IChatEndpoint Connect(KeySeal seal, TimeProvider time) =>
        new ByKind(All.ToDictionary(client => client.Kind, client => client.Connect(seal, time)));

    private sealed class ByKind(IReadOnlyDictionary<ProviderKind, IChatEndpoint> endpoints) : IChatEndpoint
    {
        public Task<ChatReply> AskAsync(Provider provider, ChatCall call, CancellationToken cancel) =>
            endpoints.TryGetValue(provider.Kind, out var endpoint)
                ? endpoint.AskAsync(provider, call, cancel)
                : Task.FromResult<ChatReply>(
                    new ChatReply.Closed(CallReasons.UnknownKind(provider.Name, provider.Kind.ToString()))
                );

        public Task<IReadOnlyList<string>> ModelsAsync(Provider provider, CancellationToken cancel) =>
            endpoints.TryGetValue(provider.Kind, out var endpoint)
                ? endpoint.ModelsAsync(provider, cancel)
                : Task.FromResult<IReadOnlyList<string>>([]);

        public Task<Reason?> ReachAsync(Provider provider, CancellationToken cancel) =>
            endpoints.TryGetValue(provider.Kind, out var endpoint)
                ? endpoint.ReachAsync(provider, cancel)
                : Task.FromResult<Reason?>(CallReasons.UnknownKind(provider.Name, provider.Kind.ToString()));
    }
}
