using System.Globalization;
using System.Net;

namespace Weft.Web;

/// <summary>Where to listen: <c>127.0.0.1:8420</c>, <c>localhost:8420</c>, <c>[::1]:8420</c>, <c>0.0.0.0:8420</c>, <c>*:8420</c>, or <c>off</c>.</summary>
internal sealed record ListenAddress(IPAddress Address, int Port)
{
    public const string Off = "off";

    /// <summary>Only this machine can reach it.</summary>
    public bool IsLoopback => IPAddress.IsLoopback(Address);

    /// <summary>Null where it is none of these forms; <see cref="Off"/> is none either.</summary>
    public static ListenAddress? TryParse(string text)
    {
        var colon = text.LastIndexOf(':');
        if (colon <= 0 || !int.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port))
            return null;
        if (port > IPEndPoint.MaxPort)
            return null;
        return text[..colon] switch
        {
            "localhost" => new(IPAddress.Loopback, port),
            "*" => new(IPAddress.IPv6Any, port),
            ['[', .. var inner, ']'] when IPAddress.TryParse(inner, out var six) => new(six, port),
            var host when !host.Contains(':', StringComparison.Ordinal) && IPAddress.TryParse(host, out var four) => new(
                four,
                port
            ),
            _ => null,
        };
    }

    public override string ToString() => new IPEndPoint(Address, Port).ToString();
}
