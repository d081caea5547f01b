using System.Net.Sockets;

namespace Weft.Webhooks;

/// <summary>What is wrong with an address.</summary>
internal enum AddressFault
{
    NoAddress,
    TooLong,

    /// <summary>A name or a password stands in it.</summary>
    HasCredentials,

    /// <summary>It is not encrypted, and that was not asked for.</summary>
    NeedsHttps,

    /// <summary>Not encrypted, and neither this machine nor a private network.</summary>
    NotPrivate,

    /// <summary>A machine that no webhook may reach.</summary>
    Refused,

    /// <summary>Nobody has that name.</summary>
    UnknownHost,
}

/// <summary>Addresses of webhooks: which can be, and what of them people are shown.</summary>
internal static class WebhookAddress
{
    public const int Longest = 500;

    /// <summary>A longer part of a path is most likely a secret, as in addresses of chat services.</summary>
    private const int LongestShownPart = 20;

    private const int LongestSaid = 80;

    /// <summary>Null = good. A name that cannot be looked up right now is good: it is looked up again at each connection.</summary>
    public static async Task<AddressFault?> FaultOfAsync(string url, bool allowsHttp, CancellationToken cancel)
    {
        if (url.Length > Longest)
            return AddressFault.TooLong;
        if (
            !Uri.TryCreate(url, UriKind.Absolute, out var address)
            || address.Scheme is not ("http" or "https")
            || address.Host.Length == 0
        )
            return AddressFault.NoAddress;
        if (address.UserInfo.Length > 0)
            return AddressFault.HasCredentials;
        if (address.Scheme == "http" && !allowsHttp)
            return AddressFault.NeedsHttps;
        try
        {
            var targets = await TargetGuard.ResolveAsync(address.IdnHost.Trim('[', ']'), cancel);
            if (targets.Any(TargetGuard.IsRefused))
                return AddressFault.Refused;
            return address.Scheme == "http" && !targets.All(TargetGuard.IsPrivate) ? AddressFault.NotPrivate : null;
        }
        catch (SocketException unknown) when (unknown.SocketErrorCode == SocketError.HostNotFound)
        {
            return AddressFault.UnknownHost;
        }
        catch (SocketException)
        {
            return null;
        }
    }

    /// <summary>As it is kept and compared: one address is written in one way.</summary>
    public static string Plain(string url) => new Uri(url).GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped);

    /// <summary>For lists, logs and messages: without a name, a password, a query, and what else may be a secret.</summary>
    public static string Shown(string url)
    {
        // What is no address is most likely one with a slip in it, and is said again, but where a password may stand in it.
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Host.Length == 0)
            return url.Contains('@') || url.Contains('?') || url.Length > LongestSaid ? "…" : url;
        var parts = address.AbsolutePath.Split('/').Select(part => part.Length > LongestShownPart ? part[..4] + "…" : part);
        return $"{address.Scheme}://{address.Authority}{string.Join('/', parts)}{(address.Query.Length > 0 ? "?…" : "")}";
    }
}
