using Weft.Model;

namespace Weft.Providers.OpenAi;

/// <summary>Providers that speak the chat protocol of OpenAI.</summary>
internal sealed class OpenAiClient : IProviderClient
{
    public ProviderKind Kind => ProviderKind.OpenAi;

    /// <summary>The base address: people copy the whole address of the call.</summary>
    public string? AddressOf(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            return null;
        // Addresses are shown to everybody, and this part of one would never be sent.
        if (address.UserInfo.Length > 0)
            return null;
        var trimmed = url.TrimEnd('/');
        return trimmed.EndsWith(OpenAiEndpoint.CallPath, StringComparison.Ordinal)
            ? trimmed[..^OpenAiEndpoint.CallPath.Length]
            : trimmed;
    }

    public IChatEndpoint Connect(KeySeal seal, TimeProvider time) =>
        new OpenAiEndpoint(OpenAiEndpoint.CreateClient(), seal, time);
}
