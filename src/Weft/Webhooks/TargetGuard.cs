using System.Net;
using System.Net.Sockets;

namespace Weft.Webhooks;

/// <summary>Which machines a webhook may reach. Asked of the address that a name came to, at each connection.</summary>
internal static class TargetGuard
{
    private static readonly IPNetwork[] Refused =
    [
        // "This network", and link-local: clouds tell a machine's own secrets at 169.254.169.254.
        IPNetwork.Parse("0.0.0.0/8"),
        IPNetwork.Parse("169.254.0.0/16"),
        // The same of Alibaba Cloud and of Amazon's IPv6.
        IPNetwork.Parse("100.100.100.200/32"),
        IPNetwork.Parse("fd00:ec2::/32"),
        IPNetwork.Parse("224.0.0.0/4"),
        IPNetwork.Parse("240.0.0.0/4"),
        IPNetwork.Parse("::/128"),
        IPNetwork.Parse("fe80::/10"),
        IPNetwork.Parse("ff00::/8"),
    ];

    private static readonly IPNetwork[] Private =
    [
        IPNetwork.Parse("127.0.0.0/8"),
        IPNetwork.Parse("10.0.0.0/8"),
        IPNetwork.Parse("172.16.0.0/12"),
        IPNetwork.Parse("192.168.0.0/16"),
        IPNetwork.Parse("::1/128"),
        IPNetwork.Parse("fc00::/7"),
    ];

    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");

    /// <summary>All that a name leads to; an address leads to itself.</summary>
    public static async Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancel) =>
        IPAddress.TryParse(host, out var address) ? [address] : await Dns.GetHostAddressesAsync(host, cancel);

    public static bool IsRefused(IPAddress address) => Refused.Any(network => network.Contains(Plain(address)));

    /// <summary>This machine or a private network: the only ones that may be reached without encryption.</summary>
    public static bool IsPrivate(IPAddress address) => Private.Any(network => network.Contains(Plain(address)));

    /// <summary>An IPv4 address in the clothes of IPv6 is that IPv4 address.</summary>
    private static IPAddress Plain(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6 && Nat64.Contains(address)
            ? new IPAddress(address.GetAddressBytes().AsSpan(12))
            : address;
    }
}
