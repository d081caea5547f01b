using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Weft.Testing;

namespace Weft.Rig;

/// <summary>
/// Hosts as network namespaces on a bridge of their own, whose links can be cut, made deaf in one direction, or slow. The servers stand on the
/// bridge's own address. Nothing leaves the machine: the bridge has no other link.
/// </summary>
internal sealed partial class Hosts : IAsyncDisposable
{
    /// <summary>Marks routes of ours in the machine's table.</summary>
    private const string Protocol = "213";

    private static readonly string Run = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);

    private readonly string _network = string.Create(CultureInfo.InvariantCulture, $"10.213.{Environment.ProcessId % 250}");
    private readonly List<string> _names = [];

    private Hosts() { }

    /// <summary>Where servers listen.</summary>
    public string Address => $"{_network}.1";

    public IReadOnlyList<string> Names => _names;

    /// <summary>Whether a story may have hosts where it can also do without.</summary>
    public static bool IsAllowed => Environment.IsPrivilegedProcess && File.Exists("/proc/self/ns/net");

    private static string Bridge => $"wr{Run}b";

    /// <summary>Makes them, or skips the test where that is not allowed.</summary>
    public static async Task<Hosts> OpenAsync(int count)
    {
        await SweepAsync();
        var hosts = new Hosts();
        var (code, trouble) = await TryAsync("ip", "link", "add", Bridge, "type", "bridge");
        if (code != 0)
            Require.Missing("netns", $"hosts of our own can only be made by root with network namespaces: {trouble.Trim()}");
        await IpAsync("addr", "add", $"{hosts.Address}/24", "dev", Bridge);
        await IpAsync("link", "set", Bridge, "up");
        for (var number = 1; number <= count; number++)
            await hosts.AddAsync(number);
        return hosts;
    }

    /// <summary>What a command is put under to run on that host. It becomes the command: the process id stays.</summary>
    public static IReadOnlyList<string> Under(string host) => ["ip", "netns", "exec", host];

    /// <summary>As if the cable were pulled.</summary>
    public Task CutAsync(string host) => IpAsync("link", "set", Link(host), "down");

    /// <summary>What the host sends arrives nowhere; it still hears.</summary>
    public Task MuteAsync(string host) => IpAsync("-n", host, "route", "add", "blackhole", Address);

    /// <summary>What is sent to the host arrives nowhere; it is still heard.</summary>
    public Task DeafenAsync(string host) =>
        IpAsync("route", "add", "blackhole", AddressOf(host), "proto", Protocol, "metric", Run);

    /// <summary>Both directions get so many kilobits a second.</summary>
    public async Task SlowAsync(string host, int kilobits)
    {
        string[] filter = ["root", "tbf", "rate", $"{kilobits}kbit", "burst", "4kb", "latency", "500ms"];
        await MustAsync("tc", ["qdisc", "add", "dev", Link(host), .. filter]);
        await MustAsync("tc", ["-n", host, "qdisc", "add", "dev", Peer(host), .. filter]);
    }

    /// <summary>Undoes whatever was done to its link.</summary>
    public async Task MendAsync(string host)
    {
        await IpAsync("link", "set", Link(host), "up");
        await TryAsync("ip", "-n", host, "route", "del", "blackhole", Address);
        await TryAsync("ip", "route", "del", "blackhole", AddressOf(host), "proto", Protocol, "metric", Run);
        await TryAsync("tc", "qdisc", "del", "dev", Link(host), "root");
        await TryAsync("tc", "-n", host, "qdisc", "del", "dev", Peer(host), "root");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var name in _names)
        {
            await TryAsync("ip", "route", "del", "blackhole", AddressOf(name), "proto", Protocol, "metric", Run);
            await TryAsync("ip", "link", "del", Link(name));
            await TryAsync("ip", "netns", "del", name);
        }
        await TryAsync("ip", "link", "del", Bridge);
    }

    private async Task AddAsync(int number)
    {
        var name = $"weftrig-{Run}-{number}";
        _names.Add(name);
        await IpAsync("netns", "add", name);
        await IpAsync("link", "add", Link(name), "type", "veth", "peer", "name", Peer(name));
        await IpAsync("link", "set", Peer(name), "netns", name);
        await IpAsync("link", "set", Link(name), "master", Bridge);
        await IpAsync("link", "set", Link(name), "up");
        await IpAsync("-n", name, "addr", "add", $"{AddressOf(name)}/24", "dev", Peer(name));
        await IpAsync("-n", name, "link", "set", Peer(name), "up");
        await IpAsync("-n", name, "link", "set", "lo", "up");
    }

    private static string Number(string host) => host[(host.LastIndexOf('-') + 1)..];

    private static string Link(string host) => $"wr{Run}v{Number(host)}";

    private static string Peer(string host) => $"wr{Run}p{Number(host)}";

    private string AddressOf(string host) => $"{_network}.{10 + int.Parse(Number(host), CultureInfo.InvariantCulture)}";

    /// <summary>Takes away what a rig that was itself killed has left: known by the process id in its names.</summary>
    private static async Task SweepAsync()
    {
        var namespaces = (await TryAsync("ip", "netns", "list")).Output;
        foreach (var name in NamespaceName().Matches(namespaces).Where(IsOrphan).Select(match => match.Value))
        {
            foreach (var process in (await TryAsync("ip", "netns", "pids", name)).Output.Split('\n'))
                if (int.TryParse(process, CultureInfo.InvariantCulture, out var id))
                    ProcessSignal.Send(id, ProcessSignal.Kill);
            await TryAsync("ip", "netns", "del", name);
        }
        var links = (await TryAsync("ip", "-o", "link", "show")).Output;
        foreach (var name in LinkName().Matches(links).Where(IsOrphan).Select(match => match.Value))
            await TryAsync("ip", "link", "del", name);
        var routes = (await TryAsync("ip", "route", "show", "proto", Protocol)).Output;
        foreach (var route in RouteOfOurs().Matches(routes).Where(IsOrphan))
            await TryAsync("ip", "route", "del", "blackhole", route.Groups["to"].Value, "proto", Protocol);
    }

    private static bool IsOrphan(Match match) => !Directory.Exists($"/proc/{match.Groups["run"].Value}");

    [GeneratedRegex(@"weftrig-(?<run>\d+)-\d+")]
    private static partial Regex NamespaceName();

    [GeneratedRegex(@"\bwr(?<run>\d+)[bv]\d*\b")]
    private static partial Regex LinkName();

    [GeneratedRegex(@"blackhole (?<to>[\d.]+).*metric (?<run>\d+)")]
    private static partial Regex RouteOfOurs();

    private static Task IpAsync(params string[] arguments) => MustAsync("ip", arguments);

    private static async Task MustAsync(string program, string[] arguments)
    {
        var (code, output) = await TryAsync(program, arguments);
        if (code != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {output}");
    }

    private static async Task<(int Code, string Output)> TryAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using var process = Process.Start(start)!;
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync();
            return (process.ExitCode, await output + await errors);
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            return (127, missing.Message);
        }
    }
}
